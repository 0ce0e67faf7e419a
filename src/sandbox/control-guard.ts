// Who may use the sandbox controls: this machine only, and never a page from elsewhere (DNS rebinding, CSRF).
import type { IncomingMessage } from 'node:http';

/** The host name without port, lower-cased. */
function hostName(host: string): string {
  const bracketed = /^\[([^\]]+)\]/.exec(host)?.[1];
  return (bracketed ?? host.replace(/:\d+$/, '')).toLowerCase();
}

function isLoopback(host: string): boolean {
  const name = hostName(host);
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

function sameOrigin(req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = req.headers.origin;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === req.headers.host;
  } catch {
    return false;
  }
}

/** Why the request is refused, or undefined when it may pass. */
export function refusalOf(req: IncomingMessage, allowRemote: boolean): string | undefined {
  if (!allowRemote && !isLoopback(req.headers.host ?? '')) return '演练台只能在本机打开';
  if (req.method === 'POST') {
    if (!sameOrigin(req)) return '不接受其他网站发来的操作';
    // A form of another site cannot send this type without asking first.
    if (!(req.headers['content-type'] ?? '').startsWith('application/json')) return '请求必须是 JSON';
  }
  return undefined;
}
