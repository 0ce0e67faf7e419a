// What may be uploaded: kind, size, length, and whether the bytes are what they claim to be.
// https://developer.work.weixin.qq.com/document/path/90253, /99110, /101463; codes: /90313
import { pictureSize } from './picture.ts';
import { demand } from './refusal.ts';

interface Limit {
  readonly bytes: number;
  /** The code for one that is too large. */
  readonly errcode: number;
}

const LIMITS: Readonly<Record<string, Limit>> = {
  image: { bytes: 10 << 20, errcode: 40009 },
  voice: { bytes: 2 << 20, errcode: 40006 },
  video: { bytes: 10 << 20, errcode: 40011 },
  file: { bytes: 20 << 20, errcode: 40006 },
};
const MAX_VOICE_SECONDS = 60;
const AMR_HEAD = '#!AMR\n';
/** Bytes of one frame of 20 ms by its mode, the mode's own byte included (RFC 4867). */
const AMR_FRAME_BYTES = [13, 14, 16, 18, 20, 21, 27, 32, 6];

/** PNG or JPEG by its first bytes, else undefined. */
export function imageType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png';
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg';
  return undefined;
}

/** Size of the media type in bytes, from `least` (40006) to its limit (40006, image 40009, video 40011). */
export function demandSize(type: string, size: number, least: number): void {
  const limit = LIMITS[type];
  demand(limit !== undefined && size >= least, 40006, 'invalid media size');
  demand(size <= limit.bytes, limit.errcode, 'media too large');
}

/** JPG or PNG (and GIF where the bot uploads), AMR of a minute, MP4; a file may be anything. 40004, 40123, 45007. */
export function demandFormat(type: string, bytes: Buffer, by: 'app' | 'bot'): void {
  demand(hasFormat(type, bytes, by), 40004, 'invalid media type');
  const drawable = imageType(bytes) === undefined || pictureSize(bytes) !== undefined;
  demand(type !== 'image' || drawable, 40123, 'broken image');
  if (type === 'voice') demand(amrSeconds(bytes) <= MAX_VOICE_SECONDS, 45007, 'voice longer than 60 s');
}

function hasFormat(type: string, bytes: Buffer, by: 'app' | 'bot'): boolean {
  const starts = (text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (type === 'image') return imageType(bytes) !== undefined || (by === 'bot' && starts('GIF8'));
  if (type === 'voice') return starts(AMR_HEAD);
  if (type === 'video') return starts('ftyp', 4);
  return true;
}

function amrSeconds(bytes: Buffer): number {
  let frames = 0;
  for (let at = AMR_HEAD.length; at < bytes.length; frames += 1) {
    at += AMR_FRAME_BYTES[((bytes[at] ?? 0) >> 3) & 15] ?? 1;
  }
  return frames / 50;
}
