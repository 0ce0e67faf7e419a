// Links of an approval and opinions that no case ever needs.
import { holds } from '../conditions.ts';
import type { LintItem } from './item.ts';
import type { Survey } from './situations.ts';

/** Opinions whose condition holds in no case that comes to the step. */
export function consultErrors({ policy, every, graded, early }: Survey): readonly LintItem[] {
  if (!every) return [];
  const cases = [...graded, ...early];
  const steps = policy.routes.flatMap((route, i) =>
    route.steps.map((step, j) => ({
      ...step,
      path: `routes.${i}.steps.${j}`,
      coming: cases.filter((c) => c.steps.includes(step)),
    })),
  );
  const approvals = policy.approvals.map((approval, i) => ({
    ...approval,
    path: `approvals.${i}`,
    coming: steps.filter((s) => s.thing === approval.thing).flatMap((s) => s.coming),
  }));
  return [...steps, ...approvals].flatMap(({ title, path, consult, coming, clause }) =>
    consult.flatMap(({ when }, k): LintItem[] => {
      if (when === undefined || coming.length === 0) return [];
      if (coming.some((c) => holds(when, c.situation))) return [];
      const message = `“${title}”征求意见的第 ${k + 1} 项没有一种情形用得到，请核对 when`;
      return [{ path: `${path}.consult.${k}.when`, clause: clause ?? null, message }];
    }),
  );
}

export function approvalErrors({ policy, every, graded, early }: Survey): readonly LintItem[] {
  if (!every) return [];
  return policy.approvals.flatMap((approval, i) => {
    const asked = [...graded, ...early].filter((c) => c.steps.some((s) => s.thing === approval.thing));
    if (asked.length === 0) return [];
    return approval.chain.flatMap((link, j): LintItem[] => {
      if (link.when === undefined || asked.some((c) => holds(link.when, c.situation))) return [];
      const message = `审批“${approval.title}”第 ${j + 1} 道没有一种情形用得到，请核对 when`;
      const clause = link.clause ?? approval.clause ?? null;
      return [{ path: `approvals.${i}.chain.${j}.when`, clause, message }];
    });
  });
}
