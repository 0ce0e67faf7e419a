// From YAML text to a policy that can be trusted, or to every problem with its place: YAML, then shape, then names.
import { createHash } from 'node:crypto';
import { nameProblems } from './check-names.ts';
import { fileKind, notAPolicy } from './file-kind.ts';
import { type Problem, readYaml } from './read-yaml.ts';
import { policySchema } from './schema.ts';
import type { PolicySource } from './settle.ts';
import { policyChoice } from './shape-choices.ts';
import { shapeProblems } from './shape-message.ts';

export type PolicyRead =
  | { readonly kind: 'read'; readonly policy: PolicySource }
  | { readonly kind: 'unreadable'; readonly problems: readonly Problem[] };

const FORM = { schema: policySchema, choiceAt: policyChoice };

/** Never throws, whatever the text. All problems of the first layer that has any are given at once. */
export function readPolicy(text: string): PolicyRead {
  const yaml = readYaml(text);
  if (yaml.kind === 'broken') return unreadable(yaml.problems);
  const { content, place } = yaml;
  if (fileKind(content) === 'bureau')
    return unreadable([{ path: '', line: null, message: notAPolicy(content) }]);
  const parsed = policySchema.safeParse(content);
  const problems = parsed.success
    ? nameProblems(parsed.data)
    : shapeProblems(parsed.error.issues, content, FORM);
  if (!parsed.success || problems.length > 0)
    return unreadable(problems.map(({ path, message }) => ({ ...place(path), message })));
  return {
    kind: 'read',
    policy: { ...parsed.data, version: createHash('sha256').update(text).digest('hex') },
  };
}

function unreadable(problems: readonly Problem[]): PolicyRead {
  return { kind: 'unreadable', problems };
}
