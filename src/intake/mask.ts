/** Masks personal numbers in text that is shown or stored (national-rules §4, item 3; 个人信息保护法). */
import { findLinks } from './find-links.ts';
import { foldFullWidth } from './full-width.ts';

type Rule = {
  readonly pattern: RegExp;
  /** Kept as it stands before the masked number: country or area code. */
  readonly lead?: RegExp;
  /** Digits kept in clear at each end. */
  readonly head: number;
  readonly tail: number;
  /** The text right before the number decides: never masked behind the first, masked only behind the second. */
  readonly neverAfter?: RegExp;
  readonly onlyAfter?: RegExp;
};

const SEP = '[ \\u3000.·-]?';
const DASH = '[ \\u3000-]';
// Phones may follow a list number (1.138…); longer runs may be decimals or the tail of some other number.
const NO_NUMBER_BEFORE = '(?<!\\d\\.|[A-Za-z_]|[A-Za-z0-9]-)';
const ORDER_BEFORE =
  /(?:工单(?:编号|单号|号码|流水号|编码|号|ID)?|受理编号|受理单号|诉求编号|流水号|案号)[\s：:#【】[\]（）()是为|*]{0,6}[A-Za-z]{0,6}$/;

const COUNTRY_CODE = /^(?:\+|00)?86[ \u3000.·-]?(?=1[3-9])/;
const AREA_CODE = /^0(?:10|2\d|[3-9]\d{2})[)）]?[ -]?/;

const RULES: readonly Rule[] = [
  {
    // 18-digit ID number, whole or in its groups 6-4-4-4 / 6-8-4
    pattern: between(
      `\\d{6}${DASH}?(?:18|19|20)\\d{2}${DASH}?(?:0[1-9]|1[0-2])[0-3]\\d${DASH}?\\d{3}[\\dXx]`,
    ),
    head: 3,
    tail: 2,
    neverAfter: ORDER_BEFORE,
  },
  {
    // bank card: 16 to 19 digits, whole or in fours
    pattern: between(
      `(?:\\d{16,19}|\\d{4}${DASH}\\d{4}${DASH}\\d{4}${DASH}\\d{4}(?:${DASH}\\d{1,3})?|\\d{17}[Xx])`,
      NO_NUMBER_BEFORE,
    ),
    head: 3,
    tail: 4,
    neverAfter: ORDER_BEFORE,
  },
  {
    // 15-digit ID number of the first generation (birthday yymmdd inside)
    pattern: between('\\d{8}(?:0[1-9]|1[0-2])[0-3]\\d{4}', '(?<!\\d\\.)'),
    head: 3,
    tail: 2,
    neverAfter: ORDER_BEFORE,
  },
  {
    // mobile phone: 3-4-4, 4-3-4 or 5-3-3, with or without +86
    pattern: between(
      `(?:(?:\\+|00)?86${SEP})?1[3-9](?:\\d${SEP}\\d{4}${SEP}\\d{4}|\\d{2}${DASH}\\d{3}${DASH}\\d{4}|\\d{3}${DASH}\\d{3}${DASH}\\d{3})`,
    ),
    lead: COUNTRY_CODE,
    head: 3,
    tail: 4,
    neverAfter: ORDER_BEFORE,
  },
  {
    // landline with its area code
    pattern: between('(?:0(?:10|2\\d|[3-9]\\d{2})[)）]?[ -]?[2-8]\\d{6,7})', NO_NUMBER_BEFORE),
    lead: AREA_CODE,
    head: 0,
    tail: 2,
    neverAfter: ORDER_BEFORE,
  },
  {
    // landline without area code, only where the text says it is a telephone
    pattern: between('[2-8]\\d{2,3}[ -]?\\d{4}'),
    head: 2,
    tail: 2,
    onlyAfter: /(?:电话|座机|固话|tel)[^\d\n]{0,6}$/i,
  },
];

/**
 * Returns the text with personal numbers masked by `****`; masking twice changes nothing more.
 * - mobile phones (spaces, dashes, +86, full-width digits): first 3 and last 4 kept, `138****1234`
 * - landlines: area code and last 2 kept, `0571-****78`; without area code only behind 电话/座机
 * - ID numbers of 18 (X allowed) and 15 digits: first 3 and last 2 kept
 * - other runs of 16–19 digits, as on bank cards: first 3 and last 4 kept
 *
 * Left alone: everything inside links, canonical ids (`weibo:post:…`), case numbers (YQ-2026-0001), dates, decimals,
 * public 400/95/12345 numbers, and any number right behind
 * 工单/工单编号/受理编号/流水号.
 */
export function maskPersonal(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of protectedSpans(text)) {
    if (start < from) continue;
    kept.push(maskPlain(text.slice(from, start)), text.slice(start, end));
    from = end;
  }
  kept.push(maskPlain(text.slice(from)));
  return kept.join('');
}

const CANONICAL_ID =
  /\b(?:weibo|douyin|kuaishou|xiaohongshu|toutiao|weixin-mp|weixin-channels|zhihu|tieba|bilibili|baidu|liuyan|rednet|forum|other):[a-z]{2,12}:[\w+./:-]{1,200}/g;

function protectedSpans(text: string): { start: number; end: number }[] {
  const ids = [...text.matchAll(CANONICAL_ID)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...findLinks(text), ...ids].sort((a, b) => a.start - b.start);
}

function maskPlain(text: string): string {
  let masked = text;
  for (const rule of RULES) {
    const folded = foldFullWidth(masked); // same length, so positions agree
    const kept: string[] = [];
    let from = 0;
    for (const match of folded.matchAll(rule.pattern)) {
      const before = folded.slice(Math.max(0, match.index - 24), match.index);
      if (rule.neverAfter?.test(before) || rule.onlyAfter?.test(before) === false) continue;
      kept.push(masked.slice(from, match.index), maskNumber(match[0], rule));
      from = match.index + match[0].length;
    }
    masked = kept.length === 0 ? masked : kept.join('') + masked.slice(from);
  }
  return masked;
}

function maskNumber(number: string, { lead, head, tail }: Rule): string {
  const opening = lead?.exec(number)?.[0] ?? '';
  const plain = number.slice(opening.length).replace(/[^\dXx]/g, '');
  return `${opening}${plain.slice(0, head)}****${plain.slice(-tail)}`;
}

function between(body: string, before = ''): RegExp {
  return new RegExp(`(?<![\\d*])${before}${body}(?![\\d*])`, 'g');
}
