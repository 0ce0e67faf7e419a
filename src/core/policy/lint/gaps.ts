// Where the 制度 is silent. Nothing is filled in: it is said, and shown as 本制度未规定.
import { holds } from '../conditions.ts';
import type { PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';
import { owedSomewhere } from './limit-errors.ts';
import { isEverySituation, situationsOf, spoken } from './situations.ts';

export function policyGaps(policy: PolicyFile): readonly LintItem[] {
  return [...withoutLimit(policy), ...withoutReport(policy), ...withoutFallback(policy)];
}

/** Each grade × deliverable that is owed and has no limit, with the facts it happens under where they matter. */
function withoutLimit(policy: PolicyFile): readonly LintItem[] {
  const owed = owedSomewhere(policy);
  const situations = situationsOf(policy);
  return policy.grades.flatMap((grade) =>
    policy.deliverables.flatMap((d, i): LintItem[] => {
      const due = situations.filter((s) => s.grade === grade.id && owed.has(d.id) && holds(d.when, s));
      const bare = due.filter((s) => !policy.limits.some((l) => l.of === d.id && holds(l.when, s)));
      const [first] = bare;
      if (first === undefined) return [];
      const where = bare.length === due.length ? `等级 ${grade.name}` : spoken(policy, first);
      const message = `${where}：“${d.title}”的时限，本制度未规定`;
      return [{ path: `deliverables.${i}`, clause: d.clause ?? null, message }];
    }),
  );
}

function withoutReport(policy: PolicyFile): readonly LintItem[] {
  if (!isEverySituation(policy)) return [];
  const owed = owedSomewhere(policy);
  const situations = situationsOf(policy);
  return policy.grades.flatMap((grade, i) => {
    const own = situations.filter((s) => s.grade === grade.id);
    if (policy.deliverables.some((d) => owed.has(d.id) && own.some((s) => holds(d.when, s)))) return [];
    const message = `等级 ${grade.name}：报送什么、何时报送，本制度未规定`;
    return [{ path: `grades.${i}`, clause: grade.clause ?? null, message }];
  });
}

/** 事发 may stay unknown for ever; every other start comes by itself. */
function withoutFallback(policy: PolicyFile): readonly LintItem[] {
  return policy.limits.flatMap((limit, i) =>
    limit.from === 'occurred' && limit.unknown === undefined
      ? [
          {
            path: `limits.${i}.unknown`,
            clause: limit.clause ?? null,
            message: `时限 ${limit.id}：事发时间不详时从何时起算，本制度未规定`,
          },
        ]
      : [],
  );
}
