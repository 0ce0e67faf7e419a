// 企业微信 behind the one platform interface: the self-built app for members, the group webhook for groups, the
// 智能机器人 for what is said in groups.
import type { GroupName } from '../../core/message.ts';
import type {
  BytesOf,
  Connection,
  Contacts,
  Identity,
  Platform,
  Receive,
  TokenCache,
  Trouble,
} from '../platform.ts';
import { createAccessToken } from './access-token.ts';
import { createApi } from './api.ts';
import { createAppCalls } from './app-call.ts';
import { createContacts } from './contacts.ts';
import { channelOf } from './endpoints.ts';
import { createEnvelope } from './envelope.ts';
import { createMediaIds } from './hand-over-file.ts';
import { CARD_UPDATE_MS, DUPLICATE_CHECK_SECONDS, MAX_RECEIVERS, RECALL_MS, UPLOAD_BYTES } from './limits.ts';
import type { Log } from './log.ts';
import { createLongConnectionBot, type LongConnectionParts } from './long-connection/bot.ts';
import { otherWay } from './long-connection/other-way.ts';
import { fetchMedia } from './media.ts';
import { createIdentity } from './oauth.ts';
import { createPassiveAnswers } from './passive-answers.ts';
import { type KnownIds, withPlainIds } from './plain-ids.ts';
import { render } from './render.ts';
import { createRoutes } from './routes.ts';
import { sendPart } from './send.ts';

/**
 * How the 智能机器人 is connected: the platform calls our URL, or we hold a connection to it. `name` is how the bot is
 * called in the group; its mention is taken off the text.
 */
export type BotConfig =
  | { readonly mode?: 'callback'; readonly name: string; readonly token: string; readonly aesKey: string }
  | {
      readonly mode: 'websocket';
      readonly name: string;
      readonly id: string;
      readonly secret: string;
      readonly url: string;
    };

export type WecomConfig = {
  readonly corpId: string;
  readonly agentId: number;
  readonly agentSecret: string;
  /** Undefined: nothing reaches us from outside, so the application takes no callbacks and the bot sends the cards. */
  readonly app: { readonly token: string; readonly aesKey: string } | undefined;
  readonly bot: BotConfig;
  readonly apiBase: string;
  /** The key of each group's 消息推送 address. */
  readonly webhooks: Partial<Record<GroupName, string>>;
  readonly links: { readonly publicUrl?: string };
};

export type WecomOptions = {
  readonly config: WecomConfig;
  readonly tokens: TokenCache;
  readonly now: () => number;
  readonly log: Log;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
  /** The tenant's probe has seen that a card in a group can be tapped; the documents contradict each other. */
  readonly groupCards?: boolean;
  /** The chat of a group, once somebody has bound it. */
  readonly chatOf?: (group: GroupName) => string | undefined;
  /** Where translated ids are remembered; without it senders keep the id they came with. */
  readonly ids?: KnownIds;
  /** Where the bytes of kept files are. */
  readonly bytesOf: BytesOf;
  /** Needed by a bot in websocket mode only. */
  readonly longConnection?: LongConnectionParts;
};

/** A platform that also takes callbacks: `GET|POST /wecom/app` and `GET|POST /wecom/bot`. */
export type Wecom = Platform & {
  routes(receive: Receive, alert: (trouble: Trouble) => Promise<void>): ReturnType<typeof createRoutes>;
  readonly contacts: Contacts;
  readonly identity: Identity;
  /** Holds the bot's connection, where the platform does not call us; undefined in callback mode. */
  connect(receive: Receive): Connection | undefined;
};

export { WECOM_API_BASE } from './addresses.ts';

/** Throws at once when an EncodingAESKey cannot be one. */
export function createWecom(options: WecomOptions): Wecom {
  const { config, now, log, tokens, timeoutMs = 10_000, fetch: send = fetch } = options;
  const { chatOf = () => undefined } = options;
  const { corpId, agentId, agentSecret, apiBase, webhooks, links } = config;
  const api = createApi({ fetch: send, timeoutMs });
  const onRefused = (errcode: number) =>
    log.warn({ code: errcode }, 'wecom access token refused, fetching another');
  const token = createAccessToken({ api, apiBase, corpId, agentId, agentSecret, tokens, now, onRefused });
  const calls = createAppCalls({ api, token, apiBase });
  const app = config.app && createEnvelope({ ...config.app, receiverId: corpId });
  // An in-house bot has no receiver id. https://developer.work.weixin.qq.com/document/path/101033
  const bot = config.bot.mode === 'websocket' ? undefined : createEnvelope({ ...config.bot, receiverId: '' });
  const line = longConnection(options, timeoutMs);
  const { ids } = options;
  const named = (receive: Receive, alert: (trouble: Trouble) => Promise<void>) =>
    ids ? withPlainIds(receive, { calls, ids, log, now, alert }) : receive;
  const { bytesOf } = options;
  const mediaIds = createMediaIds(now);
  const passive = createPassiveAnswers();
  const sending = {
    api,
    token,
    apiBase,
    webhooks,
    now,
    bytesOf,
    mediaIds,
    passive,
    ...(line ? { line } : {}),
  };
  const cardsBy = app === undefined && line !== undefined ? 'bot' : 'app';
  return {
    name: 'wecom',
    abilities: {
      groupMention: true,
      // Only over the long connection does the bot speak on its own.
      groupCardButtons: line !== undefined && (options.groupCards ?? false),
      cardUpdateMs: CARD_UPDATE_MS,
      recallMs: RECALL_MS,
      fileBytes: UPLOAD_BYTES.file,
      maxReceivers: MAX_RECEIVERS,
      repeatCheckMs: DUPLICATE_CHECK_SECONDS * 1000,
      // A response address works once; a req_id answers as often as it is used.
      answersOnce: line === undefined,
    },
    render: (outgoing, resent) => render(outgoing, { agentId, cardsBy, chatOf, ...links }, resent),
    channelOf: (part) => channelOf(part.endpoint),
    otherWay: (part) => (line ? otherWay(part, chatOf) : undefined),
    send: (part) => sendPart(sending, part),
    fetchMedia: (ref) =>
      fetchMedia(
        {
          fetch: send,
          timeoutMs,
          apiBase,
          ...(config.bot.mode === 'websocket' ? {} : { botAesKey: config.bot.aesKey }),
          token,
        },
        ref,
      ),
    routes: (receive, alert) =>
      createRoutes(
        { app, bot, passive, corpId, botName: config.bot.name, apiBase, ...links, now, log, alert },
        named(receive, alert),
      ),
    contacts: createContacts({ calls, cache: tokens, corpId, now }),
    identity: createIdentity({ corpId, agentId, calls }),
    connect: (receive) => line?.open(named(receive, options.longConnection?.alert ?? (async () => {}))),
  };
}

function longConnection({ config, longConnection: parts, now, log }: WecomOptions, timeoutMs: number) {
  const { bot, apiBase, links } = config;
  if (bot.mode !== 'websocket') return undefined;
  if (!parts) throw new Error('a bot in websocket mode needs a lease, chance and a way to alert');
  const { id: botId, name: botName, secret, url } = bot;
  return createLongConnectionBot({
    ...parts,
    url,
    botId,
    secret,
    botName,
    apiBase,
    ...links,
    now,
    log,
    timeoutMs,
  });
}
