// One thing that lint says about a 制度.

/** `path` as in `limits.0.within.max`, empty for the file as a whole. */
export type LintItem = {
  readonly path: string;
  readonly clause: string | null;
  readonly message: string;
};
