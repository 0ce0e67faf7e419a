// What comes over the wire and is not what it should be: the right status, nothing written, one line in the log.
import { expect, test } from 'vitest';
import { openTestStage, type TestStage } from '../harness/stage.ts';
import {
  answeredIn,
  complaints,
  logText,
  plainText,
  post,
  REPORT,
  type Route,
  rowCounts,
  said,
  sealed,
  secretsOf,
} from './hands.ts';

const ROUTES: readonly Route[] = ['app', 'bot'];
const TEXT = '门口的树被砍了无人过问';

/** The status, that nothing was written, one complaint, and no secret or text in the log. */
async function refused(t: TestStage, status: number, send: () => Promise<{ status: number }>): Promise<void> {
  const before = await keptRows(t);
  const complained = complaints(t).length;
  expect((await send()).status).toBe(status);
  expect(await keptRows(t)).toEqual(before);
  expect(complaints(t).length - complained).toBe(1);
  const log = logText(t);
  for (const secret of secretsOf(t)) expect(log).not.toContain(secret);
  expect(log).not.toContain(TEXT);
}

/** Rows of every table, but for the word that tells administrators of a setting that does not agree. */
async function keptRows(t: TestStage): Promise<Readonly<Record<string, number>>> {
  await t.stage.settled();
  const { outbox: _said, directory: _when, ...kept } = await rowCounts(t);
  return kept;
}

test.each(ROUTES)('%s: without a signature nothing is kept', async (route) => {
  const t = await openTestStage();
  const { body, query, contentType } = sealed(t, route, plainText(route, TEXT, '1'));
  await refused(t, 401, () => post(t, route, { body, contentType }));
  for (const name of ['msg_signature', 'timestamp', 'nonce'] as const) {
    const { [name]: _left, ...rest } = query;
    await refused(t, 401, () => post(t, route, { body, contentType, query: rest }));
  }
});

test.each(ROUTES)('%s: a forged signature, another token, a changed nonce or body', async (route) => {
  const t = await openTestStage();
  t.ignoreRest('administrators hear of a setting that may be wrong');
  const message = plainText(route, TEXT, '1');
  const good = sealed(t, route, message);
  await refused(t, 401, () =>
    post(t, route, { ...good, query: { ...good.query, msg_signature: 'a'.repeat(40) } }),
  );
  await refused(t, 401, () => post(t, route, { ...good, query: { ...good.query, nonce: 'other' } }));
  await refused(t, 401, () => post(t, route, sealed(t, route, message, { token: 'nottheirtoken' })));
  const other = sealed(t, route, plainText(route, `${TEXT}！`, '2'));
  await refused(t, 401, () => post(t, route, { ...good, body: other.body }));
});

test.each(ROUTES)('%s: sealed for another receiver or with another key', async (route) => {
  const t = await openTestStage();
  t.ignoreRest('administrators hear of a setting that may be wrong');
  const message = plainText(route, TEXT, '1');
  await refused(t, 403, () => post(t, route, sealed(t, route, message, { receiveId: 'wwsomebodyelse' })));
  await refused(t, 400, () => post(t, route, sealed(t, route, message, { aesKey: 'A'.repeat(43) })));
});

test('a callback of one route does not pass on the other', async () => {
  const t = await openTestStage();
  const bot = sealed(t, 'bot', plainText('bot', TEXT, '1'));
  await refused(t, 400, () => post(t, 'app', bot));
  const app = sealed(t, 'app', plainText('app', TEXT, '1'));
  await refused(t, 400, () => post(t, 'bot', app));
});

test.each(ROUTES)('%s: a timestamp too old or too far ahead', async (route) => {
  const t = await openTestStage();
  const message = plainText(route, TEXT, '1');
  for (const skew of [-601, 601]) {
    await refused(t, 403, () => post(t, route, sealed(t, route, message, { skew })));
  }
  // A repeat may carry the time of the first attempt.
  expect((await post(t, route, sealed(t, route, message, { skew: -500 }))).status).toBe(200);
  t.ignoreRest('the last one was good');
});

test.each(ROUTES)('%s: a body over the limit', async (route) => {
  const t = await openTestStage();
  t.ignoreRest('administrators hear of a setting that may be wrong');
  const before = await keptRows(t);
  const { query } = sealed(t, route, plainText(route, TEXT, '1'));
  const body = 'x'.repeat(1024 * 1024 + 1);
  const answer = await post(t, route, { body, query }).catch(() => ({ status: 413 }));
  expect(answer.status).toBe(413);
  expect(await keptRows(t)).toEqual(before);
  // A message that decrypts to something larger than any real one.
  const huge = sealed(t, route, plainText(route, 'x'.repeat(300_000), '1'));
  const status = (await post(t, route, huge)).status;
  expect([400, 413]).toContain(status);
  expect(await keptRows(t)).toEqual(before);
});

const BROKEN: Readonly<Record<Route, readonly [string, string][]>> = {
  app: [
    ['nothing', ''],
    ['no XML', 'hello'],
    ['cut XML', '<xml><Encrypt>abc'],
    ['JSON', '{"encrypt":"abc"}'],
    ['without Encrypt', '<xml><ToUserName>x</ToUserName></xml>'],
    [
      'entities that grow',
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><Encrypt>&c;</Encrypt></xml>`,
    ],
    [
      'an outside entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Encrypt>&a;</Encrypt></xml>',
    ],
    ['deep nesting', `${'<xml>'.repeat(5000)}`],
  ],
  bot: [
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['cut JSON', '{"encrypt":"abc'],
    ['XML', '<xml><Encrypt>abc</Encrypt></xml>'],
    ['without encrypt', '{}'],
    ['encrypt not text', '{"encrypt":{"$ne":1}}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['deep nesting', '['.repeat(100_000)],
  ],
};

test.each(ROUTES)('%s: a body that is no envelope', async (route) => {
  const t = await openTestStage();
  const { query } = sealed(t, route, plainText(route, TEXT, '1'));
  for (const [, body] of BROKEN[route]) await refused(t, 400, () => post(t, route, { body, query }));
  await refused(t, 400, () => post(t, route, { body: new Uint8Array([0xff, 0xfe, 0, 1, 2]), query }));
});

test.each(ROUTES)(
  '%s: rightly signed, but broken inside: kept as it came, and the administrators hear of it once',
  async (route) => {
    const t = await openTestStage();
    const bomb = `<!DOCTYPE x [<!ENTITY a "${TEXT}">]>${plainText('app', '&a;', '1')}`;
    const inside = [...BROKEN[route].map(([, body]) => body), ...(route === 'app' ? [bomb] : [])];
    for (const message of inside) {
      expect(await post(t, route, sealed(t, route, message))).toEqual({ status: 200, body: '' });
      expect((await post(t, route, sealed(t, route, message))).status).toBe(200);
    }
    await t.stage.settled();
    t.rehearsal.hears('zhou', /发来一条认不出来的消息，没有办理。原文已存。[\s\S]*怎么办/);
    const { db } = t.stage.product.world.database;
    const kept = await db.selectFrom('inbox').select(['raw', 'outcome']).orderBy('id').execute();
    expect(kept).toEqual(inside.map((raw) => ({ raw, outcome: 'failed' })));
    expect(logText(t)).not.toContain(TEXT);
  },
);

test.each(ROUTES)('%s: unreadable and marked secret: only that something came is kept', async (route) => {
  const t = await openTestStage();
  await post(t, route, sealed(t, route, '机密★1年\n某某事项'));
  await t.stage.settled();
  t.rehearsal.hears('zhou', /认不出来的消息，没有办理。里面有密级字样，原文没有保存。/);
  const { db } = t.stage.product.world.database;
  expect(await db.selectFrom('inbox').select(['raw', 'outcome']).execute()).toEqual([
    { raw: null, outcome: 'failed' },
  ]);
});

test.each(ROUTES)('%s: the content type does not matter, the bytes do', async (route) => {
  const t = await openTestStage();
  for (const contentType of [
    'text/html',
    'application/octet-stream',
    'multipart/form-data; boundary=x',
    '',
  ]) {
    const good = sealed(t, route, plainText(route, '帮助', `ct-${contentType}`));
    expect((await post(t, route, { ...good, contentType })).status).toBe(200);
    await refused(t, 400, () => post(t, route, { body: 'x', query: good.query, contentType }));
  }
  await t.stage.settled();
  t.ignoreRest('four answers to 帮助');
});

test('other methods and paths are not served', async () => {
  const t = await openTestStage();
  const before = await rowCounts(t);
  for (const route of ROUTES) {
    const answer = await fetch(`${t.stage.url}/wecom/${route}`, { method: 'PUT', body: 'x' });
    expect(answer.status).toBe(405);
  }
  expect((await fetch(`${t.stage.url}/wecom/other`)).status).toBe(404);
  expect(await rowCounts(t)).toEqual(before);
});

test.each(ROUTES)(
  '%s: saving the settings in the console answers the echo and writes nothing',
  async (route) => {
    const t = await openTestStage();
    const before = await rowCounts(t);
    expect(await t.tenant.verifyUrl(route)).toBe(true);
    expect(await rowCounts(t)).toEqual(before);
    const { query, encrypt } = sealed(t, route, 'echo');
    const get = async (q: Record<string, string>): Promise<{ status: number; body: string }> => {
      const answer = await fetch(`${t.stage.url}/wecom/${route}?${new URLSearchParams(q)}`);
      return { status: answer.status, body: await answer.text() };
    };
    expect(await get({ ...query, echostr: encrypt })).toEqual({ status: 200, body: 'echo' });
    await refused(t, 401, () => get({ ...query, echostr: encrypt, msg_signature: '0'.repeat(40) }));
    await refused(t, 400, () => get({ ...query }));
    await refused(t, 401, () => get({ echostr: encrypt }));
    const stale = sealed(t, route, 'echo', { skew: -3600 });
    await refused(t, 403, () => get({ ...stale.query, echostr: stale.encrypt }));
    const foreign = sealed(t, route, 'echo', { receiveId: 'wwsomebodyelse' });
    await refused(t, 403, () => get({ ...foreign.query, echostr: foreign.encrypt }));
  },
);

test.each(ROUTES)('%s: the same callback again changes nothing', async (route) => {
  const t = await openTestStage();
  const message = plainText(route, REPORT, 'same-id-1');
  const first = sealed(t, route, message);
  const answer = await post(t, route, first);
  expect(answer.status).toBe(200);
  await t.stage.settled();
  if (route === 'app') t.rehearsal.hears('work', /已登记 YQ-2026-0001/);
  else expect(answeredIn(t, answer, first)).toMatch(/已登记 YQ-2026-0001/);
  const before = await rowCounts(t);
  const heard = t.rehearsal.transcript.length;
  // The same bytes; the same message sealed afresh; ten at once.
  const again = [
    first,
    sealed(t, route, message),
    ...Array.from({ length: 8 }, () => sealed(t, route, message)),
  ];
  const answers = await Promise.all(again.map((call) => post(t, route, call)));
  expect(answers.map((a) => a.status)).toEqual(again.map(() => 200));
  await t.stage.settled();
  expect(await rowCounts(t)).toEqual(before);
  expect(t.rehearsal.transcript).toHaveLength(heard);
  t.ignoreRest('cards and notices of the first one');
});

test.each(ROUTES)('%s: ten deliveries of one new message at once open one case', async (route) => {
  const t = await openTestStage();
  const message = plainText(route, REPORT, 'same-id-2');
  const calls = Array.from({ length: 10 }, () => sealed(t, route, message));
  const answers = await Promise.all(calls.map((call) => post(t, route, call)));
  expect(answers.every((a) => a.status === 200)).toBe(true);
  await t.stage.settled();
  const counts = await rowCounts(t);
  expect([counts.inbox, counts.cases]).toEqual([1, 1]);
  const receipts = [
    ...said(t, /已登记/, 'work').map((h) => h.text),
    ...calls.map((call, index) => (route === 'bot' ? answeredIn(t, answers[index] ?? never(), call) : '')),
  ];
  expect(receipts.filter((text) => text.includes('已登记'))).toHaveLength(1);
  t.ignoreRest('cards and notices of the one case');
});

function never(): never {
  throw new Error('no answer');
}

test('the platform repeats after a lost answer, or by mistake: heard once', async () => {
  const t = await openTestStage();
  t.tenant.faults.loseNextCallbackAnswer();
  const lost = await t.tenant.tellApp({ from: 'heping', text: REPORT });
  expect(lost).toMatchObject({ outcome: 'answered', attempts: 2 });
  t.tenant.faults.duplicateNextCallback();
  await t.tenant.tellApp({ from: 'heping', text: '门前垃圾三天没人清' });
  await t.stage.settled();
  expect((await rowCounts(t)).cases).toBeLessThanOrEqual(2);
  expect((await rowCounts(t)).inbox).toBe(2);
  t.ignoreRest('receipts and cards');
});
