// An emulated 企业微信 tenant: the other side of the wire, written from the platform's documents.
// It knows nothing of the product but its callback URLs, and shows what people would see.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAccessTokens } from './access-token.ts';
import { type ContactsHands, createAddressBook } from './address-book.ts';
import { type AgentHands, createAgentApi } from './agent-api.ts';
import { createApiServer, type Route } from './api-server.ts';
import { createAppActs } from './app-acts.ts';
import { createAppSend } from './app-send.ts';
import { createAppUpdate } from './app-update.ts';
import { createAppchatApi } from './appchat-api.ts';
import { createBotActs } from './bot-acts.ts';
import { createBotAnswers } from './bot-answers.ts';
import { createBotContents } from './bot-content.ts';
import { createBotUrlChannel } from './bot-url-channel.ts';
import { type CallRecord, createCallLog } from './call-log.ts';
import { createCallbackSender } from './callback-sender.ts';
import { createContactsApi } from './contacts-api.ts';
import { createConversations } from './conversations.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { createLongConnection, type LongConnection } from './long-connection/server.ts';
import { createMediaStore } from './media.ts';
import { createMediaApi } from './media-api.ts';
import { createOauthApi, type OauthHands } from './oauth-api.ts';
import { createPeople, type People } from './people.ts';
import { createSingleUseCodes } from './single-use-codes.ts';
import { type IssuedCard, ok, type Site } from './site.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';
import type {
  Change,
  Conversation,
  ConversationKind,
  Group,
  Message,
  Person,
  TenantOptions,
  TenantView,
} from './tenant-types.ts';
import { createWebhook, type WebhookHands } from './webhook-send.ts';

const RESPONSE_CODE_MS = 72 * 3600_000;

/** The emulated tenant: what the platform serves, and what its people do by hand. */
export interface Tenant extends People, ContactsHands, OauthHands, AgentHands, WebhookHands {
  /** Serves http on 127.0.0.1; `base` is what the product uses as WECOM_API_BASE, `wsUrl` its long connection. */
  listen(port?: number): Promise<{ readonly base: string; readonly wsUrl: string }>;
  close(): Promise<void>;
  /** node:http listener for /cgi-bin/* and /aibot/*; false when the path is not ours. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** node:http upgrade listener for the long connection; false when it is not ours. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Where the product reaches this tenant when it is mounted with `handle` instead of `listen`. */
  setBase(base: string): void;
  setCallbacks(urls: { readonly app?: string; readonly bot?: string }): void;
  /** Saves the callback settings in the console: GET with echostr. */
  verifyUrl(which: 'app' | 'bot'): Promise<boolean>;
  /** Resolves when no unfinished stream is being refreshed any more. */
  settled(): Promise<void>;
  view(): TenantView;
  conversation(kind: ConversationKind, idOrPerson: string): Conversation;
  onMessage(listener: (message: Message, conversation: Conversation) => void): () => void;
  onChange(listener: (change: Change) => void): () => void;
  readonly people: readonly Person[];
  /** Without the webhook keys: they are credentials. */
  readonly groups: readonly Omit<Group, 'webhookKey'>[];
  readonly botName: string;
  /** How the product is reached: chosen when the tenant is made. */
  readonly botMode: 'url' | 'websocket';
  readonly faults: Switchboard;
  /** What happens to the line of a bot in websocket mode. */
  readonly line: Pick<LongConnection, 'connected' | 'evict' | 'cut' | 'freeze'>;
  readonly log: readonly CallRecord[];
}

function createSite(options: TenantOptions, more: Pick<Site, 'base' | 'wireNow'>): Site {
  const { now, corpId, app, bot, people, groups } = options;
  return {
    options,
    book: createAddressBook(options),
    talk: createConversations({ now, people, groups, appName: app.name ?? '舆情助手', botName: bot.name }),
    log: createCallLog(now),
    tokens: createAccessTokens({ now, corpId, secret: app.secret }),
    media: createMediaStore(now),
    callbacks: { app: app.callbackUrl, bot: bot.callbackUrl },
    known: new Set((bot.known ?? []).flatMap((id) => [id, `bot:${id}`])),
    ...more,
  };
}

function closeServer(server: Server | undefined): Promise<void> {
  if (server === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Creates the tenant. Nothing listens until `listen()` or a mount of `handle`. */
export function createTenant(options: TenantOptions): Tenant {
  let base = 'http://127.0.0.1:0';
  let server: Server | undefined;
  const {
    now,
    app,
    bot,
    corpId,
    retryDelaysMs = [1000, 2000, 4000],
    callbackTimeoutMs: timeoutMs = 5000,
  } = options;
  const faults = createSwitchboard({ now, seed: options.faultSeed });
  const site = createSite(options, { base: () => base, wireNow: () => now() + faults.skewMs() });
  const codes = createSingleUseCodes<IssuedCard>({ now, validMs: RESPONSE_CODE_MS, unknownErrcode: 42016 });
  const appKeys = { token: app.token, aesKey: app.aesKey, receiveId: corpId };
  const botKeys = { token: bot.token, aesKey: bot.aesKey, receiveId: '' };
  const common = { now: site.wireNow, timeoutMs, faults };
  const toApp = createCallbackSender({
    ...common,
    to: 'app',
    keys: appKeys,
    url: () => site.callbacks.app,
    retryDelaysMs,
    agentId: app.agentId,
  });
  const toBot = createCallbackSender({
    ...common,
    to: 'bot',
    keys: botKeys,
    url: () => site.callbacks.bot,
    retryDelaysMs: [],
  });
  const answers = createBotAnswers(site);
  const contents = createBotContents(site);
  const line = createLongConnection({ site, answers, faults });
  const byUrl = createBotUrlChannel({ site, sender: toBot, keys: botKeys, answers, faults });
  const botActs = createBotActs({
    site,
    channel: bot.mode === 'websocket' ? line : byUrl,
    isBusyWith: answers.isBusyWith,
  });
  const person = (id: string) => {
    const found = site.book.isMember(id) ? site.book.find(id) : undefined;
    if (found === undefined) throw new ImpossibleAct(`没有这个人：${id}`);
    return found;
  };
  const appActs = createAppActs({ site, sender: toApp, keys: appKeys, codes, person });
  const agent = createAgentApi(site);
  const hands = createPeople({
    site,
    appActs,
    botActs,
    contents,
    person,
    menu: agent.hands.menu,
    feedbackId: answers.feedbackId,
  });

  const appSend = createAppSend(site, codes);
  const webhook = createWebhook(site);
  const media = createMediaApi(site);
  const oauth = createOauthApi(site);
  const routes: Route[] = [
    { method: 'GET', path: '/cgi-bin/gettoken', handler: (call) => ok(site.tokens.issue(call.query)) },
    { method: 'POST', path: '/cgi-bin/message/send', handler: appSend.send },
    { method: 'POST', path: '/cgi-bin/message/recall', handler: appSend.recall },
    { method: 'POST', path: '/cgi-bin/message/update_template_card', handler: createAppUpdate(site, codes) },
    { method: 'POST', path: '/cgi-bin/webhook/send', handler: webhook.send },
    { method: 'POST', path: '/cgi-bin/webhook/upload_media', handler: webhook.upload },
    { method: 'POST', path: '/cgi-bin/media/upload', handler: media.upload },
    { method: 'GET', path: '/cgi-bin/media/get', handler: media.get },
    { method: 'GET', path: '/cgi-bin/sandbox-picture/', handler: media.picture },
    ...createContactsApi(site),
    ...createAppchatApi(site),
    ...oauth.routes,
    ...agent.routes,
    { method: 'POST', path: '/aibot/response', handler: answers.activeReply },
    { method: 'GET', path: '/aibot/media/', handler: media.botMedia },
  ];
  const handle = createApiServer({ site, faults, routes });

  return {
    async listen(port = 0) {
      const opened = createServer((req, res) => {
        if (!handle(req, res)) res.writeHead(404).end();
      });
      opened.on('upgrade', (req, socket, head) => {
        if (!line.upgrade(req, socket, head)) socket.destroy();
      });
      server = opened;
      await new Promise<void>((resolve, reject) => {
        opened.once('error', reject);
        opened.listen(port, '127.0.0.1', resolve);
      });
      base = `http://127.0.0.1:${(opened.address() as AddressInfo).port}`;
      return { base, wsUrl: base.replace(/^http/, 'ws') };
    },
    async close() {
      botActs.stop();
      line.close();
      await closeServer(server);
      await botActs.settled();
    },
    handle,
    upgrade: (req, socket, head) => line.upgrade(req, socket, head),
    line,
    setBase(url) {
      base = url.replace(/\/+$/, '');
    },
    setCallbacks(urls) {
      if (urls.app !== undefined) site.callbacks.app = urls.app;
      if (urls.bot !== undefined) site.callbacks.bot = urls.bot;
    },
    ...hands,
    setStatus: site.book.setStatus,
    removeMember: site.book.removeMember,
    hide: site.book.hide,
    moveMember: site.book.moveMember,
    removeDepartment: site.book.removeDepartment,
    ...oauth.hands,
    ...agent.hands,
    setWebhook: webhook.setWebhook,
    verifyUrl: (which) => (which === 'app' ? toApp : toBot).verify(),
    settled: () => botActs.settled(),
    view: () => structuredClone({ now: now(), conversations: site.talk.list() }),
    conversation: (kind, idOrPerson) => structuredClone(site.talk.get(kind, idOrPerson)),
    onMessage: (listener) => site.talk.onMessage(listener),
    onChange: (listener) => site.talk.onChange(listener),
    people: options.people,
    groups: options.groups.map(({ chatId, name, members }) => ({ chatId, name, members })),
    botName: bot.name,
    botMode: bot.mode ?? 'url',
    faults,
    log: site.log.records,
  };
}
