// A standing connection to the platform as an operator sees it: in /readyz, in /metrics, and as a word to the
// administrators when it does not heal by itself.
import type { Connection, Trouble } from '../platforms/platform.ts';
import { alertAdministrators } from './alert.ts';
import type { Figure } from './figures.ts';
import type { World } from './world.ts';

/** Tells the administrators, once an hour for each cause. Rejects when the records cannot be written. */
export async function alertOfTrouble(world: World, { cause, reason, hint }: Trouble): Promise<void> {
  const lines = world.wording.warning({ reason, hint, about: null });
  await world.database.transaction((q) => alertAdministrators(world, q, { cause, lines }));
  world.wake();
}

/** For /readyz; nothing where the platform calls us. */
export function connectionChecks(connection: Connection | undefined) {
  if (!connection) return [];
  return [{ name: 'bot', check: async () => connection.check() }];
}

/** For /metrics; nothing where the platform calls us. */
export function connectionFigures(connection: Connection | undefined): readonly Figure[] {
  if (!connection) return [];
  const { connected, reconnects, evictions } = connection.figures();
  return [
    {
      name: 'yuqing_bot_connected',
      help: 'Whether this instance holds the long connection of the bot.',
      type: 'gauge',
      value: connected ? 1 : 0,
    },
    {
      name: 'yuqing_bot_reconnects_total',
      help: 'Times the long connection came back after it was lost.',
      type: 'counter',
      value: reconnects,
    },
    {
      name: 'yuqing_bot_evictions_total',
      help: 'Times another process took the long connection with the same secret.',
      type: 'counter',
      value: evictions,
    },
  ];
}
