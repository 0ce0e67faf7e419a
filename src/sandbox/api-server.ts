// The HTTP side of the tenant: routes, faults, errcodes and the call log.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createApiBudget } from './api-budget.ts';
import { isRecord, parseJson } from './json-shape.ts';
import { readBytes } from './read-bytes.ts';
import { Refusal } from './refusal.ts';
import type { Answer, ApiHandler, Site } from './site.ts';
import { type Fault, type SwitchboardTaps, waitOut } from './switchboard.ts';

const MAX_BODY = 32 << 20;
const OURS = ['/cgi-bin/', '/aibot/', '/connect/'];

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A trailing slash matches everything below. */
  readonly path: string;
  readonly handler: ApiHandler;
}

/** `bytes=from-to` of a download (path/90254); undefined asks for all of it. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  const from = Number(match?.[1] ?? -1);
  const to = Math.min(match?.[2] ? Number(match[2]) : size - 1, size - 1);
  return from >= 0 && from <= to ? { from, to } : undefined;
}

function sendBytes(res: ServerResponse, answer: Answer & { kind: 'bytes' }, range: string | undefined): void {
  const { bytes, contentType, filename } = answer;
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`;
  const headers = { 'content-type': contentType, 'content-disposition': disposition };
  const part = rangeOf(range, bytes.length);
  if (part === undefined) {
    res.writeHead(200, headers).end(bytes);
    return;
  }
  const span = `bytes ${part.from}-${part.to}/${bytes.length}`;
  res.writeHead(206, { ...headers, 'content-range': span }).end(bytes.subarray(part.from, part.to + 1));
}

function send(res: ServerResponse, answer: Answer, range: string | undefined): void {
  if (answer.kind === 'status') {
    res.writeHead(answer.status).end();
  } else if (answer.kind === 'json') {
    res
      .writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
      .end(JSON.stringify(answer.value));
  } else if (answer.kind === 'html') {
    res.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(answer.html);
  } else if (answer.kind === 'redirect') {
    res.writeHead(302, { location: answer.location }).end();
  } else sendBytes(res, answer, range);
}

/** IPv4 as it is written in the console. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:/, '');
}

/** What a fault answers instead of the real thing; undefined lets the call through. */
function faultAnswer(fault: Fault | undefined, site: Site): Answer | 'drop' | undefined {
  switch (fault?.kind) {
    case 'drop':
      return 'drop';
    case 'status':
      return { kind: 'status', status: fault.status };
    case 'html':
      return { kind: 'html', html: '<html><body>502 Bad Gateway</body></html>' };
    case 'errcode':
      throw new Refusal(fault.errcode, fault.errmsg ?? 'fault');
    case 'token-expired':
      site.tokens.revoke();
      throw new Refusal(42001, 'access_token expired');
    default:
      return undefined;
  }
}

/** A listener for the routes, with faults, errcodes and the log; false when the path is not the tenant's. */
export function createApiServer(options: {
  readonly site: Site;
  readonly faults: SwitchboardTaps;
  readonly routes: readonly Route[];
}): (req: IncomingMessage, res: ServerResponse) => boolean {
  const { site, faults } = options;
  const limits = site.options.apiLimits;
  const spend = limits === undefined ? () => undefined : createApiBudget(site.options.now, limits);

  function route(method: string, path: string): ApiHandler {
    const found = options.routes.filter(
      (entry) => entry.path === path || (entry.path.endsWith('/') && path.startsWith(entry.path)),
    );
    const matching = found.find((entry) => entry.method === method);
    if (matching !== undefined) return matching.handler;
    if (found.length > 0) throw new Refusal(method === 'GET' ? 43002 : 43001, `require ${found[0]?.method}`);
    return () => ({ kind: 'status', status: 404 });
  }

  async function serve(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const method = req.method ?? 'GET';
    const body = await readBytes(req, MAX_BODY, () => new Error('body too large'));
    const contentType = req.headers['content-type'] ?? '';
    const json = contentType.startsWith('multipart/') ? undefined : parseJson(body.toString('utf8'));
    const record = site.log.open({
      method,
      path: url.pathname,
      query: url.searchParams,
      body: isRecord(json) ? json : undefined,
    });
    const fault = faults.takeFault(url.pathname);
    if (fault !== undefined) record.fault = fault.kind;
    if (fault?.kind === 'delay') {
      await waitOut(fault);
    }
    if (fault?.kind === 'silence') return;
    let answer: Answer | 'drop';
    try {
      const from = req.socket.remoteAddress ?? '';
      const call = { method, path: url.pathname, query: url.searchParams, contentType, from, body, record };
      const trusted = site.options.app.trustedIps;
      // The webhook and the bot need no trusted address (path/90313: 60020).
      const ofApp = url.searchParams.has('access_token');
      if (ofApp && trusted !== undefined && !trusted.includes(plainAddress(from)))
        throw new Refusal(60020, `not allow to access from your ip, from ip: ${plainAddress(from)}`);
      spend(url.pathname);
      answer = faultAnswer(fault, site) ?? route(method, url.pathname)(call);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { kind: 'json', value: { errcode: error.errcode, errmsg: error.message } };
    }
    if (answer !== 'drop' && answer.kind === 'json') {
      record.errcode = Number(answer.value.errcode);
      record.errmsg = String(answer.value.errmsg);
    }
    // The caller ends the wait; whatever it leaves open ends with the tenant.
    if (fault?.kind === 'silence-after-accept') return;
    if (answer === 'drop' || fault?.kind === 'drop-after-accept') {
      res.destroy();
      return;
    }
    res.setHeader('date', new Date(site.wireNow()).toUTCString());
    record.status = answer.kind === 'status' ? answer.status : 200;
    send(res, answer, req.headers.range);
  }

  return (req, res) => {
    const url = new URL(req.url ?? '/', 'http://tenant.invalid');
    if (!OURS.some((prefix) => url.pathname.startsWith(prefix))) return false;
    serve(req, res, url).catch(() => {
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
    return true;
  };
}
