// Figures an operator watches: what waits, how long, and what was given up.
import { undelivered } from '../storage/outbox.ts';
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
  return [
    ...waiting,
    {
      name: 'yuqing_outbox_oldest_seconds',
      help: 'Age of the oldest message that still waits to be sent.',
      type: 'gauge',
      value: oldestQueuedAt === null ? 0 : Math.max(0, world.now() - oldestQueuedAt) / 1000,
    },
  ];
}
