// The contract on both databases. PostgreSQL runs when TEST_DATABASE_URL names a database in which
// schemas may be created.

import { recordsContract } from './contract.ts';
import { announcementsContract } from './contract-announcements.ts';
import { heldMediaContract } from './contract-held-media.ts';
import { ledgerContract } from './contract-ledger.ts';
import { obligationsContract } from './contract-obligations.ts';
import { outboxContract } from './contract-outbox.ts';
import { picturesContract } from './contract-pictures.ts';
import { type DatabaseUnderTest, freshPostgres, freshSqlite } from './database-under-test.ts';

const run = (kind: string, fresh: () => Promise<DatabaseUnderTest>): void => {
  recordsContract(kind, fresh);
  outboxContract(kind, fresh);
  announcementsContract(kind, fresh);
  obligationsContract(kind, fresh);
  ledgerContract(kind, fresh);
  picturesContract(kind, fresh);
  heldMediaContract(kind, fresh);
};

run('SQLite', freshSqlite);

const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl) run('PostgreSQL', () => freshPostgres(serverUrl));
else process.stdout.write('storage contract: PostgreSQL skipped, TEST_DATABASE_URL is not set\n');
