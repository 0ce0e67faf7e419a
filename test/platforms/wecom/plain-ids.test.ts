import { expect, test } from 'vitest';
import type { InboundEvent, Trouble } from '../../../src/platforms/platform.ts';
import { createAccessToken } from '../../../src/platforms/wecom/access-token.ts';
import { createApi } from '../../../src/platforms/wecom/api.ts';
import { createAppCalls } from '../../../src/platforms/wecom/app-call.ts';
import { withPlainIds } from '../../../src/platforms/wecom/plain-ids.ts';
import { hang } from './parts.ts';
import { json, keptLog, memoryTokens, type Reply, usePlatforms } from './stage.ts';

const TRANSLATE = '/cgi-bin/batch/openuserid_to_userid';
const OPEN = 'woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA';
const platform = usePlatforms();

const said = (sender: string): InboundEvent => ({
  platform: 'wecom',
  channel: 'wecom.bot',
  key: 'bot:m',
  at: 0,
  sender,
  place: { kind: 'single' },
  content: { kind: 'entered' },
});

async function stage(...replies: Reply[]) {
  const { base, of } = await platform({ [TRANSLATE]: replies });
  const api = createApi({ fetch, timeoutMs: 5_000 });
  const token = createAccessToken({
    api,
    apiBase: base,
    corpId: 'ww',
    agentId: 1,
    agentSecret: 's',
    tokens: memoryTokens(),
    now: () => 0,
    onRefused: () => {},
  });
  const known = new Map<string, string>();
  const { log, lines } = keptLog();
  const told: Trouble[] = [];
  const time = { now: 0 };
  const senders: string[] = [];
  const receive = withPlainIds(
    async (event) => {
      senders.push(event.sender);
      return {};
    },
    {
      calls: createAppCalls({ api, token, apiBase: base }),
      ids: {
        lookUp: async (id) => known.get(id),
        learn: async (id, plain) => void known.set(id, plain),
      },
      log,
      now: () => time.now,
      alert: async (trouble) => void told.push(trouble),
    },
  );
  return {
    hears: (sender: string) => receive(said(sender), ''),
    senders,
    known,
    lines,
    told,
    time,
    calls: () => of(TRANSLATE),
  };
}

test('an encrypted id is translated once and remembered', async () => {
  const s = await stage(
    json({
      errcode: 0,
      errmsg: '',
      userid_list: [{ open_userid: OPEN, userid: 'lisi' }],
      invalid_open_userid_list: [],
    }),
  );
  await s.hears(OPEN);
  await s.hears(OPEN);
  expect(s.senders).toEqual(['lisi', 'lisi']);
  expect(s.calls().map((call) => call.body)).toEqual([{ open_userid_list: [OPEN] }]);
});

test('an account that only looks like one is asked about once', async () => {
  const account = 'worker-of-the-general-office-3';
  const s = await stage(
    json({ errcode: 0, errmsg: '', userid_list: [], invalid_open_userid_list: [account] }),
  );
  await s.hears(account);
  await s.hears(account);
  expect(s.senders).toEqual([account, account]);
  expect(s.calls()).toHaveLength(1);
  expect(s.told).toEqual([]);
});

test('a member out of sight is asked about again, and known once the app may see them', async () => {
  const out = json({ errcode: 0, errmsg: '', userid_list: [], invalid_open_userid_list: [OPEN] });
  const list = [{ open_userid: OPEN, userid: 'lisi' }];
  const s = await stage(out, json({ errcode: 0, errmsg: '', userid_list: list }));
  await s.hears(OPEN);
  await s.hears(OPEN);
  expect(s.told).toMatchObject([{ cause: 'bot-encrypted-ids', reason: expect.stringContaining('可见范围') }]);
  s.time.now += 10 * 60_000;
  await s.hears(OPEN);
  expect(s.senders).toEqual([OPEN, OPEN, 'lisi']);
  expect([...s.known]).toEqual([[OPEN, 'lisi']]);
});

test('a plain account is never asked about', async () => {
  const s = await stage(json({ errcode: 0, errmsg: '' }));
  for (const account of ['wolei', 'lisi', '0042']) await s.hears(account);
  expect(s.senders).toEqual(['wolei', 'lisi', '0042']);
  expect(s.calls()).toEqual([]);
});

test('when it cannot be had the event is kept in time under the id it came with, and asked again', async () => {
  for (const reply of [json({ errcode: 60011, errmsg: '' }), hang]) {
    const s = await stage(reply);
    const from = performance.now();
    await s.hears(OPEN);
    expect(performance.now() - from).toBeLessThan(4_000);
    await s.hears(OPEN);
    expect(s.senders).toEqual([OPEN, OPEN]);
    expect([s.known.size, s.calls().length]).toEqual([0, 2]);
  }
});

test('an id that cannot be had is told to the administrators, with what to do', async () => {
  for (const reply of [json({ errcode: 60011, errmsg: '' }), json({ errcode: 0, errmsg: '' })]) {
    const s = await stage(reply);
    await s.hears(OPEN);
    expect(s.told).toEqual([
      {
        cause: 'bot-encrypted-ids',
        reason: expect.stringMatching(/认不出说话的是谁：.*可见范围/),
        hint: expect.stringMatching(/超级管理员.*可见范围/),
      },
    ]);
  }
});
