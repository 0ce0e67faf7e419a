// What people report, and what they write, is shown as their words and never as ours: one line, in quotation marks,
// without anything that could mention somebody, open a tag or turn the line around.
import { masked } from './masking.ts';
import { remembered } from './remembered.ts';

const BREAKS = /[\s\p{Zl}\p{Zp}]+/gu;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;

/** Without control, bidi and zero-width characters, and without anything a platform reads as a mention or a tag. */
export const harmless = remembered((text: string): string => {
  return (
    text
      .replace(BREAKS, ' ')
      .replace(UNSEEN, '')
      // What stood between two blanks is gone.
      .replace(/ {2,}/g, ' ')
      .replace(/<(?=[@/!a-z])/gi, '＜')
      .replace(/@(?=\s*(?:all(?![a-z0-9_])|所有人|全体))/gi, '＠')
      .replaceAll('](', '] (')
      .trim()
  );
});

/** At most `max` characters (code points), the last an … when something was cut. */
export function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`;
}

/** Somebody's words inside our own sentence or card: harmless, masked, cut, without quotation marks. */
export function words(text: string, max: number): string {
  return cut(masked(harmless(text)), max);
}

/** Reported text as a quotation: harmless, masked, at most `max` characters between 「」. */
export function quoted(text: string, max: number): string {
  return `「${words(inner(text), max)}」`;
}

/** As `quoted`, but personal numbers stay readable: only for those who handle the case, one to one. */
export function verbatim(text: string, max: number): string {
  return `「${cut(harmless(inner(text)), max)}」`;
}

/**
 * A paper of several paragraphs, each on a line of its own behind a bar that our own lines never carry; at most `max`
 * characters in all. Personal numbers stay readable, as in `verbatim`.
 */
export function verbatimLines(text: string, max: number): readonly string[] {
  const paragraphs = text.split(/[\r\n\u2028\u2029]+/).filter((line) => harmless(line) !== '');
  if (paragraphs.length < 2) return [verbatim(text, max)];
  const lines: string[] = [];
  let room = max;
  for (const paragraph of paragraphs) {
    if (room <= 0) break;
    const line = cut(harmless(paragraph), room);
    lines.push(`｜${line}`);
    room -= [...line].length;
  }
  return room <= 0 && lines.length < paragraphs.length ? [...lines, '｜（以下略）'] : lines;
}

/** A quotation must not end before we end it. */
function inner(text: string): string {
  return text.replaceAll('「', '『').replaceAll('」', '』');
}
