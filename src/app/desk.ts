// What handlers may look up: a case by its number, a person's desk, the ledger, the day.
import type { Bureau } from '../core/bureau.ts';
import { peopleOf } from '../core/bureau.ts';
import { wallClock } from '../core/calendar/shanghai.ts';
import { lampOf, type OwedLine } from '../core/day.ts';
import type { Policy } from '../core/policy/load.ts';
import { listCases } from '../storage/cases.ts';
import { openByOwners } from '../storage/obligations.ts';
import type { ObligationRow } from '../storage/schema.ts';
import { ledgerLineOf, loadCaseByNumber, loadEvents, type ObligationDetail } from './case-store.ts';
import { summariseDay } from './day.ts';
import type { Desk } from './define-handler.ts';
import { exportLines } from './export-ledger.ts';
import { wellBeingNow } from './well-being.ts';
import type { World } from './world.ts';

/** `1`, `0001` or `YQ-2026-0001` → `YQ-2026-0001`; a bare number means this year. */
export function fullNumber(given: string, now: number): string {
  const full = /^YQ-?(\d{4})-?(\d{1,6})$/i.exec(given.trim());
  const year = full?.[1] ?? String(wallClock(now).year);
  const count = full?.[2] ?? given.replaceAll(/\D/g, '');
  return `YQ-${year}-${count.padStart(4, '0')}`;
}

/** Owner keys under which a person may owe something. */
function ownerKeysOf(policy: Policy, bureau: Bureau, person: string): readonly string[] {
  const perUnit = policy.roles.filter((r) => r.per === 'unit').map((r) => r.id);
  const keys: string[] = [`person:${person}`];
  for (const [role, people] of Object.entries(bureau.roles)) {
    if (people.includes(person)) keys.push(`role:${role}`);
  }
  for (const unit of bureau.units) {
    if (peopleOf(bureau, { kind: 'unit', unit: unit.id }).includes(person)) keys.push(`unit:${unit.id}`);
    if (unit.leader === person) keys.push(...perUnit.map((role) => `role:${role}:${unit.id}`));
  }
  return keys;
}

/** What handlers may look up, over the rows as they are at the moment of asking. */
export function createDesk(world: World): Desk {
  const { database, bureau } = world;
  return {
    async find(number) {
      const found = await loadCaseByNumber(database.db, bureau.id, fullNumber(number, world.now()));
      if (found === null) return null;
      const [policy, events] = await Promise.all([
        world.policies.of(found),
        loadEvents(database.db, found.id),
      ]);
      return { case: found, policy, events };
    },
    async todo(person) {
      const owners = ownerKeysOf(world.policies.current, bureau, person);
      const rows = await openByOwners(database.db, { bureauId: bureau.id, owners });
      return rows.map((row) => owedLine(row, world.now()));
    },
    async ledger(limit) {
      const rows = await listCases(database.db, { bureauId: bureau.id, limit });
      return rows.map(ledgerLineOf);
    },
    opened: (span) => exportLines(world, span),
    today: () => summariseDay(world),
    wellBeing: () => wellBeingNow(world),
  };
}

function owedLine(row: ObligationRow, now: number): OwedLine {
  const detail = JSON.parse(row.detail) as ObligationDetail;
  return {
    number: row.number,
    title: detail.caseTitle,
    owed: row.title,
    owner: row.owner,
    clause: row.clause === '' ? null : row.clause,
    basis: row.basis,
    dueAt: row.due_at,
    lamp: lampOf({ startedAt: row.started_at, aimAt: row.aim_at, dueAt: row.due_at }, now),
  };
}
