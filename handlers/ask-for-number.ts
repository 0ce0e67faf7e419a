// The answer to a command that names no case where several are possible, or none.
import type { HandlerContext } from '../src/app/define-handler.ts';
import { shortNumber } from '../templates/case-words.ts';
import { todoLines } from '../templates/texts/todo.ts';
import { unknownLines } from '../templates/texts/unknown.ts';

/** A usage as it is written for this case; usages say 0001. */
export function forCase(usage: string, number: string): string {
  return usage.replace('0001', shortNumber(number));
}

/** The command written out for the person's own numbers, and what they owe on each. */
export async function askForNumber(
  { desk, person, now }: HandlerContext,
  asked: { readonly text: string; readonly usage: string },
): Promise<readonly string[]> {
  const owed = await desk.todo(person);
  const numbers = [...new Set(owed.map((line) => shortNumber(line.number)))];
  const usages = numbers.map((number) => forCase(asked.usage, number));
  return [
    ...unknownLines(asked.text, usages.length === 0 ? [asked.usage] : usages),
    ...todoLines({ owed, now }),
  ];
}
