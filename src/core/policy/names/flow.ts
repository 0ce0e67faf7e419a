// Names in routes, steps and approvals.
import type { PolicyFile } from '../schema.ts';
import { type Checker, ids, type PartyOrAsked, type Path } from './checker.ts';
import { checkCondition } from './conditions.ts';

type Consulted = PolicyFile['approvals'][number]['consult'][number];
type Route = PolicyFile['routes'][number];
type Step = Route['steps'][number];

export function checkRoutes(checker: Checker): void {
  const { policy, say } = checker;
  const defaults = policy.routes.filter((r) => r.default).length;
  if (defaults !== 1) say(['routes'], `须有且只有一条缺省路线（default: true），现有 ${defaults} 条`);
  for (const [i, route] of policy.routes.entries()) {
    checkCondition(checker, route.when, `路线 ${route.id}`, ['routes', i, 'when']);
    for (const [j, step] of route.steps.entries()) checkStep(checker, route, step, ['routes', i, 'steps', j]);
    const circle = circleIn(route);
    if (circle === null) continue;
    const message = `路线 ${route.id} 的环节互相等待：${circle.join(' → ')}，请去掉其中一个 after`;
    say(['routes', i, 'steps'], message);
  }
}

function checkStep(checker: Checker, route: Route, step: Step, path: Path): void {
  const { policy, known, party } = checker;
  const at = `路线 ${route.id} 环节 ${step.id}`;
  party(step.by, at, [...path, 'by']);
  checkParties(checker, step.cc, `${at} 抄送`, [...path, 'cc']);
  checkParties(checker, step.to, `${at} to`, [...path, 'to']);
  checkConsulted(checker, step.consult, `${at} 征求意见`, [...path, 'consult']);
  for (const [k, before] of step.after.entries())
    known(ids(route.steps), before, `${at} after`, [...path, 'after', k]);
  for (const [k, owed] of step.owes.entries())
    known(ids(policy.deliverables), owed, `${at} owes`, [...path, 'owes', k]);
  const things = policy.approvals.map((a) => a.thing);
  if (step.do === 'approve') known(things, step.thing ?? '（空）', `${at} thing`, [...path, 'thing']);
  if (step.source !== undefined) known(ids(policy.facts), step.source, `${at} source`, [...path, 'source']);
  checkCondition(checker, step.when, at, [...path, 'when']);
}

export function checkParties(
  { party }: Checker,
  list: readonly PartyOrAsked[],
  where: string,
  path: Path,
): void {
  for (const [k, who] of list.entries()) party(who, where, [...path, k]);
}

function checkConsulted(checker: Checker, list: readonly Consulted[], where: string, path: Path): void {
  for (const [k, one] of list.entries()) {
    if (typeof one === 'string') {
      checker.party(one, where, [...path, k]);
      continue;
    }
    checker.party(one.who, where, [...path, k, 'who']);
    checkCondition(checker, one.when, where, [...path, k, 'when']);
    if (typeof one.blocks !== 'boolean')
      checker.asked(one.blocks.ask, 'blocks', `${where} blocks`, [...path, k, 'blocks']);
  }
}

export function checkApprovals(checker: Checker): void {
  for (const [i, approval] of checker.policy.approvals.entries()) {
    const where = `审批 ${approval.thing}`;
    for (const [j, link] of approval.chain.entries()) {
      const path = ['approvals', i, 'chain', j] as const;
      checker.party(link.role, where, [...path, 'role']);
      checker.party(link.named_by, `${where} named_by`, [...path, 'named_by']);
      if (typeof link.mode !== 'string')
        checker.asked(link.mode.ask, 'mode', `${where} mode`, [...path, 'mode']);
      checkCondition(checker, link.when, where, [...path, 'when']);
    }
    checkConsulted(checker, approval.consult, `${where} 征求意见`, ['approvals', i, 'consult']);
  }
}

/** Steps that wait for each other, so that none would ever open. */
function circleIn(route: Route): readonly string[] | null {
  const done = new Set<string>();
  let left = route.steps;
  for (;;) {
    const ready = left.filter((s) =>
      s.after.every((id) => done.has(id) || !route.steps.some((x) => x.id === id)),
    );
    if (ready.length === 0) return left.length === 0 ? null : left.map((s) => s.id);
    for (const s of ready) done.add(s.id);
    left = left.filter((s) => !done.has(s.id));
  }
}
