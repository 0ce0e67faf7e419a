// The figures of a day and of a desk, as the summary and the lists show them. Moments are epoch ms.
import type { Obligation } from './obligations.ts';

/** 🟢 on time · 🟡 near its moment · 🔴 overdue. */
export type Lamp = 'on-time' | 'near' | 'overdue';

/** What a lamp is judged by: one owed thing, still open. */
export type Timed = {
  readonly startedAt: number | null;
  readonly aimAt: number | null;
  readonly dueAt: number | null;
};

/**
 * 🔴 past its limit, 🟡 past its aim or in the last quarter of its time, 🟢 otherwise. The figures of the evening are
 * counted by the same rule in SQL.
 */
export function lampOf({ startedAt, aimAt, dueAt }: Timed, now: number): Lamp {
  if (dueAt === null) return 'on-time';
  if (now > dueAt) return 'overdue';
  if (aimAt !== null && now > aimAt) return 'near';
  return startedAt !== null && now >= dueAt - Math.floor((dueAt - startedAt) / 4) ? 'near' : 'on-time';
}

/** One thing somebody still owes. */
export type OwedLine = {
  readonly number: string;
  readonly title: string;
  readonly owed: string;
  /** Owner key as made by `ownerKey`. */
  readonly owner: string;
  readonly clause: string | null;
  readonly basis: string;
  readonly dueAt: number | null;
  readonly lamp: Lamp;
};

export type LedgerLine = {
  readonly number: string;
  readonly title: string;
  readonly platform: string | null;
  readonly grade: string | null;
  readonly unit: string | null;
  readonly state: 'open' | 'closed';
  readonly openedAt: number;
  readonly closedAt: number | null;
};

/** How the limits of a case were kept, counted; `running` are neither met nor over. */
export type LimitsKept = {
  readonly kept: number;
  readonly late: number;
  readonly overdue: number;
  readonly running: number;
};

/** A case as the exported ledger has it; `units` are all that have the matter. */
export type ExportLine = LedgerLine & {
  readonly drill: boolean;
  readonly units: readonly string[];
  readonly limits: LimitsKept;
  /** How each limit's moment came about. */
  readonly ways: readonly Pick<Obligation, 'title' | 'clause' | 'basis' | 'steps'>[];
};

/** How many matters were opened and closed on one day; `day` is its midnight. */
export type DayCount = { readonly day: number; readonly opened: number; readonly closed: number };

/** `from`/`to` bound the day summed up. Lists are cut; the counts are whole. */
export type Day = {
  /** Nothing of it is real. */
  readonly drill: boolean;
  readonly from: number;
  readonly to: number;
  readonly opened: number;
  readonly graded: readonly { readonly grade: string; readonly count: number }[];
  readonly closed: number;
  readonly open: number;
  readonly lamps: Readonly<Record<Lamp, number>>;
  readonly ungraded: number;
  readonly newest: readonly LedgerLine[];
  readonly overdue: readonly OwedLine[];
  readonly near: readonly OwedLine[];
  readonly tomorrow: readonly OwedLine[];
  /** Messages of the day that were given up, and those that wait far too long; 0 when all went out. */
  readonly undelivered: number;
};
