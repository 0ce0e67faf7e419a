// Media of the bot in pieces: init, chunks in any order, finish.
// https://developer.work.weixin.qq.com/document/path/101463
import { createHash, randomBytes } from 'node:crypto';
import { byteLength, filledText } from '../json-shape.ts';
import { demandFormat, demandSize } from '../media-limits.ts';
import { demand } from '../refusal.ts';
import type { Site } from '../site.ts';
import { createBudget } from './budget.ts';
import { BOT_UPLOADS } from './content.ts';
import type { FrameHandler } from './respond.ts';

const SESSION_MS = 30 * 60_000;
const MIN_BYTES = 5;
const MAX_CHUNKS = 100;
const MAX_CHUNK_BYTES = 512 << 10;
const MAX_NAME_BYTES = 256;
const TYPES = ['image', 'voice', 'video', 'file'];

interface Upload {
  readonly type: string;
  readonly filename: string;
  readonly size: number;
  readonly chunks: (Buffer | undefined)[];
  readonly md5: string;
  readonly until: number;
}

/** The three cmds of an upload; 30 uploads a minute and 1000 an hour. */
export function createUploads(site: Site): { init: FrameHandler; chunk: FrameHandler; finish: FrameHandler } {
  const { now } = site.options;
  const spend = createBudget(now);
  const uploads = new Map<string, Upload>();

  function find(id: unknown): Upload {
    const upload = uploads.get(String(id));
    demand(upload !== undefined, 40058, 'invalid upload_id');
    demand(now() < upload.until, 40145, 'upload session expired');
    return upload;
  }

  return {
    init({ body }) {
      const type = String(body.type);
      demand(TYPES.includes(type), 40005, 'invalid type');
      const filename = filledText(body.filename);
      demand(filename !== undefined && byteLength(filename) <= MAX_NAME_BYTES, 40058, 'invalid filename');
      const [size, count] = [Number(body.total_size), Number(body.total_chunks)];
      demandSize(type, size, MIN_BYTES);
      demand(Number.isInteger(count) && count >= 1 && count <= MAX_CHUNKS, 40058, 'invalid total_chunks');
      const md5 = String(body.md5 ?? '').toLowerCase();
      demand(/^[0-9a-f]{32}$/.test(md5), 40058, 'invalid md5');
      spend('upload');
      const id = randomBytes(16).toString('hex');
      const chunks = Array.from({ length: count }, () => undefined);
      uploads.set(id, { type, filename, size, chunks, md5, until: now() + SESSION_MS });
      return { upload_id: id };
    },
    chunk({ body }) {
      const upload = find(body.upload_id);
      const index = Number(body.chunk_index);
      demand(
        Number.isInteger(index) && index >= 0 && index < upload.chunks.length,
        40058,
        'invalid chunk_index',
      );
      const bytes = Buffer.from(filledText(body.base64_data) ?? '', 'base64');
      demand(bytes.length > 0 && bytes.length <= MAX_CHUNK_BYTES, 40006, 'invalid chunk size');
      upload.chunks[index] = bytes;
      return undefined;
    },
    finish({ body }) {
      const upload = find(body.upload_id);
      const parts = upload.chunks.filter((part) => part !== undefined);
      demand(parts.length === upload.chunks.length, 40058, 'chunks missing');
      const bytes = Buffer.concat(parts);
      demand(bytes.length === upload.size, 40006, 'total_size differs');
      demand(createHash('md5').update(bytes).digest('hex') === upload.md5, 40058, 'md5 differs');
      const { type, filename } = upload;
      demandFormat(type, bytes, 'bot');
      uploads.delete(String(body.upload_id));
      const media = { bytes, type, filename, contentType: 'application/octet-stream' };
      const media_id = site.media.put(media, { scope: BOT_UPLOADS });
      return { type, media_id, created_at: String(Math.floor(now() / 1000)) };
    },
  };
}
