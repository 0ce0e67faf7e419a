// A case between its projection and its rows.
import { above, ownerKey } from '../core/bureau.ts';
import type { Case } from '../core/case.ts';
import { caseTitle } from '../core/case-title.ts';
import { CHAIN_START, type ChainedEvent, chain } from '../core/chain.ts';
import type { LedgerLine } from '../core/day.ts';
import { nextReminderAt } from '../core/decide/reminder.ts';
import type { CaseEvent, CaseEventBody, Via } from '../core/events.ts';
import { isOpen, type Obligation, obligations } from '../core/obligations.ts';
import type { Policy } from '../core/policy/load.ts';
import { findCase, findCaseById } from '../storage/cases.ts';
import type { Queries } from '../storage/database.ts';
import { readEvents } from '../storage/events.ts';
import type { OwedRow } from '../storage/obligations.ts';
import type { CaseEventRow, CaseRow } from '../storage/schema.ts';
import type { World } from './world.ts';

/** What an obligation row keeps beside its columns. */
export type ObligationDetail = {
  readonly caseTitle: string;
  readonly steps: readonly string[];
  readonly to: string | null;
  readonly excusedAt: number | null;
  readonly up: string | null;
};

/** The case as it was saved with the row. */
export function caseOf(row: CaseRow): Case {
  return JSON.parse(row.snapshot) as Case;
}

/** The case as one line of a list. */
export function ledgerLineOf(row: CaseRow): LedgerLine {
  return {
    number: row.number,
    title: row.title,
    platform: row.platform,
    grade: row.grade,
    unit: row.unit_id,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
  };
}

/** The case with this id; null when there is none. */
export async function loadCase(q: Queries, id: string): Promise<Case | null> {
  const row = await findCaseById(q, id);
  return row === undefined ? null : caseOf(row);
}

/** The case with this full number; null when there is none. */
export async function loadCaseByNumber(q: Queries, bureauId: string, number: string): Promise<Case | null> {
  const row = await findCase(q, bureauId, number);
  return row === undefined ? null : caseOf(row);
}

/** Everything that happened to the case, in order. */
export async function loadEvents(q: Queries, caseId: string): Promise<readonly ChainedEvent[]> {
  return (await readEvents(q, caseId)).map(eventOf);
}

/** The event as it was appended. */
export function eventOf(row: CaseEventRow): ChainedEvent {
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    via: row.via as Via,
    body: JSON.parse(row.data) as CaseEventBody,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

/** Rows for new events, chained to `prevHash`, the hash of the last one (undefined for a new case). */
export function eventRows(
  bureauId: string,
  caseId: string,
  prevHash: string | undefined,
  events: readonly CaseEvent[],
): readonly CaseEventRow[] {
  return chain(caseId, prevHash ?? CHAIN_START, events).map((e) => ({
    case_id: caseId,
    seq: e.seq,
    bureau_id: bureauId,
    type: e.body.type,
    at: e.at,
    actor: e.actor,
    via: e.via,
    data: JSON.stringify(e.body),
    prev_hash: e.prevHash,
    hash: e.hash,
  }));
}

/** The row that belongs to a projection; `updatedAt` is the moment of its last event. */
export function caseRow(bureauId: string, c: Case, updatedAt: number): CaseRow {
  return {
    id: c.id,
    bureau_id: bureauId,
    number: c.number,
    state: c.state,
    grade: c.grade?.id ?? null,
    unit_id: c.unit?.id ?? null,
    title: caseTitle(c),
    platform: c.report.links[0]?.platformName ?? null,
    reporter: c.reporter,
    policy_version: c.policyVersion,
    version: c.version,
    opened_at: c.openedAt,
    graded_at: c.grade?.at ?? null,
    closed_at: c.closed?.at ?? null,
    updated_at: updatedAt,
    snapshot: JSON.stringify(c),
  };
}

/** The obligation rows that belong to a projection. A closed case owes nothing more. */
export function obligationRows(
  world: Pick<World, 'bureau'>,
  policy: Policy,
  c: Case,
  now: number,
): readonly OwedRow[] {
  const { bureau } = world;
  return obligations(policy, bureau, c)
    .filter((o) => c.state === 'open' || !isOpen(o))
    .map((o) => ({
      case_id: c.id,
      key: o.key,
      bureau_id: bureau.id,
      number: c.number,
      deliverable: o.deliverable ?? o.kind,
      title: o.title,
      owner: ownerKey(o.owner),
      clause: o.clause ?? '',
      basis: o.basis,
      started_at: o.startedAt,
      aim_at: o.aimAt,
      due_at: o.dueAt,
      met_at: o.metAt ?? o.excusedAt,
      state: isOpen(o) ? 'open' : 'met',
      next_at: nextReminderAt({ policy, bureau, now }, c, o),
      detail: JSON.stringify(detailOf(policy, world, c, o)),
    }));
}

function detailOf(policy: Policy, world: Pick<World, 'bureau'>, c: Case, o: Obligation): ObligationDetail {
  const up = above(policy, world.bureau, o.owner);
  return {
    caseTitle: caseTitle(c),
    steps: o.steps,
    to: o.to,
    excusedAt: o.excusedAt,
    up: up === null ? null : ownerKey(up),
  };
}
