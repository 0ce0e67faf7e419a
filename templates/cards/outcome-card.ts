// The card on which the conclusion of a matter is drawn: every outcome of the rule, none chosen beforehand.
import type { Bureau } from '../../src/core/bureau.ts';
import type { Card } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { stepDoing } from '../../src/core/steps.ts';
import { markWords, outcomeName, plainTitle, shortNumber, unitNames } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { quoted, words } from '../quoting.ts';
import { CARD, distinct, field, fitted } from './fit.ts';

export const OUTCOME_CHOICE = 'outcome';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };

/** Asks for the conclusion; null where the outcomes cannot all be told apart on a card. */
export function askForOutcome(subject: Subject): Card | null {
  const { policy, case: c } = subject;
  const titles = policy.outcomes.map((o) => o.title);
  if (titles.length === 0 || titles.length > CARD.choices || !distinct(titles, CARD.choice)) return null;
  const step = stepDoing(policy, c, 'find');
  const report = c.submissions.findLast((s) => s.form === 'written') ?? c.submissions.at(-1);
  return fitted({
    ...head(subject),
    tag: '舆情助手·请定结论',
    subtitle: '选一项，再点“提交结论”；由您决定',
    fields: [...common(subject), field('依据', step?.clause)],
    body: [
      report === undefined || report.text.trim() === '' ? '' : `报送：${quoted(report.text, 80)}`,
      `要写说明请发：${howTo.outcome(shortNumber(c.number), titles[0] ?? '')} 说明`,
    ]
      .filter((part) => part !== '')
      .join('　'),
    form: {
      kind: 'choice',
      key: OUTCOME_CHOICE,
      options: policy.outcomes.map((o) => ({ id: o.id, text: o.title })),
      submit: { key: 'outcome', text: '提交结论' },
    },
  });
}

/** Who drew which conclusion, when; or why nobody is asked any more. */
export function outcomeDecided(subject: Subject): Card {
  const { policy, bureau, case: c } = subject;
  const { outcome } = c;
  const over =
    c.closed === null ? field('说明', '现在不用定，轮到时再发') : field('办结', markWords(bureau, c.closed));
  return fitted({
    ...head(subject),
    tag: `舆情助手·${outcome !== null ? '已定结论' : c.closed === null ? '暂不用定' : '已办结'}`,
    fields: [
      ...common(subject),
      outcome === null ? over : field('结论', outcomeName(policy, outcome.id)),
      outcome === null ? null : field('核定', markWords(bureau, outcome)),
    ],
    body: outcome === null || outcome.note.trim() === '' ? '' : `说明：${words(outcome.note, 80)}`,
  });
}

function head({ case: c }: Subject) {
  return { drill: c.drill, title: plainTitle(c.report, CARD.title), link: c.report.links[0]?.url };
}

function common({ bureau, case: c }: Subject) {
  return [field('编号', c.number), c.unit === null ? null : field('承办', unitNames(bureau, c))];
}
