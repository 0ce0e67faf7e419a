// The policies that cases are pinned to: the current one, and the kept text of every earlier version.
import { BotError } from '../core/errors.ts';
import { type Policy, parsePolicy } from '../core/policy/load.ts';
import type { Database } from '../storage/database.ts';
import { findPolicyVersion, keepPolicyVersion } from '../storage/policy-versions.ts';
import type { World } from './world.ts';

/** Keeps the current text and gives back every pinned version, read once each. */
export async function openPolicies(options: {
  readonly database: Database;
  readonly bureauId: string;
  readonly policy: Policy;
  readonly text: string;
  readonly now: number;
}): Promise<World['policies']> {
  const { database, bureauId, policy, text, now } = options;
  await keepPolicyVersion(database.db, {
    bureau_id: bureauId,
    version: policy.version,
    policy_id: policy.policy.id,
    text,
    first_used_at: now,
  });
  const read = new Map<string, Policy>([[policy.version, policy]]);
  return {
    current: policy,
    async of(version) {
      const known = read.get(version);
      if (known !== undefined) return known;
      const row = await findPolicyVersion(database.db, bureauId, version);
      if (row === undefined) {
        throw new BotError({
          code: 'policy-version-missing',
          message: `policy version ${version} was never kept`,
          hint: '数据库里缺少这件事项所依据的制度文本，请从备份恢复 policy_versions 表。',
        });
      }
      const policyThen = parsePolicy(row.text, `${row.policy_id}@${version.slice(0, 8)}`);
      read.set(version, policyThen);
      return policyThen;
    },
  };
}
