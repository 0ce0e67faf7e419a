// What stands in the group when a matter is registered.
import type { Bureau } from '../../src/core/bureau.ts';
import { shortMoment } from '../../src/core/calendar/shanghai.ts';
import type { Case } from '../../src/core/case.ts';
import { personName, plainTitle, platformsOf, shortNumber } from '../case-words.ts';
import { CALL } from '../how-to.ts';
import { quoted } from '../quoting.ts';

/** Links shown in a receipt; the rest is counted. */
const LINKS = 3;

/** Number, title, platform, link, reporter, earlier cases, who is asked now, and how to ask for it. */
export function receiptLines(context: {
  readonly bureau: Bureau;
  readonly case: Case;
  /** Who is asked and for what, e.g. `分管领导定级交办`; null when the route does not ask anybody. */
  readonly waitsFor: string | null;
}): readonly string[] {
  const { bureau, case: c, waitsFor } = context;
  const { links, pictures } = c.report;
  const n = shortNumber(c.number);
  return [
    `已登记 ${c.number}`,
    quoted(plainTitle(c.report, 60), 60),
    platformsOf(c.report) === null ? '没有链接，按电话或口头反映登记' : `平台：${platformsOf(c.report)}`,
    ...links.slice(0, LINKS).map((link) => `链接：${link.url}`),
    ...(links.length > LINKS ? [`另有 ${links.length - LINKS} 个链接已一并登记`] : []),
    ...(pictures > 0 ? [`图片：${pictures} 张`] : []),
    `报送：${personName(bureau, c.reporter)} ${shortMoment(c.openedAt)}`,
    ...(c.related.length > 0 ? [`同一链接此前办过：${c.related.join('、')}`] : []),
    ...(waitsFor === null ? [] : [`已请${waitsFor}。`]),
    `随时查看：${CALL} ${n}`,
  ];
}
