// The callback envelope of 企业微信: AES-256-CBC with PKCS#7 to 32 bytes, signed with SHA-1.
// Strict on purpose: this side refuses everything the real platform would not understand.
// https://developer.work.weixin.qq.com/document/path/90968 (app), /101033 (智能机器人)
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isRecord, parseJson } from './json-shape.ts';
import { parseXml, renderXml } from './xml.ts';

const BLOCK = 32;

/** Raised when an envelope cannot be accepted; `reason` is a stable word for tests and logs. */
export class EnvelopeError extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`envelope refused: ${reason}`);
    this.name = 'EnvelopeError';
    this.reason = reason;
  }
}

export interface EnvelopeKeys {
  readonly token: string;
  readonly aesKey: string;
  /** corpid for a self-built app, '' for a 智能机器人. */
  readonly receiveId: string;
}

export interface SealOptions extends EnvelopeKeys {
  readonly format: 'xml' | 'json';
  readonly message: string;
  /** Seconds. */
  readonly timestamp: number;
  readonly nonce?: string;
  /** 16 bytes; random when absent. */
  readonly random?: Buffer;
  readonly agentId?: number;
}

export interface SealedCallback {
  readonly query: { readonly msg_signature: string; readonly timestamp: string; readonly nonce: string };
  readonly body: string;
  readonly encrypt: string;
  readonly contentType: string;
}

/** EncodingAESKey: 43 letters or digits which decode (leniently) to 32 bytes. */
export function decodeAesKey(aesKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey)) throw new EnvelopeError('aes-key');
  return Buffer.from(`${aesKey}=`, 'base64');
}

/** sha1 of the byte-wise sorted token, timestamp, nonce and ciphertext. */
export function signEnvelope(token: string, timestamp: string, nonce: string, encrypt: string): string {
  const parts = [token, timestamp, nonce, encrypt].sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return createHash('sha1').update(parts.join('')).digest('hex');
}

/** Constant-time comparison of two signatures. */
function sameSignature(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** AES-256-CBC with the key's first 16 bytes as IV and PKCS#7 to 32; also how bot media is encrypted (path/100719). */
export function encryptBytes(aesKey: string, plain: Buffer): Buffer {
  return encryptWith(decodeAesKey(aesKey), plain);
}

/** As `encryptBytes`, with a raw key of 32 bytes: media on the long connection has one of its own (path/101463). */
export function encryptWith(key: Buffer, plain: Buffer): Buffer {
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}

/** The reverse of `encryptBytes`; every padding byte is checked. */
export function decryptBytes(aesKey: string, raw: Buffer): Buffer {
  const key = decodeAesKey(aesKey);
  if (raw.length < BLOCK || raw.length % 16 !== 0) throw new EnvelopeError('cipher-length');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(raw), decipher.final()]);
  const pad = plain[plain.length - 1] ?? 0;
  const padded = pad >= 1 && pad <= BLOCK && pad <= plain.length;
  if (!padded || !plain.subarray(-pad).every((byte) => byte === pad)) throw new EnvelopeError('padding');
  return plain.subarray(0, plain.length - pad);
}

/** random(16) ‖ length ‖ message ‖ receiveid, encrypted, as base64. */
export function encryptMessage(options: {
  readonly aesKey: string;
  readonly message: string;
  readonly receiveId: string;
  readonly random?: Buffer;
}): string {
  const message = Buffer.from(options.message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const random = options.random ?? randomBytes(16);
  if (random.length !== 16) throw new EnvelopeError('random-length');
  const plain = Buffer.concat([random, length, message, Buffer.from(options.receiveId)]);
  return encryptBytes(options.aesKey, plain).toString('base64');
}

/** Opens a ciphertext and insists on length, padding and receiveid. */
export function decryptMessage(options: {
  readonly aesKey: string;
  readonly encrypt: string;
  readonly receiveId: string;
}): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(options.encrypt)) throw new EnvelopeError('base64');
  const plain = decryptBytes(options.aesKey, Buffer.from(options.encrypt, 'base64'));
  if (plain.length < 20) throw new EnvelopeError('short');
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) throw new EnvelopeError('length');
  if (plain.subarray(end).toString('utf8') !== options.receiveId) throw new EnvelopeError('receiveid');
  return plain.subarray(20, end).toString('utf8');
}

/** Makes the query and body the platform would POST to a callback URL. Tests forge callbacks with it. */
export function sealCallback(options: SealOptions): SealedCallback {
  const { token, receiveId } = options;
  const nonce = options.nonce ?? randomBytes(5).toString('hex');
  const timestamp = String(options.timestamp);
  const encrypt = encryptMessage(options);
  const query = { msg_signature: signEnvelope(token, timestamp, nonce, encrypt), timestamp, nonce };
  if (options.format === 'json') {
    return { query, encrypt, body: JSON.stringify({ encrypt }), contentType: 'application/json' };
  }
  const body = renderXml({ ToUserName: receiveId, AgentID: options.agentId ?? '', Encrypt: encrypt });
  return { query, encrypt, body, contentType: 'text/xml' };
}

function verified(
  keys: EnvelopeKeys,
  given: { signature: string; timestamp: string; nonce: string },
  encrypt: string,
) {
  const expected = signEnvelope(keys.token, given.timestamp, given.nonce, encrypt);
  if (!sameSignature(expected, given.signature)) throw new EnvelopeError('signature');
  return decryptMessage({ aesKey: keys.aesKey, encrypt, receiveId: keys.receiveId });
}

function text(record: Record<string, unknown>, field: string): string {
  const value = record[field];
  if (typeof value !== 'string' || value === '') throw new EnvelopeError(`missing-${field.toLowerCase()}`);
  return value;
}

/** Opens a passive XML answer `<xml><Encrypt/><MsgSignature/><TimeStamp/><Nonce/></xml>`. */
export function openXmlReply(keys: EnvelopeKeys, body: string): string {
  const xml = parseXml(body);
  if (xml === undefined) throw new EnvelopeError('not-xml');
  const given = {
    signature: text(xml, 'MsgSignature'),
    timestamp: text(xml, 'TimeStamp'),
    nonce: text(xml, 'Nonce'),
  };
  return verified(keys, given, text(xml, 'Encrypt'));
}

/** Opens a passive JSON answer; it must echo the nonce of the callback (path/101033). */
export function openJsonReply(keys: EnvelopeKeys, body: string, expectNonce: string): string {
  const json = parseJson(body);
  if (!isRecord(json)) throw new EnvelopeError('not-json');
  if (typeof json.timestamp !== 'number') throw new EnvelopeError('timestamp-not-number');
  const nonce = String(json.nonce);
  if (nonce !== expectNonce) throw new EnvelopeError('nonce');
  const given = { signature: text(json, 'msgsignature'), timestamp: String(json.timestamp), nonce };
  return verified(keys, given, text(json, 'encrypt'));
}
