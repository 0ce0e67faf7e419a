// Transactions that wait at the same moment are committed together: SQLite has one writer and each commit waits for
// the disk, so ten callbacks at once would wait ten times. Nobody is answered before the shared commit is on the disk.
import { setImmediate as turn } from 'node:timers/promises';
import type { SqliteDatabase } from 'kysely';
import type { Queries } from './dialect.ts';
import { goStraightTo } from './kept-sql.ts';

type Work<T> = (trx: Queries) => Promise<T>;
type Outcome = { readonly settle: () => void };
type Job = { readonly run: (trx: Queries) => Promise<Outcome>; readonly fail: (error: unknown) => void };

/** In one commit at most: one that fails at the very end takes all of them with it. */
const MOST = 32;
/** Looks for more transactions before a commit begins; each look costs a few microseconds. */
const LOOKS = 8;

/**
 * Runs transactions one after the other and commits those that waited together. Each still is all or nothing: one that
 * fails is undone alone and the others stand. Work may therefore run a second time; it must do nothing but queries.
 */
export const sharingCommits = (
  db: Queries,
  statements: SqliteDatabase,
): (<T>(work: Work<T>) => Promise<T>) => {
  const waiting: Job[] = [];
  let running = false;

  const inTransaction = <T>(work: Work<T>): Promise<T> =>
    db.transaction().execute((trx) => {
      goStraightTo(trx, statements);
      return work(trx);
    });

  /** The requests that have arrived by now come as far as their transactions; while more of them do, so may others. */
  const gathered = async (): Promise<readonly Job[]> => {
    for (let look = 0, before = 0; look === 0 || (look < LOOKS && waiting.length > before); look += 1) {
      before = waiting.length;
      await turn();
    }
    return waiting.splice(0, MOST);
  };

  const runAll = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await commitTogether(inTransaction, await gathered());
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

type InTransaction = <T>(work: Work<T>) => Promise<T>;

/** All in one commit; when one of them fails, that commit is undone and each runs alone. */
const commitTogether = async (inTransaction: InTransaction, jobs: readonly Job[]): Promise<void> => {
  if (jobs.length > 1 && (await commitAll(inTransaction, jobs))) return;
  for (const job of jobs) {
    try {
      const { settle } = await inTransaction(job.run);
      settle();
    } catch (error) {
      job.fail(error);
    }
  }
};

/** False when nothing was committed because one of them failed. */
const commitAll = async (inTransaction: InTransaction, jobs: readonly Job[]): Promise<boolean> => {
  try {
    const outcomes = await inTransaction(async (trx) => {
      const done: Outcome[] = [];
      for (const job of jobs) done.push(await job.run(trx));
      return done;
    });
    for (const { settle } of outcomes) settle();
    return true;
  } catch {
    return false;
  }
};
