// A picture in a group by its webhook: base64 and the md5 of the raw bytes, at most 2 MB, JPG or PNG.
// https://developer.work.weixin.qq.com/document/path/99110; codes: /90313
import { createHash } from 'node:crypto';
import { filledText, type JsonRecord, recordAt } from './json-shape.ts';
import { imageDataUrl } from './media.ts';
import { pictureSize } from './picture.ts';
import { demand } from './refusal.ts';
import type { Body } from './tenant-types.ts';

/** Before base64. */
const MAX_BYTES = 2 << 20;

/** Plain base64: no line breaks, no `data:` in front. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The picture as the group shows it. 40058 without base64 or md5, or when they do not fit each other (inferred);
 * 40009 too large; 40123 broken, or a single pixel (field report).
 */
export function readWebhookImage(body: JsonRecord): Body {
  const given = recordAt(body, 'image') ?? {};
  const [base64, md5] = [filledText(given.base64), filledText(given.md5)];
  demand(
    base64 !== undefined && base64.length % 4 === 0 && BASE64.test(base64),
    40058,
    'missing or invalid image.base64',
  );
  demand(md5 !== undefined && /^[0-9a-f]{32}$/i.test(md5), 40058, 'missing or invalid image.md5');
  const bytes = Buffer.from(base64, 'base64');
  demand(bytes.length <= MAX_BYTES, 40009, 'invalid image size');
  const size = pictureSize(bytes);
  demand(size !== undefined && size.width > 1 && size.height > 1, 40123, 'broken image');
  demand(md5.toLowerCase() === createHash('md5').update(bytes).digest('hex'), 40058, 'md5 mismatch');
  return { kind: 'image', dataUrl: imageDataUrl(bytes) };
}
