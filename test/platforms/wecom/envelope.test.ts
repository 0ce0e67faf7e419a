import { createCipheriv } from 'node:crypto';
import * as wecomCrypto from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEnvelope, decodeAesKey } from '../../../src/platforms/wecom/envelope.ts';
import { appVector, botVector, keys, nonce, random, timestamp } from './vectors.ts';

const envelopeFor = (receiverId: string) =>
  createEnvelope({ token: keys.token, aesKey: keys.aesKey, receiverId });

function sealRaw(plain: Buffer): string {
  const key = decodeAesKey(keys.aesKey);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

function framed(message: Buffer, declared = message.length, receiverId = keys.corpId): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(declared);
  return Buffer.concat([random, length, message, Buffer.from(receiverId)]);
}

function padded(plain: Buffer): Buffer {
  const pad = 32 - (plain.length % 32);
  return Buffer.concat([plain, Buffer.alloc(pad, pad)]);
}

describe('the envelope', () => {
  for (const [name, vector] of [
    ['app', appVector],
    ['bot', botVector],
  ] as const) {
    const { encrypted, signature, message, receiverId } = vector;
    it(`opens the ${name} vector of the reference`, () => {
      const envelope = envelopeFor(receiverId);
      expect(envelope.verify({ signature, timestamp, nonce, encrypted })).toBe(true);
      expect(envelope.open(encrypted)).toEqual({ ok: true, message });
    });

    it(`seals what @wecom/crypto opens, as the ${name}`, () => {
      const sealed = envelopeFor(receiverId).seal(message, { timestamp, nonce });
      const opened = wecomCrypto.decrypt(keys.aesKey, sealed.encrypted);
      expect(opened).toMatchObject({ message, id: receiverId });
      expect(sealed.signature).toBe(wecomCrypto.getSignature(keys.token, timestamp, nonce, sealed.encrypted));
    });

    it(`opens what @wecom/crypto seals, as the ${name}`, () => {
      expect(wecomCrypto.encrypt(keys.aesKey, message, receiverId, random)).toBe(encrypted);
    });
  }

  it('opens again whatever it sealed', () => {
    const envelope = envelopeFor(keys.corpId);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        const sealed = envelope.seal(message, { timestamp, nonce });
        expect(envelope.verify(sealed)).toBe(true);
        expect(envelope.open(sealed.encrypted)).toEqual({ ok: true, message });
      }),
    );
  });

  it('never uses the same randomness twice', () => {
    const envelope = envelopeFor('');
    const one = envelope.seal('a', { timestamp, nonce });
    expect(envelope.seal('a', { timestamp, nonce }).encrypted).not.toBe(one.encrypted);
  });

  it('does not verify when any of the signed values differs', () => {
    const signed = { signature: appVector.signature, timestamp, nonce, encrypted: appVector.encrypted };
    const envelope = envelopeFor(keys.corpId);
    for (const change of [
      { signature: '' },
      { signature: appVector.signature.toUpperCase() },
      { signature: `${appVector.signature}0` },
      { timestamp: '1767225601' },
      { nonce: 'nonce43' },
      { encrypted: botVector.encrypted },
    ]) {
      expect(envelope.verify({ ...signed, ...change })).toBe(false);
    }
  });

  it('refuses a message meant for somebody else', () => {
    for (const receiverId of ['', 'wwdemo0000000002', `${keys.corpId}x`]) {
      expect(envelopeFor(receiverId).open(appVector.encrypted)).toMatchObject({
        ok: false,
        code: 'receiver',
      });
    }
  });

  it('refuses broken padding, length, blocks, text and base64', () => {
    const envelope = envelopeFor(keys.corpId);
    const good = padded(framed(Buffer.from('你好')));
    const wrongPad = Buffer.from(good);
    wrongPad[wrongPad.length - 2] = 0;
    const zeroPad = Buffer.concat([good, Buffer.alloc(32, 0)]);
    const bigPad = Buffer.concat([good, Buffer.alloc(64, 64)]);
    const broken = [
      '',
      'AAAA',
      'not base64!',
      sealRaw(wrongPad),
      sealRaw(zeroPad),
      sealRaw(bigPad),
      sealRaw(padded(Buffer.from('short'))),
      sealRaw(Buffer.alloc(32, 32)),
      sealRaw(padded(framed(Buffer.from('你好'), 0xffffffff))),
      sealRaw(padded(framed(Buffer.from('你好'), 1000))),
      sealRaw(padded(framed(Buffer.from([0xff, 0xfe, 0x80])))),
      Buffer.from(appVector.encrypted, 'base64').subarray(0, 40).toString('base64'),
    ];
    for (const encrypted of broken) {
      expect(envelope.open(encrypted)).toMatchObject({ ok: false, code: 'undecryptable' });
    }
    expect(envelope.open(sealRaw(good))).toEqual({ ok: true, message: '你好' });
  });

  it('answers any input with a message or a refusal', () => {
    const envelope = envelopeFor(keys.corpId);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 300 })), (input) => {
        const encrypted = typeof input === 'string' ? input : Buffer.from(input).toString('base64');
        expect(typeof envelope.open(encrypted).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses an impossible key at once without repeating it', () => {
    for (const aesKey of ['', 'tooShort', `${keys.aesKey}AAAA`]) {
      const make = () => createEnvelope({ token: 't', aesKey, receiverId: '' });
      expect(make).toThrow('EncodingAESKey');
      if (aesKey) expect(make).not.toThrow(aesKey);
    }
  });
});
