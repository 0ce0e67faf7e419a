// From YAML text to a policy that can be trusted, or to every problem with its place: YAML, then shape, then names.
import { createHash } from 'node:crypto';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { nameProblems } from './check-names.ts';
import { policySchema } from './schema.ts';
import type { PolicySource } from './settle.ts';
import { shapeProblems } from './shape-message.ts';
import { sourceMessage } from './source-message.ts';

/** `path` as in `limits.0.within.max`, empty for the file as a whole; `line` counts from 1. */
export type PolicyProblem = {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
};

export type PolicyRead =
  | { readonly kind: 'read'; readonly policy: PolicySource }
  | { readonly kind: 'unreadable'; readonly problems: readonly PolicyProblem[] };

/** Never throws, whatever the text. All problems of the first layer that has any are given at once. */
export function readPolicy(text: string): PolicyRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, logLevel: 'error' });
  const place = (path: readonly PropertyKey[]): Omit<PolicyProblem, 'message'> => ({
    path: path.map(String).join('.'),
    line: lineOf(document, lines, path),
  });
  if (document.errors.length > 0)
    return unreadable(
      document.errors.map((error) => {
        const line = error.linePos?.[0].line ?? null;
        return { path: '', line, message: sourceMessage(error, text.split('\n')[(line ?? 0) - 1] ?? '') };
      }),
    );
  const content = contentOf(document);
  if ('problem' in content) return unreadable([{ path: '', line: null, message: content.problem }]);
  const parsed = policySchema.safeParse(content.value);
  if (!parsed.success)
    return unreadable(
      shapeProblems(parsed.error.issues, content.value).map(({ path, message }) => ({
        ...place(path),
        message,
      })),
    );
  const problems = nameProblems(parsed.data);
  if (problems.length > 0)
    return unreadable(problems.map(({ path, message }) => ({ ...place(path), message })));
  return {
    kind: 'read',
    policy: { ...parsed.data, version: createHash('sha256').update(text).digest('hex') },
  };
}

/** One line for people: `第 12 行 limits.0.of：…`. */
export function problemLine({ path, line, message }: PolicyProblem): string {
  return `${line === null ? '' : `第 ${line} 行 `}${path === '' ? '' : `${path}：`}${message}`;
}

function unreadable(problems: readonly PolicyProblem[]): PolicyRead {
  return { kind: 'unreadable', problems };
}

/** Aliases are looked up only now, and may lead nowhere. */
function contentOf(document: Document.Parsed): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS() };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** The line of the value at `path`, or of the nearest value around it where it is missing. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
