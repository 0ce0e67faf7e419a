// 换制度: a leader moves a case to the rule as it stands now. What that changes is shown first; the second word does it.
import { defineHandler } from '../src/app/define-handler.ts';
import { decide } from '../src/core/decide.ts';
import { moveQuestionLines } from '../templates/texts/move-question.ts';
import { onCase } from './on-case.ts';

const help = {
  usage: '换制度 0001',
  meaning: '改按现行制度办；先列出变化，确认才改',
  group: '定级交办',
  rare: true,
} as const;

/** `换制度 0001`, then `换制度 0001 确认`. */
export const movePolicy = defineHandler({
  name: 'move-policy',
  words: ['换制度', '改按现行制度'],
  taps: [],
  help,
  onText: onCase(help, ({ policy, file }, context, { rest }) => {
    if (file === null || /^确认[\s\p{P}]*$/u.test(rest)) return { kind: 'move-policy' };
    const { bureau, now, person } = context;
    const current = context.policy;
    const decision = decide(
      { policy: current, bureau, now },
      file.case,
      { kind: 'move-policy' },
      {
        person,
        via: 'text',
        at: now,
      },
    );
    // The refusal is said where every refusal is said.
    if (decision.kind === 'refused') return { kind: 'move-policy' };
    const [from, to] = [
      { policy, case: file.case },
      { policy: current, case: decision.after },
    ];
    return { say: moveQuestionLines({ bureau, from, to }) };
  }),
});
