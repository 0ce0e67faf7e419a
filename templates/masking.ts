// Personal numbers in what a group or a summary shows: enough stays visible to tell two apart, no more.

const SEPARATOR = '[ \\u3000.-]?';
const DASH = '[ \\u3000-]?';

/** Kept as written: addresses and case numbers. */
const KEPT = /(?:https?:\/\/|www\.)[^\s<>「」『』（）【】，。；、]+|YQ-\d{4}-\d+/gi;

const HIDDEN = '××××';
/** No number that is masked has fewer digits. */
const FEWEST_DIGITS = 6;

type Rule = { readonly pattern: RegExp; readonly head: number; readonly tail: number };

const RULES: readonly Rule[] = [
  // 18-digit ID number, whole or in groups
  { pattern: number(`\\d{6}${DASH}(?:18|19|20)\\d{2}${DASH}\\d{4}${DASH}\\d{3}[\\dXx]`), head: 3, tail: 2 },
  // 15-digit ID number of the first generation
  { pattern: number('\\d{8}(?:0[1-9]|1[0-2])[0-3]\\d{4}'), head: 3, tail: 2 },
  // bank card
  { pattern: number(`\\d{4}${DASH}\\d{4}${DASH}\\d{4}${DASH}\\d{4}(?:${DASH}\\d{1,3})?`), head: 3, tail: 4 },
  // mobile phone, with or without +86
  {
    pattern: number(`(?:(?:\\+|00)?86${SEPARATOR})?1[3-9]\\d${SEPARATOR}\\d{4}${SEPARATOR}\\d{4}`),
    head: 3,
    tail: 4,
  },
  { pattern: number('1[3-9]\\d{2}[ -]\\d{3}[ -]\\d{4}'), head: 3, tail: 4 },
  // landline with its area code
  { pattern: number('[(（]?0(?:10|2\\d|[3-9]\\d{2})[)）]?[ -]?[2-8]\\d{6,7}'), head: 4, tail: 2 },
  // landline without area code, where the text says that it is a telephone
  { pattern: /(?<=(?:电话|座机|固话|tel)[^\d\n]{0,6})[2-8]\d{2,3}[ -]?\d{4}(?!\d)/gi, head: 2, tail: 2 },
];

/**
 * The text with phone, ID and bank card numbers masked by `××××`: a `*` would have to be escaped in markdown. Addresses, case numbers, dates and moments stay as
 * they are; masking twice changes nothing more.
 */
export function masked(text: string): string {
  if (digitsIn(text) < FEWEST_DIGITS && !text.includes('****')) return text;
  const parts: string[] = [];
  let from = 0;
  for (const kept of text.matchAll(KEPT)) {
    parts.push(maskPlain(text.slice(from, kept.index)), kept[0]);
    from = kept.index + kept[0].length;
  }
  return [...parts, maskPlain(text.slice(from))].join('');
}

/** Counts 0-9 and their full-width forms. */
function digitsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) count += 1;
  }
  return count;
}

function maskPlain(text: string): string {
  // What was masked before it reached us is shown in the same way.
  let shown = text.replace(/(?<=\d|-|）)\*{4}(?=[\dXx])/g, HIDDEN);
  if (digitsIn(text) < FEWEST_DIGITS) return shown;
  for (const rule of RULES) {
    // Full-width digits count as digits; folding keeps the length, so positions agree.
    const folded = shown.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
    const parts: string[] = [];
    let from = 0;
    for (const match of folded.matchAll(rule.pattern)) {
      parts.push(shown.slice(from, match.index), starred(match[0], rule));
      from = match.index + match[0].length;
    }
    shown = [...parts, shown.slice(from)].join('');
  }
  return shown;
}

function starred(found: string, { head, tail }: Rule): string {
  const country = /^(?:\+|00)?86(?=.{11})/.exec(found)?.[0] ?? '';
  const digits = found.slice(country.length).replace(/[^\dXx]/g, '');
  return `${country}${digits.slice(0, head)}${HIDDEN}${digits.slice(-tail)}`;
}

function number(body: string): RegExp {
  return new RegExp(`(?<![\\d*×]|\\d\\.)(?:${body})(?![\\d*×])`, 'g');
}
