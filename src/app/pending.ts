// What a row remembers of its attempts while it is not settled.
import type { OutboxRow } from '../storage/schema.ts';

/** What is noted in a row's `result` while its fate is open. */
export type Pending = {
  /** The right to update a card that an attempt has used. */
  readonly code?: string;
  /** Since when it may have arrived, and after how many attempts. */
  readonly unknown?: { readonly since: number; readonly times: number };
  /** How often the platform has said “later” for a reason of this message. */
  readonly later?: number;
  /** What was down when its people were called elsewhere. */
  readonly fellOver?: string;
};

/** What the row's `result` notes; empty when nothing is noted. */
export function pendingOf(row: Pick<OutboxRow, 'result'>): Pending {
  return row.result === null ? {} : (JSON.parse(row.result) as Pending);
}
