// Where a bureau does not fill what its 制度 asks for: work that would wait for nobody.
import type { Bureau } from '../../bureau.ts';
import type { PolicyFile } from '../schema.ts';
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
export function bureauErrors(policy: PolicyFile, roles: Bureau['roles']): readonly LintItem[] {
  const known = policy.roles.map((r) => r.id);
  const empty = unfilledRoles(policy, roles).map((role) => ({
    path: `roles.${policy.roles.indexOf(role)}`,
    clause: role.clause ?? null,
    message: `单位文件的 roles 里没有人担任“${role.title}”，请写上，例如 ${role.id}: [人员编号]`,
  }));
  const strange = Object.keys(roles)
    .filter((id) => !known.includes(id))
    .map((id) => ({
      path: 'roles',
      clause: null,
      message: `单位文件的 roles 里写了制度没有的角色“${id}”，可用：${known.join('、')}`,
    }));
  return [...empty, ...strange];
}
