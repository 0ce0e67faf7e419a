// What the fault tests do with a stage: forge callbacks, tap given copies of cards, look at rows and bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Heard, wordsOf } from '../../src/commands/heard.ts';
import { tenantKeys } from '../../src/commands/stage.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { openJsonReply, type SealedCallback, sealCallback } from '../../src/sandbox/envelope.ts';
import type { Message, TapResult } from '../../src/sandbox/tenant-types.ts';
import type { OutboxRow } from '../../src/storage/schema.ts';
import { DEMO_BUREAU, type TestStage } from '../harness/stage.ts';

export const LINK = 'https://v.douyin.com/iRNBho6u/';
export const REPORT = `夜市摊贩占道三个月没人管 ${LINK}`;

export type Route = 'app' | 'bot';

const { bureau } = readBureauFile(DEMO_BUREAU);

export const userid = (person: string): string =>
  bureau.people.find((p) => p.id === person)?.ids.wecom ?? person;

/** What `person` would see in the 1:1 with the app. */
export function seen(t: TestStage, person: string): readonly string[] {
  return t.tenant.conversation('app', userid(person)).messages.map(wordsOf);
}

export function cardsOf(t: TestStage, person: string): readonly Message[] {
  return t.tenant.conversation('app', userid(person)).messages.filter((m) => m.body.kind === 'card');
}

/** The person's newest card with a button whose key is `key`. */
export function copyWith(t: TestStage, person: string, key: string): Message {
  const found = cardsOf(t, person).findLast((m) => JSON.stringify(m.body).includes(`"key":"${key}"`));
  if (found === undefined) throw new Error(`${person} has no card with ${key}`);
  return found;
}

/** A tap on a given copy, over the wire; does not wait for what follows from it. */
export function tap(
  t: TestStage,
  person: string,
  copy: Message,
  key: string,
  selections: Readonly<Record<string, readonly string[]>> = {},
): Promise<TapResult> {
  return t.tenant.tap({ from: userid(person), messageId: copy.id, key, selections });
}

/** A tap whose consequences have all been delivered. */
export async function tapAndSettle(...args: Parameters<typeof tap>): Promise<TapResult> {
  const result = await tap(...args);
  await args[0].stage.settled();
  return result;
}

/** The decrypted body of a text message as the platform writes it. */
export function plainText(route: Route, text: string, id: string, from = 'chenchen'): string {
  if (route === 'app') {
    const { corpId, agentId } = { corpId: 'wwsandbox00000001', agentId: 1_000_002 };
    return `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId><AgentID>${agentId}</AgentID></xml>`;
  }
  return JSON.stringify({
    msgid: id,
    aibotid: 'aib-sandbox',
    chatid: 'wrDemoWork',
    chattype: 'group',
    from: { userid: from },
    msgtype: 'text',
    text: { content: `@舆情助手 ${text}` },
  });
}

type Forgery = {
  readonly token?: string;
  readonly aesKey?: string;
  readonly receiveId?: string;
  /** Seconds added to the clock. */
  readonly skew?: number;
  readonly nonce?: string;
};

/** A callback as the platform would make it, or with something wrong about it. */
export function sealed(t: TestStage, route: Route, message: string, wrong: Forgery = {}): SealedCallback {
  const keys = tenantKeys(t.tenant);
  const { skew = 0, ...changed } = wrong;
  return sealCallback({
    ...keys[route],
    receiveId: route === 'app' ? keys.corpId : '',
    format: route === 'app' ? 'xml' : 'json',
    message,
    timestamp: Math.floor(t.clock.now() / 1000) + skew,
    ...changed,
  });
}

export type Posted = { readonly status: number; readonly body: string };

/** POSTs a body with its signing query, as it is. */
export async function post(
  t: TestStage,
  route: Route,
  call: {
    readonly body: string | Uint8Array<ArrayBuffer>;
    readonly query?: Readonly<Record<string, string>>;
    readonly contentType?: string;
  },
): Promise<Posted> {
  const url = new URL(`${t.stage.url}/wecom/${route}`);
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
  const headers = call.contentType === undefined ? {} : { 'content-type': call.contentType };
  const answer = await fetch(url, { method: 'POST', body: call.body, headers });
  return { status: answer.status, body: await answer.text() };
}

/** What the bot says in the answer to a callback that brought no address to answer to; empty when nothing. */
export function answeredIn(t: TestStage, { body }: Posted, { query }: SealedCallback): string {
  if (body === '') return '';
  const keys = { ...tenantKeys(t.tenant).bot, receiveId: '' };
  const { stream } = JSON.parse(openJsonReply(keys, body, query.nonce)) as { stream: { content: string } };
  return stream.content;
}

/** Rows of every table. */
export async function rowCounts(t: TestStage): Promise<Readonly<Record<string, number>>> {
  const { db } = t.stage.product.world.database;
  const tables = await sql<{
    name: string;
  }>`select name from sqlite_master where type = 'table' order by name`.execute(db);
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

export function outbox(t: TestStage): Promise<OutboxRow[]> {
  return t.stage.product.world.database.db.selectFrom('outbox').selectAll().orderBy('id').execute();
}

/** Everything under the data directory, database, journal and files, as one text of bytes. */
export function dataBytes(dataDir: string): string {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

/** How a text would stand in such bytes. */
export const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

export function logText(t: TestStage): string {
  return t.logged.map((l) => l.line).join('\n');
}

/** Lines at warn and error. */
export const complaints = (t: TestStage): readonly string[] =>
  t.logged.filter((l) => l.level === 'warn' || l.level === 'error').map((l) => l.line);

/** Every value that must never be logged. */
export function secretsOf(t: TestStage): readonly string[] {
  const keys = tenantKeys(t.tenant);
  return [
    keys.secret,
    keys.app.token,
    keys.app.aesKey,
    keys.bot.token,
    keys.bot.aesKey,
    'sandbox-WEBHOOK_WORK',
    'sandbox-WEBHOOK_LEADERSHIP',
  ];
}

/** Messages of the product, not of people, whose words match; changes of cards not counted. */
export function said(t: TestStage, pattern: RegExp, where?: string): readonly Heard[] {
  return t.rehearsal.transcript.filter(
    (h) => !h.byPerson && !h.changed && pattern.test(h.text) && (where === undefined || h.where === where),
  );
}

/** A tap as a phone sends it that still shows the buttons: the copy itself is not asked. */
export function forgedTap(
  t: TestStage,
  person: string,
  tapped: { readonly cardId: string; readonly key: string; readonly selections?: Record<string, string> },
): Promise<Posted> {
  const { corpId, agentId } = tenantKeys(t.tenant);
  const items = Object.entries(tapped.selections ?? {})
    .map(
      ([key, id]) =>
        `<SelectedItem><QuestionKey>${key}</QuestionKey><OptionIds><OptionId>${id}</OptionId></OptionIds></SelectedItem>`,
    )
    .join('');
  forged += 1;
  const message = [
    `<xml><ToUserName>${corpId}</ToUserName><FromUserName>${userid(person)}</FromUserName>`,
    `<CreateTime>${Math.floor(t.clock.now() / 1000)}</CreateTime><MsgType>event</MsgType>`,
    `<Event>template_card_event</Event><EventKey>${tapped.key}</EventKey><TaskId>${tapped.cardId}</TaskId>`,
    `<CardType>button_interaction</CardType><ResponseCode>forged-${forged}</ResponseCode>`,
    items === '' ? '' : `<SelectedItems>${items}</SelectedItems>`,
    `<AgentID>${agentId}</AgentID></xml>`,
  ].join('');
  return post(t, 'app', sealed(t, 'app', message));
}

let forged = 0;

export function taskOf(copy: Message): string {
  if (copy.body.kind !== 'card') throw new Error('not a card');
  return copy.body.taskId;
}

/** Events of all cases, oldest first, as `type` and who. */
export async function events(t: TestStage): Promise<readonly { type: string; actor: string; seq: number }[]> {
  const { db } = t.stage.product.world.database;
  return db
    .selectFrom('case_events')
    .select(['type', 'actor', 'seq'])
    .orderBy('case_id')
    .orderBy('seq')
    .execute();
}

/** From the report to the moment before the conclusion: graded, signed, reported, approved by both. */
export async function playToApproved(t: TestStage): Promise<void> {
  const { rehearsal } = t;
  await rehearsal.says('chen', 'work', REPORT);
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  await tapAndSettle(t, 'zheng', copyWith(t, 'zheng', 'sign'), 'sign');
  await rehearsal.pass(50 * 60_000);
  await rehearsal.says('chen', 'work', '口头 0001 已向孙丽汇报 已派队员到现场，今晚起定点值守');
  await rehearsal.says(
    'chen',
    'work',
    '书面 0001 经核查，反映属实。拟今晚起定点值守，三日内引导摊贩入市场。',
  );
  await rehearsal.pass(60_000);
  await tapAndSettle(t, 'zhao', copyWith(t, 'zhao', 'approve'), 'approve');
  await tapAndSettle(t, 'sun', copyWith(t, 'sun', 'approve'), 'approve');
}

/** The whole life of one case. */
export async function playToClosed(t: TestStage): Promise<void> {
  const { rehearsal } = t;
  await playToApproved(t);
  await rehearsal.says('sun', 'work', '核实 0001 属实 现场核查与视频一致');
  await rehearsal.says('sun', 'work', '回复来源 0001 已电话和书面回复市委网信办');
  await rehearsal.says(
    'sun',
    'work',
    '回应 0001 官媒 https://weibo.com/1234567890/Nabcdefgh 审定:李敏 已安排定点值守',
  );
  await rehearsal.says('sun', 'work', '办结 0001');
  const closed = (await events(t)).some((e) => e.type === 'case.closed');
  if (!closed)
    throw new Error(
      rehearsal.transcript
        .slice(-6)
        .map((h) => h.text)
        .join('\n'),
    );
}
