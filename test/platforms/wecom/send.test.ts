import { describe, expect, it } from 'vitest';
import {
  inReply,
  NOW,
  only,
  refused,
  render,
  reset,
  SEND,
  toGroup,
  toUser,
  UPDATE,
  WEBHOOK,
} from './parts.ts';
import { json, type Reply, secrets, stage, usePlatforms } from './stage.ts';

const platform = usePlatforms();

describe('a message that goes out', () => {
  it('carries the token, says who did not get it, and keeps the right to update', async () => {
    const { base, wecom, of } = await platform({
      [SEND]: json({
        errcode: 0,
        errmsg: 'ok',
        invaliduser: 'a|b',
        unlicenseduser: 'c',
        msgid: 'id',
        response_code: 'rc',
      }),
    });
    const part = toUser(base);
    expect(await wecom.send(part)).toEqual({
      kind: 'sent',
      undelivered: ['a', 'b', 'c'],
      updateCode: 'rc',
      reference: 'id',
    });
    const [call] = of(SEND);
    expect(call?.query.get('access_token')).toBe(secrets.accessToken);
    expect(call?.body).toEqual(part.body);
  });

  it('of an update lists who did not get it', async () => {
    const { base, wecom } = await platform({ [UPDATE]: json({ errcode: 0, invaliduser: ['x'] }) });
    const card = { tag: '', title: 't', fields: [], buttons: [] };
    const part = only(
      render(base)({ kind: 'card-update', cardId: 'a', code: 'rc', card }, { resent: false }),
    );
    expect(await wecom.send(part)).toEqual({ kind: 'sent', undelivered: ['x'] });
  });

  it('to a group carries its key; a group without one says what to set', async () => {
    const { base, wecom, of } = await platform({ [WEBHOOK]: json({ errcode: 0, errmsg: 'ok' }) });
    expect(await wecom.send(toGroup(base))).toEqual({ kind: 'sent', undelivered: [] });
    expect(of(WEBHOOK)[0]?.query.get('key')).toBe(secrets.webhookKey);
    expect(await wecom.send(toGroup(base, 'leadership'))).toMatchObject({
      kind: 'refused',
      scope: 'channel',
      code: 'no-webhook',
    });
    expect(of('/cgi-bin/gettoken')).toEqual([]);
  });

  it('as an answer goes to its address without any key', async () => {
    const { base, wecom, of } = await platform({ '/r': json({ errcode: 0, errmsg: 'ok' }) });
    expect(await wecom.send(inReply(base))).toEqual({ kind: 'sent', undelivered: [] });
    expect(of('/r')).toMatchObject([{ body: { msgtype: 'markdown', markdown: { content: '收到' } } }]);
  });

  it('as an answer after its hour, or to a foreign address, is refused so that another way is taken', async () => {
    const { base, wecom, calls } = await platform({});
    expect(await wecom.send(inReply(base, NOW - 3_600_001))).toMatchObject({
      kind: 'refused',
      scope: 'message',
      code: 'response-url-expired',
    });
    expect(await wecom.send(inReply('http://169.254.169.254'))).toMatchObject({
      kind: 'refused',
      scope: 'message',
      code: 'response-url-refused',
    });
    expect(calls).toEqual([]);
  });
});
it('no outcome, log line or part ever holds a secret', async () => {
  const leaky = `secret ${secrets.accessToken} ${secrets.agentSecret} ${secrets.webhookKey}`;
  const replies: Reply[] = [
    json({ errcode: 0 }),
    refused(42001, leaky),
    refused(40001, leaky),
    refused(60020, leaky),
    refused(99, leaky),
    reset,
    (r) => void r.writeHead(200).end(leaky),
  ];
  for (const reply of replies) {
    const { base, wecom, lines } = await platform({ [SEND]: reply, [WEBHOOK]: reply, '/r': reply });
    const parts = [toUser(base), toGroup(base), inReply(base)];
    const outcomes = await Promise.all(parts.map((part) => wecom.send(part)));
    expect(JSON.stringify({ parts, outcomes, lines })).not.toMatch(/SECRET-|access_token|dubanToken/);
  }
});

it('an unknown part is refused, not thrown', async () => {
  const { wecom } = stage('http://127.0.0.1:9999');
  for (const endpoint of ['/cgi-bin/user/delete', '', 'response_url']) {
    expect(await wecom.send({ endpoint, body: null, repeatable: false, budgets: [] })).toMatchObject({
      kind: 'refused',
      scope: 'message',
    });
  }
});
