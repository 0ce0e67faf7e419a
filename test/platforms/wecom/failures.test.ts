import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../src/platforms/platform.ts';
import { freePort } from '../../harness/free-port.ts';
import { hang, refused, reset, SEND, toGroup, toUser, WEBHOOK } from './parts.ts';
import { json, type Reply, stage, usePlatforms } from './stage.ts';

const platform = usePlatforms();

describe('what the platform says no to', () => {
  const cases: [number, Partial<Extract<SendOutcome, { kind: 'later' | 'refused' }>>][] = [
    [-1, { kind: 'later', afterMs: 1_000 }],
    [45009, { kind: 'later', scope: 'channel', afterMs: 60_000 }],
    [60020, { kind: 'refused', scope: 'channel' }],
    [40001, { kind: 'refused', scope: 'channel' }],
    [81013, { kind: 'refused', scope: 'message' }],
    [82004, { kind: 'refused', scope: 'content' }],
    [42016, { kind: 'refused', scope: 'gone' }],
    [42014, { kind: 'refused', scope: 'already-done' }],
    [777777, { kind: 'refused', scope: 'message' }],
  ];
  for (const [errcode, expected] of cases) {
    it(`${errcode} is ${Object.values(expected).join(' ')}, in words`, async () => {
      const { base, wecom } = await platform({ [SEND]: refused(errcode) });
      const outcome = await wecom.send(toUser(base));
      expect(outcome).toMatchObject({
        ...expected,
        code: String(errcode),
        reason: expect.stringMatching(/\p{Script=Han}/u),
      });
      if (outcome.kind === 'refused') expect(outcome.hint).not.toBe('');
    });
  }

  it('a removed webhook takes its channel down', async () => {
    for (const errcode of [93000, 93004, 93008]) {
      const { base, wecom } = await platform({ [WEBHOOK]: refused(errcode) });
      expect(await wecom.send(toGroup(base))).toMatchObject({
        kind: 'refused',
        scope: 'channel',
        hint: expect.stringContaining('消息推送'),
      });
    }
  });

  it('an untrusted address is named, when the platform names one', async () => {
    for (const [errmsg, address] of [
      [
        'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at https://x',
        '203.0.113.7',
      ],
      ['from ip: 2001:db8::1, more', '2001:db8::1'],
      ['blocked 198.51.100.9', '198.51.100.9'],
      ['blocked 999.51.100.9', '本机出口地址'],
      ['', '本机出口地址'],
    ] as const) {
      const { base, wecom } = await platform({ [SEND]: refused(60020, errmsg) });
      const outcome = await wecom.send(toUser(base));
      expect(outcome).toMatchObject({
        reason: expect.stringContaining(address),
        hint: expect.stringContaining('企业可信IP'),
      });
    }
  });
});

describe('no usable answer', () => {
  const unknown: Record<string, Reply> = {
    'a timeout': hang,
    'a reset after writing': reset,
    'an HTTP 502 page': (response) => void response.writeHead(502).end('<html>'),
    'an HTTP 500 with JSON': json({ errcode: 0 }, 500),
    'HTML with 200': (response) => void response.writeHead(200).end('<html>login</html>'),
    'cut JSON': (response) => void response.writeHead(200).end('{"errcode":'),
    'JSON without errcode': json({ ok: true }),
    'a redirect': (response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  };
  for (const [name, reply] of Object.entries(unknown)) {
    it(`${name} leaves it unknown whether the message arrived`, async () => {
      const { base, wecom } = await platform({ [SEND]: reply, [WEBHOOK]: reply });
      for (const part of [toUser(base), toGroup(base)]) {
        expect(await wecom.send(part)).toEqual({
          kind: 'unknown',
          reason: expect.stringContaining('企业微信'),
        });
      }
    });
  }

  it('a refused connection means that nothing was sent: later', async () => {
    const base = `http://127.0.0.1:${await freePort()}`;
    for (const part of [toUser(base), toGroup(base)]) {
      expect(await stage(base).wecom.send(part)).toMatchObject({ kind: 'later', code: 'not-connected' });
    }
  });

  it('when only the token could not be fetched, nothing was sent: later', async () => {
    for (const reply of [hang, reset, unknown['an HTTP 502 page'] ?? hang]) {
      const { base, wecom, of } = await platform({
        '/cgi-bin/gettoken': reply,
        [SEND]: json({ errcode: 0 }),
      });
      expect(await wecom.send(toUser(base))).toMatchObject({ kind: 'later', code: 'no-answer' });
      expect(of(SEND)).toEqual([]);
    }
  });
});
