// Codes good for one use inside a time limit: response_code of app cards (72 h, path/94888)
// and response_url of the 智能机器人 (1 h, path/101138).
import { randomBytes } from 'node:crypto';
import { demand } from './refusal.ts';

export interface SingleUseCodes<T> {
  issue(value: T): string;
  /** The value behind the code, without using it up. Unknown → `unknownErrcode`; used or too old → 42022. */
  peek(code: string): T;
  use(code: string): void;
}

/** Codes that cannot be guessed, good once and for `validMs`. */
export function createSingleUseCodes<T>(options: {
  readonly now: () => number;
  readonly validMs: number;
  readonly unknownErrcode: number;
}): SingleUseCodes<T> {
  const codes = new Map<string, { readonly value: T; readonly until: number; used: boolean }>();
  return {
    issue(value) {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { value, until: options.now() + options.validMs, used: false });
      return code;
    },
    peek(code) {
      const entry = codes.get(code);
      demand(entry !== undefined, options.unknownErrcode, 'invalid response_code');
      demand(!entry.used, 42022, 'response_code already used');
      demand(options.now() < entry.until, 42022, 'response_code expired');
      return entry.value;
    },
    use(code) {
      const entry = codes.get(code);
      if (entry !== undefined) entry.used = true;
    },
  };
}
