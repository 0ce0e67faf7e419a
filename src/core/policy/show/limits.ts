// Who hands in what by when: deliverables, steps and papers, with their limits or the word that there is none.
import { startTitle } from '../../limits.ts';
import { spokenAsWritten } from '../lengths-in-text.ts';
import type { PolicyFile } from '../schema.ts';
import type { Limit } from '../settle.ts';
import { always } from './condition.ts';
import {
  answerBasis,
  BASES,
  cited,
  NONE,
  type Page,
  type Party,
  partiesWords,
  partyWords,
  SILENT,
  several,
  table,
} from './page.ts';

const FORMS = { oral: '口头', written: '书面', either: '口头或书面' } as const;
type FileLimit = PolicyFile['limits'][number];
type Thing = Pick<PolicyFile['deliverables'][number], 'id' | 'title' | 'when' | 'clause' | 'basis'> & {
  readonly who: readonly Party[];
  readonly what: string;
};

export function limitsPart(page: Page): string {
  const { source } = page;
  const rows = thingsOf(source).flatMap((thing) => {
    const who = several([...new Set(thing.who.map((party) => partyWords(page, party)))]);
    const limits = source.limits.filter((l) => l.of === thing.id);
    if (limits.length === 0)
      return [[who, thing.what, always(source, thing.when), SILENT, NONE, cited(thing)]];
    return limits.map((limit) => [
      [
        who,
        ...(limit.accountable.length === 0 ? [] : [`一起负责：${partiesWords(page, limit.accountable)}`]),
      ].join('；'),
      thing.what,
      always(source, limit.when ?? thing.when),
      byWhen(page, limit),
      limit.to === undefined ? NONE : partyWords(page, limit.to),
      cited(limit),
    ]);
  });
  return table(['谁', '交什么、做什么', '什么情况下', '何时前', '报给谁', '依据'], rows);
}

/** All deliverables, and steps and papers that a limit is on. */
function thingsOf(source: PolicyFile): readonly Thing[] {
  const steps = source.routes.flatMap((r) => r.steps);
  const limited = (id: string): boolean => source.limits.some((l) => l.of === id);
  return [
    ...source.deliverables.map((d) => ({
      ...d,
      who: steps.filter((s) => s.owes.includes(d.id)).map((s) => s.by),
      what: `${d.title}（${FORMS[d.form]}）`,
    })),
    ...steps
      .filter((s, i) => limited(s.id) && steps.findIndex((x) => x.id === s.id) === i)
      .map((s) => ({ ...s, who: steps.filter((x) => x.id === s.id).map((x) => x.by), what: s.title })),
    ...source.papers
      .filter((p) => limited(p.id))
      .map((p) => ({ ...p, who: p.from === undefined ? [] : [p.from], what: p.title })),
  ];
}

/** `从交办起 1 小时内；力争 30 分钟`. */
function byWhen(page: Page, written: FileLimit): string {
  const limit = page.policy.limits.find((l) => l.id === written.id);
  if (limit === undefined) return SILENT;
  const { within, extend, pause } = written;
  return [
    length(page, written, limit),
    ...('max' in limit.within && limit.within.aim !== undefined
      ? [`力争 ${spokenAsWritten(limit.within.aim)}`]
      : []),
    ...(limit.hours === 'working' ? ['只计上班时间'] : []),
    ...(written.unknown === undefined
      ? []
      : [`时间不详时从${start(page, written.unknown, limit.unknown)}起`]),
    ...(limit.excuse === undefined ? [] : [`可${limit.excuse.title}`]),
    ...(extend === undefined
      ? []
      : [
          `可延期：${extend.before_due ? '到期前' : ''}由${partyWords(page, extend.by)}批准，一共最多 ${spokenAsWritten(extend.max_total)}${extend.notice_first === undefined ? '' : `，先告知${extend.notice_first}`}`,
        ]),
    ...(pause === undefined
      ? []
      : [
          `可由${partyWords(page, pause.by)}中止计时${pause.reasons.length === 0 ? '' : `（${pause.reasons.join('、')}）`}`,
        ]),
    ...('ask' in within && !('open' in limit.within) ? [`（${answerBasis(page, within.ask)}）`] : []),
  ].join('；');
}

function length(page: Page, written: FileLimit, { within, from }: Limit): string {
  if ('vague' in within) return `只写“${within.vague}”，没有数字`;
  if ('open' in within) return `${SILENT}，待本单位答复`;
  const counted = `从${start(page, written.from, from)}起`;
  if ('max' in within) return `${counted} ${spokenAsWritten(within.max)}内`;
  const end = within.same_day === 'office' ? '下班' : ' 24:00';
  const late = within.after_hours === 'next-workday' ? '，下班后算到下一个工作日' : '';
  const file = written.within;
  const asks =
    'same_day' in file
      ? [file.same_day, file.after_hours].flatMap((v) =>
          typeof v === 'string' ? [] : [answerBasis(page, v.ask)],
        )
      : [];
  const basis = asks.length === 0 ? '' : `；${[...new Set(asks)].join('、')}`;
  return `${counted}当天（到${end}${late}${basis}）`;
}

function start(page: Page, written: FileLimit['from'], settled: Limit['from'] | null): string {
  const title = settled === null ? '' : startTitle(page.policy, settled);
  if (typeof written === 'string' || !('ask' in written)) return title;
  const basis = answerBasis(page, written.ask);
  return `${title}（${basis === BASES.default || basis === BASES.bureau ? basis : '待答复'}）`;
}
