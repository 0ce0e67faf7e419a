// Routes that no case takes, steps that never come, routes that cannot end, words published without an approval.
import { comesBefore, stepsBefore } from '../../steps-before.ts';
import { holds } from '../conditions.ts';
import type { Route, Step } from '../settle.ts';
import type { LintItem } from './item.ts';
import { resting, type Survey, type Surveyed } from './situations.ts';
import { spoken } from './spoken.ts';

/** Verbs of which the engine follows one a case. */
const ONCE: readonly Step['do'][] = ['grade', 'assign', 'check', 'archive'];
const ENDS: readonly Step['do'][] = ['archive', 'transfer'];

/** One route, the cases that take it, and those of them that stay on it. */
type Walk = {
  readonly survey: Survey;
  readonly route: Route;
  readonly path: string;
  readonly graded: readonly Surveyed[];
  readonly all: readonly Surveyed[];
  readonly rest: readonly Surveyed[];
};

export function routeErrors(survey: Survey): readonly LintItem[] {
  const still = resting(survey);
  return survey.policy.routes.flatMap((route, index) => {
    const own = (cases: readonly Surveyed[]) => cases.filter((c) => c.route === route);
    const graded = own(survey.graded);
    const all = [...graded, ...own(survey.early)];
    const path = `routes.${index}`;
    if (all.length === 0) {
      if (!survey.every || route.default) return [];
      const why = 'when 的情形不会出现，或者被前面的路线占了；路线从上往下取第一条符合的';
      return [{ path, clause: route.clause ?? null, message: `路线“${route.title}”没有事项会走到：${why}` }];
    }
    const walk = { survey, route, path, graded, all, rest: own(still) };
    return [
      ...neverComing(walk),
      ...withoutEnd(walk),
      ...neverHandedIn(walk),
      ...unapproved(walk),
      ...doubled(walk),
    ];
  });
}

function neverComing({ survey, route, path, all }: Walk): readonly LintItem[] {
  return route.steps.flatMap((step, i) => {
    const coming = all.filter((c) => c.steps.includes(step));
    if (coming.length === 0)
      return survey.every
        ? [item(step, `${path}.steps.${i}.when`, `环节“${step.title}”没有一种情形会走到，请改 when 或删去`)]
        : [];
    const end = (c: Surveyed) => [...stepsBefore(c.steps, step)].find((b) => ENDS.includes(b.do));
    const first = coming[0] === undefined ? undefined : end(coming[0]);
    if (first === undefined || !coming.every((c) => end(c) !== undefined)) return [];
    const message = `环节“${step.title}”排在“${first.title}”之后，事项那时已经结束，不会走到；请改 after`;
    return [item(step, `${path}.steps.${i}.after`, message)];
  });
}

function withoutEnd({ survey, route, path, rest }: Walk): readonly LintItem[] {
  const { policy } = survey;
  const at = (message: string): LintItem => ({
    path: `${path}.steps`,
    clause: route.clause ?? null,
    message: `路线“${route.title}”${message}，事项办不完`,
  });
  const stuck = rest.filter((c) => !c.steps.some((s) => ENDS.includes(s.do)));
  const find = route.steps.findIndex((s) => s.do === 'find');
  const finding = route.steps[find];
  const never = !route.steps.some((s) => ENDS.includes(s.do));
  return [
    ...(stuck.length === 0
      ? []
      : [
          never
            ? at('没有办结环节（do: archive）或移送环节（do: transfer）')
            : at(`在 ${spoken(policy, stuck, rest)} 时没有办结或移送环节`),
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
function neverHandedIn({ route, path, graded, rest }: Walk): readonly LintItem[] {
  const cases = [...graded, ...rest.filter((c) => c.early === null)];
  return (['grade', 'assign'] as const).flatMap((verb) => {
    for (const { steps, early } of cases) {
      const check = steps.find((s) => s.do === 'check' && s.owes.length > 0);
      if (
        check === undefined ||
        early?.steps.some((s) => s.do === verb && !comesBefore(early.steps, check, s))
      )
        continue;
      if (steps.some((s) => s.do === verb && !comesBefore(steps, check, s))) continue;
      const need = verb === 'grade' ? '定级' : '交办';
      const message = `环节“${check.title}”之前没有${need}环节（do: ${verb}），没有${need}就报送不了，事项办不完`;
      return [item(check, `${path}.steps.${route.steps.indexOf(check)}`, message)];
    }
    return [];
  });
}

function unapproved({ survey, route, path, all }: Walk): readonly LintItem[] {
  const { policy } = survey;
  return route.steps.flatMap((step, i) => {
    if (step.do !== 'publish') return [];
    const coming = all.filter((c) => c.steps.includes(step));
    const bare = coming.filter(
      (c) =>
        ![...stepsBefore(c.steps, step)].some(
          (b) =>
            b.do === 'approve' &&
            policy.approvals.some(
              (a) => a.thing === b.thing && a.chain.some((link) => holds(link.when, c.situation)),
            ),
        ),
    );
    if (bare.length === 0) return [];
    const message = `环节“${step.title}”之前没有审批（在 ${spoken(policy, bare, coming)} 时）；请在 after 里写上审核环节`;
    return [item(step, `${path}.steps.${i}.after`, message)];
  });
}

function doubled({ survey, route, path, all }: Walk): readonly LintItem[] {
  return ONCE.flatMap((verb) => {
    for (const { steps } of all) {
      const [first, second] = steps.filter((s) => s.do === verb);
      if (first === undefined || second === undefined) continue;
      const both = all.filter((c) => c.steps.includes(first) && c.steps.includes(second));
      const message = `环节“${first.title}”和“${second.title}”都是 do: ${verb}，在 ${spoken(survey.policy, both, all)} 时都适用；同一情形只能有一个`;
      return [item(second, `${path}.steps.${route.steps.indexOf(second)}.do`, message)];
    }
    return [];
  });
}

function item(step: Step, path: string, message: string): LintItem {
  return { path, clause: step.clause ?? null, message };
}
