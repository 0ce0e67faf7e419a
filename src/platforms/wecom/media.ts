// Fetches what a member sent: from the app by media id, from the bot by its short-lived encrypted address.
// https://developer.work.weixin.qq.com/document/path/90254 · https://developer.work.weixin.qq.com/document/path/100719
import type { MediaRef } from '../platform.ts';
import type { AccessToken } from './access-token.ts';
import { isMediaAddress } from './addresses.ts';
import { apiUrl, failureOfFetch, readAnswer } from './api.ts';
import { decodeAesKey, decryptBlocks } from './envelope.ts';
import { failureOf } from './errors.ts';
import { MEDIA_BYTES } from './limits.ts';
import { APP_CHANNEL } from './parse-app.ts';
import { BOT_CHANNEL } from './parse-bot.ts';
import { sniffType } from './sniff.ts';

export type Medium = { readonly bytes: Uint8Array; readonly type: string };

export type MediaContext = {
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly apiBase: string;
  readonly botAesKey: string;
  readonly token: AccessToken;
};

type Download = { readonly bytes: Buffer; readonly json: boolean };

const MB = 1024 * 1024;
const TOO_LARGE = `文件超过 ${MEDIA_BYTES / MB} MB，没有接收`;
// Padding of the encrypted form.
const CAP = MEDIA_BYTES + 32;
// Media are larger than answers.
const TIMEOUT_FACTOR = 6;

/** A reason that may be shown to people: it names no address, token or key. */
class MediaError extends Error {}

async function readCapped(response: Response): Promise<Buffer> {
  if (Number(response.headers.get('content-length') ?? 0) > CAP) throw new MediaError(TOO_LARGE);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest of the download.
    if (size > CAP) throw new MediaError(TOO_LARGE);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function download(context: MediaContext, url: URL): Promise<Download> {
  try {
    const response = await context.fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(context.timeoutMs * TIMEOUT_FACTOR),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new MediaError(`下载没有成功（HTTP ${response.status}），请对方重新发送`);
    }
    const json = /json|text\/plain/.test(response.headers.get('content-type') ?? '');
    return { bytes: await readCapped(response), json };
  } catch (error) {
    throw error instanceof MediaError ? error : new MediaError(failureOfFetch(error).reason);
  }
}

const answerIn = ({ bytes, json }: Download) => (json ? readAnswer(bytes.toString('utf8')) : undefined);

async function fromApp(context: MediaContext, mediaId: string): Promise<Buffer> {
  const downloaded = await context.token.use(
    (token) =>
      download(
        context,
        apiUrl(context.apiBase, '/cgi-bin/media/get', { access_token: token, media_id: mediaId }),
      ),
    (result) => answerIn(result)?.errcode,
  );
  const answer = answerIn(downloaded);
  if (!answer) return downloaded.bytes;
  const failure = failureOf(answer.errcode, answer.errmsg);
  throw new MediaError(`${failure.reason}（错误码 ${failure.code}）`);
}

async function fromBot(context: MediaContext, address: string): Promise<Buffer> {
  if (!isMediaAddress(address, context.apiBase)) throw new MediaError('文件地址不属于企业微信，没有下载');
  const { bytes } = await download(context, new URL(address));
  const plain = decryptBlocks(decodeAesKey(context.botAesKey), bytes);
  if (!plain) throw new MediaError('文件无法解密，请核对 WECOM_BOT_AES_KEY');
  return plain;
}

/** The bytes of a medium and what they are; rejects with a reason in plain words. */
export async function fetchMedia(context: MediaContext, ref: MediaRef): Promise<Medium> {
  if (ref.channel !== APP_CHANNEL && ref.channel !== BOT_CHANNEL) throw new MediaError('不是企业微信的文件');
  const bytes = await (ref.channel === APP_CHANNEL ? fromApp : fromBot)(context, ref.handle);
  if (bytes.length === 0) throw new MediaError('文件是空的');
  if (bytes.length > MEDIA_BYTES) throw new MediaError(TOO_LARGE);
  const type = sniffType(bytes);
  if (ref.kind === 'image' && !type.startsWith('image/')) throw new MediaError('收到的不是图片，没有保存');
  return { bytes, type };
}
