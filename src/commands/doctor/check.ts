// What a check is, and how many of them run at once without any holding up the others.
import { errorWords } from '../../core/errors.ts';

/** `note`: nothing is wrong, but it cannot be seen from here or does not apply. */
export type Mark = 'ok' | 'wrong' | 'note';

export type Finding = { readonly name: string; readonly mark: Mark; readonly text: string };

export type Check = {
  readonly name: string;
  run(): Promise<Finding | readonly Finding[]>;
};

export const fine = (name: string, text: string): Finding => ({ name, mark: 'ok', text });
export const wrong = (name: string, text: string): Finding => ({ name, mark: 'wrong', text });
export const note = (name: string, text: string): Finding => ({ name, mark: 'note', text });

/** All findings in the order of the checks. A check that throws or takes longer than `timeoutMs` is a finding too. */
export async function runChecks(checks: readonly Check[], timeoutMs: number): Promise<readonly Finding[]> {
  const found = await Promise.all(checks.map((check) => inTime(check, timeoutMs)));
  return found.flat();
}

async function inTime(check: Check, timeoutMs: number): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const text = `${Math.round(timeoutMs / 1000)} 秒内没有结果，请检查这台机器的网络和负载`;
    timer = setTimeout(() => resolve(wrong(check.name, text)), timeoutMs);
  });
  const work = (async () => check.run())().catch((error: unknown) => wrong(check.name, sentenceOf(error)));
  const found = await Promise.race([work, late]).finally(() => clearTimeout(timer));
  return [found].flat();
}

/** What to tell about an error, on one line. */
export function sentenceOf(error: unknown): string {
  return errorWords(error).replaceAll(/\s*\n\s*/g, ' ');
}

/** Runs once however often it is asked. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
