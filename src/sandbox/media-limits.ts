// What may be uploaded: kind, size, and whether the bytes are what they claim to be.
// https://developer.work.weixin.qq.com/document/path/90253, /99110, /101463
import { demand } from './refusal.ts';

const MAX_BYTES: Readonly<Record<string, number>> = {
  image: 10 << 20,
  voice: 2 << 20,
  video: 10 << 20,
  file: 20 << 20,
};

/** PNG or JPEG by its first bytes, else undefined. */
export function imageType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png';
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg';
  return undefined;
}

/** Size of the media type in bytes: above `least`, up to its limit. Refuses with 40006. */
export function demandSize(type: string, size: number, least: number): void {
  demand(size >= least && size <= (MAX_BYTES[type] ?? 0), 40006, 'invalid media size');
}

/** JPG or PNG (and GIF where the bot uploads), AMR, MP4; a file may be anything. Refuses with 40004. */
export function demandFormat(type: string, bytes: Buffer, by: 'app' | 'bot'): void {
  demand(hasFormat(type, bytes, by), 40004, 'invalid media type');
}

function hasFormat(type: string, bytes: Buffer, by: 'app' | 'bot'): boolean {
  const starts = (text: string, at = 0) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (type === 'image') return imageType(bytes) !== undefined || (by === 'bot' && starts('GIF8'));
  if (type === 'voice') return starts('#!AMR');
  if (type === 'video') return starts('ftyp', 4);
  return true;
}
