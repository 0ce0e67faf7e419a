// From YAML text to a policy that can be trusted: shape, then names.
import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import { BotError } from '../errors.ts';
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
  const parsed = policySchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw invalid(
      file,
      parsed.error.issues.map((issue) => {
        const node = document.getIn(issue.path as (string | number)[], true) as
          | { range?: [number] }
          | undefined;
        const line = node?.range ? `第 ${lines.linePos(node.range[0]).line} 行 ` : '';
        return `${line}${issue.path.join('.')}：${issue.message}`;
      }),
    );
  }
  const problems = unknownNames(parsed.data);
  if (problems.length > 0) throw invalid(file, problems);
  return { ...parsed.data, version: createHash('sha256').update(text).digest('hex') };
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

function unknownNames(policy: PolicyFile): string[] {
  const problems: string[] = [];
  const roles = new Set(['unit', ...policy.roles.map((r) => r.id)]);
  const grades = new Set(policy.grades.map((g) => g.id));
  const things = new Set(policy.approvals.map((a) => a.thing));
  const deliverables = new Set(policy.deliverables.map((d) => d.id));
  const questions = new Set(policy.ask.map((q) => q.id));
  const known = (set: ReadonlySet<string>, name: string, where: string): void => {
    if (!set.has(name)) problems.push(`${where} 写了没有声明的“${name}”`);
  };
  if (policy.routes.filter((r) => r.default).length !== 1)
    problems.push('须有且只有一条缺省路线（default: true）');
  for (const route of policy.routes) {
    const steps = new Set(route.steps.map((s) => s.id));
    for (const step of route.steps) {
      const at = `路线 ${route.id} 环节 ${step.id}`;
      known(roles, step.by, at);
      for (const role of step.cc) known(roles, role, `${at} 抄送`);
      for (const before of step.after) known(steps, before, `${at} after`);
      for (const owed of step.owes) known(deliverables, owed, `${at} owes`);
      if (step.do === 'approve') known(things, step.thing ?? '（空）', `${at} thing`);
    }
  }
  for (const limit of policy.limits) {
    known(deliverables, limit.of, `时限 ${limit.id}`);
    for (const from of [limit.from, limit.unknown]) {
      if (from !== undefined && typeof from !== 'string')
        known(questions, from.ask, `时限 ${limit.id} 起算点`);
    }
    const wanted = limit.when?.grade;
    for (const g of wanted === undefined ? [] : [wanted].flat()) known(grades, g, `时限 ${limit.id} when`);
  }
  for (const approval of policy.approvals) {
    for (const link of approval.chain) known(roles, link.role, `审批 ${approval.thing}`);
    for (const role of approval.consult) known(roles, role, `审批 ${approval.thing} 征求意见`);
  }
  return problems;
}
