// The two callback addresses of 企业微信. A 200 means that the effect is committed; anything else means that
// nothing was kept. https://developer.work.weixin.qq.com/document/path/90238
import { randomBytes } from 'node:crypto';
import { Router, type RouterContext } from '@koa/router';
import type { InboundEvent, Receive, ReceiveResult, Trouble } from '../platform.ts';
import { type CallbackRoute, oncePerHour, troubleOf } from './callback-trouble.ts';
import { envelopeXml, updateCardXml } from './card-xml.ts';
import type { Envelope } from './envelope.ts';
import { BOT_CARD_CHARS, CARD_CHARS, type CardChars } from './limits.ts';
import type { Log } from './log.ts';
import { type Parsed, parseApp, readAppEnvelope } from './parse-app.ts';
import { parseBot, readBotEnvelope } from './parse-bot.ts';
import type { HeldCallback, Passive, PassiveAnswers } from './passive-answers.ts';
import { changedCard, type TemplateCard } from './template-card.ts';
import { NOT_UNDERSTOOD, unreadable } from './unreadable.ts';
import { isSigned, openVerified, type Query, type Refusal, readStamp, refuse } from './verify.ts';

export type RoutesContext = {
  /** Undefined where the platform does not call us; then the address does not exist. */
  readonly app: Envelope | undefined;
  readonly bot: Envelope | undefined;
  readonly passive: PassiveAnswers;
  readonly corpId: string;
  readonly botName: string;
  readonly apiBase: string;
  readonly publicUrl?: string;
  readonly now: () => number;
  readonly log: Log;
  /** Tells the administrators; rejections are logged. */
  readonly alert: (trouble: Trouble) => Promise<void>;
};

type Answer = {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  /** Wants to know whether the platform took it. */
  readonly handed?: Passive['handed'];
};
type Callback = { readonly query: Query; readonly rawBody: Buffer };

/** What differs between the app's XML and the bot's JSON. */
type Dialect = {
  readonly route: CallbackRoute;
  readonly envelope: Envelope;
  readonly readEncrypted: (
    body: string,
  ) => { readonly ok: true; readonly encrypted: string } | { readonly ok: false; readonly reason: string };
  readonly parse: (message: string) => Parsed;
  readonly passiveUpdate: (card: TemplateCard, event: InboundEvent, nonce: string) => Answer;
  readonly chars: CardChars;
  readonly greet?: (text: string, nonce: string) => Answer;
  /** Holds the callback of a message that can be answered in no other place. */
  readonly hold?: (event: InboundEvent) => HeldCallback | undefined;
  readonly say?: (said: Passive, nonce: string) => Answer;
};

const EMPTY: Answer = { status: 200, body: '' };
function appDialect(context: RoutesContext, app: Envelope): Dialect {
  return {
    route: 'wecom.app',
    envelope: app,
    chars: CARD_CHARS,
    readEncrypted: readAppEnvelope,
    parse: (message) => parseApp(message, context.now()),
    passiveUpdate(card, event) {
      const seconds = Math.floor(context.now() / 1000);
      const xml = updateCardXml({ toUser: event.sender, corpId: context.corpId, seconds, card });
      const nonce = randomBytes(8).toString('hex');
      const sealed = app.seal(xml, { timestamp: String(seconds), nonce });
      return { status: 200, type: 'application/xml', body: envelopeXml(sealed) };
    },
  };
}

function botDialect(context: RoutesContext, bot: Envelope): Dialect {
  const { botName, apiBase } = context;
  // The answer must carry the nonce of the callback. https://developer.work.weixin.qq.com/document/path/101033
  const answer = (message: unknown, nonce: string): Answer => {
    const seconds = Math.floor(context.now() / 1000);
    const { encrypted, signature } = bot.seal(JSON.stringify(message), { timestamp: String(seconds), nonce });
    const body = { encrypt: encrypted, msgsignature: signature, timestamp: seconds, nonce };
    return { status: 200, type: 'application/json', body: JSON.stringify(body) };
  };
  return {
    route: 'wecom.bot',
    envelope: bot,
    chars: BOT_CARD_CHARS,
    readEncrypted: readBotEnvelope,
    parse: (message) => parseBot(message, { now: context.now(), botName, apiBase }),
    passiveUpdate: (card, _event, nonce) =>
      answer({ response_type: 'update_template_card', template_card: card }, nonce),
    greet: (content, nonce) => answer({ msgtype: 'text', text: { content } }, nonce),
    hold: ({ replyHandle, content }) =>
      replyHandle === undefined && content.kind === 'text' ? context.passive.hold() : undefined,
    say({ content, handed }, nonce) {
      const stream = { id: nonce, finish: true, content };
      return { ...answer({ msgtype: 'stream', stream }, nonce), handed };
    },
  };
}

/** Builds the router; each route answers GET (saving the settings in the console) and POST. */
export function createRoutes(context: RoutesContext, receive: Receive): Router {
  const { log } = context;
  const alert = oncePerHour(context.now, (trouble) => {
    context.alert(trouble).catch((error: unknown) => {
      const reason = error instanceof Error ? error.name : typeof error;
      log.error({ cause: trouble.cause, reason }, 'administrators could not be told');
    });
  });

  /** `certain`: it is signed with our token, or would be if our token were right. */
  function refused(route: CallbackRoute, refusal: Refusal, certain: boolean): Answer {
    const { status, code, reason } = refusal;
    log.warn({ route, code, reason }, 'wecom callback refused');
    const trouble = certain ? troubleOf(route, refusal) : undefined;
    if (trouble) alert(trouble);
    return { status, body: code };
  }

  function echo({ route, envelope }: Dialect, query: Query): Answer {
    const stamped = readStamp(query, context.now());
    if (!stamped.ok) return refused(route, stamped, false);
    if (typeof query.echostr !== 'string') {
      return refused(route, refuse(400, 'malformed', 'no echostr'), false);
    }
    const opened = openVerified(envelope, stamped.stamp, query.echostr);
    // Whoever saves the settings in the console sees at once that they do not agree.
    if (!opened.ok) return refused(route, opened, false);
    return { status: 200, type: 'text/plain', body: opened.message };
  }

  function passive(dialect: Dialect, event: InboundEvent, result: ReceiveResult, nonce: string): Answer {
    if (result.greeting !== undefined) return dialect.greet?.(result.greeting, nonce) ?? EMPTY;
    if (!result.card || event.content.kind !== 'tap') return EMPTY;
    try {
      const card = changedCard(result.card, event.content.cardId, {
        publicUrl: context.publicUrl,
        chars: dialect.chars,
      });
      return dialect.passiveUpdate(card, event, nonce);
    } catch {
      // The decision is committed; a card that cannot be drawn must not make the platform send it again.
      log.error({ route: dialect.route, code: 'card-not-drawn' }, 'wecom card update could not be drawn');
      return EMPTY;
    }
  }

  async function deliver(dialect: Dialect, { query, rawBody }: Callback): Promise<Answer> {
    const { route, envelope } = dialect;
    const stamped = readStamp(query, context.now());
    const outer = dialect.readEncrypted(rawBody.toString('utf8'));
    if (!stamped.ok) return refused(route, stamped, outer.ok && isSigned(envelope, query, outer.encrypted));
    if (!outer.ok) return refused(route, refuse(400, 'malformed', outer.reason), false);
    const opened = openVerified(envelope, stamped.stamp, outer.encrypted);
    if (!opened.ok) return refused(route, opened, true);
    const parsed = dialect.parse(opened.message);
    if (!parsed.ok) log.warn({ route, code: 'malformed', reason: parsed.reason }, NOT_UNDERSTOOD);
    const event = parsed.ok ? parsed.event : unreadable(route, opened.message, context.now());
    try {
      const { nonce } = stamped.stamp;
      const held = dialect.hold?.(event);
      const result = await receive(held ? { ...event, replyHandle: held.handle } : event, opened.message);
      if (!held) return passive(dialect, event, result, nonce);
      const said = await held.answer();
      return (said && dialect.say?.(said, nonce)) ?? EMPTY;
    } catch (error) {
      // Its text may quote the message, so only its name is logged; whoever threw it logs the rest.
      const name = error instanceof Error ? error.name : typeof error;
      log.error({ route, code: 'not-kept', reason: name }, 'wecom callback not kept, asking for it again');
      return { status: 500, body: 'not-kept' };
    }
  }

  const router = new Router();
  const { app, bot } = context;
  const dialects = [app && appDialect(context, app), bot && botDialect(context, bot)];
  for (const dialect of dialects) {
    if (!dialect) continue;
    const path = `/${dialect.route.replace('.', '/')}`;
    const answer = (ctx: RouterContext, { status, body, type, handed }: Answer) => {
      ctx.status = status;
      ctx.body = body;
      if (type) ctx.type = type;
      if (!handed) return;
      if (ctx.writable) ctx.res.once('close', () => handed(ctx.res.writableFinished));
      else handed(false);
    };
    router.get(path, (ctx) => answer(ctx, echo(dialect, ctx.query)));
    router.post(path, async (ctx) => {
      const raw: unknown = ctx.state.rawBody;
      const rawBody = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
      answer(ctx, await deliver(dialect, { query: ctx.query, rawBody }));
    });
  }
  return router;
}
