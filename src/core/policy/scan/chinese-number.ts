// Numbers as clauses are counted: 一, 十二, 二十, 一百零三, also 12.
const DIGITS = '零一二三四五六七八九';

/** Null where the text is no number below a thousand. */
export function chineseNumber(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const match =
    /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?$/.exec(text);
  if (match === null || text === '') return null;
  const digit = (char: string | undefined): number =>
    char === undefined ? 0 : char === '两' ? 2 : DIGITS.indexOf(char);
  const tens = match[3] === undefined ? 0 : (match[2] === undefined ? 1 : digit(match[2])) * 10;
  return digit(match[1]) * 100 + tens + digit(match[4]);
}
