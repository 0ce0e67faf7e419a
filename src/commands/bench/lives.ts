// Cases with a past, made by the core's own decisions and written through the storage functions of a commit.
import { caseRow, eventRows, obligationRows } from '../../app/case-store.ts';
import type { Bureau } from '../../core/bureau.ts';
import type { Case } from '../../core/case.ts';
import type { Command } from '../../core/command.ts';
import { decide, openCase } from '../../core/decide.ts';
import type { CaseEvent } from '../../core/events.ts';
import { openingOf } from '../../core/opening.ts';
import type { Policy } from '../../core/policy/load.ts';
import { insertCase } from '../../storage/cases.ts';
import type { Queries } from '../../storage/database.ts';
import { appendEvents } from '../../storage/events.ts';
import { claimLink } from '../../storage/links.ts';
import { replaceObligations } from '../../storage/obligations.ts';
import { reportText } from './ack.ts';

export type Rules = { readonly policy: Policy; readonly bureau: Bureau };
export type Life = { readonly after: Case; readonly events: readonly CaseEvent[]; readonly at: number };
export type Deed = { readonly by: string; readonly command: Command };

/** A case opened by a report at `at`, then each deed a second later; throws when the core refuses one. */
export function live(rules: Rules, index: number, at: number, deeds: readonly Deed[]): Life {
  const { policy, bureau } = rules;
  const number = `YQ-2026-${String(index).padStart(4, '0')}`;
  const canonicalId = `douyin:${index}`;
  const link = {
    url: `https://www.douyin.com/video/${index}`,
    platform: 'douyin',
    platformName: '抖音',
    canonicalId,
  };
  const opened = openCase(
    { policy, bureau, now: at },
    `life-${index}`,
    {
      type: 'case.opened',
      number,
      policyId: policy.policy.id,
      policyVersion: policy.version,
      answers: policy.answers,
      ...openingOf(policy, { origin: '信息员发现' }),
      drill: true,
      reporter: bureau.people[0]?.id ?? '',
      report: {
        text: reportText(index),
        title: `夜市油烟扰民第${index}次反映`,
        links: [link],
        pictures: 0,
      },
      related: [],
    },
    { person: bureau.people[0]?.id ?? '', via: 'text', at },
  );
  const events = [...opened.events];
  let { after } = opened;
  let now = at;
  for (const { by, command } of deeds) {
    now += 1000;
    const decision = decide({ policy, bureau, now }, after, command, { person: by, via: 'text', at: now });
    if (decision.kind === 'refused') throw new Error(`${command.kind}：${decision.refusal.code}`);
    events.push(...decision.events);
    after = decision.after;
  }
  return { after, events, at: now };
}

/** Writes a life as its commits would have left it. */
export async function keep(q: Queries, rules: Rules, { after, events, at }: Life): Promise<void> {
  const { policy, bureau } = rules;
  await insertCase(q, caseRow(bureau.id, after, at));
  await appendEvents(q, eventRows(bureau.id, after.id, undefined, events));
  for (const link of after.report.links) {
    const { url, canonicalId } = link;
    await claimLink(q, { bureau_id: bureau.id, canonical_id: canonicalId, case_id: after.id, url, at });
  }
  await replaceObligations(q, {
    caseId: after.id,
    rows: obligationRows({ bureau }, policy, after, at),
    now: at,
  });
}

/** Graded 一般, given to the unit, signed for: it owes the oral and the written report. */
export function inHand({ policy, bureau }: Rules, unitIndex: number): readonly Deed[] {
  const unit = bureau.units[unitIndex % bureau.units.length];
  const grade = policy.grades[0];
  const leader = bureau.roles.group?.[0];
  if (unit === undefined || grade === undefined || leader === undefined) throw new Error('单位文件不完整');
  return [
    { by: leader, command: { kind: 'grade', grade: grade.id, unit: unit.id, reason: null } },
    { by: unit.head, command: { kind: 'sign' } },
  ];
}

/** From the report to the end. */
export function wholeLife(rules: Rules): readonly Deed[] {
  const { policy, bureau } = rules;
  const unit = bureau.units[0];
  const office = bureau.roles.goffice?.[0] ?? '';
  const paper = {
    kind: 'submit',
    text: '已到现场核查，夜市油烟净化设施未开，已责令整改。',
    pictures: 0,
  } as const;
  return [
    ...inHand(rules, 0),
    { by: unit?.head ?? '', command: { ...paper, form: 'oral', toldTo: office } },
    { by: unit?.head ?? '', command: { ...paper, form: 'written', toldTo: null } },
    { by: unit?.leader ?? '', command: { kind: 'approve' } },
    { by: office, command: { kind: 'approve' } },
    { by: office, command: { kind: 'decide-outcome', outcome: policy.outcomes[0]?.id ?? '', note: '' } },
    { by: office, command: { kind: 'decline-response', reason: '反映人已满意，不再扩大' } },
    { by: office, command: { kind: 'close', note: '' } },
  ];
}
