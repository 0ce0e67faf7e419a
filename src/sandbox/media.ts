// Bytes behind ids: uploaded media (3 days, path/90253) and what people sent (bot URLs: 5 minutes, path/100719).
import { randomBytes } from 'node:crypto';
import { demandFormat, demandSize, imageType } from './media-limits.ts';
import { demand } from './refusal.ts';

const UPLOAD_VALID_MS = 3 * 24 * 3600_000;
/** All media must be larger than 5 bytes (path/90253). */
const MIN_BYTES = 6;

export interface Media {
  readonly bytes: Buffer;
  readonly type: string;
  readonly filename: string;
  readonly contentType: string;
  /** Its own key, where the long connection hands one out beside the URL (path/101463). */
  readonly key?: Buffer;
}

export interface MediaStore {
  /** `scope` keeps a webhook's upload to that webhook (path/99110). */
  put(media: Media, options?: { readonly validMs?: number; readonly scope?: string }): string;
  get(id: string, scope?: string): Media | undefined;
}

/** The picture as an address that a page can show. */
export function imageDataUrl(bytes: Buffer): string {
  return `data:${imageType(bytes) ?? 'application/octet-stream'};base64,${bytes.toString('base64')}`;
}

/** Media kept for a limited time, each in its own scope. */
export function createMediaStore(now: () => number): MediaStore {
  const store = new Map<string, { media: Media; until: number; scope: string }>();
  return {
    put(media, { validMs = UPLOAD_VALID_MS, scope = '' } = {}) {
      const id = randomBytes(24).toString('base64url');
      store.set(id, { media, until: now() + validMs, scope });
      return id;
    },
    get(id, scope = '') {
      const entry = store.get(id);
      return entry !== undefined && entry.scope === scope && now() < entry.until ? entry.media : undefined;
    },
  };
}

/** The multipart field `media` with its raw UTF-8 file name (path/90253). */
export function readUpload(options: {
  readonly contentType: string;
  readonly body: Buffer;
  readonly type: string;
  readonly allowed: readonly string[];
}): Media {
  const { contentType, body, type } = options;
  demand(options.allowed.includes(type), 40005, 'invalid type');
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  demand(boundary !== undefined, 40058, 'multipart body expected');
  const headEnd = body.indexOf('\r\n\r\n');
  const head = body.subarray(0, Math.max(headEnd, 0)).toString('utf8');
  const filename = /filename="([^"]*)"/.exec(head)?.[1];
  const named = /name="media"/.test(head);
  demand(
    headEnd > 0 && named && filename !== undefined && filename !== '',
    40058,
    'field media with filename expected',
  );
  const end = body.indexOf(`\r\n--${boundary}`, headEnd);
  const bytes = body.subarray(headEnd + 4, end < 0 ? body.length : end);
  demandSize(type, bytes.length, MIN_BYTES);
  demandFormat(type, bytes, 'app');
  const partType = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
  return { bytes: Buffer.from(bytes), type, filename, contentType: partType };
}
