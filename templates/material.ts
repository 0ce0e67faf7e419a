// The words that an approval is about: what the unit handed in, or what the step before it put on record.
import type { Bureau } from '../src/core/bureau.ts';
import type { Case, Mark } from '../src/core/case.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { draftBefore, isRecorded, routeOf } from '../src/core/steps.ts';
import { unitName } from './case-words.ts';

type Subject = { readonly policy: Policy; readonly bureau: Bureau; readonly case: Case };
export type Material = Mark & { readonly text: string; readonly pictures: number };

/** The latest paper that the unit handed in, with its text. */
export function latestPaper(c: Case): Case['submissions'][number] | undefined {
  return c.submissions.findLast((s) => s.form === 'written') ?? c.submissions.at(-1);
}

/** What is before the people who approve `thing`; undefined when nothing was written. */
export function materialOf(subject: Subject, thing: string): Material | undefined {
  const { policy, case: c } = subject;
  const step = routeOf(policy, c).steps.find((s) => s.do === 'approve' && s.thing === thing);
  const work = step === undefined ? undefined : draftBefore(policy, c, step);
  if (work === undefined || !isRecorded(work)) return papersTogether(subject);
  return c.records.findLast((r) => r.step === work.id);
}

/** The latest paper of each of several units, one below the other. */
function papersTogether({ bureau, case: c }: Subject): Material | undefined {
  const last = latestPaper(c);
  const units = c.unit === null ? [] : [c.unit.id, ...c.unit.with];
  const papers = units.flatMap((unit) => {
    const paper = c.submissions.findLast((s) => s.form === 'written' && s.unit === unit);
    return paper === undefined ? [] : [{ unit, paper }];
  });
  if (last === undefined || papers.length < 2) return last;
  return {
    ...last,
    text: papers.map(({ unit, paper }) => `${unitName(bureau, unit)}：${paper.text}`).join('\n'),
    pictures: papers.reduce((sum, { paper }) => sum + paper.pictures, 0),
  };
}
