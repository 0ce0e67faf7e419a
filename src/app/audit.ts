// Recomputes what the records say: every case's chain, its projection and what it owes. Names the first difference.

import type { Bureau } from '../core/bureau.ts';
import { canonicalJson, firstBreak } from '../core/chain.ts';
import type { CaseEvent } from '../core/events.ts';
import { evolveAll } from '../core/evolve.ts';
import type { Queries } from '../storage/database.ts';
import { ofCase } from '../storage/obligations.ts';
import type { CaseRow } from '../storage/schema.ts';
import { caseOf, caseRow, loadEvents, obligationRows } from './case-store.ts';
import type { World } from './world.ts';

export type Difference = {
  readonly number: string;
  readonly where: 'chain' | 'projection' | 'case-row' | 'obligation' | 'number';
  /** What differs, in plain words. */
  readonly what: string;
};

export type AuditReport = {
  readonly cases: number;
  readonly events: number;
  readonly difference: Difference | null;
};

/** Pages of cases read in one go. */
const PAGE = 200;

/** Checks every case in the order of opening; stops at the first difference. */
export async function verifyRecords(
  q: Queries,
  context: { readonly bureau: Bureau; readonly policies: World['policies']; readonly now: number },
): Promise<AuditReport> {
  let cases = 0;
  let events = 0;
  for (let after = ''; ; ) {
    const rows = await q
      .selectFrom('cases')
      .selectAll()
      .where('bureau_id', '=', context.bureau.id)
      .where('number', '>', after)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const chained = await loadEvents(q, row.id);
      cases += 1;
      events += chained.length;
      const difference =
        checkChain(row, chained) ?? checkProjection(row, chained) ?? (await checkOwed(q, context, row));
      if (difference !== null) return { cases, events, difference };
    }
    const last = rows.at(-1);
    if (last === undefined) return { cases, events, difference: await missingNumber(q, context.bureau.id) };
    after = last.number;
  }
}

/** Numbers are given without gaps, so a case taken out with everything that belongs to it leaves its number. */
async function missingNumber(q: Queries, bureauId: string): Promise<Difference | null> {
  const series = await q
    .selectFrom('counters')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('name', 'like', 'case-%')
    .orderBy('name')
    .execute();
  for (const { name, value } of series) {
    const prefix = name.replace('case-', 'YQ-');
    const rows = await q
      .selectFrom('cases')
      .select('number')
      .where('bureau_id', '=', bureauId)
      .where('number', 'like', `${prefix}-%`)
      .execute();
    const present = new Set(rows.map((row) => row.number));
    for (let count = 1; count <= value; count += 1) {
      const number = `${prefix}-${String(count).padStart(4, '0')}`;
      if (!present.has(number)) return { number, where: 'number', what: '编号发出过，事项却不在台账里' };
    }
  }
  return null;
}

type Chained = Awaited<ReturnType<typeof loadEvents>>;

function checkChain(row: CaseRow, events: Chained): Difference | null {
  const broken = firstBreak(row.id, events);
  if (broken === null) {
    if (events.length === row.version) return null;
    const what = `台账记到第 ${row.version} 条，事件却有 ${events.length} 条`;
    return { number: row.number, where: 'chain', what };
  }
  const why = {
    sequence: '缺失或顺序不对',
    link: '与前一条接不上（前面有事件被改、被删或被插入）',
    content: '内容与散列不符（这一条被改过）',
  }[broken.why];
  return { number: row.number, where: 'chain', what: `第 ${broken.seq} 条事件${why}` };
}

function checkProjection(row: CaseRow, events: Chained): Difference | null {
  const plain = events.map(({ prevHash: _p, hash: _h, ...event }): CaseEvent => event);
  const rebuilt = evolveAll(null, row.id, plain);
  const field = firstDifference(rebuilt, caseOf(row));
  if (field !== null)
    return { number: row.number, where: 'projection', what: `快照的 ${field} 与事件推算的不一致` };
  const expected = caseRow(row.bureau_id, rebuilt, row.updated_at);
  const column = firstDifference({ ...expected, snapshot: '' }, { ...row, snapshot: '' });
  return column === null
    ? null
    : { number: row.number, where: 'case-row', what: `台账的 ${column} 列与事件推算的不一致` };
}

async function checkOwed(
  q: Queries,
  context: { readonly bureau: Bureau; readonly policies: World['policies']; readonly now: number },
  row: CaseRow,
): Promise<Difference | null> {
  const c = caseOf(row);
  const policy = await context.policies.of(c);
  const expected = obligationRows(context, policy, c, context.now);
  const kept = new Map((await ofCase(q, row.id)).map((o) => [o.key, o]));
  for (const owed of expected) {
    const found = kept.get(owed.key);
    const what =
      found === undefined ? '缺失' : firstDifference({ ...owed, updated_at: 0 }, { ...found, updated_at: 0 });
    if (what !== null) {
      return {
        number: row.number,
        where: 'obligation',
        what: `应办事项 ${owed.key} 的 ${what} 与推算的不一致`,
      };
    }
    kept.delete(owed.key);
  }
  const extra = [...kept.values()].find((o) => o.state === 'open');
  return extra === undefined
    ? null
    : { number: row.number, where: 'obligation', what: `多出一条仍在计时的应办事项 ${extra.key}` };
}

/** Name of the first top-level field in which two records differ. */
function firstDifference(a: object, b: object): string | null {
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const key of [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()) {
    if (canonicalJson(left[key] ?? null) !== canonicalJson(right[key] ?? null)) return key;
  }
  return null;
}
