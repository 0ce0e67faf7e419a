// The open questions of a 制度, one by one: clause, options, an answer, who gave it.
import type { GivenAnswer } from '../../config/bureau-answers.ts';
import { isoDate } from '../../core/calendar/shanghai.ts';
import { type Answers, answerTo, type Policy } from '../../core/policy/load.ts';

type Question = Policy['ask'][number];

export type Interview = {
  readonly policy: Policy;
  readonly answers: Answers;
  /** Null when the person has left. */
  readonly ask: (prompt: string) => Promise<string | null>;
  readonly say: (line: string) => void;
  /** Called for each answer at once, so that leaving half-way loses nothing. */
  readonly save: (question: string, answer: GivenAnswer) => void;
  readonly now: number;
};

/** Gives back how many questions are still open. An empty line leaves a question for later. */
export async function interview({ policy, answers, ask, say, save, now }: Interview): Promise<number> {
  const open = policy.ask.filter((q) => answerTo(q, answers) === undefined);
  if (open.length === 0) {
    say('没有未答复的问题。');
    return 0;
  }
  say(`《${policy.policy.name}》有 ${open.length} 个问题条文没说清，请本单位答复。直接回车是以后再答。`);
  let by = '';
  while (by === '') {
    const name = await ask('谁来答复（姓名）：');
    if (name === null) return open.length;
    by = name.trim();
  }
  let left = open.length;
  for (const [i, question] of open.entries()) {
    for (const line of asked(question, `${i + 1}/${open.length}`)) say(line);
    const value = await answer(question, ask, say);
    if (value === null) break;
    if (value === '') continue;
    save(question.id, { value, by, at: isoDate(now) });
    left -= 1;
  }
  say(left === 0 ? '全部答复完了。' : `还有 ${left} 个没有答复。`);
  return left;
}

function asked(question: Question, count: string): readonly string[] {
  const where = question.clause === undefined ? '' : `（${question.clause}）`;
  const need = question.blocking ? '须先答复才能正式运行' : '可以以后再答';
  return [
    '',
    `${count} ${question.question}${where}？${need}`,
    ...question.options.map(
      ({ id, title }, i) => `  ${i + 1}. ${title}${id === question.suggested ? '（建议值）' : ''}`,
    ),
    ...(question.options.length === 0 && question.suggested !== undefined
      ? [`  建议值：${question.suggested}`]
      : []),
  ];
}

/** The id of the option, or the words where none are offered; empty for later; null when the person has left. */
async function answer(
  { options }: Question,
  ask: Interview['ask'],
  say: Interview['say'],
): Promise<string | null> {
  for (;;) {
    const given = (await ask(options.length === 0 ? '答复：' : '选哪一个（编号）：'))?.trim() ?? null;
    if (given === null || given === '' || options.length === 0) return given;
    const chosen = options.find(({ id, title }, i) => [String(i + 1), id, title].includes(given));
    if (chosen !== undefined) return chosen.id;
    say(`没有“${given}”，请写 1 到 ${options.length}，或直接回车以后再答。`);
  }
}
