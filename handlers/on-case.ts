// Which case a text is about, and the policy that case is pinned to. A text without a number is about the only case
// the person owes something on, if there is exactly one on which the command would be carried out.
import type { CaseFile, Handler, HandlerContext, Intent, TextGesture } from '../src/app/define-handler.ts';
import type { Command } from '../src/core/command.ts';
import { decide } from '../src/core/decide.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { unknownLines } from '../templates/texts/unknown.ts';
import { askForNumber, forCase } from './ask-for-number.ts';
import { usageIn } from './example-names.ts';

/** `file` is null when the number is unknown; the app layer says so when it runs the command. */
export type Sight = { readonly policy: Policy; readonly file: CaseFile | null };

/** `unclear`: what was written does not say enough; the person is shown how to write it. */
export type Reading =
  | Command
  | 'unclear'
  | { readonly ask: 'grade-card' }
  /** Nothing is done yet; the person is told this. */
  | { readonly say: readonly string[] };

export type CaseReader = (sight: Sight, context: HandlerContext, gesture: TextGesture) => Reading;

/** Refusals that fit the case all the same: only words are missing or not understood. */
const MENDABLE: ReadonlySet<string> = new Set([
  'need-unit',
  'need-reason',
  'need-text',
  'unknown-grade',
  'unknown-unit',
  'unknown-value',
  'need-record',
  'need-grade-reason',
  'need-lower-reason',
  'which-step',
  'notice-first',
  'beyond-cap',
]);
const NUMBERED = /YQ-?\d|(?<!\d)0\d{3}(?!\d)/iu;
const MOST = 30;

/** Makes `onText` of a command on one case. */
export function onCase(help: Handler['help'], read: CaseReader) {
  return async (context: HandlerContext, gesture: TextGesture): Promise<Intent> => {
    const usage = help === null ? gesture.word : usageIn(help, context);
    const number = gesture.number ?? (await onlyFitting(context, gesture, read));
    if (number === null) {
      return { kind: 'answer', lines: await askForNumber(context, { text: gesture.text, usage }) };
    }
    const file = await context.desk.find(number);
    const reading = read({ policy: file?.policy ?? context.policy, file }, context, gesture);
    if (reading === 'unclear')
      return { kind: 'answer', lines: unknownLines(gesture.text, [forCase(usage, number)]) };
    if ('ask' in reading) return { kind: 'show-card', number, purpose: 'grade' };
    if ('say' in reading) return { kind: 'answer', lines: reading.say };
    return { kind: 'command', number, command: reading };
  };
}

/** `签收 0001 0002`: one command is about one case, and this would leave the second unsaid. */
export function namesAnother(rest: string): boolean {
  return /^[\s、和及与,，]*(?:YQ[\s-]?\d|\d{4}(?!\d))/iu.test(rest);
}

async function onlyFitting(
  context: HandlerContext,
  gesture: TextGesture,
  read: CaseReader,
): Promise<string | null> {
  // `同意 13800138000`, `来源 是 网信办 0001`: something was meant as a number, so nothing is guessed.
  if (/^[#\d][\d\s-]{3,}$/.test(gesture.rest) || NUMBERED.test(gesture.rest)) return null;
  const numbers = [...new Set((await context.desk.todo(context.person)).map((line) => line.number))];
  const fitting: string[] = [];
  const pointing: string[] = [];
  for (const number of numbers.slice(0, MOST)) {
    const file = await context.desk.find(number);
    const fit = file === null ? 'no' : fitOf(context, file, gesture, read);
    if (fit === 'yes') fitting.push(number);
    if (fit === 'other-words') pointing.push(number);
    if (fitting.length > 1) return null;
  }
  return fitting[0] ?? (pointing.length === 1 ? (pointing[0] ?? null) : null);
}

/** `other-words`: the case waits for the person, who would be told what to write instead. */
function fitOf(
  context: HandlerContext,
  file: CaseFile,
  gesture: TextGesture,
  read: CaseReader,
): 'yes' | 'other-words' | 'no' {
  const reading = read({ policy: file.policy, file }, context, gesture);
  if (reading === 'unclear') return 'yes';
  if ('ask' in reading) return file.case.grade === null ? 'yes' : 'no';
  if ('say' in reading) return 'yes';
  const { now, bureau, person } = context;
  const situation = { policy: file.policy, bureau, now };
  const decision = decide(situation, file.case, reading, { person, via: 'text', at: now });
  if (decision.kind === 'accepted' || MENDABLE.has(decision.refusal.code)) return 'yes';
  return decision.refusal.code === 'asked-otherwise' ? 'other-words' : 'no';
}
