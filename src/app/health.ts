// What /readyz and /metrics are told: can the product do its work, and how much of what.
import type { Connection } from '../platforms/platform.ts';
import { connectionChecks, connectionFigures } from './connection.ts';
import { databaseCheck, type Figure, operatingFigures } from './figures.ts';
import type { World } from './world.ts';

/** `connection` is the platform's standing one, where it has one. */
export function healthOf(world: World, connection: Connection | undefined) {
  return {
    checks: [
      { name: 'database', check: () => databaseCheck(world.database) },
      ...connectionChecks(connection),
    ],
    metrics: async (): Promise<readonly Figure[]> => [
      ...(await operatingFigures(world)),
      ...connectionFigures(connection),
    ],
  };
}
