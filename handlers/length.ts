// A length of time as staff write it: 5个工作日, 三天, 2小时, 半小时, 30分钟.
const DIGITS = '零一二三四五六七八九';
const NUMBER = '(\\d{1,4}(?:\\.\\d)?|[零一二两三四五六七八九十]{1,3}|半)';
const FORMS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${NUMBER}\\s*个?\\s*工作日`, 'u'), 'wd'],
  [new RegExp(`${NUMBER}\\s*个?\\s*(?:自然日|日历日|天|日)`, 'u'), 'd'],
  [new RegExp(`${NUMBER}\\s*个?\\s*(?:小时|钟头)`, 'u'), 'h'],
  [new RegExp(`${NUMBER}\\s*分钟?`, 'u'), 'm'],
];

/** `5wd`, and the text without it; null when the text names no length that can be kept. */
export function takeLength(text: string): { readonly length: string; readonly rest: string } | null {
  for (const [form, unit] of FORMS) {
    const match = form.exec(text);
    if (match?.[1] === undefined) continue;
    const amount = amountOf(match[1]);
    if (amount === null || amount <= 0 || (unit === 'wd' && !Number.isInteger(amount))) return null;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return {
      length: `${amount}${unit}`,
      rest: rest.replace(/(?:^|\s)(?:延长|延期|再给)(?=\s|$)/gu, ' ').trim(),
    };
  }
  return null;
}

function amountOf(word: string): number | null {
  if (/^\d/.test(word)) return Number(word);
  if (word === '半') return 0.5;
  const value = (c: string): number => DIGITS.indexOf(c === '两' ? '二' : c);
  const [tens = '', ones = '', more] = word.split('十');
  if (!word.includes('十')) return [...word].length === 1 ? value(word) : null;
  if (more !== undefined) return null;
  return (tens === '' ? 1 : value(tens)) * 10 + (ones === '' ? 0 : value(ones));
}
