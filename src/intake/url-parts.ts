/** Splitting and normalising web addresses without throwing and without changing what was pasted. */

export type UrlParts = {
  /** Lower case, without port. */
  readonly host: string;
  /** `:8080`, or empty for none and for the default ports. */
  readonly port: string;
  readonly path: string;
  /** Path segments, decoded, empty ones dropped. */
  readonly segments: readonly string[];
  readonly query: readonly Param[];
  readonly fragment: string;
};
export type Param = readonly [name: string, value: string];

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;
const TOP_LABEL = /^(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})$/;

/**
 * Splits an address with or without scheme. Returns null when the host is not a
 * dotted name or an IPv4 address.
 */
export function splitUrl(url: string): UrlParts | null {
  const rest = url.replace(/^https?:\/+/i, '');
  const authority = rest.slice(0, indexOfAny(rest, '/?#'));
  const tail = rest.slice(authority.length);
  const hostPort = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const colon = hostPort.indexOf(':');
  const host = (colon < 0 ? hostPort : hostPort.slice(0, colon)).replace(/\.$/, '');
  if (!isHost(host)) return null;
  const port = colon < 0 ? '' : hostPort.slice(colon);
  const hash = tail.indexOf('#');
  const beforeHash = hash < 0 ? tail : tail.slice(0, hash);
  const mark = beforeHash.indexOf('?');
  const path = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  return {
    host,
    port: /^:(?!0*(?:80|443)$)\d{1,5}$/.test(port) ? port : '',
    path,
    segments: path.split('/').filter(Boolean).map(decode),
    query: readQuery(mark < 0 ? '' : beforeHash.slice(mark + 1)),
    fragment: hash < 0 ? '' : tail.slice(hash + 1),
  };
}

function isHost(host: string): boolean {
  if (host.length > 253) return false;
  if (IPV4.test(host)) return true;
  const labels = host.split('.');
  return (
    labels.length > 1 && TOP_LABEL.test(labels.at(-1) ?? '') && labels.every((label) => LABEL.test(label))
  );
}

/** The value of the first parameter with this name (exact, then ignoring case), or null when absent or empty. */
export function param(parts: UrlParts, name: string): string | null {
  const exact = parts.query.find(([key]) => key === name);
  const found = exact ?? parts.query.find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1] || null;
}

/** The same parts with a hash route (`#/detail?id=1`) read as path and query; null when there is none. */
export function hashRoute(parts: UrlParts): UrlParts | null {
  const route = /^!?\//.test(parts.fragment) ? parts.fragment.replace(/^!/, '') : null;
  return route === null ? null : splitUrl(`${parts.host}${route}`);
}

/**
 * One spelling for an address on a host we do not know: host in lower case without
 * www./m./wap., tracking parameters dropped, the others sorted, no trailing slash, no
 * fragment unless it is a hash route.
 */
export function normaliseUrl(parts: UrlParts): string {
  const route = hashRoute(parts);
  const hash = route === null ? '' : `#/${pathAndQuery(route).replace(/^\//, '')}`;
  return `${bareHost(parts.host)}${parts.port}${pathAndQuery(parts)}${hash}`;
}

/** The host without a leading www., m. or wap. when a dotted name remains. */
export function bareHost(host: string): string {
  const bare = host.replace(/^(?:www|m|wap)\./, '');
  return bare.includes('.') ? bare : host;
}

const TRACKING = new Set(
  `from fr spm scm refer referer referrer ref isappinstalled nsukey ivk_sa scene clicktime enterid ascene
   sessionid phpsessid jsessionid fbclid gclid msclkid timestamp _t _r wxshare tt_from app_from xsec_token xsec_source`.split(
    /\s+/,
  ),
);

function isTracking(name: string): boolean {
  const key = name.toLowerCase();
  return (
    TRACKING.has(key) ||
    /^(?:utm_|share|sharer_|vd_source|weixin_share|wx_share|wechat_share|from_)/.test(key)
  );
}

function pathAndQuery(parts: UrlParts): string {
  const path = parts.path
    .replace(/;jsessionid=[^/;]*/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/%[0-9a-f]{2}/gi, (hex) => hex.toUpperCase());
  const query = parts.query
    .filter(([name]) => name !== '' && !isTracking(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function readQuery(query: string): Param[] {
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
  });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a stray % is common in pasted links; the raw text is still comparable
  }
}

function indexOfAny(text: string, chars: string): number {
  for (let at = 0; at < text.length; at++) if (chars.includes(text.charAt(at))) return at;
  return text.length;
}
