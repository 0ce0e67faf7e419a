// A policy in use: read or refused as a whole, its questions answered, the route of a case chosen.
import { BotError } from '../errors.ts';
import { readPolicy } from './read.ts';
import { problemLine } from './read-yaml.ts';
import type { PolicyFile } from './schema.ts';
import { type Answers, answerTo, type Policy, type PolicySource, settle } from './settle.ts';

export type { Answers, Policy, PolicySource } from './settle.ts';

/**
 * Reads a policy file. Throws `BotError` `policy-invalid` whose hint lists every problem with its line.
 * `file` only names the file in messages.
 */
export function parseSource(text: string, file: string): PolicySource {
  const read = readPolicy(text);
  if (read.kind === 'read') return read.policy;
  throw invalid(file, read.problems.map(problemLine));
}

/** The same, with the bureau's answers put in. */
export function parsePolicy(text: string, file: string, answers: Answers = {}): Policy {
  return settle(parseSource(text, file), answers);
}

/** Blocking questions without an answer, or with one they do not offer; a live bureau cannot run with any. */
export function unanswered(policy: PolicyFile, answers: Answers): readonly PolicyFile['ask'][number][] {
  return policy.ask.filter((q) => q.blocking && answerTo(q, answers) === undefined);
}

/** The first route whose condition holds, otherwise the default one. */
export function routeFor<R extends PolicyFile['routes'][number] | Policy['routes'][number]>(
  policy: { readonly policy: PolicyFile['policy']; readonly routes: readonly R[] },
  holdsFor: (when: R['when']) => boolean,
): R {
  const route =
    policy.routes.find((r) => r.when !== undefined && holdsFor(r.when)) ??
    policy.routes.find((r) => r.default);
  if (!route) throw invalid(policy.policy.id, ['没有缺省路线（default: true）']);
  return route;
}

function invalid(file: string, problems: readonly string[]): BotError {
  return new BotError({
    code: 'policy-invalid',
    message: `${file}: ${problems.join('; ')}`,
    hint: `制度文件 ${file} 有 ${problems.length} 处要改：\n${problems.map((p) => `· ${p}`).join('\n')}`,
  });
}
