// Who is signed in to our pages: an id in a cookie that says nothing by itself, and a note that says whom it stands for.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';

/** Things put aside for a while; `take` gives a note to one of several who ask. */
export type Notes = {
  put(name: string, value: string, ttlMs: number): Promise<void>;
  read(name: string): Promise<string | undefined>;
  take(name: string): Promise<string | undefined>;
};

/** A working day: somebody who signed in in the morning is not asked again. */
const SESSION_MS = 8 * 3_600_000;
/** Longer than the five minutes for which a code of the platform is good. */
const ENTRY_MS = 10 * 60_000;
const SESSION = 'yuqing_session';
const ENTRY = 'yuqing_entry';
const ID = /^[\w-]{43}$/;

/** A step on the way in: where the person wanted to go, and whether the way was begun a second time. */
export type Entry = { readonly to: string; readonly again: boolean };

export type Sessions = {
  /** The platform's id of the person signed in. */
  current(ctx: Context): Promise<string | undefined>;
  begin(ctx: Context, userId: string): Promise<void>;
  /** A one-time state for the way through the platform, bound to this browser. */
  enter(ctx: Context, entry: Entry): Promise<string>;
  /** What the state stands for; undefined when it is forged, used, too old or another browser's. */
  entered(ctx: Context, state: string): Promise<Entry | undefined>;
};

/** Sessions over shared notes. `secure` when people reach us over https. */
export function createSessions(options: { readonly notes: Notes; readonly secure: boolean }): Sessions {
  const { notes, secure } = options;
  const setCookie = (ctx: Context, name: string, value: string, ms: number): void => {
    const parts = [`${name}=${value}`, 'Path=/h5', `Max-Age=${ms / 1000}`, 'HttpOnly', 'SameSite=Lax'];
    ctx.append('Set-Cookie', [...parts, ...(secure ? ['Secure'] : [])].join('; '));
  };
  return {
    async current(ctx) {
      const id = ctx.cookies.get(SESSION) ?? '';
      return ID.test(id) ? notes.read(`session:${id}`) : undefined;
    },
    async begin(ctx, userId) {
      // A new id each time: one that somebody planted before stands for nobody.
      const id = newId();
      await notes.put(`session:${id}`, userId, SESSION_MS);
      setCookie(ctx, SESSION, id, SESSION_MS);
      setCookie(ctx, ENTRY, '', 0);
    },
    async enter(ctx, entry) {
      const [state, browser] = [newId(), newId()];
      await notes.put(`entry:${state}`, JSON.stringify({ ...entry, browser }), ENTRY_MS);
      setCookie(ctx, ENTRY, browser, ENTRY_MS);
      return state;
    },
    async entered(ctx, state) {
      const note = ID.test(state) ? await notes.take(`entry:${state}`) : undefined;
      if (note === undefined) return undefined;
      const { to, again, browser } = JSON.parse(note) as Entry & { readonly browser: string };
      return same(browser, ctx.cookies.get(ENTRY) ?? '') ? { to, again } : undefined;
    },
  };
}

function newId(): string {
  return randomBytes(32).toString('base64url');
}

/** Compared as bytes: a cookie may hold signs of more than one. */
function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
