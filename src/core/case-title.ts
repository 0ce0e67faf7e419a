// What a case is called in lists: the title that came with it, or the first words of the report.
import type { Case } from './case.ts';

const LENGTH = 30;

/** At most 30 characters, one line, never empty. Not masked; templates do that. */
export function caseTitle(c: Case): string {
  const text = (c.report.title ?? c.report.text).replaceAll(/\s+/g, ' ').trim();
  const letters = [...text];
  if (letters.length === 0) return c.report.links[0]?.platformName ?? '无标题';
  return letters.length <= LENGTH ? text : `${letters.slice(0, LENGTH - 1).join('')}…`;
}
