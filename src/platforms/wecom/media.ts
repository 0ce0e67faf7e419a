// Fetches what a member sent: from the app by media id, from the bot by its short-lived encrypted address.
// https://developer.work.weixin.qq.com/document/path/90254 · https://developer.work.weixin.qq.com/document/path/100719
import { type MediaRef, MediaUnavailable } from '../platform.ts';
import type { AccessToken } from './access-token.ts';
import { isMediaAddress } from './addresses.ts';
import { apiUrl, failureOfFetch, readAnswer } from './api.ts';
import { decryptBlocks } from './envelope.ts';
import { failureOf } from './errors.ts';
import { MEDIA_BYTES } from './limits.ts';
import { decodeMediaHandle } from './media-handle.ts';
import { APP_CHANNEL } from './parse-app.ts';
import { BOT_CHANNEL } from './parse-bot.ts';
import { sniffType } from './sniff.ts';

export type Medium = { readonly bytes: Uint8Array; readonly type: string };

export type MediaContext = {
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly apiBase: string;
  /** Opens media of a bot in callback mode; over the long connection each comes with its own key. */
  readonly botAesKey?: string;
  readonly token: AccessToken;
};

type Download = { readonly bytes: Buffer; readonly json: boolean };

const MB = 1024 * 1024;
const TOO_LARGE = `文件超过 ${MEDIA_BYTES / MB} MB，没有接收`;
// Padding of the encrypted form.
const CAP = MEDIA_BYTES + 32;
// Media are larger than answers.
const TIMEOUT_FACTOR = 6;

// Reasons are shown to people: they name no address, token or key.
const never = (reason: string) => new MediaUnavailable(reason, { final: true });
const notNow = (reason: string) => new MediaUnavailable(reason, { final: false });

async function readCapped(response: Response): Promise<Buffer> {
  if (Number(response.headers.get('content-length') ?? 0) > CAP) throw never(TOO_LARGE);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest of the download.
    if (size > CAP) throw never(TOO_LARGE);
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
      const reason = `下载没有成功（HTTP ${response.status}），请对方重新发送`;
      // 4xx: the address has run out or never was one.
      throw response.status >= 500 || response.status === 429 ? notNow(reason) : never(reason);
    }
    const json = /json|text\/plain/.test(response.headers.get('content-type') ?? '');
    return { bytes: await readCapped(response), json };
  } catch (error) {
    throw error instanceof MediaUnavailable ? error : notNow(failureOfFetch(error).reason);
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
  // A file may look like an answer: only a refusal is one.
  if (!answer || answer.errcode === 0) return downloaded.bytes;
  const failure = failureOf(answer.errcode, answer.errmsg);
  const reason = `${failure.reason}（错误码 ${failure.code}）`;
  throw failure.kind === 'refused' && failure.scope === 'message' ? never(reason) : notNow(reason);
}

async function fromBot(context: MediaContext, handle: string): Promise<Buffer> {
  const { url, aeskey } = decodeMediaHandle(handle);
  if (!isMediaAddress(url, context.apiBase)) throw never('文件地址不属于企业微信，没有下载');
  const key = mediaKey(aeskey ?? context.botAesKey ?? '');
  const { bytes } = await download(context, new URL(url));
  const plain = key && decryptBlocks(key, bytes);
  if (!plain) {
    throw never(aeskey ? '文件无法解密，请对方重新发送' : '文件无法解密，请核对 WECOM_BOT_AES_KEY');
  }
  return plain;
}

/** 32 bytes in base64, with or without its last `=`; undefined for anything else. */
function mediaKey(text: string): Buffer | undefined {
  const key = Buffer.from(text.trim(), 'base64');
  return key.length === 32 ? key : undefined;
}

// What the bytes must be for what the platform calls them; a file may be anything.
const EXPECTED = {
  image: ['image/', '图片'],
  voice: ['audio/', '语音'],
  video: ['video/', '视频'],
  file: ['', '文件'],
} as const satisfies Record<MediaRef['kind'], readonly [string, string]>;

/** The bytes of a medium and what they are; rejects with a reason in plain words. */
export async function fetchMedia(context: MediaContext, ref: MediaRef): Promise<Medium> {
  if (ref.channel !== APP_CHANNEL && ref.channel !== BOT_CHANNEL) throw never('不是企业微信的文件');
  const bytes = await (ref.channel === APP_CHANNEL ? fromApp : fromBot)(context, ref.handle);
  if (bytes.length === 0) throw never('文件是空的');
  if (bytes.length > MEDIA_BYTES) throw never(TOO_LARGE);
  const type = sniffType(bytes);
  const [prefix, name] = EXPECTED[ref.kind];
  if (!type.startsWith(prefix)) throw never(`收到的不是${name}，没有保存`);
  return { bytes, type };
}
