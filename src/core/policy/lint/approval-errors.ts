// Links of an approval that no case ever needs.
import { holds } from '../conditions.ts';
import type { LintItem } from './item.ts';
import type { Survey } from './situations.ts';

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
