// A policy in use: read or refused as a whole, its questions answered, the route of a case chosen.
import { BotError } from '../errors.ts';
import { problemLine, readPolicy } from './read.ts';
import type { PolicyFile, Start } from './schema.ts';
import { STARTS } from './schema.ts';

/** `version` is the content hash that cases are pinned to. */
export type Policy = PolicyFile & { readonly version: string };

/** Answers of the bureau to the policy's open questions, by question id. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Reads a policy file. Throws `BotError` `policy-invalid` whose hint lists every problem with its line.
 * `file` only names the file in messages.
 */
export function parsePolicy(text: string, file: string): Policy {
  const read = readPolicy(text);
  if (read.kind === 'read') return read.policy;
  throw invalid(file, read.problems.map(problemLine));
}

/** The start a limit counts from once the bureau's answers are known; a suggestion stands in where none is given. */
export function startOf(policy: Policy, from: Start | { readonly ask: string }, answers: Answers): Start {
  if (typeof from === 'string') return from;
  const question = policy.ask.find((q) => q.id === from.ask);
  const answer = question === undefined ? undefined : answerTo(question, answers);
  return startNamed(answer) ?? startNamed(question?.suggested) ?? 'registered';
}

function startNamed(name: string | undefined): Start | undefined {
  return STARTS.find((start) => start === name);
}

/** The bureau's answer, if it is one that the question offers; a slip of the pen is no answer. */
export function answerTo(question: PolicyFile['ask'][number], answers: Answers): string | undefined {
  const answer = answers[question.id];
  const offered = question.options.length === 0 || question.options.some((o) => o.id === answer);
  return offered ? answer : undefined;
}

/** Blocking questions without an answer, or with one they do not offer; a live bureau cannot run with any. */
export function unanswered(policy: Policy, answers: Answers): readonly PolicyFile['ask'][number][] {
  return policy.ask.filter((q) => q.blocking && answerTo(q, answers) === undefined);
}

/** The first route whose condition holds, otherwise the default one. */
export function routeFor(policy: Policy, holdsFor: (when: PolicyFile['routes'][number]['when']) => boolean) {
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
