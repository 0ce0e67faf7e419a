/**
 * Finds web addresses in pasted text in one pass: no backtracking, so hostile input costs no more
 * than ordinary input. Rules: policy-model §7, "Rules learned from the samples".
 */
import { foldFullWidth } from './full-width.ts';
import { splitUrl } from './url-parts.ts';

/** A link and where it stood: text.slice(start, end) is the pasted spelling. */
export type FoundLink = { readonly url: string; readonly start: number; readonly end: number };

// Either a scheme, or a run that could be a host name (never swallowing a scheme glued behind it).
const NEXT = /(https?:(?:\\?\/){1,3})|(?:(?!https?:\\?\/)[a-z0-9._-]){1,300}/gi;
const SCHEME_HERE = /https?:\\?\//iy;
const AMP = /&(?:amp;)+/iy;
const OTHER_ENTITY = /&(?:quot|gt|lt|nbsp|apos|#\d{2,5}|#x[\da-f]{2,5});/iy;
const ALLOWED = /[a-z0-9\-._~:/?#@!$&+,;=%]/i;
const IN_HOST = /[a-z0-9._:@-]/i;
const HOST_LIMIT = 300;
const ESCAPABLE = /[_*\-./#&=?~+:%]/;
// Top-level names taken without a scheme; file endings (pdf, md, sh, zip …) are left out on purpose.
const TOP_LEVEL = new Set(
  `com cn net org gov edu tv cc info top vip xyz club site online shop wang fun ltd link live news
   mobi asia biz hk tw io me app`.split(/\s+/),
);

/**
 * Returns every web address in the text, in order, repeats included. Takes `http(s)://…` on any dotted host, and
 * scheme-less addresses on an ordinary domain when they have a path or query or start with `www.`. Never takes
 * e-mail addresses, file names, versions or share-code noise.
 */
export function findLinks(text: string): FoundLink[] {
  const folded = foldFullWidth(text);
  const found: FoundLink[] = [];
  const next = new RegExp(NEXT);
  for (let match = next.exec(folded); match !== null; match = next.exec(folded)) {
    const scheme = match[1];
    const bodyStart = scheme === undefined ? bareStart(folded, match[0], match.index) : next.lastIndex;
    if (bodyStart === null) continue;
    const marker = folded.charAt(match.index - 1);
    const body = readBody(folded, bodyStart, marker);
    const url = `${scheme?.toLowerCase().startsWith('http:') ? 'http' : 'https'}://${body.clean}`;
    const parts = splitUrl(url);
    if (parts === null) continue;
    if (
      scheme === undefined &&
      parts.path.length < 2 &&
      parts.query.length === 0 &&
      parts.fragment === '' &&
      !/^www\./.test(parts.host)
    )
      continue;
    found.push({ url, start: scheme === undefined ? bodyStart : match.index, end: body.end });
    next.lastIndex = Math.max(body.end, next.lastIndex);
  }
  return found;
}

/** Where a scheme-less address starts in this run of host characters, or null when it is not one. */
function bareStart(text: string, run: string, index: number): number | null {
  if (run.length > 253 || !run.includes('.')) return null;
  const after = text.charAt(index + run.length);
  if (after === '@' || !isFreeBefore(text, index)) return null;
  const numbered = /^[._-]*(?:\d{1,2}\.(?=(?:www|m)\.))?/.exec(run)?.[0].length ?? 0;
  const host = run
    .slice(numbered)
    .replace(/[._-]+$/, '')
    .toLowerCase();
  const labels = host.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || !TOP_LEVEL.has(top)) return null;
  const whole = host.length === run.length - numbered; // nothing trimmed between the host and what follows
  const leadsOn =
    whole && /^(?:\\?\/|\?|:\d{1,5}\/)/.test(text.slice(index + run.length, index + run.length + 7));
  return leadsOn || host.startsWith('www.') ? index + numbered : null;
}

/** False behind an @ (e-mail), in the middle of an overlong run, and inside another scheme or path (`ftp://…`, `/srv/…`). */
function isFreeBefore(text: string, index: number): boolean {
  const before = text.charAt(index - 1);
  if (before === '@' || /[a-z0-9]/i.test(before)) return false;
  if (before !== '/' && before !== '\\') return true;
  return text.charAt(index - 2) === '/' && text.charAt(index - 3) !== ':'; // protocol-relative //host/path
}

/**
 * Reads on to the first character that cannot belong to an address. It stops early behind an impossible host, so that
 * no stretch of text is read more than twice.
 */
function readBody(text: string, start: number, marker: string): { clean: string; end: number } {
  const chars: string[] = [];
  let inHost = true;
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (inHost && '/?#\\'.includes(char)) {
      if (splitUrl(chars.join('')) === null) break;
      inHost = false;
    }
    if (inHost && (!IN_HOST.test(char) || chars.length > HOST_LIMIT)) break;
    if (char === '\\' && ESCAPABLE.test(text.charAt(at + 1))) {
      chars.push(text.charAt(at + 1)); // markdown and JSON escapes: \_ \/
      at += 2;
    } else if (char === '&') {
      if (matchesAt(OTHER_ENTITY, text, at)) break;
      chars.push('&');
      at += matchesAt(AMP, text, at) || 1;
    } else if (
      !ALLOWED.test(char) ||
      (at > start && startsAnotherLink(text, at, inHost ? '' : chars.at(-1)))
    ) {
      break;
    } else {
      chars.push(char);
      at += 1;
    }
  }
  return { clean: trimTail(chars.join(''), marker), end: at };
}

/** A second link glued on, unless it is the value of a parameter (`u=http://…`). */
function startsAnotherLink(text: string, at: number, previous: string | undefined): boolean {
  return previous !== '=' && matchesAt(SCHEME_HERE, text, at) > 0;
}

function matchesAt(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}

function trimTail(link: string, marker: string): string {
  let end = link.length;
  while (end > 0) {
    const char = link.charAt(end - 1);
    const emphasis = char === '_' && marker === '_'; // _link_ in markdown; a code may end in _ otherwise
    const dashes = char === '-' && link.charAt(end - 2) === '-';
    if (!'.,;:!?&$~@+'.includes(char) && !emphasis && !dashes) break;
    end -= dashes ? 2 : 1;
  }
  return link.slice(0, end);
}
