// Media of the bot: announced, sent piece by piece, finished. One piece after the other, because many at once time out
// in the field. https://developer.work.weixin.qq.com/document/path/101463
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SendOutcome } from '../../platform.ts';
import { failureOf } from '../errors.ts';
import { byteLength } from '../plain-text.ts';
import type { Command } from './frames.ts';
import { UPLOAD } from './limits.ts';
import type { Line } from './send.ts';

export type Medium = {
  readonly type: keyof typeof UPLOAD.bytes;
  readonly filename: string;
  readonly bytes: Uint8Array;
};

export type Uploaded =
  /** Good for messages of this bot for three days. */
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | Extract<SendOutcome, { kind: 'later' | 'refused' }>;

type Failed = Exclude<Uploaded, { kind: 'uploaded' }>;
type Answer = { readonly kind: 'ok'; readonly body: Readonly<Record<string, unknown>> } | Failed;

const MB = 1024 * 1024;
const RETRY_MS = 5_000;
/** A piece or an ending that was not answered is sent once more: its number makes the repeat harmless. */
const ATTEMPTS = 2;

const refused = (code: string, reason: string, hint: string): Failed => ({
  kind: 'refused',
  scope: 'message',
  code,
  reason,
  hint,
});

async function ask(line: Line, cmd: Command, body: unknown): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const asked = await line.ask(cmd, body);
    if (asked.kind === 'answer') {
      if (asked.errcode === 0) return { kind: 'ok', body: asked.body };
      return failureOf(asked.errcode, asked.errmsg);
    }
    const { kind: code, reason } = asked;
    if (code === 'not-connected' || attempt === ATTEMPTS) {
      return { kind: 'later', afterMs: RETRY_MS, code, reason };
    }
  }
}

/** Why the platform would not take it, before anything is sent. */
function misfit({ type, filename, bytes }: Medium): Failed | undefined {
  const most = UPLOAD.bytes[type];
  if (bytes.length > most) {
    return refused('too-large', `文件超过 ${most / MB} MB，机器人发不了`, '请改用链接或拆小后再发');
  }
  if (bytes.length < UPLOAD.minBytes) return refused('too-small', '文件几乎是空的', '请核对文件内容');
  if (filename === '' || byteLength(filename) > UPLOAD.filenameBytes) {
    return refused('filename', '文件名是空的或太长', `文件名请在 ${UPLOAD.filenameBytes} 字节以内`);
  }
  return undefined;
}

/** Uploads one medium and gives the id under which the bot can send it. Never rejects. */
export async function uploadOverLine(line: Line, medium: Medium): Promise<Uploaded> {
  const { type, filename, bytes } = medium;
  const wrong = misfit(medium);
  if (wrong) return wrong;
  const chunks = Math.ceil(bytes.length / UPLOAD.chunkBytes);
  const begun = await ask(line, 'aibot_upload_media_init', {
    type,
    filename,
    total_size: bytes.length,
    total_chunks: chunks,
    md5: createHash('md5').update(bytes).digest('hex'),
  });
  if (begun.kind !== 'ok') return begun;
  const { upload_id } = z.object({ upload_id: z.string() }).catch({ upload_id: '' }).parse(begun.body);
  for (let index = 0; index < chunks; index += 1) {
    const piece = bytes.subarray(index * UPLOAD.chunkBytes, (index + 1) * UPLOAD.chunkBytes);
    const base64_data = Buffer.from(piece).toString('base64');
    const sent = await ask(line, 'aibot_upload_media_chunk', { upload_id, chunk_index: index, base64_data });
    if (sent.kind !== 'ok') return sent;
  }
  const finished = await ask(line, 'aibot_upload_media_finish', { upload_id });
  if (finished.kind !== 'ok') return finished;
  const { media_id } = z.object({ media_id: z.string() }).catch({ media_id: '' }).parse(finished.body);
  if (media_id !== '') return { kind: 'uploaded', mediaId: media_id };
  return { kind: 'later', afterMs: RETRY_MS, code: 'no-media-id', reason: '企业微信没有给出文件编号' };
}
