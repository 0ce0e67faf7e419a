// The error every layer throws on purpose: a code to find it by, and the next step for a person.

/** `hint` is a Chinese sentence that says what to do; it may be shown to an administrator. */
export class BotError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(options: { code: string; message: string; hint: string; cause?: unknown }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BotError';
    this.code = options.code;
    this.hint = options.hint;
  }
}

/** What to tell whoever ran a command: the hint of our own errors, the message of others. */
export function errorWords(error: unknown): string {
  if (error instanceof BotError) return error.hint;
  return error instanceof Error ? error.message : String(error);
}
