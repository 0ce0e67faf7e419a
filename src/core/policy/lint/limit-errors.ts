// Limits that contradict themselves, or that nothing is held to.
import { roughlyMs } from '../../calendar/duration.ts';
import { holds } from '../conditions.ts';
import type { Deliverable, Limit, Policy } from '../settle.ts';
import type { LintItem } from './item.ts';
import type { Survey, Surveyed } from './situations.ts';

export function limitErrors(survey: Survey): readonly LintItem[] {
  const { policy, every } = survey;
  const owed = owedSomewhere(policy);
  return policy.limits.flatMap((limit, i) => {
    const at = (key: string, message: string): LintItem => ({
      path: `limits.${i}.${key}`,
      clause: limit.clause ?? null,
      message: `时限 ${limit.id} ${message}`,
    });
    const deliverable = policy.deliverables.find((d) => d.id === limit.of);
    const never = every && casesUnder(survey, limit).length === 0;
    return [
      ...(deliverable !== undefined && !owed.has(limit.of)
        ? [at('of', `限的“${deliverable.title}”没有核查环节欠它，请写进 owes 或删去时限`)]
        : []),
      ...idleOn(policy, limit.of).map((message) => at('of', message)),
      ...(never ? [at('when', '没有一种情形适用，请核对 when 和它所限事项自己的 when')] : []),
      ...lengths(limit).map(({ key, message }) => at(key, message)),
      ...startProblems(policy, limit).map((message) => at('from.step', message)),
    ];
  });
}

/** What nobody is ever held to, whatever its limit. */
function idleOn(policy: Policy, of: string): readonly string[] {
  const steps = policy.routes.flatMap((r) => r.steps).filter((s) => s.id === of);
  const paper = policy.papers.find((p) => p.id === of);
  if (steps.some((s) => s.do === 'receive'))
    return ['限的是接收登记，登记了才有事项，限不住；可以限它后面的环节'];
  if (steps.some((s) => s.do === 'check')) return ['限的是核查，核查以报送为准；请限它欠的报送（owes）'];
  if (paper === undefined) return [];
  if (paper.trigger === 'period') return ['限的是按时间出的专报，它的时间就是 period，请删去时限'];
  return paper.from === undefined ? [`限的“${paper.title}”没有写由谁写（from），限不住谁`] : [];
}

function lengths({ within, extend }: Limit): readonly { readonly key: string; readonly message: string }[] {
  if (!('max' in within)) return [];
  const { aim, max } = within;
  return [
    ...(aim !== undefined && roughlyMs(aim) > roughlyMs(max)
      ? [{ key: 'within.aim', message: `力争 ${aim} 比最迟 ${max} 还长，请改其中一个` }]
      : []),
    ...(extend !== null && roughlyMs(extend.max_total) <= roughlyMs(max)
      ? [
          {
            key: 'extend.max_total',
            message: `连同延长一共最多 ${extend.max_total}，不比原来的 ${max} 长；max_total 是总时长，不是延长的部分`,
          },
        ]
      : []),
  ];
}

/** A step that the same case never passes starts no clock. */
function startProblems(policy: Policy, { from, of }: Limit): readonly string[] {
  if (typeof from !== 'object' || !('step' in from)) return [];
  if (from.step === of) return ['从它自己做完时起算，请改 from'];
  if (policy.papers.some((p) => p.id === of)) return [];
  const together = policy.routes.some(
    ({ steps }) =>
      steps.some((s) => s.id === from.step) && steps.some((s) => s.id === of || s.owes.includes(of)),
  );
  return together ? [] : [`起算的环节 ${from.step} 和它所限的事项不在同一条路线上，永远不起算`];
}

/** The cases in which a limit holds somebody to something. */
export function casesUnder(survey: Survey, limit: Limit): readonly Surveyed[] {
  return [...survey.graded, ...survey.early].filter(
    (c) => c.owed.has(limit.of) && holds(limit.when, c.situation),
  );
}

/** Deliverables that some checking step owes. */
export function owedSomewhere(policy: { readonly routes: readonly Checked[] }) {
  const checks = policy.routes.flatMap((r) => r.steps).filter((s) => s.do === 'check');
  return new Set<Deliverable['id']>(checks.flatMap((s) => s.owes));
}

type Checked = { readonly steps: readonly { readonly do: string; readonly owes: readonly string[] }[] };

/** What a limit is on, in words. */
export function limitedTitle(policy: Pick<Policy, 'deliverables' | 'routes' | 'papers'>, of: string): string {
  const all = [...policy.deliverables, ...policy.routes.flatMap((r) => r.steps), ...policy.papers];
  return all.find((x) => x.id === of)?.title ?? of;
}
