import { describe, expect, it } from 'vitest';
import { refused, SEND, toUser } from './parts.ts';
import { json, secrets, usePlatforms } from './stage.ts';
import { keys } from './vectors.ts';

const platform = usePlatforms();

describe('the access token', () => {
  it('is fetched once for many messages at the same time', async () => {
    const { base, wecom, of } = await platform({ [SEND]: json({ errcode: 0 }) });
    const part = toUser(base);
    await Promise.all(Array.from({ length: 20 }, () => wecom.send(part)));
    expect(of('/cgi-bin/gettoken')).toHaveLength(1);
    expect(of(SEND)).toHaveLength(20);
    const [asked] = of('/cgi-bin/gettoken');
    expect([asked?.query.get('corpid'), asked?.query.get('corpsecret')]).toEqual([
      keys.corpId,
      secrets.agentSecret,
    ]);
  });

  it('refused by the platform is replaced once and the message replayed once', async () => {
    for (const errcode of [42001, 40014, 41001]) {
      const { base, wecom, of, lines } = await platform({
        '/cgi-bin/gettoken': [
          json({ errcode: 0, access_token: 'SECRET-old', expires_in: 7200 }),
          json({ errcode: 0, access_token: 'SECRET-new', expires_in: 7200 }),
        ],
        [SEND]: [refused(errcode), json({ errcode: 0, msgid: 'm' })],
      });
      expect(await wecom.send(toUser(base))).toEqual({ kind: 'sent', undelivered: [], reference: 'm' });
      expect(of(SEND).map((call) => call.query.get('access_token'))).toEqual(['SECRET-old', 'SECRET-new']);
      expect(lines).toMatchObject([{ level: 'warn', fields: { code: errcode } }]);
    }
  });

  it('refused again waits and says what to check', async () => {
    const { base, wecom, of } = await platform({ [SEND]: refused(42001) });
    expect(await wecom.send(toUser(base))).toMatchObject({
      kind: 'later',
      hint: expect.stringContaining('WECOM_AGENT_SECRET'),
    });
    expect(of(SEND)).toHaveLength(2);
    expect(of('/cgi-bin/gettoken')).toHaveLength(2);
  });

  it('that cannot be had for a wrong secret takes the channel down', async () => {
    const { base, wecom } = await platform({ '/cgi-bin/gettoken': refused(40001) });
    expect(await wecom.send(toUser(base))).toMatchObject({
      kind: 'refused',
      scope: 'channel',
      hint: expect.stringContaining('WECOM_CORP_ID'),
    });
  });
});
