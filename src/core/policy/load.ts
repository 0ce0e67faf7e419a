// From YAML text to a policy that can be trusted: shape, then names.
import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import { BotError } from '../errors.ts';
import { nameProblems } from './check-names.ts';
import type { PolicyFile, Start } from './schema.ts';
import { policySchema, STARTS } from './schema.ts';

/** `version` is the content hash that cases are pinned to. */
export type Policy = PolicyFile & { readonly version: string };

/** Answers of the bureau to the policy's open questions, by question id. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Reads a policy file. Throws `BotError` `policy-invalid` whose hint lists every problem with its line.
 * `file` only names the file in messages.
 */
export function parsePolicy(text: string, file: string): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  if (document.errors.length > 0)
    throw invalid(
      file,
      document.errors.map((e) => e.message),
    );
  const parsed = policySchema.safeParse(content(document, file));
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.map((issue) => {
        const node = document.getIn(issue.path as (string | number)[], true) as
          | { range?: [number] }
          | undefined;
        const line = node?.range ? `第 ${lines.linePos(node.range[0]).line} 行 ` : '';
        return `${line}${issue.path.join('.')}：${wrong(issue)}`;
      }),
    );
  }
  const problems = nameProblems(parsed.data);
  if (problems.length > 0) throw invalid(file, problems);
  return { ...parsed.data, version: createHash('sha256').update(text).digest('hex') };
}

function content(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw invalid(file, [cause instanceof Error ? cause.message : String(cause)]);
  }
}

/** The slips that people make most, in their own language. */
function wrong(issue: {
  readonly code: string;
  readonly message: string;
  readonly keys?: readonly string[];
}) {
  if (issue.code === 'unrecognized_keys')
    return `没有“${(issue.keys ?? []).join('、')}”这一项，请改正拼写或删去`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `缺少这一项，请补上（${issue.message}）`;
  return issue.message;
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
function answerTo(question: PolicyFile['ask'][number], answers: Answers): string | undefined {
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
