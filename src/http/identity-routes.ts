// The way into our web pages: /h5/login sends to the platform, /h5/callback comes back from it, /h5/me says who one is.
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Identity } from '../platforms/platform.ts';
import type { HttpLog } from './http-log.ts';
import { createSessions, type Notes } from './sessions.ts';
import type { SignInLimit } from './sign-in-limit.ts';

/** Why somebody was not let in. */
export type NotIn = 'no-address' | 'stale' | 'bad-code' | 'outsider' | 'unavailable' | 'too-often';

export type Somebody = { readonly id: string; readonly name: string; readonly title: string };

export type IdentityRoutesOptions = {
  readonly identity: Identity;
  readonly notes: Notes;
  readonly limit: SignInLimit;
  /** Address under which people reach us; without it nobody can come back from the platform. */
  readonly publicUrl: string | undefined;
  /** The person behind a platform id. */
  readonly who: (userId: string) => Somebody;
  readonly pages: { notIn(reason: NotIn): string; me(somebody: Somebody): string };
  readonly log: HttpLog;
};

const STATUS: Readonly<Record<NotIn, number>> = {
  'no-address': 503,
  stale: 403,
  'bad-code': 400,
  outsider: 403,
  unavailable: 503,
  'too-often': 429,
};
const HOME = '/h5/me';

/** The three routes. */
export function identityRoutes(options: IdentityRoutesOptions): Router {
  const { identity, limit, publicUrl, who, pages, log } = options;
  const sessions = createSessions({
    notes: options.notes,
    secure: publicUrl?.startsWith('https:') ?? false,
  });

  function page(ctx: Context, status: number, html: string): void {
    ctx.status = status;
    ctx.type = 'text/html; charset=utf-8';
    ctx.set('Cache-Control', 'no-store');
    ctx.set(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    // The address of a callback carries a code.
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.body = html;
  }

  const refuse = (ctx: Context, reason: NotIn): void => page(ctx, STATUS[reason], pages.notIn(reason));

  async function sendAway(ctx: Context, to: string, again: boolean): Promise<void> {
    if (publicUrl === undefined) return refuse(ctx, 'no-address');
    const wait = await limit(ctx);
    if (wait > 0) {
      ctx.set('Retry-After', String(Math.ceil(wait / 1000)));
      return refuse(ctx, 'too-often');
    }
    const state = await sessions.enter(ctx, { to, again });
    ctx.set('Cache-Control', 'no-store');
    ctx.redirect(identity.authorizeUrl({ redirectUri: `${publicUrl}/h5/callback`, state }));
  }

  async function comeBack(ctx: Context): Promise<void> {
    const { code, state } = ctx.query;
    const entry = typeof state === 'string' ? await sessions.entered(ctx, state) : undefined;
    if (entry === undefined) return refuse(ctx, 'stale');
    const visitor = await identity.visitor(typeof code === 'string' ? code : '');
    switch (visitor.kind) {
      case 'member':
        await sessions.begin(ctx, visitor.id);
        return ctx.redirect(entry.to);
      case 'bad-code':
        // Once more from the beginning, and not in a circle.
        return entry.again ? refuse(ctx, 'bad-code') : sendAway(ctx, entry.to, true);
      case 'outsider':
        return refuse(ctx, 'outsider');
      case 'unavailable':
        log.warn({ reason: visitor.reason, hint: visitor.hint }, 'nobody can sign in to the pages');
        return refuse(ctx, 'unavailable');
    }
  }

  const router = new Router();
  router.get('/h5/login', (ctx) => sendAway(ctx, ownPath(ctx.query.to), false));
  router.get('/h5/callback', (ctx) => comeBack(ctx));
  router.get(HOME, async (ctx) => {
    const userId = await sessions.current(ctx);
    if (userId === undefined) return sendAway(ctx, HOME, false);
    const somebody = who(userId);
    if (ctx.accepts('html', 'json') !== 'json') return page(ctx, 200, pages.me(somebody));
    ctx.set('Cache-Control', 'no-store');
    ctx.body = somebody;
  });
  return router;
}

/** Only our own pages: an address from outside must not be reached by our redirect. */
function ownPath(to: unknown): string {
  return typeof to === 'string' && /^\/h5\/[\w/-]{0,200}(?:\?[\w=&%.-]{0,500})?$/.test(to) ? to : HOME;
}
