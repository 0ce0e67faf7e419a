// What a case with given facts would owe, to whom and by when: by really running one, without a database.
import type { Bureau } from '../bureau.ts';
import { isoMoment } from '../calendar/shanghai.ts';
import type { Case } from '../case.ts';
import { limitOn, START_TITLES } from '../limits.ts';
import { type Obligation, obligations } from '../obligations.ts';
import { stepsOf } from '../steps.ts';
import { type ExplainFacts, openedAt, reportedAt } from './explain/facts.ts';
import { rehearse, standIn } from './explain/rehearse.ts';
import type { Answers, Policy } from './load.ts';
import { answerTo, startOf } from './load.ts';
import type { Basis, Start } from './schema.ts';

/** Times are ISO in +08:00; `owner` is a role of the policy or `unit`. */
export type ExplainedObligation = {
  /** The deliverable; for other work the step's id, `decide`, `sign` or `approve`. */
  readonly deliverable: string;
  readonly owner: string;
  /** The start its limit counts from; null without a limit. */
  readonly from: Start | null;
  readonly aimAt: string | null;
  readonly dueAt: string | null;
  readonly clause: string | null;
  readonly basis: Basis;
  readonly steps: readonly string[];
};

export type ExplainedApproval = {
  readonly thing: string;
  readonly chain: readonly { readonly role: string; readonly clause: string | null; readonly basis: Basis }[];
  readonly consult: readonly string[];
  readonly clause: string | null;
  readonly basis: Basis;
};

/** What the facts or the rule leave open, in Chinese. `of` is a deliverable, a start, a question or a key of the facts. */
export type Unset = { readonly of: string; readonly clause: string | null; readonly message: string };

export type Explanation = {
  readonly route: string;
  readonly obligations: readonly ExplainedObligation[];
  readonly approvals: readonly ExplainedApproval[];
  readonly unset: readonly Unset[];
};

/** Without a bureau its answers are the suggestions of the policy, and what rests on them is `default`. */
export function explainPolicy(options: {
  readonly policy: Policy;
  readonly bureau?: Bureau | undefined;
  readonly facts: ExplainFacts;
}): Explanation {
  const { policy, facts } = options;
  const bureau = standIn(policy, options.bureau ?? null);
  const c = rehearse(policy, bureau, facts);
  const owed = obligations(policy, bureau, c);
  return {
    route: c.route,
    obligations: owed.map((o) => explained(policy, bureau.answers, c, o)),
    approvals: stepsOf(policy, c).flatMap((step) =>
      step.do === 'approve' ? policy.approvals.filter((a) => a.thing === step.thing).map(approval) : [],
    ),
    unset: [
      ...untold(facts),
      ...owed.flatMap((o) => withoutMoment(policy, c, o)),
      ...suggestions(policy, bureau.answers),
    ],
  };
}

function explained(policy: Policy, answers: Answers, c: Case, o: Obligation): ExplainedObligation {
  const [kind = '', name = ''] = o.key.split(':');
  const counted = countedFrom(policy, answers, c, o);
  return {
    deliverable: o.deliverable ?? (kind === 'step' ? name : kind),
    owner: o.owner.kind === 'unit' ? 'unit' : o.owner.role,
    from: counted?.start ?? null,
    aimAt: o.aimAt === null ? null : isoMoment(o.aimAt),
    dueAt: o.dueAt === null ? null : isoMoment(o.dueAt),
    clause: o.clause,
    basis: counted?.suggested === true ? 'default' : o.basis,
    steps: o.steps,
  };
}

/** The start that the moment of an obligation rests on, and whether that is only our suggestion. */
function countedFrom(policy: Policy, answers: Answers, c: Case, o: Obligation) {
  const limit = o.deliverable === null ? undefined : limitOn(policy, c, o.deliverable);
  if (limit === undefined || o.steps.length === 0) return null;
  const named = startOf(policy, limit.from, answers);
  const unknown = named === 'occurred' && (c.occurred?.at ?? null) === null;
  const used = [limit.from, ...(unknown && limit.unknown !== undefined ? [limit.unknown] : [])];
  const suggested = used.some((from) => {
    const question = typeof from === 'string' ? undefined : policy.ask.find((q) => q.id === from.ask);
    return question !== undefined && answerTo(question, answers) === undefined;
  });
  return { start: startOf(policy, used.at(-1) ?? limit.from, answers), suggested };
}

function approval(a: Policy['approvals'][number]): ExplainedApproval {
  return {
    thing: a.thing,
    chain: a.chain.map((link) => ({
      role: link.role,
      clause: link.clause ?? a.clause ?? null,
      basis: link.basis,
    })),
    consult: a.consult,
    clause: a.clause ?? null,
    basis: a.basis,
  };
}

/** Moments that were not told, and what this version cannot use. */
function untold(facts: ExplainFacts): readonly Unset[] {
  const { now, grade, marks, events } = facts;
  const unset = (of: string, message: string): Unset => ({ of, clause: null, message });
  const assumed = (start: Start, at: number): Unset =>
    unset(start, `没给${START_TITLES[start]}时间，按 ${isoMoment(at)} 算`);
  const reported = reportedAt(facts);
  return [
    ...(reported.length === 0 ? [assumed('found', openedAt(facts))] : []),
    ...(new Set(reported).size > 1
      ? [unset('found', '发现、收到、登记目前按同一时刻算，用了其中最早的')]
      : []),
    ...(grade === null ? [unset('grade', '没给等级：只列定级之前的事')] : []),
    ...(grade !== null && events.assigned === undefined ? [assumed('assigned', now)] : []),
    ...(marks.length > 0 ? [unset('marks', `本制度没有标记，没有用到：${marks.join('、')}`)] : []),
  ];
}

function withoutMoment(policy: Policy, c: Case, o: Obligation): readonly Unset[] {
  if (o.deliverable === null || o.dueAt !== null) return [];
  const limited = limitOn(policy, c, o.deliverable) !== undefined;
  const why = limited ? o.steps.join('，') : '本制度未规定时限';
  return [{ of: o.deliverable, clause: o.clause, message: `${o.title}：${why}` }];
}

function suggestions(policy: Policy, answers: Answers): readonly Unset[] {
  return policy.ask
    .filter((q) => answerTo(q, answers) === undefined)
    .map(({ id, question, suggested, clause }) => ({
      of: id,
      clause: clause ?? null,
      message: `${question}：本单位还没有答复，${suggested === undefined ? '也没有建议值' : `按建议值 ${suggested} 算`}`,
    }));
}
