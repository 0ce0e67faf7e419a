// The controls behind the drill page: what everybody sees, what people do by hand, and the clock.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyFault } from './control-fault.ts';
import { refusalOf } from './control-guard.ts';
import { readSay, readTap, readTell } from './control-input.ts';
import { ImpossibleAct } from './impossible-act.ts';
import { isRecord, type JsonRecord, parseJson } from './json-shape.ts';
import { servePageFile } from './page-files.ts';
import { readBytes } from './read-bytes.ts';
import type { Tenant } from './tenant.ts';

const MAX_BODY = 8 << 20;
const DEBOUNCE_MS = 50;

export interface SandboxClock {
  now(): number;
  /** Resolves when all that fell due on the way has happened. */
  advance(ms: number): void | Promise<void>;
  set(at: number): void | Promise<void>;
}

export interface SandboxControlOptions {
  readonly tenant: Tenant;
  readonly clock: SandboxClock;
  /** Directory of the page's files. @default ./page/ beside this file */
  readonly root?: URL;
  /** Serve other hosts than loopback too. @default false */
  readonly allowRemote?: boolean;
}

async function readJson(req: IncomingMessage): Promise<JsonRecord> {
  const bytes = await readBytes(req, MAX_BODY, () => new ImpossibleAct('内容超过 8 MB', 413));
  const body = parseJson(bytes.toString('utf8'));
  if (!isRecord(body)) throw new ImpossibleAct('请求不是 JSON');
  return body;
}

function sendJson(res: ServerResponse, status: number, value: unknown): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  res.writeHead(status, headers).end(JSON.stringify(value));
}

/** A handler for /sandbox and below; false when the path is not ours. */
export function createSandboxControl(
  options: SandboxControlOptions,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const { tenant, clock, root = new URL('./page/', import.meta.url), allowRemote = false } = options;
  const watchers = new Set<ServerResponse>();
  let pending: NodeJS.Timeout | undefined;

  function announce(): void {
    if (pending !== undefined || watchers.size === 0) return;
    pending = setTimeout(() => {
      pending = undefined;
      for (const res of watchers)
        res.write(`event: change\ndata: ${JSON.stringify({ now: clock.now() })}\n\n`);
    }, DEBOUNCE_MS);
    pending.unref();
  }
  tenant.onChange(announce);

  function watch(res: ServerResponse): void {
    const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };
    res.writeHead(200, headers).write(': 已连接\n\n');
    watchers.add(res);
    res.on('close', () => watchers.delete(res));
  }

  async function moveClock(body: JsonRecord): Promise<{ now: number }> {
    const { advanceMs, setAt } = body;
    if (Number.isFinite(advanceMs) && Number(advanceMs) >= 0) await clock.advance(Number(advanceMs));
    else if (Number.isFinite(setAt)) await clock.set(Number(setAt));
    else throw new ImpossibleAct('请给出要快进的毫秒数或要设定的时刻');
    announce();
    return { now: clock.now() };
  }

  async function act(name: string, body: JsonRecord): Promise<unknown> {
    switch (name) {
      case 'say':
        return tenant.say(readSay(body));
      case 'tell': {
        const told = readTell(body);
        return told.to === 'app' ? tenant.tellApp(told.input) : tenant.tellBot(told.input);
      }
      case 'tap':
        return tenant.tap(readTap(body));
      case 'clock':
        return moveClock(body);
      case 'fault':
        return applyFault(tenant, body);
      default:
        throw new ImpossibleAct('没有这个操作', 404);
    }
  }

  function state(): unknown {
    const { people, groups, botName, botMode } = tenant;
    const bot = { mode: botMode, ...(botMode === 'websocket' ? { connected: tenant.line.connected() } : {}) };
    return { ...tenant.view(), clock: clock.now(), botName, bot, people, groups };
  }

  async function serve(req: IncomingMessage, res: ServerResponse, name: string): Promise<void> {
    const refused = refusalOf(req, allowRemote);
    if (refused !== undefined) throw new ImpossibleAct(refused, 403);
    if (req.method === 'POST') return sendJson(res, 200, await act(name, await readJson(req)));
    if (req.method !== 'GET') throw new ImpossibleAct('没有这个操作', 405);
    if (name === 'state') return sendJson(res, 200, state());
    if (name === 'events') return watch(res);
    if (!(await servePageFile(root, name === '' ? 'index.html' : name, res)))
      throw new ImpossibleAct('没有这个页面', 404);
  }

  return (req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://sandbox.invalid');
    if (pathname !== '/sandbox' && !pathname.startsWith('/sandbox/')) return false;
    serve(req, res, pathname.slice('/sandbox/'.length)).catch((error: unknown) => {
      if (res.headersSent) {
        res.end();
        return;
      }
      if (error instanceof ImpossibleAct) sendJson(res, error.status, { error: error.message });
      else sendJson(res, 500, { error: '演练台内部出错' });
    });
    return true;
  };
}
