// The policies that cases are pinned to: the current one, and the kept text of every earlier version.
import { BotError } from '../core/errors.ts';
import { type Answers, type Policy, type PolicySource, parseSource } from '../core/policy/load.ts';
import { settle } from '../core/policy/settle.ts';
import type { Database } from '../storage/database.ts';
import { findPolicyVersion, keepPolicyVersion } from '../storage/policy-versions.ts';
import type { World } from './world.ts';

/**
 * Keeps the current text and gives back every pinned version, read once each and settled once for each set of answers
 * that a case opened under.
 */
export async function openPolicies(options: {
  readonly database: Database;
  readonly bureauId: string;
  readonly source: PolicySource;
  readonly answers: Answers;
  readonly text: string;
  readonly now: number;
}): Promise<World['policies']> {
  const { database, bureauId, source, text, now } = options;
  await keepPolicyVersion(database.db, {
    bureau_id: bureauId,
    version: source.version,
    policy_id: source.policy.id,
    text,
    first_used_at: now,
  });
  const sources = new Map<string, PolicySource>([[source.version, source]]);
  const current = settle(source, options.answers);
  const settled = new Map<string, Policy>([[keyOf(source.version, current.answers), current]]);
  const sourceOf = async (version: string): Promise<PolicySource> => {
    const known = sources.get(version);
    if (known !== undefined) return known;
    const row = await findPolicyVersion(database.db, bureauId, version);
    if (row === undefined) {
      throw new BotError({
        code: 'policy-version-missing',
        message: `policy version ${version} was never kept`,
        hint: '数据库里缺少这件事项所依据的制度文本，请从备份恢复 policy_versions 表。',
      });
    }
    const then = parseSource(row.text, `${row.policy_id}@${version.slice(0, 8)}`);
    sources.set(version, then);
    return then;
  };
  return {
    current,
    async of({ policyVersion, answers }) {
      const key = keyOf(policyVersion, answers);
      const known = settled.get(key);
      if (known !== undefined) return known;
      const policy = settle(await sourceOf(policyVersion), answers);
      settled.set(key, policy);
      return policy;
    },
  };
}

function keyOf(version: string, answers: Answers): string {
  const pairs = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? version : `${version} ${JSON.stringify(pairs)}`;
}
