// Routes that no case takes, steps that never come, routes that cannot end, words published without an approval.
import type { Situation } from '../conditions.ts';
import { holds } from '../conditions.ts';
import type { PolicyFile, Route, Step } from '../schema.ts';
import type { LintItem } from './item.ts';
import { factsOf, isEverySituation, routeOpened, situationsOf, spoken } from './situations.ts';

/** Verbs of which the engine follows one a case. */
const ONCE: readonly Step['do'][] = ['grade', 'assign', 'check', 'archive'];

export function routeErrors(policy: PolicyFile): readonly LintItem[] {
  const situations = situationsOf(policy);
  const every = isEverySituation(policy);
  return policy.routes.flatMap((route, index) => {
    const path = `routes.${index}`;
    const clause = route.clause ?? null;
    if (every && !route.default && !factsOf(policy).some((facts) => routeOpened(policy, facts) === route)) {
      const why = '路线在立案时选定，那时还没有等级，只能按事实（fact）分；前面的路线也不能把它的情形都占了';
      return [{ path, clause, message: `路线“${route.title}”没有事项会走到：${why}` }];
    }
    const own = situations.filter((s) => routeOpened(policy, s.facts) === route);
    return [
      ...(every ? neverComing(route, path, own) : []),
      ...withoutEnd(policy, route, path, own),
      ...neverHandedIn(route, path, own),
      ...unapproved(policy, route, path, own),
      ...doubled(policy, route, path, own),
      ...owingInVain(route, path),
    ];
  });
}

const applying = (route: Route, situation: Situation): readonly Step[] =>
  route.steps.filter((s) => holds(s.when, situation));

function neverComing(route: Route, path: string, situations: readonly Situation[]): readonly LintItem[] {
  return route.steps.flatMap((step, i) =>
    situations.length === 0 || situations.some((s) => holds(step.when, s))
      ? []
      : [item(step, `${path}.steps.${i}.when`, `环节“${step.title}”没有一种情形会走到，请改 when 或删去`)],
  );
}

function withoutEnd(
  policy: PolicyFile,
  route: Route,
  path: string,
  situations: readonly Situation[],
): readonly LintItem[] {
  const clause = route.clause ?? null;
  if (!route.steps.some((s) => s.do === 'archive'))
    return [
      {
        path: `${path}.steps`,
        clause,
        message: `路线“${route.title}”没有办结环节（do: archive），事项办不完`,
      },
    ];
  const stuck = situations.find((s) => !applying(route, s).some((step) => step.do === 'archive'));
  const find = route.steps.findIndex((s) => s.do === 'find');
  const finding = route.steps[find];
  return [
    ...(stuck === undefined
      ? []
      : [
          {
            path: `${path}.steps`,
            clause,
            message: `路线“${route.title}”在 ${spoken(policy, stuck)} 时没有办结环节，事项办不完`,
          },
        ]),
    ...(finding === undefined || policy.outcomes.length > 0
      ? []
      : [
          item(
            finding,
            `${path}.steps.${find}`,
            `环节“${finding.title}”要定结论，但 outcomes 里一个也没有，事项办不完`,
          ),
        ]),
  ];
}

/** A unit can hand in only what it was given, at a grade: both must be able to come before the check is done. */
function neverHandedIn(route: Route, path: string, situations: readonly Situation[]): readonly LintItem[] {
  return (['grade', 'assign'] as const).flatMap((verb) => {
    for (const situation of situations) {
      const steps = applying(route, situation);
      const check = steps.find((s) => s.do === 'check' && s.owes.length > 0);
      if (check === undefined || steps.some((s) => s.do === verb && !before(steps, s).includes(check)))
        continue;
      const need = verb === 'grade' ? '定级' : '交办';
      const message = `环节“${check.title}”之前没有${need}环节（do: ${verb}），没有${need}就报送不了，事项办不完`;
      return [item(check, `${path}.steps.${route.steps.indexOf(check)}`, message)];
    }
    return [];
  });
}

function unapproved(
  policy: PolicyFile,
  route: Route,
  path: string,
  situations: readonly Situation[],
): readonly LintItem[] {
  return route.steps.flatMap((step, i) => {
    if (step.do !== 'publish') return [];
    const bare = situations.find(
      (s) => holds(step.when, s) && !before(applying(route, s), step).some((b) => b.do === 'approve'),
    );
    if (bare === undefined) return [];
    const message = `环节“${step.title}”之前没有审批（在 ${spoken(policy, bare)} 时）；请在 after 里写上审核环节`;
    return [item(step, `${path}.steps.${i}.after`, message)];
  });
}

/** Everything that must be done first; a step that does not apply holds up nothing, nor does what stands before it. */
function before(steps: readonly Step[], step: Step): readonly Step[] {
  const found = new Set<Step>();
  const waiting = [...step.after];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const earlier = steps.find((s) => s.id === id);
    if (earlier === undefined || found.has(earlier)) continue;
    found.add(earlier);
    waiting.push(...earlier.after);
  }
  return [...found];
}

function doubled(
  policy: PolicyFile,
  route: Route,
  path: string,
  situations: readonly Situation[],
): readonly LintItem[] {
  return ONCE.flatMap((verb) => {
    for (const situation of situations) {
      const [first, second] = applying(route, situation).filter((s) => s.do === verb);
      if (first === undefined || second === undefined) continue;
      const message = `环节“${first.title}”和“${second.title}”都是 do: ${verb}，在 ${spoken(policy, situation)} 时都适用；同一情形只能有一个`;
      return [item(second, `${path}.steps.${route.steps.indexOf(second)}.do`, message)];
    }
    return [];
  });
}

function owingInVain(route: Route, path: string): readonly LintItem[] {
  return route.steps.flatMap((step, i) =>
    step.owes.length === 0 || step.do === 'check'
      ? []
      : [
          item(
            step,
            `${path}.steps.${i}.owes`,
            `环节“${step.title}”不是核查（do: check），它的 owes 不起作用；请移到核查环节`,
          ),
        ],
  );
}

function item(step: Step, path: string, message: string): LintItem {
  return { path, clause: step.clause ?? null, message };
}
