// Hands one part to the platform and says what became of it. Keys and tokens are added here and nowhere else.
import { z } from 'zod';
import type { GroupName } from '../../core/message.ts';
import type { BytesOf, Part, SendOutcome } from '../platform.ts';
import { type AccessToken, TokenUnavailable } from './access-token.ts';
import { isReplyAddress } from './addresses.ts';
import { type Answer, type Api, apiUrl, type Reply } from './api.ts';
import {
  BOT_PUSH,
  BOT_RESPOND,
  CALLBACK_ANSWER,
  channelOf,
  isOfApp,
  RESPONSE,
  webhookGroup,
} from './endpoints.ts';
import { failureOf, withHint } from './errors.ts';
import { handOver, type MediaIds } from './hand-over-file.ts';
import { REPLY_LIFETIME_MS } from './limits.ts';
import { type Line, sendOverLine } from './long-connection/send.ts';
import { type Medium, type Uploaded, uploadOverLine } from './long-connection/upload.ts';
import type { PassiveAnswers } from './passive-answers.ts';
import { decodeReplyHandle } from './reply-handle.ts';
import { mediaForm, misfit, uploadedBy } from './upload.ts';

export type SendContext = {
  readonly api: Api;
  readonly token: AccessToken;
  readonly apiBase: string;
  readonly webhooks: Partial<Record<GroupName, string>>;
  readonly now: () => number;
  /** The bot's long connection, when it has one. */
  readonly line?: Line;
  readonly bytesOf: BytesOf;
  readonly mediaIds: MediaIds;
  readonly passive: PassiveAnswers;
};

const NOT_CONNECTED_RETRY_MS = 5_000;
const WEBHOOK_GONE: ReadonlySet<string> = new Set(['93000', '93004', '93008']);
const GROUP_NAMES = { work: '工作群', leadership: '领导群' } as const satisfies Record<GroupName, string>;
const responseBody = z.object({ handle: z.string(), message: z.unknown() });
const callbackBody = z.object({ handle: z.string(), content: z.string() });

const refusedMessage = (code: string, reason: string, hint: string): SendOutcome => ({
  kind: 'refused',
  scope: 'message',
  code,
  reason,
  hint,
});

type Refused = Extract<SendOutcome, { kind: 'refused' }>;

const notConnected = (code: string, reason: string) =>
  ({ kind: 'later', afterMs: NOT_CONNECTED_RETRY_MS, code, reason }) as const;

// `a|b` in message/send, a list in update_template_card.
function idsIn(value: unknown): readonly string[] {
  const ids: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split('|') : [];
  return ids.filter((id): id is string => typeof id === 'string' && id !== '');
}

function sent(answer: Answer): SendOutcome {
  const { response_code: code, msgid } = answer;
  return {
    kind: 'sent',
    undelivered: [...new Set([...idsIn(answer.invaliduser), ...idsIn(answer.unlicenseduser)])],
    ...(typeof code === 'string' && code !== '' ? { updateCode: code } : {}),
    ...(typeof msgid === 'string' && msgid !== '' ? { reference: msgid } : {}),
  };
}

/** A timeout is not a failure: after the request was written it may have arrived. */
function outcomeOf(reply: Reply): SendOutcome {
  switch (reply.kind) {
    case 'answer':
      return reply.answer.errcode === 0
        ? sent(reply.answer)
        : failureOf(reply.answer.errcode, reply.answer.errmsg);
    case 'not-connected':
      return notConnected(reply.kind, reply.reason);
    case 'no-answer':
      return { kind: 'unknown', reason: reply.reason };
  }
}

function withToken(context: SendContext, call: (token: string) => Promise<Reply>): Promise<Reply> {
  return context.token.use(call, (result) => (result.kind === 'answer' ? result.answer.errcode : undefined));
}

async function throughApp(context: SendContext, part: Part): Promise<SendOutcome> {
  const url = (token: string) => apiUrl(context.apiBase, part.endpoint, { access_token: token });
  return outcomeOf(await withToken(context, (token) => context.api.post(url(token), part.body)));
}

async function throughWebhook<T extends { readonly kind: string }>(
  context: SendContext,
  group: GroupName,
  call: (key: string) => Promise<T | Refused>,
): Promise<T | Refused> {
  const key = context.webhooks[group];
  const name = GROUP_NAMES[group];
  const hint = `在${name}里添加“消息推送”，把地址里的 key 填入 bureau.yaml 的 groups.${group}.webhook 所指的环境变量后重启`;
  if (!key) {
    const reason = `${name}没有配置消息推送`;
    return { kind: 'refused', scope: 'channel', code: 'no-webhook', reason, hint };
  }
  return withHint(await call(key), WEBHOOK_GONE, hint);
}

function toGroup(context: SendContext, group: GroupName, body: unknown): Promise<SendOutcome> {
  const { api, apiBase } = context;
  return throughWebhook(context, group, async (key) =>
    outcomeOf(await api.post(apiUrl(apiBase, '/cgi-bin/webhook/send', { key }), body)),
  );
}

/** Brings the bytes to the channel that the part goes through. */
async function upload(context: SendContext, part: Part, medium: Medium): Promise<Uploaded> {
  const { api, apiBase, line } = context;
  const group = webhookGroup(part.endpoint);
  if (line && part.endpoint === BOT_PUSH) return uploadOverLine(line, medium);
  const wrong = misfit(medium);
  if (wrong) return wrong;
  const { type } = medium;
  const post = (path: string, query: Readonly<Record<string, string>>) =>
    api.upload(apiUrl(apiBase, path, { ...query, type }), mediaForm(medium));
  if (group) {
    return throughWebhook(context, group, async (key) =>
      uploadedBy(await post('/cgi-bin/webhook/upload_media', { key })),
    );
  }
  return uploadedBy(
    await withToken(context, (access_token) => post('/cgi-bin/media/upload', { access_token })),
  );
}

async function throughResponse(context: SendContext, part: Part): Promise<SendOutcome> {
  const body = responseBody.safeParse(part.body).data;
  const handle = body && decodeReplyHandle(body.handle);
  if (!handle || !isReplyAddress(handle.url, context.apiBase)) {
    return refusedMessage('response-url-refused', '回复地址不属于企业微信', '改用群消息推送或应用消息');
  }
  if (context.now() - handle.at > REPLY_LIFETIME_MS) {
    return refusedMessage('response-url-expired', '回复地址已超过一小时', '改用群消息推送或应用消息');
  }
  return outcomeOf(await context.api.post(new URL(handle.url), body.message));
}

/** Sends one part. Never rejects. */
export async function sendPart(context: SendContext, part: Part): Promise<SendOutcome> {
  try {
    const { file, ...call } = part;
    if (file) {
      return await handOver(call, file, {
        bytesOf: context.bytesOf,
        ids: context.mediaIds,
        owner: channelOf(part.endpoint),
        upload: (medium) => upload(context, part, medium),
        send: (ready) => sendPart(context, ready),
      });
    }
    const group = webhookGroup(part.endpoint);
    if (group) return await toGroup(context, group, part.body);
    if (part.endpoint === RESPONSE) return await throughResponse(context, part);
    if (part.endpoint === CALLBACK_ANSWER) {
      const { handle, content } = callbackBody.parse(part.body);
      return await context.passive.give(handle, content);
    }
    if (part.endpoint === BOT_RESPOND || part.endpoint === BOT_PUSH) {
      if (context.line) return await sendOverLine(context.line, part, context.now());
      const hint = '把 WECOM_BOT_MODE 改回 websocket，或改用群消息推送、应用消息';
      return refusedMessage('no-long-connection', '机器人现在不用长连接', hint);
    }
    if (isOfApp(part.endpoint)) return await throughApp(context, part);
    return refusedMessage('no-endpoint', '不认识的发送方式', '这是程序缺陷：请报给维护人员');
  } catch (error) {
    if (error instanceof TokenUnavailable) return error.outcome;
    // Only the shared token cache can fail here, and it is asked before anything is sent or for a replay.
    const reason = '读取共享的访问凭据失败';
    return { ...notConnected('token-cache', reason), hint: '检查 REDIS_URL' };
  }
}
