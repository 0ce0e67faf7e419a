// The figures of a day and of a desk, as the summary and the lists show them. Moments are epoch ms.

/** 🟢 on time · 🟡 near its moment · 🔴 overdue. */
export type Lamp = 'on-time' | 'near' | 'overdue';

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

/** `from`/`to` bound the day summed up. Lists are cut; the counts are whole. */
export type Day = {
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
  /** Messages not delivered as they should be; 0 when all went out. */
  readonly undelivered: number;
};
