import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import {
  decryptBytes,
  decryptMessage,
  encryptBytes,
  encryptMessage,
  openJsonReply,
  openXmlReply,
  sealCallback,
  signEnvelope,
} from '../../src/sandbox/envelope.ts';

const token = 'dubanToken01';
const aesKey = 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI';
const random = Buffer.from('abcdefghijklmnop');
const vectors = [
  {
    name: 'app echostr',
    message: '7212530917462218',
    receiveId: 'wwdemo0000000001',
    encrypt: 'H0Fb1zhDewmoLQxs0xYukreJC1d6j7+ZVyoB7PYNMtA2SDDzbj8MrOhteBaSXIDUoxZVgMRiQ5ww7mpekqskAQ==',
    signature: '3b957b191bf5dba9897b7619c9554419d286caaa',
  },
  {
    name: 'bot JSON',
    message: '{"msgid":"m-001","msgtype":"text","text":{"content":"@督办助手 登记 采购清单"}}',
    receiveId: '',
    encrypt:
      'H0Fb1zhDewmoLQxs0xYuknH4OigHl0u7WijniKsW0g/9Q0nE6Bd6lvVxhknQd525NUHXHGiYcFm5gr8AQG+dOerPo8VBbtFds6ddgsGI5WtuTWvnqhF2H19f/bcUaMz00dr4XQAHFIpHM6a2Odp65qRyCCyyLPlVbyR0xjkVofk=',
    signature: 'b7df331256fdb5b489c343311f42298c69bdf008',
  },
];

describe('the envelope', () => {
  for (const vector of vectors) {
    it(`makes and opens the published vector: ${vector.name}`, () => {
      const sealed = sealCallback({
        ...vector,
        token,
        aesKey,
        random,
        format: 'json',
        timestamp: 1767225600,
        nonce: 'nonce42',
      });
      expect(sealed.encrypt).toBe(vector.encrypt);
      expect(sealed.query.msg_signature).toBe(vector.signature);
      expect(decryptMessage({ aesKey, encrypt: vector.encrypt, receiveId: vector.receiveId })).toBe(
        vector.message,
      );
    });
  }

  it('is opened by @wecom/crypto, and opens what @wecom/crypto seals', () => {
    const message = '舆情'.repeat(33);
    const ours = encryptMessage({ aesKey, message, receiveId: 'ww1' });
    expect(decrypt(aesKey, ours)).toMatchObject({ message, id: 'ww1' });
    expect(getSignature(token, '1', 'n', ours)).toBe(signEnvelope(token, '1', 'n', ours));
    expect(decryptMessage({ aesKey, encrypt: encrypt(aesKey, message, 'ww1'), receiveId: 'ww1' })).toBe(
      message,
    );
  });

  it('opens every length around the padding block', () => {
    for (let length = 0; length < 70; length += 1) {
      const message = 'x'.repeat(length);
      const sealed = encryptMessage({ aesKey, message, receiveId: '' });
      expect(decryptMessage({ aesKey, encrypt: sealed, receiveId: '' })).toBe(message);
    }
  });

  it('refuses another receiver, a broken padding and a length beyond the end', () => {
    const sealed = encryptMessage({ aesKey, message: 'hello', receiveId: 'ww1' });
    expect(() => decryptMessage({ aesKey, encrypt: sealed, receiveId: '' })).toThrow('receiveid');
    expect(() => decryptMessage({ aesKey, encrypt: sealed.slice(4), receiveId: 'ww1' })).toThrow('refused');
    expect(() => decryptMessage({ aesKey, encrypt: '***', receiveId: 'ww1' })).toThrow('base64');
    const plain = decryptBytes(aesKey, Buffer.from(sealed, 'base64'));
    plain.writeUInt32BE(9999, 16);
    const lying = encryptBytes(aesKey, plain).toString('base64');
    expect(() => decryptMessage({ aesKey, encrypt: lying, receiveId: 'ww1' })).toThrow('length');
    const zeros = Buffer.alloc(64).toString('base64');
    expect(() => decryptMessage({ aesKey, encrypt: zeros, receiveId: '' })).toThrow('refused');
  });

  it('accepts a passive answer only with its signature, and a bot answer only with the nonce of the callback', () => {
    const keys = { token, aesKey, receiveId: '' };
    const sealed = encryptMessage({ aesKey, message: '{}', receiveId: '' });
    const good = {
      encrypt: sealed,
      msgsignature: signEnvelope(token, '7', 'n1', sealed),
      timestamp: 7,
      nonce: 'n1',
    };
    expect(openJsonReply(keys, JSON.stringify(good), 'n1')).toBe('{}');
    expect(() => openJsonReply(keys, JSON.stringify(good), 'n2')).toThrow('nonce');
    expect(() => openJsonReply(keys, JSON.stringify({ ...good, timestamp: '7' }), 'n1')).toThrow('timestamp');
    expect(() =>
      openJsonReply(keys, JSON.stringify({ ...good, msgsignature: 'a'.repeat(40) }), 'n1'),
    ).toThrow('signature');
    expect(() => openJsonReply(keys, 'success', 'n1')).toThrow('not-json');
    expect(() => openXmlReply(keys, '<!DOCTYPE x><xml/>')).toThrow('not-xml');
  });
});
