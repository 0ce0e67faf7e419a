// The open questions of a 制度, one by one: clause, options, an answer, who gave it.
import type { GivenAnswer } from '../../config/bureau-answers.ts';
import { isoDate } from '../../core/calendar/shanghai.ts';
import type { Answers, PolicySource } from '../../core/policy/load.ts';
import { partyName } from '../../core/policy/parties.ts';
import { answerTo } from '../../core/policy/settle.ts';
import { type Question, readAnswer } from './read-answer.ts';

export type Interview = {
  readonly policy: PolicySource;
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
    for (const line of asked(policy, question, `${i + 1}/${open.length}`)) say(line);
    const value = await answer(policy, question, ask, say);
    if (value === null) break;
    if (value === '') continue;
    save(question.id, { value, by, at: isoDate(now) });
    left -= 1;
  }
  say(left === 0 ? '全部答复完了。' : `还有 ${left} 个没有答复。`);
  return left;
}

function asked(policy: PolicySource, question: Question, count: string): readonly string[] {
  const where = question.clause === undefined ? '' : `（${question.clause}）`;
  const need = question.blocking ? '须先答复才能正式运行' : '可以以后再答';
  return [
    '',
    `${count} ${question.question.replace(/[？?。]+$/u, '')}${where}？${need}`,
    ...question.options.map(
      ({ id, title }, i) => `  ${i + 1}. ${title}${id === question.suggested ? '（建议值）' : ''}`,
    ),
    ...(question.suggested !== undefined && !question.options.some((o) => o.id === question.suggested)
      ? [`  建议值：${partyName(policy, question.suggested)}`]
      : []),
  ];
}

const PROMPTS: Readonly<Record<Question['answer'], string>> = {
  choice: '选哪一个（编号）：',
  duration: '多长时间（例如 30m、24h、5wd 工作日，或写 48小时）：',
  role: '由谁（角色名称或编号）：',
  text: '答复：',
};

/** What the question takes; empty for later; null when the person has left. */
async function answer(
  policy: PolicySource,
  question: Question,
  ask: Interview['ask'],
  say: Interview['say'],
): Promise<string | null> {
  const prompt =
    PROMPTS[question.answer === 'choice' && question.options.length === 0 ? 'text' : question.answer];
  for (;;) {
    const given = (await ask(prompt))?.trim() ?? null;
    if (given === null || given === '') return given;
    const read = readAnswer(policy, question, given);
    if ('value' in read) return read.value;
    say(read.problem);
  }
}
