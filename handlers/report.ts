// 登记: a matter that somebody saw or was told, as a new case.
import type { Intent, TextGesture } from '../src/app/define-handler.ts';
import { defineHandler } from '../src/app/define-handler.ts';
import type { ReportContent } from '../src/core/events.ts';
import { readReport } from '../src/intake/read-report.ts';
import { emptyReportLines } from '../templates/texts/unknown.ts';
import { reportedUp } from './done.ts';
import { factsOfReport } from './source-fact.ts';

const MOST = 20_000;
/** These words only ask for the case to be opened; 来电 and the like are part of what happened. */
const ASKING: ReadonlySet<string> = new Set(['登记', '上报', '报送舆情']);

/** `登记 内容`, a link, a work order, a telephone call, or the quoted message. */
export const report = defineHandler({
  name: 'report',
  words: ['登记', '上报', '报送舆情', '来电', '群众来电', '市民来电', '电话反映'],
  taps: [],
  help: { usage: '登记 链接或情况', meaning: '登记一件舆情；也可直接发链接或引用消息', group: '报送' },
  onText: async (context, gesture): Promise<Intent> => {
    const up = gesture.word === '上报' ? await reportedUp(context, gesture) : null;
    if (up !== null) return up;
    const { policy } = context;
    const content = contentOf(gesture);
    if (content === null) {
      const own = gesture.pictures - gesture.held;
      // On a phone pictures come one by one and without a word: they wait for it.
      if (own > 0 && context.place === 'single') return { kind: 'hold-media' };
      return { kind: 'answer', lines: emptyReportLines(own) };
    }
    return { kind: 'report', report: content, facts: factsOfReport(policy, content.text) };
  },
});

function contentOf(gesture: TextGesture): ReportContent | null {
  const own = ownPart(gesture);
  // What we wrote ourselves is no report.
  const quoted = /YQ-\d{4}-\d/i.test(gesture.quoted ?? '') ? '' : (gesture.quoted?.trim() ?? '');
  const text = [own, quoted].filter((part) => part !== '').join('\n');
  if (!/[\p{L}\p{N}]/u.test(text) || /^(?:来电|群众来电|市民来电|电话反映)[\s\p{P}]*$/u.test(text))
    return null;
  const { title, links } = readReport(text);
  const quotedTitle = quoted === '' ? null : readReport(quoted).title;
  return {
    text: text.length <= MOST ? text : [...text].slice(0, MOST).join(''),
    title: quotedTitle ?? title,
    links: links.map(({ short: _, ...link }) => link),
    pictures: gesture.pictures,
  };
}

/** The person's own words, as written, without the word that asked for the case. */
function ownPart({ text, word }: TextGesture): string {
  const at = ASKING.has(word) ? text.indexOf(word) : -1;
  if (at === -1) return text.trim();
  return text
    .slice(at + word.length)
    .replace(/^(?:一下|：|:|，|,|\s)+/u, '')
    .trim();
}
