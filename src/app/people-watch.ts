// Looks at the address book beside the heartbeat: it may be slow or away, and nobody waits for it.
import type { Contacts, Platform } from '../platforms/platform.ts';
import { fireContactsCheck } from './contacts-check.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

export type PeopleWatch = {
  /** Looks if it is time; a call while one is looking waits for that one. Never rejects. */
  now(): Promise<void>;
  /** Resolves when nobody is looking. */
  idle(): Promise<void>;
};

/** The hourly look and the daily check, one at a time. */
export function createPeopleWatch(
  world: World,
  people: People,
  platform: Pick<Platform, 'name'> & { readonly contacts: Contacts },
): PeopleWatch {
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    await people.refresh();
    await fireContactsCheck(world, people, platform).catch((err: unknown) =>
      world.log.error({ err }, 'the daily check of the address book failed'),
    );
  };
  return {
    now() {
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
    idle: async () => looking ?? undefined,
  };
}
