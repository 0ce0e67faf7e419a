// What this folder writes to. The real logger is given by main.ts; any object of this shape will do.

type Write = (fields: Record<string, unknown>, message: string) => void;

export type HttpLog = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
};
