// What a 制度 as data says wrongly, leaves open or sets laxer than national rules. Pure; nothing is ever changed.

import type { Bureau } from '../bureau.ts';
import { idleAnswers, wrongAnswers } from './lint/answer-errors.ts';
import { approvalErrors, consultErrors } from './lint/approval-errors.ts';
import { bureauErrors } from './lint/bureau-errors.ts';
import { clauseNotes } from './lint/clauses.ts';
import { contradictions } from './lint/contradictions.ts';
import { policyGaps } from './lint/gaps.ts';
import type { LintItem } from './lint/item.ts';
import { limitErrors } from './lint/limit-errors.ts';
import { nationalFloor } from './lint/national-floor.ts';
import { partErrors } from './lint/part-errors.ts';
import { routeErrors } from './lint/route-errors.ts';
import { surveyOf } from './lint/situations.ts';
import { valueErrors } from './lint/value-errors.ts';
import { readPolicy } from './read.ts';
import type { PolicyFile } from './schema.ts';
import { type Answers, type PolicySource, settle } from './settle.ts';
import { sourceTraps } from './source-traps.ts';

/** `ok`: no errors. Notes are worth a look; gaps, questions and the overlay are for people to know, not to repair. */
export type Lint = {
  readonly ok: boolean;
  readonly errors: readonly LintItem[];
  readonly gaps: readonly LintItem[];
  readonly questions: readonly LintItem[];
  readonly overlay: readonly LintItem[];
  readonly notes: readonly LintItem[];
};

/** With a bureau, questions it has answered are no longer open, and roles that nobody fills are errors. */
export type LintOptions = { readonly bureau?: Bureau | undefined };

export function lintPolicy(source: PolicySource, options: LintOptions = {}): Lint {
  const { bureau } = options;
  const given = bureau?.answers ?? {};
  const policy = settle(source, given);
  const survey = surveyOf(policy);
  const disagreeing = contradictions(survey);
  const errors = [
    ...valueErrors(source),
    ...partErrors(source),
    ...routeErrors(survey),
    ...approvalErrors(survey),
    ...consultErrors(survey),
    ...limitErrors(survey),
    ...disagreeing.errors,
    ...(bureau === undefined ? [] : bureauErrors(policy, filledRoles(bureau))),
    ...wrongAnswers(source, given).map(({ index, clause, message }) => ({
      path: `ask.${index}`,
      clause,
      message,
    })),
  ];
  return {
    ok: errors.length === 0,
    errors,
    gaps: policyGaps(survey, source),
    questions: [...openQuestions(source, policy.answers), ...disagreeing.questions],
    overlay: nationalFloor(policy),
    notes: [...clauseNotes(source), ...idleAnswers(source, given).map(unasked)],
  };
}

function unasked(id: string): LintItem {
  const message = `单位文件的 answers 里写了“${id}”，制度的 ask 里没有这个问题，不起作用；请核对编号或删去`;
  return { path: 'ask', clause: null, message };
}

/** Roles by whoever fills them, also in turn. */
function filledRoles({ roles, rotas = {} }: Bureau): Bureau['roles'] {
  const inTurn = Object.entries(rotas).map(([role, { order }]) => [role, order.flat()] as const);
  return { ...roles, ...Object.fromEntries(inTurn) };
}

/** The same for a text that may not be readable: what keeps it from being read is then all that is said. */
export function lintText(text: string, options: LintOptions = {}): Lint {
  const read = readPolicy(text);
  if (read.kind === 'unreadable') {
    const errors = read.problems.map(({ path, line, message }) => ({
      path,
      clause: null,
      message: line === null ? message : `第 ${line} 行：${message}`,
    }));
    return { ok: false, errors, gaps: [], questions: [], overlay: [], notes: [] };
  }
  const lint = lintPolicy(read.policy, options);
  const errors = [...sourceTraps(text), ...lint.errors];
  return { ...lint, ok: errors.length === 0, errors };
}

/** Questions without an answer that they offer, each with its place in the file. */
function openQuestions(policy: PolicyFile, answers: Answers): readonly LintItem[] {
  return policy.ask.flatMap((question, i) =>
    answers[question.id] === undefined
      ? [{ path: `ask.${i}`, clause: question.clause ?? null, message: questionLine(question) }]
      : [],
  );
}

function questionLine({ question, options, suggested, blocking }: PolicyFile['ask'][number]): string {
  const choices = options.map((o) => `${o.id} ${o.title}`).join('；');
  return [
    `${blocking ? '须先答复才能正式运行' : '可先按建议值运行'}：${question}`,
    choices === '' ? '答复自己写' : `可选：${choices}`,
    suggested === undefined ? '没有建议值' : `建议值：${suggested}`,
  ].join('。');
}
