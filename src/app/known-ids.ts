// Which id of a platform is which: learned once, kept for good.
import type { Database } from '../storage/database.ts';
import { learn, lookUp } from '../storage/directory.ts';

const KIND = 'platform-id';

/** Ids of members as the platform sent them, and their real ones. */
export function knownIds(options: {
  readonly database: Database;
  readonly bureauId: string;
  readonly now: () => number;
}) {
  const { database, bureauId, now } = options;
  return {
    lookUp: (key: string) => lookUp(database.db, { bureauId, kind: KIND, key }),
    learn: (key: string, value: string) =>
      database.transaction((q) => learn(q, { bureau_id: bureauId, kind: KIND, key, value, at: now() })),
  };
}
