// What an operator watches: what waits, how long, what was given up, and whether the records can be read.
import { undelivered } from '../storage/outbox.ts';
import { countFiles, lastReceived } from '../storage/well-being.ts';
import type { World } from './world.ts';

export type Figure = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
};

/** Read from the rows at the moment of asking. */
export async function operatingFigures(world: World): Promise<readonly Figure[]> {
  const { counts, oldestQueuedAt } = await undelivered(world.database.db, world.bureau.id);
  const waiting = Object.entries(counts).map(
    ([state, value]): Figure => ({
      name: 'yuqing_outbox_messages',
      help: 'Messages that have not been delivered, by state.',
      type: 'gauge',
      value,
      labels: { state },
    }),
  );
  const q = world.database.db;
  const files = await countFiles(q, world.bureau.id);
  const heardAt = await lastReceived(q, world.bureau.id);
  const seconds = (since: number | null): number =>
    since === null ? 0 : Math.max(0, world.now() - since) / 1000;
  return [
    ...waiting,
    ...world.channels.closed().map(
      ({ channel, code, since }): Figure => ({
        name: 'yuqing_channel_closed_seconds',
        help: 'How long nothing has gone through a channel, by the code that closed it.',
        type: 'gauge',
        value: seconds(since),
        labels: { channel, code },
      }),
    ),
    ...Object.entries(files).map(
      ([state, value]): Figure => ({
        name: 'yuqing_files',
        help: 'Files of cases that have not been stored, by state.',
        type: 'gauge',
        value,
        labels: { state },
      }),
    ),
    {
      name: 'yuqing_inbox_last_seconds',
      help: 'Time since something last came in; 0 when nothing ever did.',
      type: 'gauge',
      value: seconds(heardAt),
    },
    {
      name: 'yuqing_outbox_oldest_seconds',
      help: 'Age of the oldest message that still waits to be sent.',
      type: 'gauge',
      value: seconds(oldestQueuedAt),
    },
  ];
}

/** For /readyz; rejects when the records cannot be read. */
export async function databaseCheck(database: World['database']): Promise<{ ok: boolean; detail: string }> {
  await database.db.selectFrom('counters').select('name').limit(1).execute();
  return { ok: true, detail: database.kind };
}
