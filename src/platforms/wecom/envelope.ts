// The encrypted envelope of callbacks, with every check in front that @wecom/crypto leaves out: signature in
// constant time, key length, block length, padding, declared length, receiver id.
// https://developer.work.weixin.qq.com/document/path/90968
import { createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';

/** What a console page shows for one callback; `receiverId` is the corp id for an app and '' for a bot. */
export type EnvelopeKeys = { readonly token: string; readonly aesKey: string; readonly receiverId: string };

export type Signed = {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
};

export type Opened =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly code: 'undecryptable' | 'receiver'; readonly reason: string };

export type Sealed = {
  readonly encrypted: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
};

export type Envelope = {
  /** True when the four values were signed with our token. */
  verify(signed: Signed): boolean;
  /** Decrypts; call only after `verify`. */
  open(encrypted: string): Opened;
  seal(message: string, stamp: { readonly timestamp: string; readonly nonce: string }): Sealed;
};

const BLOCK = 16;
const PAD_TO = 32;
const RANDOM_BYTES = 16;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The 32 bytes behind an EncodingAESKey of 43 characters. Throws without naming the key. */
export function decodeAesKey(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey.trim()}=`, 'base64');
  if (key.length !== 32) throw new Error('EncodingAESKey 应为 43 个字母或数字，请核对回调配置');
  return key;
}

/** AES-256-CBC with the key's first half as vector and PKCS#7 to 32; undefined when anything is off. */
export function decryptBlocks(key: Buffer, cipher: Buffer): Buffer | undefined {
  if (cipher.length < PAD_TO || cipher.length % BLOCK !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(cipher), decipher.final()]);
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > PAD_TO || pad > plain.length) return undefined;
  if (!plain.subarray(-pad).every((byte) => byte === pad)) return undefined;
  return plain.subarray(0, -pad);
}

const bad = (reason: string): Opened => ({ ok: false, code: 'undecryptable', reason });

function openPlain(plain: Buffer, receiverId: string): Opened {
  const head = RANDOM_BYTES + 4;
  if (plain.length < head) return bad('plaintext too short');
  const end = head + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) return bad('declared length too long');
  if (!plain.subarray(end).equals(Buffer.from(receiverId))) {
    return { ok: false, code: 'receiver', reason: 'meant for another receiver' };
  }
  try {
    const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { ok: true, message: utf8.decode(plain.subarray(head, end)) };
  } catch {
    return bad('not UTF-8');
  }
}

/** Opens and seals the callbacks of one receiver. Throws at once when the key cannot be one. */
export function createEnvelope(keys: EnvelopeKeys): Envelope {
  const key = decodeAesKey(keys.aesKey);
  const aesKey = keys.aesKey.trim();
  return {
    verify({ signature, timestamp, nonce, encrypted }) {
      const expected = Buffer.from(getSignature(keys.token, timestamp, nonce, encrypted));
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    open(encrypted) {
      if (!BASE64.test(encrypted)) return bad('not base64');
      const plain = decryptBlocks(key, Buffer.from(encrypted, 'base64'));
      return plain ? openPlain(plain, keys.receiverId) : bad('block length or padding');
    },
    seal(message, { timestamp, nonce }) {
      // Our own randomness: the library's default comes from Math.random.
      const encrypted = encrypt(aesKey, message, keys.receiverId, randomBytes(RANDOM_BYTES));
      return {
        encrypted,
        signature: getSignature(keys.token, timestamp, nonce, encrypted),
        timestamp,
        nonce,
      };
    },
  };
}
