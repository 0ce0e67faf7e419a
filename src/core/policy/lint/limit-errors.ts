// Limits that contradict themselves or each other, or that nothing is held to.
import { roughlyMs } from '../../calendar/duration.ts';
import { holds } from '../conditions.ts';
import type { Deliverable, PolicyFile } from '../schema.ts';
import type { LintItem } from './item.ts';
import { isEverySituation, situationsOf, spoken } from './situations.ts';

export function limitErrors(policy: PolicyFile): readonly LintItem[] {
  const situations = situationsOf(policy);
  const every = isEverySituation(policy);
  const owed = owedSomewhere(policy);
  return policy.limits.flatMap((limit, i) => {
    const at = (key: string, message: string): LintItem => ({
      path: `limits.${i}.${key}`,
      clause: limit.clause ?? null,
      message: `时限 ${limit.id} ${message}`,
    });
    const { aim = undefined, max = '1d' } = 'max' in limit.within ? limit.within : {};
    const deliverable = policy.deliverables.find((d) => d.id === limit.of);
    const meant = situations.filter((s) => holds(limit.when, s) && holds(deliverable?.when, s));
    const other = policy.limits
      .slice(0, i)
      .find((l) => l.of === limit.of && meant.some((s) => holds(l.when, s)));
    const both = meant.find((s) => other !== undefined && holds(other.when, s));
    return [
      ...(owed.has(limit.of)
        ? []
        : [at('of', `限的“${deliverable?.title ?? limit.of}”没有核查环节欠它，请写进 owes 或删去时限`)]),
      ...(aim !== undefined && roughlyMs(aim) > roughlyMs(max)
        ? [at('within.aim', `力争 ${aim} 比最迟 ${max} 还长，请改其中一个`)]
        : []),
      ...(meant.length === 0 && every ? [at('when', '没有一种情形适用，请核对 when 和报送自己的 when')] : []),
      ...(other === undefined || both === undefined
        ? []
        : [
            at(
              'when',
              `和时限 ${other.id} 在 ${spoken(policy, both)} 时都限着“${deliverable?.title ?? limit.of}”，请用 when 分开`,
            ),
          ]),
    ];
  });
}

/** Deliverables that some checking step owes. */
export function owedSomewhere(policy: PolicyFile): ReadonlySet<Deliverable['id']> {
  const checks = policy.routes.flatMap((r) => r.steps).filter((s) => s.do === 'check');
  return new Set(checks.flatMap((s) => s.owes));
}
