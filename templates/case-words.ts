// How a case is called in one line, and how its people, grades and units are.
import type { Bureau } from '../src/core/bureau.ts';
import { fullUnitName, nameOf, unitById } from '../src/core/bureau.ts';
import { shortMoment } from '../src/core/calendar/shanghai.ts';
import type { Case, Mark } from '../src/core/case.ts';
import type { ReportContent } from '../src/core/events.ts';
import type { Policy } from '../src/core/policy/load.ts';
import type { Step } from '../src/core/policy/settle.ts';
import { openLink, openSteps } from '../src/core/steps.ts';
import { quoted, words } from './quoting.ts';

/** `YQ-2026-0001` → `0001`. */
export function shortNumber(number: string): string {
  return number.split('-').at(-1) ?? number;
}

/** The title of a report, or the first words of its text. */
export function plainTitle(report: ReportContent, max: number): string {
  const given = words(report.title ?? '', max);
  if (given !== '') return given;
  const text = report.links.reduce((rest, link) => rest.replaceAll(link.url, ' '), report.text);
  return words(text, max) || '无标题';
}

/** `YQ-2026-0001「夜市油烟扰民」`. */
export function caseName(c: Case, max = 24): string {
  return `${c.number}${quoted(plainTitle(c.report, max), max)}`;
}

/** `微博`, `微博、抖音`; null when nothing was linked. */
export function platformsOf(report: ReportContent): string | null {
  const names = [...new Set(report.links.map((link) => words(link.platformName, 20)))];
  return names.length === 0 ? null : names.join('、');
}

/** Longest name shown; no real one comes near. */
const LONGEST_NAME = 40;

/**
 * Names never mention or mislead. Numbers in them are masked: of somebody whom the bureau file does not know there is
 * only the account, which is a telephone number in many places, and address books keep numbers beside names.
 */
export function personName(bureau: Bureau, person: string): string {
  return person === 'system' ? '系统' : words(nameOf(bureau, person), LONGEST_NAME) || '未知';
}

/** `王建国 11-20 14:03`. */
export function markWords(bureau: Bureau, mark: Mark): string {
  return `${personName(bureau, mark.by)} ${shortMoment(mark.at)}`;
}

/** The grade's name for an id; what was written when the policy does not know it. */
export function gradeName(policy: Policy, id: string): string {
  return policy.grades.find((g) => g.id === id)?.name ?? words(id, 20);
}

/** As `gradeName`, for units. */
export function unitName(bureau: Bureau, id: string): string {
  const unit = unitById(bureau, id);
  return unit === undefined ? words(id, 20) : fullUnitName(bureau, unit);
}

/** As `gradeName`, for marks. */
export function markName(policy: Policy, id: string): string {
  return policy.marks.find((m) => m.id === id)?.title ?? words(id, 20);
}

/** `执法一科、执法二科`: the unit in charge and those that handle it with it. */
export function unitNames(bureau: Bureau, c: Case): string {
  return c.unit === null ? '' : [c.unit.id, ...c.unit.with].map((id) => unitName(bureau, id)).join('、');
}

/** As `gradeName`, for conclusions. */
export function outcomeName(policy: Policy, id: string): string {
  return policy.outcomes.find((o) => o.id === id)?.title ?? words(id, 20);
}

/** Where the matter stands: `等领导小组定级交办`, `执法一科核查中`, `已办结`. */
export function stateWords(policy: Policy, bureau: Bureau, c: Case): string {
  if (c.closed !== null && c.closed.to !== null)
    return `已移送${words(c.closed.to, 20)}（${markWords(bureau, c.closed)}）`;
  if (c.closed !== null) return `已办结（${markWords(bureau, c.closed)}）`;
  const unit = unitNames(bureau, c);
  const open = openSteps(policy, c);
  const isOpen = (verb: Step['do']): boolean => open.some((s) => s.do === verb);
  if (c.grade === null && (isOpen('grade') || open.length === 0)) return '待定级';
  if (c.unit === null && (isOpen('assign') || open.length === 0)) return '待交办';
  if (c.unit !== null && isOpen('check')) return `${unit}核查中`;
  if (openLink(policy, c) !== null) return '审核中';
  return open.length === 0 ? `${unit}承办` : `待${open.map((s) => s.title).join('、')}`;
}
