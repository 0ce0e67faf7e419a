// The answer to a case's number: where it stands, what is owed under which clause, and what has happened.
import type { Bureau } from '../../src/core/bureau.ts';
import { ownerTitle } from '../../src/core/bureau.ts';
import { spokenLength } from '../../src/core/calendar/duration.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { CaseEvent } from '../../src/core/events.ts';
import { START_TITLES } from '../../src/core/limits.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import {
  gradeName,
  markName,
  markWords,
  outcomeName,
  personName,
  plainTitle,
  platformsOf,
  stateWords,
  unitNames,
} from '../case-words.ts';
import { masked } from '../masking.ts';
import {
  basisWords,
  dueWords,
  LAMPS,
  lampOf,
  leftWords,
  standing,
  titleOfThing,
  wayWords,
} from '../owed-words.ts';
import { harmless, quoted } from '../quoting.ts';
import { timelineLines } from './timeline.ts';

export type CaseFileContext = {
  readonly policy: Policy;
  readonly bureau: Bureau;
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly now: number;
};

/** The whole file in lines; personal numbers masked, because it may be asked for in a group. */
export function caseFileLines(context: CaseFileContext): readonly string[] {
  const { policy, bureau, case: c } = context;
  const all = obligations(policy, bureau, c);
  const limited = all.filter((o) => o.dueAt !== null);
  const open = c.closed === null ? all.filter(isOpen) : [];
  return [
    `${c.drill ? '【演练】' : ''}${c.number} ${quoted(plainTitle(c.report, 60), 60)}`,
    `现状：${stateWords(policy, bureau, c)}`,
    ...routeWords(policy, c),
    ...facts(context),
    ...(limited.length === 0 ? [] : ['', '时限']),
    ...limited.flatMap((o) => limitLines(context, o)),
    '',
    '现在欠',
    ...(open.length === 0 ? ['没有。'] : open.map((o) => openLine(context, o))),
    '',
    '经过',
    ...timelineLines(context),
  ].map((line) => masked(harmless(line)));
}

function facts({ policy, bureau, case: c }: CaseFileContext): readonly string[] {
  const decided = [
    c.grade === null ? null : `等级：${gradeName(policy, c.grade.id)}（${markWords(bureau, c.grade)}）`,
    c.unit === null ? null : `承办：${unitNames(bureau, c)}（${markWords(bureau, c.unit)} 交办）`,
    c.signed === null ? null : `签收：${markWords(bureau, c.signed)}`,
    `报送：${personName(bureau, c.reporter)} ${shortMoment(c.openedAt)}`,
    ...c.sightings
      .filter(({ report }) => report.links.length > 0)
      .map((s) => `又报：${markWords(bureau, s)}`),
    `平台：${platformsOf(c.report) ?? '无链接（电话或口头）'}`,
    ...c.report.links.map((link) => `链接：${link.url}`),
    ...policy.facts.flatMap((f) => (c.facts[f.id] === undefined ? [] : [`${f.title}：${c.facts[f.id]}`])),
    c.occurred === null ? null : `事发：${occurredWords(c.occurred)}`,
    c.outcome === null
      ? null
      : `结论：${outcomeName(policy, c.outcome.id)}（${markWords(bureau, c.outcome)}）`,
    c.marks.length === 0 ? null : `标记：${c.marks.map((id) => markName(policy, id)).join('、')}`,
    ...c.subjects.map((person) => `涉及人：${personName(bureau, person)}（不得经办和审核）`),
    ...toldWords(c),
    ...clockWords({ policy, bureau, case: c }),
    c.related.length === 0 ? null : `此前：${c.related.join('、')}`,
  ];
  return decided.filter((line) => line !== null);
}

/** Which way it goes; said only where the rule has several. */
function routeWords(policy: Policy, c: Case): readonly string[] {
  const route = policy.routes.find((r) => r.id === c.route);
  return route === undefined || policy.routes.length < 2
    ? []
    : [`路线：${route.title}（${basisWords(route.clause ?? null, route.basis)}）`];
}

/** `发帖：约 11-20 09:00`. */
function toldWords(c: Case): readonly string[] {
  return (['posted', 'found', 'received'] as const).flatMap((moment) => {
    const told = c.moments[moment];
    return told === undefined ? [] : [`${START_TITLES[moment]}：${occurredWords(told)}`];
  });
}

/** Extensions asked for and how they were answered; times for which the clock stood still. */
function clockWords({ policy, bureau, case: c }: Pick<CaseFileContext, 'policy' | 'bureau' | 'case'>) {
  return [
    ...c.extensions.map((e) => {
      const answer =
        e.decided === null
          ? '等答复'
          : `${e.decided.granted ? '已同意' : '不同意'}（${markWords(bureau, e.decided)}）`;
      return `延期：${titleOfThing(policy, c, e.of)} ${spokenLength(e.length)}，${markWords(bureau, e)} 申请，${answer}`;
    }),
    ...c.pauses.map(
      (p) =>
        `中止计时：${shortMoment(p.from)} 至 ${p.to === null ? '现在' : shortMoment(p.to)}，原因${quoted(p.reason, 40)}`,
    ),
  ];
}

function occurredWords(occurred: NonNullable<Case['occurred']>): string {
  return occurred.at === null ? '不详' : `${occurred.about ? '约 ' : ''}${shortMoment(occurred.at)}`;
}

/** Lamp, what, when and how it went; below it the clause and the way to the moment. */
function limitLines(context: CaseFileContext, o: Obligation): readonly string[] {
  const { closed } = context.case;
  const lamp = LAMPS[lampOf(o, closed?.at ?? context.now)];
  const stands = closed !== null && isOpen(o) ? leftOpen(o, closed.at) : standing(o, context.now);
  return [
    `${lamp} ${ownerOfSeveral(context, o)}${o.title}：${dueWords(o)}，${stands}`,
    `（${basisWords(o.clause, o.basis)}；${wayWords(o)}）`,
  ];
}

/** What the end of the matter, which came first, left undone: its time does not go on. */
function leftOpen({ dueAt }: Obligation, closedAt: number): string {
  const over = dueAt !== null && closedAt > dueAt;
  return over ? `办结时未完成，${leftWords(dueAt, closedAt)}` : '办结时未完成，时限未到';
}

/** `执法二科 `, where several units owe the same; empty otherwise. */
function ownerOfSeveral({ policy, bureau, case: c }: CaseFileContext, o: Obligation): string {
  return c.unit !== null && c.unit.with.length > 0 && o.owner.kind === 'unit'
    ? `${ownerTitle(policy, bureau, o.owner)} `
    : '';
}

function openLine({ policy, bureau, now }: CaseFileContext, o: Obligation): string {
  const owner = ownerTitle(policy, bureau, o.owner);
  return `${LAMPS[lampOf(o, now)]} ${owner}：${o.title}，${dueWords(o)}（${basisWords(o.clause, o.basis)}）`;
}
