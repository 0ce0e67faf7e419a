// Transactions that wait at the same moment are committed together: SQLite has one writer and each commit waits for
// the disk, so ten callbacks at once would wait ten times. Nobody is answered before the shared commit is on the disk.
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Queries } from './dialect.ts';

type Work<T> = (trx: Queries) => Promise<T>;
type Outcome = { readonly settle: () => void };
type Job = { readonly run: (trx: Queries) => Promise<Outcome>; readonly fail: (error: unknown) => void };

/** In one commit at most: one that fails at the very end takes all of them with it. */
const MOST = 32;

/**
 * Runs transactions one after the other and commits those that waited together. Each still is all or nothing: one that
 * fails is undone alone and the others stand.
 */
export const sharingCommits = (db: Queries): (<T>(work: Work<T>) => Promise<T>) => {
  const waiting: Job[] = [];
  let running = false;

  const runAll = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // The requests that have arrived by now come as far as their transactions.
      await turn();
      await commitTogether(db, waiting.splice(0, MOST));
    }
    running = false;
  };

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      const run = async (trx: Queries): Promise<Outcome> => {
        const value = await work(trx);
        return { settle: () => resolve(value) };
      };
      waiting.push({ run, fail: reject });
      if (!running) void runAll();
    });
};

const commitTogether = async (db: Queries, jobs: readonly Job[]): Promise<void> => {
  try {
    const outcomes = await db.transaction().execute(async (trx) => {
      const [only] = jobs;
      if (jobs.length === 1 && only !== undefined) return [await only.run(trx)];
      const done: Outcome[] = [];
      for (const job of jobs) done.push(await withinSavepoint(trx, job));
      return done;
    });
    for (const { settle } of outcomes) settle();
  } catch (error) {
    for (const { fail } of jobs) fail(error);
  }
};

/** Undoes the job alone when it fails. Throws when SQLite has undone everything by itself. */
const withinSavepoint = async (trx: Queries, job: Job): Promise<Outcome> => {
  await sql`savepoint job`.execute(trx);
  try {
    const outcome = await job.run(trx);
    await sql`release job`.execute(trx);
    return outcome;
  } catch (error) {
    await sql`rollback to job`.execute(trx);
    await sql`release job`.execute(trx);
    return { settle: () => job.fail(error) };
  }
};
