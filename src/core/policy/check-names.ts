// Whether every name a 制度 uses is declared in it, once. Each problem says where, what, and what could stand there.
import type { Condition, PolicyFile } from './schema.ts';
import { STARTS } from './schema.ts';

/** Problems in Chinese, in the order of the file; empty when all names are known. */
export function nameProblems(policy: PolicyFile): readonly string[] {
  const problems: string[] = [];
  const known = (names: readonly string[], name: string, where: string): void => {
    if (names.includes(name)) return;
    problems.push(
      `${where} 写了没有声明的“${name}”，可用：${names.length === 0 ? '（无）' : names.join('、')}`,
    );
  };
  const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map((x) => x.id);
  const roles = ['unit', ...ids(policy.roles)];
  const deliverables = ids(policy.deliverables);
  const facts = ids(policy.facts);
  const condition = (when: Condition | undefined, where: string): void => {
    if (when === undefined) return;
    for (const g of [when.grade ?? []].flat()) known(ids(policy.grades), g, `${where} when 等级`);
    for (const [fact, values] of Object.entries(when.fact ?? {})) {
      known(facts, fact, `${where} when 事实`);
      const declared = policy.facts.find((f) => f.id === fact)?.values;
      if (declared) for (const v of [values].flat()) known(declared, v, `${where} when 事实 ${fact}`);
    }
    for (const part of [...(when.all ?? []), ...(when.any ?? []), ...(when.not ? [when.not] : [])])
      condition(part, where);
  };

  twice(policy, (what, id) => problems.push(`${what}“${id}”写了两次，请改名或删去一处`));
  const defaults = policy.routes.filter((r) => r.default).length;
  if (defaults !== 1) problems.push(`须有且只有一条缺省路线（default: true），现有 ${defaults} 条`);
  for (const fact of policy.facts)
    if (fact.default !== undefined) known(fact.values, fact.default, `事实 ${fact.id} default`);
  for (const d of policy.deliverables) {
    for (const other of d.also) known(deliverables, other, `报送 ${d.id} also`);
    condition(d.when, `报送 ${d.id}`);
  }
  for (const route of policy.routes) {
    condition(route.when, `路线 ${route.id}`);
    for (const step of route.steps) {
      const at = `路线 ${route.id} 环节 ${step.id}`;
      known(roles, step.by, at);
      for (const role of step.cc) known(roles, role, `${at} 抄送`);
      for (const before of step.after) known(ids(route.steps), before, `${at} after`);
      for (const owed of step.owes) known(deliverables, owed, `${at} owes`);
      const things = policy.approvals.map((a) => a.thing);
      if (step.do === 'approve') known(things, step.thing ?? '（空）', `${at} thing`);
      if (step.source !== undefined) known(facts, step.source, `${at} source`);
      condition(step.when, at);
    }
    const circle = circleIn(route);
    if (circle !== null)
      problems.push(`路线 ${route.id} 的环节互相等待：${circle.join(' → ')}，请去掉其中一个 after`);
  }
  for (const limit of policy.limits) {
    known(deliverables, limit.of, `时限 ${limit.id}`);
    if (limit.to !== undefined) known(roles, limit.to, `时限 ${limit.id} to`);
    for (const from of [limit.from, limit.unknown]) {
      if (from === undefined || typeof from === 'string') continue;
      known(ids(policy.ask), from.ask, `时限 ${limit.id} 起算点`);
      const question = policy.ask.find((q) => q.id === from.ask);
      for (const option of question?.options ?? []) known(STARTS, option.id, `问题 ${from.ask} 的选项`);
    }
    condition(limit.when, `时限 ${limit.id}`);
  }
  for (const approval of policy.approvals) {
    for (const link of approval.chain) known(roles, link.role, `审批 ${approval.thing}`);
    for (const role of approval.consult) known(roles, role, `审批 ${approval.thing} 征求意见`);
  }
  for (const { id, options, suggested } of policy.ask)
    if (options.length > 0 && suggested !== undefined)
      known(
        options.map((o) => o.id),
        suggested,
        `问题 ${id} suggested`,
      );
  return problems;
}

function twice(policy: PolicyFile, found: (what: string, id: string) => void): void {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['角色', policy.roles.map((r) => r.id)],
    ['事实', policy.facts.map((f) => f.id)],
    ['等级', policy.grades.map((g) => g.id)],
    ['报送', policy.deliverables.map((d) => d.id)],
    ['路线', policy.routes.map((r) => r.id)],
    ...policy.routes.map((r) => [`路线 ${r.id} 环节`, r.steps.map((s) => s.id)] as const),
    ['时限', policy.limits.map((l) => l.id)],
    ['审批', policy.approvals.map((a) => a.thing)],
    ['结论', policy.outcomes.map((o) => o.id)],
    ['问题', policy.ask.map((q) => q.id)],
  ];
  for (const [what, ids] of lists)
    for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) found(what, id);
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
