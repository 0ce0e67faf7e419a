// From what a person wrote or tapped to the handler that understands it. Total: every text of any length gets an
// intent. Pure apart from what handlers look up on the desk.
import { findLinks } from '../intake/find-links.ts';
import { foldFullWidth } from '../intake/full-width.ts';
import { readReport } from '../intake/read-report.ts';
import { numberAt, numberInWords } from './case-number.ts';
import type { Handler, HandlerContext, TextGesture } from './define-handler.ts';
import type { Router } from './world.ts';

type Spelling = { readonly word: string; readonly handler: Handler };
/** `firm`: the word stands alone or a number follows it; otherwise other characters are glued to it. */
type Reading = Spelling & {
  readonly number: string | null;
  readonly rest: string;
  readonly firm: boolean;
  readonly spaced: boolean;
};

const COURTESY = /^(?:请|麻烦|帮我|帮忙|我要|我|已经|已)\s{0,3}/u;
/** Speaks of a case that is there already. */
const NUMBERED = /YQ-?\d{4}|(?<!\d)0\d{3}(?!\d)/iu;
const SUBJECT = /^(?:号)?(?:这个|这件|这条)?(?:舆情|事项|案件)?\s{0,3}/u;
const ASKING = /^(?:了|过)?\s*(?:吗|没有|没|么|呢|不了|[?？])[\s\p{P}\p{S}]*$/u;
/** `办结不了`, `签收没有…`: the opposite of the command, or a question. */
const UNDONE = /^(?:了|过)?(?:不[了能上]|没|吗)/u;
const ASKED_ALONE =
  /^(?:号|舆情|事项|的|现在|目前|是|查|查询|查一下|[?？]|情况|进展|进度|怎么样|怎样|到哪|一步|了|呢|如何|\s|\p{P})*$/u;
const EDGE = /^[\s\p{P}\p{S}\p{Cf}\p{M}]+/u;
/** The edge of a text, but not the sign in front of `#0001`. */
const OUTER_EDGE = /^(?:(?!#\s?\d|[(（[【]\s?\d)[\s\p{P}\p{S}\p{Cf}\p{M}])+/u;

/**
 * Builds the router over the handlers; `report`, `show`, `help` and `unknown` are also the ones it falls back on.
 * Texts come without the mention of the bot; `quoted` is the text of the message that is answered.
 */
export function createRouter(handlers: readonly Handler[]): Router {
  const spellings: readonly Spelling[] = handlers
    .flatMap((handler) => handler.words.map((word) => ({ word, handler })))
    .sort((a, b) => b.word.length - a.word.length);
  const named = (name: string): Handler | undefined => handlers.find((h) => h.name === name);

  const give = async (handler: Handler | undefined, context: HandlerContext, gesture: TextGesture) =>
    (await handler?.onText?.(context, gesture)) ?? { kind: 'answer' as const, lines: [] };

  return {
    ownWords(text) {
      const head = headOf(fold(text.trim()));
      const rest = readCommand(spellings, head)?.rest ?? '';
      const second = behindWord(rest);
      const third = behindWord(second);
      return [head, rest, second, third, behindWord(third)].filter((words) => words !== '');
    },

    async routeText(context, incoming) {
      const { quoted, pictures: own, held = 0 } = incoming;
      const pictures = own + held;
      const text = incoming.text.trim();
      const folded = fold(text);
      const plain = { word: '', number: null, rest: folded.trim(), text, quoted, pictures, held };
      const head = headOf(folded);
      const sign = /^[?？]+$/u.test(folded.trim()) ? '?' : null;
      if (sign !== null) return give(named('help'), context, { ...plain, word: sign });
      if (head === '') {
        const forReport = own > 0 || (quoted !== null && quoted.trim() !== '');
        const told = quotedNumber(quoted);
        if (told !== null) return give(named('show'), context, { ...plain, number: told });
        return give(named(forReport ? 'report' : 'help'), context, plain);
      }
      const first = numberAt(head, 0);
      if (first !== null && ASKED_ALONE.test(head.slice(first.end))) {
        return give(named('show'), context, { ...plain, number: first.number, rest: '' });
      }
      const reading = readCommand(spellings, head);
      const number = reading?.number ?? quotedNumber(quoted);
      if (reading !== null && number !== null && ASKING.test(reading.rest) && isOnCase(reading.handler)) {
        return give(named('show'), context, { ...plain, number, rest: '' });
      }
      if (reading !== null && fits(reading, text)) {
        return give(reading.handler, context, { ...plain, word: reading.word, number, rest: reading.rest });
      }
      if (isReport(text)) return give(named('report'), context, plain);
      const told = quotedNumber(quoted);
      if (told !== null && ASKED_ALONE.test(head)) {
        return give(named('show'), context, { ...plain, number: told, rest: '' });
      }
      if (quoted !== null && quoted.trim() !== '' && !NUMBERED.test(quoted) && !NUMBERED.test(head)) {
        return give(named('report'), context, plain);
      }
      return give(named('unknown'), context, {
        ...plain,
        number: (first ?? numberInWords(head))?.number ?? told,
      });
    },

    async routeTap(context, tap) {
      const handler = handlers.find((h) => h.taps.includes(tap.action) && h.onTap) ?? named('unknown');
      return (await handler?.onTap?.(context, tap)) ?? { kind: 'answer', lines: [] };
    },
  };
}

/** Without the people called first and the signs before the first word. */
function headOf(folded: string): string {
  return folded.replace(/^(?:@\S{1,30}\s+)+/u, '').replace(OUTER_EDGE, '');
}

/** What follows the first word, where that is more than a word of its own. */
function behindWord(text: string): string {
  const behind = tidy(text.replace(/^[^\s，,：:、；;]+/u, ''));
  return /[\s\p{P}]/u.test(behind) ? behind : '';
}

function isOnCase(handler: Handler): boolean {
  return handler.name !== 'report' && handler.help?.group !== '查询';
}

function isReport(text: string): boolean {
  return findLinks(text).length > 0 || readReport(text).workOrder !== null;
}

/** Whether the word at the front is really meant as the command, and not the beginning of something else. */
function fits({ handler, number, rest, firm, spaced }: Reading, text: string): boolean {
  if (handler.name === 'report') return true;
  if (isOnCase(handler)) {
    if (!firm && UNDONE.test(rest)) return false;
    if (handler.everyday === true && number === null) return firm && !isReport(text);
    // A forwarded title may begin `说明：…`; a person who means the command leaves a blank or names the case.
    return number !== null || (firm && spaced) || !isReport(text);
  }
  // 今日、台账、查…: ordinary sentences begin with these words too.
  if (number !== null && handler.name === 'show') return true;
  return !isReport(text) && [...rest].length <= (firm ? 12 : 4);
}

/** The command word at the front, the case number before it or in the first three words, and what is left. */
function readCommand(spellings: readonly Spelling[], head: string): Reading | null {
  const before = numberAt(head, 0);
  const tail = before === null ? head : head.slice(before.end).replace(EDGE, '').replace(SUBJECT, '');
  for (const start of new Set([tail, tail.replace(COURTESY, '')])) {
    const lower = start.toLowerCase();
    const spelling = spellings.find(({ word }) => lower.startsWith(word) && endsWell(word, lower));
    if (spelling === undefined) continue;
    const after = start.slice(spelling.word.length);
    const bare = after.replace(/^(?:了|一下)(?=$|[\s\p{P}\d]|YQ)/iu, '');
    const found = before ?? numberInWords(bare);
    const cut = before === null && found !== null;
    const rest = cut ? `${bare.slice(0, found.start)} ${bare.slice(found.end)}` : bare;
    const firm = found !== null || bare === '' || /^[\s\p{P}\p{S}\d]/u.test(bare);
    return { ...spelling, number: found?.number ?? null, rest: tidy(rest), firm, spaced: /^\s/.test(bare) };
  }
  return null;
}

/** Latin command words end at a word boundary: `helper` is not `help`. */
function endsWell(word: string, lower: string): boolean {
  return !/[a-z]$/.test(word) || !/^[a-z]/.test(lower.slice(word.length));
}

/** The one case a quoted message speaks of; null when it names none or several. */
function quotedNumber(quoted: string | null): string | null {
  const numbers = new Set<string>();
  for (const match of fold(quoted ?? '').matchAll(/YQ-(\d{4})-(\d{4,6})(?!\d)/giu)) {
    numbers.add(`YQ-${match[1]}-${match[2]}`);
  }
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}

function tidy(rest: string): string {
  return rest.replace(/^[\s，,：:、；;。.!！]+/u, '').trim();
}

/** Full-width letters and digits, and every kind of blank, as people's keyboards leave them. */
function fold(text: string): string {
  return foldFullWidth(text).replace(/[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/gu, ' ');
}
