import { encrypt } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import {
  callbacks,
  closeAfterEach,
  graded,
  inner,
  post,
  receiverOf,
  signedQuery,
  taps,
  wrap,
} from './callbacks.ts';
import { appVector, keys, nonce, random, timestamp } from './vectors.ts';

closeAfterEach();

for (const route of ['app', 'bot'] as const) {
  describe(`the ${route} callback`, () => {
    it('answers the echo of the console with the plain text only', async () => {
      const { base } = await callbacks();
      const echostr = encrypt(keys.aesKey, appVector.message, receiverOf(route), random);
      const query = signedQuery(echostr);
      query.set('echostr', echostr);
      const response = await fetch(`${base}/wecom/${route}?${query}`);
      expect([response.status, await response.text()]).toEqual([200, appVector.message]);
    });

    it('hands a message on and answers 200 with nothing', async () => {
      const { base, received, lines } = await callbacks();
      const response = await post(base, route, inner[route]);
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(received).toMatchObject([
        { event: { channel: `wecom.${route}`, content: { text: '机密内容' } }, raw: inner[route] },
      ]);
      expect(lines).toEqual([]);
    });

    it('asks for the message again when it could not be kept', async () => {
      const { base, lines } = await callbacks(async () => {
        throw new TypeError('database said 机密内容');
      });
      expect((await post(base, route, inner[route])).status).toBe(500);
      expect(lines).toMatchObject([{ level: 'error', fields: { code: 'not-kept', reason: 'TypeError' } }]);
      expect(JSON.stringify(lines)).not.toContain('机密');
    });

    const refusals: Record<string, [number, string, (base: string) => Promise<Response>]> = {
      'an old timestamp': [
        403,
        'stale',
        (base) => post(base, route, inner[route], { timestamp: '1767224999' }),
      ],
      'a future timestamp': [
        403,
        'stale',
        (base) => post(base, route, inner[route], { timestamp: '1767226201' }),
      ],
      'a wrong signature': [
        401,
        'signature',
        (base) => post(base, route, inner[route], { msg_signature: 'f'.repeat(40) }),
      ],
      'no signature': [
        401,
        'unsigned',
        (base) => post(base, route, inner[route], { msg_signature: undefined }),
      ],
      'no timestamp': [401, 'unsigned', (base) => post(base, route, inner[route], { timestamp: 'soon' })],
      'a repeated nonce': [
        401,
        'unsigned',
        (base) =>
          fetch(`${base}/wecom/${route}?nonce=a&nonce=b&timestamp=${timestamp}&msg_signature=x`, {
            method: 'POST',
            body: wrap(route, 'AAAA'),
          }),
      ],
      'another receiver': [
        403,
        'receiver',
        (base) => post(base, route, inner[route], { receiver: 'wwother' }),
      ],
      'a body that is not its envelope': [
        400,
        'malformed',
        (base) => fetch(`${base}/wecom/${route}?${signedQuery('x')}`, { method: 'POST', body: '<xml' }),
      ],
      'no body': [
        400,
        'malformed',
        (base) => fetch(`${base}/wecom/${route}?${signedQuery('x')}`, { method: 'POST' }),
      ],
      'an entity in the envelope': [
        400,
        'malformed',
        (base) =>
          fetch(`${base}/wecom/${route}?${signedQuery('x')}`, {
            method: 'POST',
            body: '<!DOCTYPE a [<!ENTITY b "c">]><xml><Encrypt>&b;</Encrypt></xml>',
          }),
      ],
      'cipher text that is none': [
        400,
        'undecryptable',
        (base) =>
          fetch(`${base}/wecom/${route}?${signedQuery('AAAA')}`, {
            method: 'POST',
            body: wrap(route, 'AAAA'),
          }),
      ],
      'an echo without echostr': [
        400,
        'malformed',
        (base) => fetch(`${base}/wecom/${route}?${signedQuery('x')}`),
      ],
      'an echo with a wrong signature': [
        401,
        'signature',
        (base) =>
          fetch(
            `${base}/wecom/${route}?${signedQuery('x')}&echostr=${encodeURIComponent(appVector.encrypted)}`,
          ),
      ],
    };
    for (const [name, [status, code, call]] of Object.entries(refusals)) {
      it(`refuses ${name} with ${status} and keeps nothing`, async () => {
        const { base, received, lines } = await callbacks();
        const response = await call(base);
        expect([response.status, await response.text()]).toEqual([status, code]);
        expect(received).toEqual([]);
        expect(lines).toHaveLength(1);
        expect(lines).toMatchObject([{ level: 'warn', fields: { route: `wecom.${route}`, code } }]);
        const logged = JSON.stringify(lines);
        for (const secret of [keys.token, keys.aesKey, '机密内容', nonce, 'f'.repeat(40)]) {
          expect(logged).not.toContain(secret);
        }
      });
    }

    it.each([
      '{"broken": <xml>',
      '<!DOCTYPE a [<!ENTITY b "c">]><xml><FromUserName>&b;</FromUserName><MsgType>text</MsgType></xml>',
    ])('what came from the platform and cannot be read is handed on as it came: %s', async (message) => {
      const { base, received, lines } = await callbacks();
      for (let n = 0; n < 2; n += 1) {
        const response = await post(base, route, message);
        expect([response.status, await response.text()]).toEqual([200, '']);
      }
      expect(received).toMatchObject([
        { event: { channel: `wecom.${route}`, content: { kind: 'unreadable' } }, raw: message },
        { event: { key: received[0]?.event.key } },
      ]);
      expect(lines).toMatchObject([{ fields: { code: 'malformed' } }, { fields: { code: 'malformed' } }]);
      expect(JSON.stringify(lines)).not.toContain('broken');
    });

    it('checks the signature before it decrypts', async () => {
      const { base } = await callbacks();
      const unsigned = signedQuery('other');
      const response = await fetch(`${base}/wecom/${route}?${unsigned}`, {
        method: 'POST',
        body: wrap(route, 'AAAA'),
      });
      expect(response.status).toBe(401);
    });

    it('a committed tap whose card cannot be drawn still answers 200', async () => {
      const { base, lines } = await callbacks(async () => ({ card: { ...graded, title: '' } }));
      const response = await post(base, route, taps[route]);
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(lines).toMatchObject([{ level: 'error', fields: { code: 'card-not-drawn' } }]);
    });

    it('a card for something that was not a tap is not sent', async () => {
      const { base } = await callbacks(async () => ({ card: graded }));
      expect(await (await post(base, route, inner[route])).text()).toBe('');
    });
  });
}
