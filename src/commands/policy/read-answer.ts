// What somebody typed as the answer to an open question: the value for the file, or a sentence that says what is needed.
import { LENGTH_PATTERN } from '../../core/calendar/duration.ts';
import { lengthsIn } from '../../core/policy/lengths-in-text.ts';
import type { PolicySource } from '../../core/policy/load.ts';

export type Question = PolicySource['ask'][number];

export type AnswerRead = { readonly value: string } | { readonly problem: string };

/** `given` is trimmed and not empty. An option may be named by its number, id or title. */
export function readAnswer(policy: PolicySource, question: Question, given: string): AnswerRead {
  const { options, answer } = question;
  const chosen = options.find(({ id, title }, i) => [String(i + 1), id, title].includes(given));
  if (chosen !== undefined) return { value: chosen.id };
  switch (answer) {
    case 'duration':
      return readLength(question, given);
    case 'role':
      return readRole(policy, given);
    case 'text':
      return { value: given };
    case 'choice':
      return options.length === 0
        ? { value: given }
        : { problem: `没有“${given}”，请写 1 到 ${options.length}，或直接回车以后再答。` };
  }
}

function readLength({ options }: Question, given: string): AnswerRead {
  if (LENGTH_PATTERN.test(given)) return { value: given };
  const [said, other] = lengthsIn(given);
  if (said !== undefined && other === undefined && given.replace(/[以之]?内$/, '') === said.said)
    return { value: said.length };
  const choose = options.length === 0 ? '' : `写 1 到 ${options.length}，或`;
  return { problem: `“${given}”不是时长，请${choose}写 30m、24h、5wd 这样的时长，或直接回车以后再答。` };
}

function readRole(policy: PolicySource, given: string): AnswerRead {
  const known = [...policy.roles, ...policy.units, { id: 'unit', title: '承办单位' }];
  const found = known.find(({ id, title }) => id === given || title === given);
  if (found !== undefined) return { value: found.id };
  const offer = known.map(({ id, title }) => `${title}（${id}）`).join('、');
  return { problem: `制度里没有“${given}”这个角色，可写：${offer}，或直接回车以后再答。` };
}
