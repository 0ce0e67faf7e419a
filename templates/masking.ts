// Personal numbers in what a group or a summary shows (个人信息保护法): enough stays visible to tell two apart, no more.
import { remembered } from './remembered.ts';

type Rule = {
  readonly pattern: RegExp;
  /** Kept as it stands before the masked number: country or area code. */
  readonly lead?: RegExp;
  /** Digits kept in clear at each end. */
  readonly head: number;
  readonly tail: number;
};

const SEPARATOR = '[ \\u3000.·-]?';
const DASH = '[ \\u3000-]?';

/** Kept as written: addresses with and without their scheme, posts by their canonical id, case numbers. */
const KEPT = new RegExp(
  [
    '(?:https?:\\/\\/|www\\.)[^\\s<>「」『』（）【】，。；、]+',
    '(?<![\\w.@-])(?:[a-z0-9-]{1,40}\\.){1,4}[a-z]{2,10}\\/[^\\s<>「」『』（）【】，。；、]+',
    '\\b(?:weibo|douyin|kuaishou|xiaohongshu|toutiao|weixin-mp|weixin-channels|zhihu|tieba|bilibili|baidu|liuyan|rednet|forum|other):[a-z]{2,12}:[\\w+./:-]{1,200}',
    'YQ-\\d{4}-\\d+',
  ].join('|'),
  'gi',
);

/** Long digits right behind one of these are the number of a work order, which staff look up: they stay readable. */
const NO_ORDER =
  '(?<!(?:工单(?:编号|单号|号码|流水号|编码|号|ID)?|受理编号|受理单号|诉求编号|流水号|案号)[\\s：:#【】[\\]（）()是为|*]{0,6}[A-Za-z]{0,6})';
/** Long digits behind a point are decimals; a phone there follows a list number (1.138…). */
const NO_DECIMAL = '(?<!\\d\\.)';

const HIDDEN = '××××';

const RULES: readonly Rule[] = [
  {
    // 18-digit ID number, whole or in groups
    pattern: number(
      `${NO_ORDER}${NO_DECIMAL}\\d{6}${DASH}(?:18|19|20)\\d{2}${DASH}\\d{2}${DASH}\\d{2}${DASH}\\d{3}[\\dXx]`,
    ),
    head: 3,
    tail: 2,
  },
  {
    // bank card: 16 to 19 digits, whole or in fours
    pattern: number(
      `${NO_ORDER}${NO_DECIMAL}(?:\\d{17}[Xx]|\\d{4}${DASH}\\d{4}${DASH}\\d{4}${DASH}\\d{4}(?:${DASH}\\d{1,3})?)`,
    ),
    head: 3,
    tail: 4,
  },
  {
    // 15-digit ID number of the first generation (birthday yymmdd inside)
    pattern: number(`${NO_ORDER}${NO_DECIMAL}\\d{8}(?:0[1-9]|1[0-2])[0-3]\\d{4}`),
    head: 3,
    tail: 2,
  },
  {
    // mobile phone: 3-4-4, 4-3-4 or 5-3-3, with or without +86
    pattern: number(
      `(?:(?:\\+|00)?86${SEPARATOR})?1[3-9](?:\\d${SEPARATOR}\\d{4}${SEPARATOR}\\d{4}|\\d{2}${DASH}\\d{3}${DASH}\\d{4}|\\d{3}${DASH}\\d{3}${DASH}\\d{3})`,
    ),
    lead: /^(?:\+|00)?86[ \u3000.·-]?(?=1[3-9])/,
    head: 3,
    tail: 4,
  },
  {
    // landline with its area code
    pattern: number(`${NO_DECIMAL}0(?:10|2\\d|[3-9]\\d{2})[)）]?[ -]?[2-8]\\d{6,7}`),
    lead: /^0(?:10|2\d|[3-9]\d{2})[)）]?[ -]?/,
    head: 0,
    tail: 2,
  },
  {
    // landline without area code, only where the text says that it is a telephone
    pattern: /(?<=(?:电话|座机|固话|tel)[^\d\n]{0,6})[2-8]\d{2,3}[ -]?\d{4}(?!\d)/gi,
    head: 2,
    tail: 2,
  },
];

/**
 * The text with personal numbers masked by `××××` (a `*` would have to be escaped in markdown); masking twice changes
 * nothing more.
 * - mobile phones (spaces, dashes, +86, full-width digits): first 3 and last 4 kept, `138××××1234`
 * - landlines: area code and last 2 kept, `0571-××××78`; without area code only behind 电话/座机
 * - ID numbers of 18 (X allowed) and 15 digits: first 3 and last 2 kept
 * - other runs of 16 to 19 digits, as on bank cards: first 3 and last 4 kept
 *
 * Left alone: addresses, canonical ids (`weibo:post:…`), case numbers (YQ-2026-0001), dates, moments, decimals, public
 * numbers (400…, 95…, 12345), and the long number right behind 工单/工单编号/受理编号/流水号.
 */
export const masked = remembered((text: string): string => {
  if (digitsIn(text) < FEWEST_DIGITS && !text.includes('****')) return text;
  const parts: string[] = [];
  let from = 0;
  for (const kept of text.matchAll(KEPT)) {
    parts.push(maskPlain(text.slice(from, kept.index)), kept[0]);
    from = kept.index + kept[0].length;
  }
  return [...parts, maskPlain(text.slice(from))].join('');
});

function maskPlain(text: string): string {
  // What was masked before it reached us is shown in the same way.
  let shown = text.replace(/(?<=\d|-|）)\*{4}(?=[\dXx])/g, HIDDEN);
  for (const rule of RULES) {
    const folded = halfWidth(shown);
    const parts: string[] = [];
    let from = 0;
    for (const match of folded.matchAll(rule.pattern)) {
      parts.push(shown.slice(from, match.index), hidden(match[0], rule));
      from = match.index + match[0].length;
    }
    shown = [...parts, shown.slice(from)].join('');
  }
  return shown;
}

/** No number that is masked has fewer digits; most texts have not even these, and are left at once. */
const FEWEST_DIGITS = 6;

/** Counts 0-9 and their full-width forms. */
function digitsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) count += 1;
  }
  return count;
}

/** Full-width digits, letters, + - . count as their plain ones; the length stays, so positions agree. */
function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＋－．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

function hidden(found: string, { lead, head, tail }: Rule): string {
  const opening = lead?.exec(found)?.[0] ?? '';
  const digits = found.slice(opening.length).replace(/[^\dXx]/g, '');
  return `${opening}${digits.slice(0, head)}${HIDDEN}${digits.slice(-tail)}`;
}

function number(body: string): RegExp {
  return new RegExp(`(?<![\\d*×])${body}(?![\\d*×])`, 'g');
}
