/**
 * Reads what staff forward: share text of any platform, several links at once, or a pasted 12345 work order.
 * Pure and total: no clock, no network, no exception for any string, and time linear in its length.
 */
import { findLinks } from './find-links.ts';
import { identifyLink } from './identify-link.ts';
import { maskPersonal } from './mask.ts';
import { LINK_GAP, ownWords } from './own-words.ts';
import type { Link, Report } from './report.ts';
import { readShareText, type ShareText } from './share-title.ts';
import { readWorkOrder } from './work-order.ts';

export type { Link, PlatformId, Report, WorkOrder } from './report.ts';

type PlacedLink = { readonly link: Link; readonly start: number; readonly end: number };

/**
 * Returns the links of the text (one per post, in order of appearance), the title and author when the text gives
 * them, and the work order when it is one. The title of a work order is the first words of 诉求内容, masked;
 * otherwise it comes from the platform's share text, or from the member's own first line beside a link.
 * Source: policy-model §7 "What staff forward".
 */
export function readReport(text: string): Report {
  const placed: PlacedLink[] = [];
  for (const { url, start, end } of findLinks(text)) {
    const link = identifyLink(url);
    if (link !== null) placed.push({ link, start, end });
  }
  const links = new Map<string, Link>();
  for (const { link } of placed) if (!links.has(link.canonicalId)) links.set(link.canonicalId, link);

  const order = readWorkOrder(text);
  if (order !== null) {
    const { heading, ...workOrder } = order;
    const words = firstWords(order.content) ?? firstWords(heading);
    return {
      links: [...links.values()],
      title: words === null ? null : maskPersonal(words),
      author: null,
      workOrder,
    };
  }
  const share = shareTextOf(text, placed);
  const title = share?.title ?? (placed.length === 0 ? null : ownWords(withoutLinks(text, placed)));
  return { links: [...links.values()], title, author: share?.author ?? null, workOrder: null };
}

/** The first share text with a title; failing that, the first that at least names an author. */
function shareTextOf(text: string, placed: readonly PlacedLink[]): ShareText | null {
  let named: ShareText | null = null;
  for (const [at, { link, start, end }] of placed.entries()) {
    const before = text.slice(placed[at - 1]?.end ?? 0, start);
    const after = text.slice(end, placed[at + 1]?.start ?? text.length);
    const share = readShareText(link.platform, { before, after });
    if (share?.title) return share;
    if (share?.author && named === null) named = share;
  }
  return named;
}

function withoutLinks(text: string, placed: readonly PlacedLink[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of placed) {
    kept.push(text.slice(from, start));
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join(LINK_GAP);
}

/** The first sentence, at most 40 characters. */
function firstWords(content: string | null): string | null {
  const line =
    content
      ?.trim()
      .split(/[\r\n。！？!?；;]/, 1)[0]
      ?.trim() ?? '';
  return [...line.slice(0, 160)].slice(0, 40).join('') || null;
}
