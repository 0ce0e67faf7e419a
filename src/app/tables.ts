// Tables that people asked for. They are kept beside what belongs to cases, because they go again: a table can be asked
// for anew, and names and phone numbers must not gather on the disk.
import { nextTimeOfDay } from '../core/calendar/shanghai.ts';
import { sha256Of } from '../storage/blob-store.ts';
import { forget, learn, listLearned } from '../storage/directory.ts';
import { waitingOfKind } from '../storage/outbox.ts';
import { advanceSchedule, dueSchedules, ensureSchedule } from '../storage/schedules.ts';
import { bodyOf } from './enqueue.ts';
import type { World } from './world.ts';

/** How long a table stays after it was asked for; one that has not gone out yet stays longer, ms. */
export const TABLE_KEPT_MS = 7 * 24 * 3_600_000;
const KIND = 'table';
const REMOVAL = 'tables-removal';
/** When nobody asks for one. */
const AT = '03:20';

type Keeping = Pick<World, 'bureau' | 'database' | 'log' | 'now' | 'tables'>;

/** Keeps the bytes for handing over and answers with their hash. */
export async function keepTable(
  { bureau, database, now, tables }: Keeping,
  bytes: Uint8Array,
): Promise<string> {
  const sha256 = sha256Of(bytes);
  // Before the bytes: what nobody knows of would never go again.
  await learn(database.db, { bureau_id: bureau.id, kind: KIND, key: sha256, value: 'kept', at: now() });
  await tables.put(bytes);
  return sha256;
}

/** Makes sure that the next removal is on the calendar. */
export async function planTableRemoval({ bureau, database, now }: Keeping): Promise<void> {
  const nextAt = nextTimeOfDay(now(), AT);
  await ensureSchedule(database.db, { bureauId: bureau.id, name: REMOVAL, nextAt });
}

/** Once a day removes what is old and has gone out or been given up. */
export async function fireTableRemoval({ bureau, database, log, now, tables }: Keeping): Promise<void> {
  const q = database.db;
  const at = now();
  const bureauId = bureau.id;
  const due = (await dueSchedules(q, { bureauId, now: at })).find((s) => s.name === REMOVAL);
  if (due === undefined) return;
  const waiting = new Set(
    (await waitingOfKind(q, { bureauId, kind: 'file' })).map((row) => {
      const body = bodyOf(row);
      return body.kind === 'file' ? body.file.sha256 : '';
    }),
  );
  for (const { key, at: askedAt } of await listLearned(q, { bureauId, kind: KIND })) {
    if (askedAt > at - TABLE_KEPT_MS || waiting.has(key)) continue;
    try {
      await tables.remove(key);
    } catch (err) {
      // One that cannot go must not keep the others, nor the messages of this beat; it is tried again tomorrow.
      log.error({ err, sha256: key }, 'an exported table could not be removed');
      continue;
    }
    await forget(q, { bureauId, kind: KIND, key });
  }
  const nextAt = nextTimeOfDay(at, AT);
  const step = { bureauId, name: REMOVAL, expectedNextAt: due.next_at, nextAt, lastAt: at };
  await advanceSchedule(q, step);
}
