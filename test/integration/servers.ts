// The servers that some machines have: PostgreSQL and Redis, named by the environment.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';

const databaseUrl = process.env.TEST_DATABASE_URL;
const redisUrl = process.env.TEST_REDIS_URL;

/** Null on a machine without them; the reason is printed. */
export const servers = databaseUrl === undefined || redisUrl === undefined ? null : { databaseUrl, redisUrl };

/** What a test prints that is skipped for want of them. */
export const SKIPPED = 'skipped: TEST_DATABASE_URL and TEST_REDIS_URL are not both set\n';

/** Address of a database of the test's own, dropped afterwards. */
export async function ownDatabase(): Promise<string> {
  if (servers === null) throw new Error('no server');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: servers.databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  const own = new URL(servers.databaseUrl);
  own.pathname = `/${name}`;
  return own.href;
}
