// Files of ours handed to the platform over HTTP: by the app, or by the webhook of one group.
// https://developer.work.weixin.qq.com/document/path/90253 · https://developer.work.weixin.qq.com/document/path/99110
import type { Reply } from './api.ts';
import { failureOf } from './errors.ts';
import { UPLOAD_BYTES } from './limits.ts';
import type { Medium, Uploaded } from './long-connection/upload.ts';

const MB = 1024 * 1024;
const RETRY_MS = 5_000;
/** All media must be larger than 5 bytes. https://developer.work.weixin.qq.com/document/path/90253 */
const MIN_BYTES = 6;

/** The field that the platform expects; the name goes as raw UTF-8. */
export function mediaForm({ filename, bytes }: Medium): FormData {
  const form = new FormData();
  form.set('media', new Blob([new Uint8Array(bytes)]), filename);
  return form;
}

/** Why the platform would not take it; undefined when it may. */
export function misfit({ type, bytes }: Medium): Uploaded | undefined {
  const most = type === 'image' ? UPLOAD_BYTES.image : UPLOAD_BYTES.file;
  const refused = (code: string, reason: string, hint: string) =>
    ({ kind: 'refused', scope: 'message', code, reason, hint }) as const;
  if (bytes.length > most)
    return refused('too-large', `文件超过 ${most / MB} MB，企业微信发不了`, '请拆小后另行转交');
  return bytes.length < MIN_BYTES ? refused('too-small', '文件几乎是空的', '请核对文件内容') : undefined;
}

/** Nothing was shown to anybody yet, so whatever went wrong may be tried again. */
export function uploadedBy(reply: Reply): Uploaded {
  if (reply.kind !== 'answer') {
    return { kind: 'later', afterMs: RETRY_MS, code: `upload-${reply.kind}`, reason: reply.reason };
  }
  const { errcode, errmsg, media_id: mediaId } = reply.answer;
  if (errcode !== 0) return failureOf(errcode, errmsg);
  if (typeof mediaId === 'string' && mediaId !== '') return { kind: 'uploaded', mediaId };
  return { kind: 'later', afterMs: RETRY_MS, code: 'no-media-id', reason: '企业微信没有给出文件编号' };
}
