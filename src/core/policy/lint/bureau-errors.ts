// Where a bureau does not fill what its 制度 asks for: work that would wait for nobody.
import type { Bureau } from '../../bureau.ts';
import type { PolicyFile } from '../schema.ts';
import type { Policy } from '../settle.ts';
import type { LintItem } from './item.ts';

/**
 * Roles that nobody fills. Per-unit roles are filled by the leader of each unit, so they are never empty; outside
 * organs are in no contact list, and some roles need not exist.
 */
export function unfilledRoles(
  policy: Pick<PolicyFile, 'roles'>,
  roles: Bureau['roles'],
): readonly PolicyFile['roles'][number][] {
  return policy.roles.filter(
    ({ id, per, kind, optional }) =>
      per !== 'unit' && kind !== 'outside' && !optional && (roles[id] ?? []).length === 0,
  );
}

/** Roles without anybody, and roles that the 制度 does not have. */
export function bureauErrors(policy: Policy, roles: Bureau['roles']): readonly LintItem[] {
  const known = [...policy.roles, ...policy.units].map((r) => r.id);
  const used = workersOf(policy);
  const needed = policy.roles.filter((r) => r.optional && used.has(r.id) && (roles[r.id] ?? []).length === 0);
  const nobody = (path: string, { id, title, clause }: Unfilled): LintItem => ({
    path,
    clause: clause ?? null,
    message: `单位文件的 roles 里没有人担任“${title}”，请写上，例如 ${id}: [人员编号]`,
  });
  const empty = [
    ...[...unfilledRoles(policy, roles), ...needed].map((role) =>
      nobody(`roles.${policy.roles.indexOf(role)}`, role),
    ),
    // A unit of the rule that acts is filled as a role is; organs outside never act, which is said elsewhere.
    ...policy.units.flatMap((unit, i) =>
      unit.outside || !used.has(unit.id) || (roles[unit.id] ?? []).length > 0
        ? []
        : [nobody(`units.${i}`, unit)],
    ),
  ];
  const strange = Object.keys(roles)
    .filter((id) => !known.includes(id))
    .map((id) => ({
      path: 'roles',
      clause: null,
      message: `单位文件的 roles 里写了制度没有的角色“${id}”，可用：${known.join('、')}`,
    }));
  return [...empty, ...strange];
}

type Unfilled = { readonly id: string; readonly title: string; readonly clause?: string | undefined };

/** Whoever must do or decide something for a case to go on. */
function workersOf(policy: Policy): ReadonlySet<string> {
  const { routes, approvals, limits, responses } = policy;
  return new Set([
    ...routes.flatMap((r) => r.steps.map((s) => s.by)),
    ...approvals.flatMap((a) => a.chain.map((link) => link.role)),
    ...[...routes.flatMap((r) => r.steps), ...approvals].flatMap((x) =>
      x.consult.flatMap((c) => (c.blocks ? [c.who] : [])),
    ),
    ...limits.flatMap((l) => [l.extend?.by ?? [], l.pause?.by ?? []].flat()),
    ...[responses.decline?.by ?? []].flat(),
  ]);
}
