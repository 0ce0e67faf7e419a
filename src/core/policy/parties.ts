// Who a rule needs, and what they are called.
import type { PolicyFile } from './schema.ts';
import type { Policy } from './settled.ts';

/** What people call a party of the rule, by its id; any other word stays as it is. */
export function partyName({ roles, units }: Pick<PolicyFile, 'roles' | 'units'>, party: string): string {
  if (party === 'unit') return '承办单位';
  return [...roles, ...units].find((x) => x.id === party)?.title ?? party;
}

/** Everybody who acts or is told somewhere in the rule: role ids, unit ids and `unit`. */
export function partiesOf(policy: Policy): readonly string[] {
  const steps = policy.routes.flatMap((r) => r.steps);
  const asked = [...steps, ...policy.approvals].flatMap((x) => x.consult.map(({ who }) => who));
  return [
    ...steps.flatMap((s) => [s.by, ...s.cc, ...s.to]),
    ...policy.approvals.flatMap((a) => a.chain.flatMap((l) => [l.role, l.named_by ?? []].flat())),
    ...asked,
    ...policy.limits.flatMap((l) => [l.extend?.by ?? [], l.pause?.by ?? [], l.accountable].flat()),
    ...policy.papers.flatMap((p) => [p.from ?? [], p.decided_by ?? []].flat()),
    ...(policy.responses.decline === null ? [] : [policy.responses.decline.by]),
  ];
}
