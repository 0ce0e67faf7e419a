// Whether every name a 制度 uses is declared in it, once. Each problem says where, what, and what could stand there.
import type { Condition, PolicyFile } from './schema.ts';
import { STARTS } from './schema.ts';

type Path = readonly (string | number)[];

/** `path` leads to the value in the file. */
export type NameProblem = { readonly path: Path; readonly message: string };

const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map((x) => x.id);

/** Problems in Chinese; empty when all names are known. */
export function nameProblems(policy: PolicyFile): readonly NameProblem[] {
  const problems: NameProblem[] = [];
  const known = (names: readonly string[], name: string, where: string, ...path: Path): void => {
    if (names.includes(name)) return;
    const offer = names.length === 0 ? '（无）' : names.join('、');
    problems.push({ path, message: `${where} 写了没有声明的“${name}”，可用：${offer}` });
  };
  const roles = ['unit', ...ids(policy.roles)];
  const deliverables = ids(policy.deliverables);
  const facts = ids(policy.facts);
  const condition = (when: Condition | undefined, where: string, ...path: Path): void => {
    if (when === undefined) return;
    for (const g of [when.grade ?? []].flat())
      known(ids(policy.grades), g, `${where} when 等级`, ...path, 'grade');
    for (const [fact, values] of Object.entries(when.fact ?? {})) {
      const at = [...path, 'fact', fact];
      known(facts, fact, `${where} when 事实`, ...at);
      const declared = policy.facts.find((f) => f.id === fact)?.values;
      if (declared) for (const v of [values].flat()) known(declared, v, `${where} when 事实 ${fact}`, ...at);
    }
    for (const [i, part] of (when.all ?? []).entries()) condition(part, where, ...path, 'all', i);
    for (const [i, part] of (when.any ?? []).entries()) condition(part, where, ...path, 'any', i);
    condition(when.not, where, ...path, 'not');
  };

  problems.push(...namedTwice(policy));
  const defaults = policy.routes.filter((r) => r.default).length;
  if (defaults !== 1) {
    const message = `须有且只有一条缺省路线（default: true），现有 ${defaults} 条`;
    problems.push({ path: ['routes'], message });
  }
  for (const [i, fact] of policy.facts.entries())
    if (fact.default !== undefined)
      known(fact.values, fact.default, `事实 ${fact.id} default`, 'facts', i, 'default');
  for (const [i, d] of policy.deliverables.entries()) {
    for (const [j, other] of d.also.entries())
      known(deliverables, other, `报送 ${d.id} also`, 'deliverables', i, 'also', j);
    condition(d.when, `报送 ${d.id}`, 'deliverables', i, 'when');
  }
  const things = policy.approvals.map((a) => a.thing);
  for (const [i, route] of policy.routes.entries()) {
    condition(route.when, `路线 ${route.id}`, 'routes', i, 'when');
    for (const [j, step] of route.steps.entries()) {
      const at = `路线 ${route.id} 环节 ${step.id}`;
      const path = ['routes', i, 'steps', j] as const;
      known(roles, step.by, at, ...path, 'by');
      for (const [k, role] of step.cc.entries()) known(roles, role, `${at} 抄送`, ...path, 'cc', k);
      for (const [k, before] of step.after.entries())
        known(ids(route.steps), before, `${at} after`, ...path, 'after', k);
      for (const [k, owed] of step.owes.entries())
        known(deliverables, owed, `${at} owes`, ...path, 'owes', k);
      if (step.do === 'approve') known(things, step.thing ?? '（空）', `${at} thing`, ...path, 'thing');
      if (step.source !== undefined) known(facts, step.source, `${at} source`, ...path, 'source');
      condition(step.when, at, ...path, 'when');
    }
    const circle = circleIn(route);
    if (circle === null) continue;
    const message = `路线 ${route.id} 的环节互相等待：${circle.join(' → ')}，请去掉其中一个 after`;
    problems.push({ path: ['routes', i, 'steps'], message });
  }
  for (const [i, limit] of policy.limits.entries()) {
    known(deliverables, limit.of, `时限 ${limit.id}`, 'limits', i, 'of');
    if (limit.to !== undefined) known(roles, limit.to, `时限 ${limit.id} to`, 'limits', i, 'to');
    for (const key of ['from', 'unknown'] as const) {
      const from = limit[key];
      if (from === undefined || typeof from === 'string') continue;
      known(ids(policy.ask), from.ask, `时限 ${limit.id} 起算点`, 'limits', i, key);
      const at = policy.ask.findIndex((q) => q.id === from.ask);
      for (const [j, option] of (policy.ask[at]?.options ?? []).entries())
        known(STARTS, option.id, `问题 ${from.ask} 的选项`, 'ask', at, 'options', j, 'id');
    }
    condition(limit.when, `时限 ${limit.id}`, 'limits', i, 'when');
  }
  for (const [i, approval] of policy.approvals.entries()) {
    for (const [j, link] of approval.chain.entries())
      known(roles, link.role, `审批 ${approval.thing}`, 'approvals', i, 'chain', j, 'role');
    for (const [j, role] of approval.consult.entries())
      known(roles, role, `审批 ${approval.thing} 征求意见`, 'approvals', i, 'consult', j);
  }
  for (const [i, { id, options, suggested }] of policy.ask.entries())
    if (options.length > 0 && suggested !== undefined)
      known(ids(options), suggested, `问题 ${id} suggested`, 'ask', i, 'suggested');
  return problems;
}

/** The path leads to the later of the two. */
function namedTwice(policy: PolicyFile): readonly NameProblem[] {
  const lists: readonly (readonly [string, Path, readonly string[]])[] = [
    ['角色', ['roles'], ids(policy.roles)],
    ['事实', ['facts'], ids(policy.facts)],
    ['等级', ['grades'], ids(policy.grades)],
    ['报送', ['deliverables'], ids(policy.deliverables)],
    ['路线', ['routes'], ids(policy.routes)],
    ...policy.routes.map((r, i) => [`路线 ${r.id} 环节`, ['routes', i, 'steps'], ids(r.steps)] as const),
    ['时限', ['limits'], ids(policy.limits)],
    ['审批', ['approvals'], policy.approvals.map((a) => a.thing)],
    ['结论', ['outcomes'], ids(policy.outcomes)],
    ['问题', ['ask'], ids(policy.ask)],
  ];
  return lists.flatMap(([what, path, names]) =>
    [...new Set(names.filter((x, i) => names.indexOf(x) !== i))].map((id) => ({
      path: [...path, names.lastIndexOf(id)],
      message: `${what}“${id}”写了两次，请改名或删去一处`,
    })),
  );
}

/** Steps that wait for each other, so that none would ever open. */
function circleIn(route: PolicyFile['routes'][number]): readonly string[] | null {
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
