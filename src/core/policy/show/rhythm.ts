// What comes round by itself or beside the cases: patrols, periodicals, duties, how long things are kept.
import type { PolicyFile } from '../schema.ts';
import { always, spokenCondition } from './condition.ts';
import { cited, NONE, type Page, partiesWords, partyWords, several, table } from './page.ts';

const DAYS = { any: '每天', workday: '工作日', holiday: '休息日' } as const;
const PERIODS = {
  daily: '每天',
  weekly: '每周',
  monthly: '每月',
  quarterly: '每季度',
  yearly: '每年',
} as const;
const ORDER = ['每天', '工作日', '休息日', '每周', '每月', '每季度', '每年'];

/** The most frequent first; what has only a word for its rhythm last. */
export function rhythmPart(page: Page): string {
  const { channels, papers } = page.source;
  const rows = [
    ...(channels?.patrol ?? []).map((patrol) => [
      DAYS[patrol.days],
      `巡查 ${timesWords(patrol.times)}${patrol.where.length === 0 ? '' : `：${patrol.where.join('、')}`}`,
      patrol.by === undefined ? NONE : partyWords(page, patrol.by),
      NONE,
      cited(patrol),
    ]),
    ...papers.map((paper) => [
      rhythmOf(page, paper),
      `${paper.title}${details(page, paper)}`,
      paper.from === undefined ? NONE : partyWords(page, paper.from),
      [
        ...(paper.to.length === 0 ? [] : [partiesWords(page, paper.to)]),
        ...(paper.cc.length === 0 ? [] : [`抄送${partiesWords(page, paper.cc)}`]),
      ].join('；') || NONE,
      cited(paper),
    ]),
  ];
  const rank = (row: readonly string[]): number => {
    const at = ORDER.findIndex((rhythm) => (row[0] ?? '').startsWith(rhythm));
    return at === -1 ? ORDER.length : at;
  };
  const discovery = (channels?.discovery ?? []).map((c) => (typeof c === 'string' ? c : c.title));
  return [
    ...(discovery.length === 0 ? [] : [`从哪里发现：${discovery.join('、')}。`]),
    table(
      ['何时', '做什么', '谁', '给谁', '依据'],
      rows.toSorted((a, b) => rank(a) - rank(b)),
    ),
  ].join('\n\n');
}

type Patrol = NonNullable<PolicyFile['channels']>['patrol'][number];

function timesWords(times: Patrol['times']): string {
  if (typeof times === 'number') return `${times} 次`;
  return 'vague' in times ? `（只写“${times.vague}”）` : `${times[0]} 到 ${times[1]} 次`;
}

function rhythmOf(page: Page, paper: PolicyFile['papers'][number]): string {
  const { trigger, period, day, when, decided_by } = paper;
  switch (trigger) {
    case 'event':
      return `有这样的事项时：${when === undefined ? '每件' : spokenCondition(page.source, when)}`;
    case 'decision':
      return `${decided_by === undefined ? '' : partyWords(page, decided_by)}要求时`;
    case 'period':
      if (period === undefined) return NONE;
      if (typeof period === 'string') return periodWords(period, day);
      return `只写“${period.vague}”，没有数字`;
  }
}

/** `每周五`, `每月 5 日`. */
function periodWords(period: keyof typeof PERIODS, day: PolicyFile['papers'][number]['day']): string {
  if (day === undefined) return PERIODS[period];
  return typeof day === 'string' ? `每${day}` : `${PERIODS[period]} ${day} 日`;
}

function details(page: Page, { forms, fields, trigger, when }: PolicyFile['papers'][number]): string {
  return [
    ...(forms.length === 0 ? [] : [`（${forms.join('、')}）`]),
    ...(fields.length === 0 ? [] : [`，写：${fields.join('、')}`]),
    ...(trigger === 'event' || when === undefined ? [] : [`，只含：${spokenCondition(page.source, when)}`]),
  ].join('');
}

export function dutiesPart(page: Page): string {
  const { source } = page;
  const duties = source.duties.map((duty) => [
    duty.title,
    duty.by === undefined ? NONE : partyWords(page, duty.by),
    always(source, duty.when),
    [duty.what ?? [], several(duty.list) === NONE ? [] : several(duty.list), duty.effect ?? []]
      .flat()
      .join('；') || NONE,
    cited(duty),
  ]);
  return [
    table(['要求', '谁', '什么情况下', '内容', '依据'], duties),
    ...source.retain.map(
      ({ years, what, ...value }) => `保存：${what ?? '全部'} ${years} 年。依据：${cited(value)}。`,
    ),
  ].join('\n\n');
}
