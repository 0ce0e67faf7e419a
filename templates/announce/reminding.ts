// 催办: who is told that something is owed, and how it stands. The 制度 says nothing about reminding, so the heading
// calls the rhythm a 建议值.
import type { Bureau, Owner } from '../../src/core/bureau.ts';
import { ownerKey, ownerTitle, peopleOf } from '../../src/core/bureau.ts';
import {
  clockTime,
  shortDeadline,
  shortMoment,
  spokenDuration,
  startOfDay,
  wallClock,
} from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import type { ReminderStage } from '../../src/core/events.ts';
import type { GroupName, Message } from '../../src/core/message.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { obligations } from '../../src/core/obligations.ts';
import { stepsOf } from '../../src/core/steps.ts';
import { caseName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { basisWords, bornLateWords, leftWords } from '../owed-words.ts';
import { ownerOfKey } from '../owner-words.ts';
import type { AnnounceContext } from './context.ts';
import { happened, toGroup, toPerson, unfilled } from './context.ts';
import { howToReport } from './how-to-report.ts';
import { stepWords, waitsFor } from './next-steps.ts';
import { openPlaces, thingToName } from './places.ts';

type Due = {
  readonly obligation: Obligation;
  readonly told: readonly Owner[];
  readonly line: string;
};

const HEADING = '【催办】提醒节奏为建议值';

/** One text for each group concerned and one for each person told; lines of other cases may join them. */
export function announceReminders(context: AnnounceContext): readonly Message[] {
  const dues = happened(context, 'reminder.due').flatMap(({ body }): Due[] => {
    const { policy, bureau, after } = context;
    const obligation = obligations(policy, bureau, after).find((o) => o.key === body.obligation);
    if (obligation === undefined) return [];
    const told = body.told.map(ownerOfKey);
    return [{ obligation, told, line: reminderLine(context, obligation, body, told) }];
  });
  const minute = minuteOf(context.now);
  return [
    ...groupsOf(dues).flatMap(({ group, items }) =>
      toGroup(
        context,
        group,
        items.map((d) => d.line),
        {
          mention: items.flatMap((d) => d.told.flatMap((o) => peopleOf(context.bureau, o))),
          digest: { key: `remind:${digestName(group)}:${minute}`, heading: HEADING },
        },
      ),
    ),
    ...peopleTold(context.bureau, dues).flatMap(({ person, items }) =>
      toPerson(
        context,
        person,
        [...new Set(items.flatMap((d) => [d.line, ...nextWords(context, d, person)]))],
        { digest: { key: `remind:${person}:${minute}`, heading: HEADING } },
      ),
    ),
    ...emptyOwners(context.bureau, dues).flatMap((owner) => unfilled(context, owner)),
  ];
}

/** `YQ-2026-0001「夜市油烟」书面汇报：11-20 16:03 到时限，还有 15 分钟（依据五2）`. */
function reminderLine(
  context: AnnounceContext,
  o: Obligation,
  event: { readonly stage: ReminderStage; readonly lateBy: number },
  told: readonly Owner[],
): string {
  const { policy, bureau, now } = context;
  const owner = ownerTitle(policy, bureau, o.owner);
  const title = (other: Owner): string => ownerTitle(policy, bureau, other);
  const also = o.also.map(title);
  const up = told
    .slice(1)
    .map(title)
    .filter((other) => !also.includes(other));
  const upward = [
    also.length === 0 ? '' : `。${also.join('、')}一并负责`,
    up.length === 0 ? '' : `。上报${up.length === 1 ? '一' : '两'}级：${up.join('、')}`,
  ].join('');
  const should = now - event.lateBy;
  const when = startOfDay(should) === startOfDay(now) ? clockTime(should) : shortMoment(should);
  const late = event.lateBy > 60_000 ? `（系统迟发：应于 ${when} 提醒）` : '';
  return `${caseName(context.after, 16)} ${owner} ${o.title}：${stageWords(context.after, o, event.stage, now)}${upward}${late}`;
}

function stageWords(c: Case, o: Obligation, stage: ReminderStage, now: number): string {
  const basis = basisWords(o.clause, o.basis);
  if (o.dueAt === null) {
    const waited = spokenDuration(now - o.startedAt);
    return `${shortMoment(o.startedAt)} 起已等 ${waited}（${basis}；本制度未规定时限，按建议值提醒）`;
  }
  const due = shortDeadline(o.dueAt);
  if (stage === 'before-aim' && o.aimAt !== null && now <= o.aimAt) {
    return `力争 ${shortDeadline(o.aimAt)} 前，${leftWords(o.aimAt, now)}；最迟 ${due}（${basis}）`;
  }
  if (now < o.dueAt) return `${due} 到时限，${leftWords(o.dueAt, now)}（${basis}）`;
  if (now - o.dueAt < 60_000)
    return `时限 ${due} 到了（${basis}），请马上${o.deliverable === null ? '办' : '报'}`;
  const born = bornLateWords(c, o);
  return `时限 ${due}，${leftWords(o.dueAt, now)}（${basis}${born === '' ? '' : `；${born}`}）`;
}

/** Those who owe are told what to type; those above are only told. */
function nextWords(context: AnnounceContext, { obligation: o }: Due, person: string): readonly string[] {
  if (!peopleOf(context.bureau, o.owner).includes(person)) return [];
  const n = shortNumber(context.after.number);
  switch (o.kind) {
    case 'decide':
      return ['请在单独收到的卡片上选择。'];
    case 'sign':
      return [`请发：${howTo.sign(n)}（或在单独收到的卡片上点“签收”）`];
    case 'approve':
      return [approveWords(context, o)];
    case 'deliver':
    case 'revise':
      return howToReport(context, [o]);
    case 'opinion':
      return [`请发：${howTo.opinion(n)}`];
    case 'extension':
      return [`请发：${howTo.grantExtension(n)}，或 ${howTo.refuseExtension(n)}`];
    case 'paper':
      return [`写好后请发：${howTo.done(n, o.title)}`];
    case 'step': {
      const step = stepsOf(context.policy, context.after).find((s) => s.id === o.key.split(':')[1]);
      const waits = waitsFor(context.policy, context.after, o);
      if (waits.length > 0) return [`先要完成：${waits.join('、')}`];
      return step === undefined ? [] : [stepWords(context.policy, step, context.after)];
    }
  }
}

/** A collective or outside decision is never asked for as a tap. */
function approveWords({ policy, bureau, after }: AnnounceContext, o: Obligation): string {
  const n = shortNumber(after.number);
  const [, thing, , link] = o.key.split(':');
  const place = openPlaces(policy, bureau, after).find((p) => p.thing === thing && `l${p.link}` === link);
  const name = place === undefined ? undefined : thingToName(policy, bureau, after, place);
  if (place?.asks === 'name') return `要先指定一位：${howTo.name(n, '姓名')}`;
  if (place?.asks === 'record')
    return `有结果请发：${place.rule.kind === 'body' ? howTo.approveMinutes(n) : howTo.approveRecord(n)}，或 ${howTo.giveBack(n)}`;
  return `请发：${howTo.approve(n, name)}，或 ${howTo.giveBack(n, name)}（也可在单独收到的卡片上点选）`;
}

/** A role's work without a limit is a matter among the leadership; everything else is the work group's. */
function groupOf({ owner, dueAt }: Obligation): GroupName {
  return owner.kind === 'role' && dueAt === null ? 'leadership' : 'work';
}

function groupsOf(dues: readonly Due[]): readonly { group: GroupName; items: readonly Due[] }[] {
  const groups: readonly GroupName[] = ['work', 'leadership'];
  return groups
    .map((group) => ({ group, items: dues.filter((d) => groupOf(d.obligation) === group) }))
    .filter(({ items }) => items.length > 0);
}

function peopleTold(
  bureau: Bureau,
  dues: readonly Due[],
): readonly { person: string; items: readonly Due[] }[] {
  const people = new Set(dues.flatMap((d) => d.told.flatMap((o) => peopleOf(bureau, o))));
  return [...people].map((person) => ({
    person,
    items: dues.filter((d) => d.told.some((o) => peopleOf(bureau, o).includes(person))),
  }));
}

function emptyOwners(bureau: Bureau, dues: readonly Due[]): readonly Owner[] {
  const empty = dues.flatMap((d) => d.told.filter((o) => peopleOf(bureau, o).length === 0));
  return [...new Map(empty.map((o) => [ownerKey(o), o])).values()];
}

/** `group` is the work group's name in keys. */
function digestName(group: GroupName): string {
  return group === 'work' ? 'group' : group;
}

/** `202611201603`. */
function minuteOf(at: number): string {
  const w = wallClock(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${w.year}${two(w.month)}${two(w.day)}${two(w.hour)}${two(w.minute)}`;
}
