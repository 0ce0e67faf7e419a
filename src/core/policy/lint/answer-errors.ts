// Answers of a bureau that its questions do not take: they would count as none, and the suggestion would stand.
import type { PolicyFile } from '../schema.ts';
import { type Answers, answerTo } from '../settle.ts';

type Question = PolicyFile['ask'][number];

/** `question` is the id, `index` its place in `ask`; the sentence names what may be written. */
export type WrongAnswer = {
  readonly question: string;
  readonly index: number;
  readonly clause: string | null;
  readonly message: string;
};

export function wrongAnswers(policy: PolicyFile, given: Answers): readonly WrongAnswer[] {
  return policy.ask.flatMap((q, index) => {
    const answer = given[q.id];
    if (answer === undefined || fits(policy, q, answer)) return [];
    const message = `单位文件的 answers 对问题 ${q.id}（${q.question}）答复的“${answer}”不能用，不算答复；${allowed(policy, q)}`;
    return [{ question: q.id, index, clause: q.clause ?? null, message }];
  });
}

/** Answers to what the 制度 does not ask: a slip in the id, or a question of an earlier version. */
export function idleAnswers(policy: PolicyFile, given: Answers): readonly string[] {
  return Object.keys(given).filter((id) => !policy.ask.some((q) => q.id === id));
}

const partiesOf = (policy: PolicyFile): readonly { readonly id: string; readonly title: string }[] => [
  { id: 'unit', title: '承办单位' },
  ...policy.roles,
  ...policy.units,
];

function fits(policy: PolicyFile, question: Question, answer: string): boolean {
  if (answerTo(question, { [question.id]: answer }) === undefined) return false;
  return question.answer !== 'role' || partiesOf(policy).some(({ id }) => id === answer);
}

function allowed(policy: PolicyFile, { answer, options }: Question): string {
  const choices = answer === 'role' ? [...options, ...partiesOf(policy)] : options;
  const list = choices
    .filter(({ id }, i) => choices.findIndex((c) => c.id === id) === i)
    .map(({ id, title }) => `${id}（${title}）`)
    .join('、');
  if (answer !== 'duration') return `value 可写：${list}`;
  const length = '时长，例如 30m、24h、5wd（工作日）';
  return `value 可写：${list === '' ? length : `${list}，或${length}`}`;
}
