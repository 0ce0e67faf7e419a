// From a frame to a committed effect when the records are away: tried again, and in the end the member is told.
import { expect, test } from 'vitest';
import type { Receive } from '../../../../src/platforms/platform.ts';
import { createInbound } from '../../../../src/platforms/wecom/long-connection/inbound.ts';
import { keptLog } from '../stage.ts';
import { createHandTimers } from './hand-timers.ts';

function inboundOn(receive: Receive) {
  const timers = createHandTimers();
  const { lines, log } = keptLog();
  const asked: { readonly cmd: string; readonly body: unknown }[] = [];
  const inbound = createInbound({
    receive,
    timers,
    log,
    now: () => 1_000,
    botName: '舆情助手',
    apiBase: 'https://qyapi.weixin.qq.com',
    notKept: '没有收下，请再发一次',
    line: {
      async ask(cmd, body) {
        asked.push({ cmd, body });
        return { kind: 'answer', reqId: 'x', errcode: 0, errmsg: 'ok', body: {} };
      },
    },
  });
  const take = (body: object) =>
    inbound.take({ kind: 'callback', reqId: 'r-1', body: JSON.stringify({ msgid: 'm-1', ...body }) });
  return { inbound, take, timers, lines, asked };
}

const said = {
  msgtype: 'text',
  chattype: 'group',
  chatid: 'wr1',
  from: { userid: 'lisi' },
  text: { content: '@舆情助手 登记 x' },
};

test('records that come back within seconds cost nothing but the wait', async () => {
  let attempts = 0;
  const { inbound, take, timers, asked } = inboundOn(async () => {
    attempts += 1;
    if (attempts < 3) throw new Error('away');
    return {};
  });
  take(said);
  await timers.advance(5_000);
  await inbound.settled();
  expect(attempts).toBe(3);
  expect(asked).toEqual([]);
});

test('records that stay away: who said it is told where it was said, and the log does not quote the message', async () => {
  const { inbound, take, timers, asked, lines } = inboundOn(async () => {
    throw new Error('登记 x could not be written');
  });
  take(said);
  await timers.advance(20_000);
  await inbound.settled();
  expect(asked).toEqual([
    {
      cmd: 'aibot_send_msg',
      body: {
        chatid: 'wr1',
        chat_type: 2,
        msgtype: 'markdown',
        markdown: { content: '没有收下，请再发一次' },
      },
    },
  ]);
  expect(lines.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn', 'error']);
  expect(JSON.stringify(lines)).not.toContain('登记');
});

test('what is no event of ours is handed on as it came, named in the log and not answered', async () => {
  const received: unknown[] = [];
  const { inbound, take, asked, lines } = inboundOn(async (event, raw) => {
    received.push([event.content.kind, raw]);
    return {};
  });
  take({ msgtype: 'text', chattype: 'group' });
  await inbound.settled();
  expect(received).toEqual([['unreadable', '{"msgid":"m-1","msgtype":"text","chattype":"group"}']]);
  expect(asked).toEqual([]);
  expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'malformed' } }]);
});

test('what one person does stays in order, and nobody waits for somebody else', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const { inbound, take, timers } = inboundOn((event) => {
    begun.push(event.key);
    return new Promise((resolve) => ends.push(() => resolve({})));
  });
  take({ ...said, msgid: 'a-1' });
  take({ ...said, msgid: 'a-2' });
  take({ ...said, msgid: 'b-1', from: { userid: 'wangwu' } });
  await timers.advance(0);
  expect(begun).toEqual(['bot:a-1', 'bot:b-1']);
  ends[0]?.();
  await timers.advance(0);
  expect(begun).toEqual(['bot:a-1', 'bot:b-1', 'bot:a-2']);
  for (const end of ends) end();
  await inbound.settled();
});
