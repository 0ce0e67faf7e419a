// Signed callbacks as the platform sends them, and a server around the adapter's routes.
import { encrypt, getSignature } from '@wecom/crypto';
import { afterEach } from 'vitest';
import type { Card } from '../../../src/core/card.ts';
import type { InboundEvent, ReceiveResult } from '../../../src/platforms/platform.ts';
import { stage, startCallbacks } from './stage.ts';
import { keys, nonce, random, timestamp } from './vectors.ts';

const closers: (() => Promise<void>)[] = [];

/** Closes every server of a test when it ends. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
}

const API = 'http://127.0.0.1:9999';

export async function callbacks(
  answer: (event: InboundEvent, raw: string) => Promise<ReceiveResult> = async () => ({}),
) {
  const { wecom, lines, time } = stage(API);
  const received: { event: InboundEvent; raw: string }[] = [];
  const server = await startCallbacks(wecom, async (event, raw) => {
    received.push({ event, raw });
    return answer(event, raw);
  });
  closers.push(server.close);
  return { base: server.base, received, lines, time };
}

export type Route = 'app' | 'bot';
export const receiverOf = (route: Route) => (route === 'app' ? keys.corpId : '');
export const wrap = (route: Route, encrypted: string) =>
  route === 'app'
    ? `<xml><ToUserName><![CDATA[x]]></ToUserName><AgentID><![CDATA[1]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
    : JSON.stringify({ encrypt: encrypted });

export function signedQuery(encrypted: string, changes: Record<string, string | undefined> = {}) {
  const at = changes.timestamp ?? timestamp;
  const query = {
    msg_signature: getSignature(keys.token, at, nonce, encrypted),
    timestamp: at,
    nonce,
    ...changes,
  };
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given);
}

export function post(
  base: string,
  route: Route,
  inner: string,
  changes: Record<string, string | undefined> = {},
) {
  const { receiver = receiverOf(route), ...query } = changes;
  const encrypted = encrypt(keys.aesKey, inner, receiver, random);
  return fetch(`${base}/wecom/${route}?${signedQuery(encrypted, query)}`, {
    method: 'POST',
    body: wrap(route, encrypted),
  });
}

export const inner = {
  app: '<xml><FromUserName>zhangsan</FromUserName><CreateTime>1767225600</CreateTime><MsgType>text</MsgType><Content>机密内容</Content><MsgId>1</MsgId></xml>',
  bot: JSON.stringify({
    msgid: 'm-1',
    chattype: 'single',
    from: { userid: 'lisi' },
    msgtype: 'text',
    text: { content: '机密内容' },
  }),
};

export const taps = {
  app: '<xml><FromUserName>wangzong</FromUserName><CreateTime>1767225600</CreateTime><MsgType>event</MsgType><Event>template_card_event</Event><EventKey>grade:g1</EventKey><TaskId>YQ-2026-0001-grade-1</TaskId><ResponseCode>rc</ResponseCode></xml>',
  bot: JSON.stringify({
    msgid: 'e-1',
    chattype: 'single',
    from: { userid: 'wangzong' },
    msgtype: 'event',
    event: {
      eventtype: 'template_card_event',
      template_card_event: { event_key: 'grade:g1', task_id: 'YQ-2026-0001-grade-1' },
    },
  }),
};

export const graded: Card = {
  tag: '舆情助手',
  title: '已定级 ]]> 重大 & 完',
  fields: [
    { name: '决定人', value: '王总' },
    { name: '时间', value: '14:03' },
  ],
  buttons: [],
};
