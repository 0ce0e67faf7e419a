// A shipped rule with its example bureau, played by commands with time in hand; what is owed reads as plain words.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';
import { readBureauFile } from '../../../src/config/bureau-file.ts';
import { type Bureau, ownerKey, ownerTitle } from '../../../src/core/bureau.ts';
import { momentOf, shortMoment } from '../../../src/core/calendar/shanghai.ts';
import type { Command } from '../../../src/core/command.ts';
import type { Obligation } from '../../../src/core/obligations.ts';
import { type Answers, type Policy, parsePolicy } from '../../../src/core/policy/load.ts';
import { type Played, play } from '../../core/fixture.ts';

export { DAY, HOUR, MINUTE } from '../../core/fixture.ts';

const BUREAUS = {
  xinfang: 'demo-xinfang',
  tongji: 'demo-tongji',
  zhengfuban: 'demo-zhengfuban',
  wenlv: 'demo-wenlv',
  'zonghe-zhifa': 'demo',
} as const;
export type SeedName = keyof typeof BUREAUS;

export const bureauFileOf = (name: SeedName): string => `templates/bureaus/${BUREAUS[name]}.yaml`;

/** Wall clock of the bureau in 2026: `at(11, 23, 8, 40)` is a Monday. */
export const at = (month: number, day: number, hour = 0, minute = 0): number =>
  momentOf(2026, month, day, hour, minute);

export type Seed = {
  readonly bureau: Bureau;
  readonly policy: Policy;
  /** A case reported at `now` by the first administrator unless said otherwise. */
  play(now: number, how?: { readonly facts?: Facts; readonly reporter?: string }): Played;
};
type Facts = Readonly<Record<string, string>>;

/** The rule as shipped, with the example bureau's answers; `answers` replaces some of them. */
export function openSeed(name: SeedName, answers: Answers = {}, bend = (bureau: Bureau) => bureau): Seed {
  const { bureau: read, policyFile } = readBureauFile(bureauFileOf(name));
  const bureau = bend({ ...read, answers: { ...read.answers, ...answers } });
  const policy = parsePolicy(readFileSync(policyFile, 'utf8'), basename(policyFile), bureau.answers);
  return {
    bureau,
    policy,
    play: (now, { facts, reporter } = {}) =>
      play(now, {
        bureau,
        policy,
        reporter: reporter ?? bureau.administrators[0] ?? '',
        ...(facts === undefined ? {} : { facts }),
      }),
  };
}

/** An obligation as somebody would read it; moments without the year, null where the rule sets none. */
export type Reading = {
  readonly who: string;
  readonly due: string | null;
  readonly aim: string | null;
  readonly how: string;
  readonly clause: string | null;
  readonly basis: string;
};

export function reading(played: Played, title: string): Reading {
  const owed = played.find(title);
  const { policy, bureau } = played.situation();
  return {
    who: ownerTitle(policy, bureau, owed.owner),
    due: owed.dueAt === null ? null : shortMoment(owed.dueAt),
    aim: owed.aimAt === null ? null : shortMoment(owed.aimAt),
    how: owed.steps.join(' → '),
    clause: owed.clause,
    basis: owed.basis,
  };
}

/** Expects exactly these things to be owed now, in the order of the route, each with its owner: `办结（处置办公室）`. */
export function expectOwed(played: Played, ...wanted: readonly string[]): void {
  const { policy, bureau } = played.situation();
  const said = played.owed().map((o) => `${o.title}（${ownerTitle(policy, bureau, o.owner)}）`);
  expect(said).toEqual(wanted);
}

/** Whether it was done, and in time. */
export function fate({ metAt, dueAt, excusedAt }: Obligation): '按时' | '超时' | '未办' | '已说明' {
  if (excusedAt !== null) return '已说明';
  if (metAt === null) return '未办';
  return dueAt !== null && metAt > dueAt ? '超时' : '按时';
}

/** What the clock says at a moment: `标题 阶段 → 谁、谁`, nothing else. */
export function said(played: Played, moment: number): readonly string[] {
  const { policy, bureau } = played.situation();
  const titles = new Map(played.all().map((o) => [o.key, o.title]));
  const owners = new Map<string, string>();
  const learn = (kind: 'unit' | 'role', id: string, unit?: string): void => {
    const owner =
      kind === 'unit'
        ? ({ kind, unit: id } as const)
        : ({ kind, role: id, ...(unit ? { unit } : {}) } as const);
    owners.set(ownerKey(owner), ownerTitle(policy, bureau, owner));
  };
  for (const { id } of bureau.units) learn('unit', id);
  for (const { id } of policy.roles) {
    learn('role', id);
    for (const unit of bureau.units) learn('role', id, unit.id);
  }
  return played
    .at(moment)
    .reminders()
    .map(
      (r) =>
        `${titles.get(r.obligation)} ${r.stage} → ${r.told.map((key) => owners.get(key) ?? key).join('、')}`,
    );
}

// Commands with the usual words, beside those of test/core/fixture.ts.
export const done = (step: string | null, text = '已办，见记录'): Command => ({
  kind: 'record-step',
  step,
  text,
  pictures: 0,
});
export const agree = (record?: string): Command =>
  record === undefined ? { kind: 'approve' } : { kind: 'approve', record };
export const opinion = (text = '同意'): Command => ({ kind: 'give-opinion', text });
export const find = (outcome: string, note = ''): Command => ({ kind: 'decide-outcome', outcome, note });
export const mark = (id: string, on = true): Command => ({ kind: 'set-mark', mark: id, on });
export const fact = (id: string, value: string): Command => ({ kind: 'set-fact', fact: id, value });
export const name = (person: string): Command => ({ kind: 'name-person', person });
export const order = (paper: string): Command => ({ kind: 'order-paper', paper });
export const extend = (length: string, noticed = false): Command => ({
  kind: 'extend',
  length,
  reason: '需现场检测',
  noticed,
});
export const publish = (channel: string, approvedBy: string): Command => ({
  kind: 'record-response',
  channel,
  link: 'https://example.gov.cn/1',
  text: '情况说明',
  approvedBy,
});
/** Grade and unit in one decision, with the reason that a grade against the criteria needs. */
export const gradeTo = (to: string, unit: string | null, reason: string | null = '综合研判'): Command => ({
  kind: 'grade',
  grade: to,
  unit,
  reason,
});
export const assignTo = (
  unit: string,
  others: readonly string[] = [],
  reason: string | null = null,
): Command => ({
  kind: 'assign',
  unit,
  with: others,
  reason,
});
