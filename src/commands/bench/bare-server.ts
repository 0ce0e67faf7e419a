// What the product is compared with: Koa that verifies, decrypts and commits one row, and nothing else.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Libsql from 'libsql';
import { createHttpServer } from '../../http/server.ts';
import { createEnvelope, type EnvelopeKeys } from '../../platforms/wecom/envelope.ts';
import { openVerified, readStamp } from '../../platforms/wecom/verify.ts';
import { answerParent } from './child.ts';

export type BareQuestion = { readonly file: string; readonly keys: EnvelopeKeys };

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
// Koa itself belongs to the HTTP edge; an application without any of the edge's middleware is made from its class.
const edge = createHttpServer({ routers: [], health: { checks: [], metrics: async () => [] }, log: quiet });
const Koa = edge.app.constructor as new () => typeof edge.app;

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

answerParent<BareQuestion>(async ({ file, keys }) => {
  const database = new Libsql(file);
  // The same durability as the product's: see storage/sqlite.ts.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table callbacks (id integer primary key, at integer not null, raw text not null)');
  const insert = database.prepare('insert into callbacks (at, raw) values (?, ?)');
  const envelope = createEnvelope(keys);
  const app = new Koa();
  app.use(async (ctx) => {
    const { encrypt } = JSON.parse(await readBody(ctx.req)) as { encrypt: string };
    const stamped = readStamp(ctx.query, Date.now());
    const opened = stamped.ok ? openVerified(envelope, stamped.stamp, encrypt) : stamped;
    if (!opened.ok) {
      ctx.status = opened.status;
      return;
    }
    insert.run([Date.now(), opened.message]);
    ctx.status = 200;
    ctx.body = '';
  });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port };
});
