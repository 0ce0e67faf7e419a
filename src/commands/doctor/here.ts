// What can be seen on this machine: Node, disk, database, Redis.
import { existsSync, statSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { Env } from '../../config/env.ts';
import { openRedis } from '../../coordination/redis-connection.ts';
import { BotError } from '../../core/errors.ts';
import { type Database, openDatabase } from '../../storage/database.ts';
import { type Check, type Finding, fine, note, sentenceOf, wrong } from './check.ts';

/** Below this new pictures and files may soon find no room. */
const LEAST_FREE_BYTES = 1024 ** 3;
const GB = 1024 ** 3;
const SQLITE_FULL = 2;
const SQLITE_EXTRA = 3;

/** Where the records are: in a drill beside the real ones. */
export function recordsFile(env: Env): string {
  return join(env.wecom === undefined ? join(env.dataDir, 'sandbox') : env.dataDir, 'records.db');
}

/** Opens the records for looking only; null when there are none yet. */
export async function openRecords(env: Env): Promise<Database | null> {
  const url = env.wecom === undefined ? undefined : env.databaseUrl;
  const file = recordsFile(env);
  if (url === undefined && !existsSync(file)) return null;
  if (url === undefined) refuseStranger(file);
  return openDatabase({ url, file });
}

/** SQLite lays files beside the records; those of another user would keep the service out. */
function refuseStranger(file: string): void {
  const owner = statSync(file).uid;
  const self = process.getuid?.();
  if (self === undefined || self === owner) return;
  throw new BotError({
    code: 'records-of-another',
    message: `${file} belongs to uid ${owner}`,
    hint: `${file} 属于另一个用户：请用运行服务的那个用户来跑 npm run doctor`,
  });
}

/** The checks of this machine. `records` is asked for the database that the other checks use too. */
export function machineChecks(
  env: Env,
  records: () => Promise<Database | null>,
  now: () => number,
): readonly Check[] {
  return [
    { name: '数据目录', run: () => dataFolder(env.dataDir) },
    { name: '数据库', run: () => records().then((database) => durability(env, database), noDatabase) },
    ...(env.redisUrl === undefined ? [] : [{ name: 'Redis', run: () => redis(env.redisUrl ?? '', now) }]),
  ];
}

async function dataFolder(folder: string): Promise<Finding> {
  const name = '数据目录';
  // Nothing is created here: whoever runs the doctor need not be whoever runs the service.
  const there = existsSync(folder) ? folder : nearest(folder);
  try {
    await access(there, constants.W_OK);
  } catch {
    return wrong(name, `${there} 不能写，请把它的所有者改为运行本服务的用户，或改 DATA_DIR`);
  }
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const left = `剩余 ${(free / GB).toFixed(1)} GB`;
  if (free < LEAST_FREE_BYTES)
    return wrong(name, `${folder} ${left}，不足 1 GB：请清理磁盘，或把 DATA_DIR 移到大一点的盘`);
  return fine(name, there === folder ? `${folder} 可写，${left}` : `${folder} 首次启动时建立，${left}`);
}

/** The folder above that exists. */
function nearest(folder: string): string {
  const above = dirname(resolve(folder));
  return existsSync(above) || above === dirname(above) ? above : nearest(above);
}

/** Every commit must be on the disk before the platform is told 200. */
async function durability(env: Env, database: Database | null): Promise<Finding> {
  const name = '数据库';
  if (database === null) return note(name, `还没有记录，首次启动时建立 ${recordsFile(env)}`);
  if (database.kind === 'postgres') {
    const commit = await shown(database, 'synchronous_commit');
    const fsync = await shown(database, 'fsync');
    const said = `PostgreSQL，synchronous_commit=${commit}、fsync=${fsync}`;
    const durable = fsync === 'on' && /^(?:on|local|remote_write|remote_apply)$/.test(commit);
    return durable
      ? fine(name, said)
      : wrong(name, `${said}：断电会丢已答复的消息，请在 postgresql.conf 里都改为 on`);
  }
  const journal = await pragma(database, 'journal_mode');
  const level = Number(await pragma(database, 'synchronous'));
  const said = `SQLite，journal_mode=${journal.toUpperCase()}、synchronous=${level === SQLITE_FULL ? 'FULL' : level}`;
  const durable = journal.toLowerCase() === 'wal' && (level === SQLITE_FULL || level === SQLITE_EXTRA);
  return durable
    ? fine(name, said)
    : wrong(name, `${said}：应为 WAL 和 FULL，请确认 DATA_DIR 在本机磁盘上（不是网络盘）`);
}

function noDatabase(error: unknown): Finding {
  if (error instanceof BotError) return wrong('数据库', sentenceOf(error));
  const code = error instanceof Error && 'code' in error ? `（${String(error.code)}）` : '';
  return wrong(
    '数据库',
    `打不开${code}：请检查 DATABASE_URL 和数据库服务；用 SQLite 的，检查 DATA_DIR 的权限`,
  );
}

async function pragma(database: Database, what: 'journal_mode' | 'synchronous'): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${what}`)}`.execute(database.db);
  return String(Object.values(rows[0] ?? {})[0] ?? '');
}

async function shown(database: Database, what: 'synchronous_commit' | 'fsync'): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`${sql.raw(`show ${what}`)}`.execute(database.db);
  return String(Object.values(rows[0] ?? {})[0] ?? '');
}

async function redis(url: string, now: () => number): Promise<Finding> {
  const connection = await openRedis({ url, now, log: { warn: () => {} } });
  try {
    const reply = await connection.ask((client) => client.ping());
    if (!reply.down) return fine('Redis', '答得上来');
    return wrong('Redis', '没有应答，多个实例会各管各的：请检查 REDIS_URL 和 Redis 服务');
  } finally {
    connection.close();
  }
}
