// A route as a Mermaid flowchart: who does what, in which order, and when a step comes only sometimes.
import type { Condition, PolicyFile, Route } from '../schema.ts';

export function routeDrawing(policy: PolicyFile, route: Route): string {
  const node = (id: string): string => `${route.id}_${id}`.replace(/-/g, '_');
  const lines = route.steps.flatMap((step) => {
    const by = roleTitle(policy, step.by);
    const when = step.when === undefined ? '' : `<br/>仅当：${quoted(spokenCondition(policy, step.when))}`;
    return [
      `  ${node(step.id)}["${quoted(step.title)}<br/>${quoted(by)}${when}"]`,
      ...step.after.map((before) => `  ${node(before)} --> ${node(step.id)}`),
    ];
  });
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

export function roleTitle(policy: PolicyFile, role: string): string {
  return role === 'unit' ? '承办单位' : (policy.roles.find((r) => r.id === role)?.title ?? role);
}

/** `等级为一般，且不是（舆情来源为信息员发现）`. */
export function spokenCondition(policy: PolicyFile, when: Condition): string {
  const grades = [when.grade ?? []]
    .flat()
    .map((id) => policy.grades.find((g) => g.id === id)?.name ?? id)
    .join('或');
  const part = (inner: Condition): string => `（${spokenCondition(policy, inner)}）`;
  return [
    ...(grades === '' ? [] : [`等级为${grades}`]),
    ...Object.entries(when.fact ?? {}).map(([id, values]) => {
      const title = policy.facts.find((f) => f.id === id)?.title ?? id;
      return `${title}为${[values].flat().join('或')}`;
    }),
    ...(when.all ?? []).map(part),
    ...(when.any === undefined ? [] : [`以下之一${when.any.map(part).join('、')}`]),
    ...(when.not === undefined ? [] : [`不是${part(when.not)}`]),
  ].join('，且');
}

/** Marks that Mermaid would read as its own. */
function quoted(text: string): string {
  return text.replace(/"/g, '#quot;').replace(/</g, '#lt;').replace(/\n/g, ' ');
}
