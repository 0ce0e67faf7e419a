// What a case with given facts would owe, to whom and by when: by really running one, without a database.

import { linksOf } from '../approvals.ts';
import type { Bureau } from '../bureau.ts';
import type { WorkCalendar } from '../calendar/holidays.ts';
import { isoMoment } from '../calendar/shanghai.ts';
import type { Case } from '../case.ts';
import { limitOn } from '../limits.ts';
import { type Obligation, obligations } from '../obligations.ts';
import { situationOf, stepDoing, stepsOf } from '../steps.ts';
import { standIn } from './explain/cast.ts';
import { assignedAt, type ExplainFacts, openedAt, reportedAt } from './explain/facts.ts';
import { type Rehearsal, rehearse } from './explain/rehearse.ts';
import type { Basis, Start } from './schema.ts';
import { type Approval, type From, type Limit, type Policy, type PolicySource, settle } from './settle.ts';

/** Times are ISO in +08:00; `owner` is a role of the policy or `unit`. */
export type ExplainedObligation = {
  /** The deliverable, step or paper; for other work without a limit `grade`, `decide`, `sign`, `approve`, `opinion`. */
  readonly deliverable: string;
  readonly owner: string;
  /** The start its limit counts from, `step:<id>` for another step; null without a moment. */
  readonly from: Start | `step:${string}` | null;
  readonly aimAt: string | null;
  readonly dueAt: string | null;
  readonly clause: string | null;
  readonly basis: Basis;
  readonly steps: readonly string[];
};

export type ExplainedApproval = {
  readonly thing: string;
  /** Links that apply to this case, in their order. */
  readonly chain: readonly {
    readonly role: string;
    readonly kind: Approval['chain'][number]['kind'];
    readonly title: string | null;
    readonly mode: 'any' | 'all' | 'named';
    readonly clause: string | null;
    readonly basis: Basis;
  }[];
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

export type ExplainOptions = {
  readonly source: PolicySource;
  readonly bureau?: Bureau | undefined;
  /** Workdays where no bureau brings its own; plain weekends when left out. */
  readonly calendar?: WorkCalendar | undefined;
  readonly facts: ExplainFacts;
};

/** The case run with a cast of stand-ins: everything that was decided on the way, for telling who would hear what. */
export function rehearseFacts({ source, bureau, calendar, facts }: ExplainOptions): Rehearsal & {
  readonly policy: Policy;
  readonly bureau: Bureau;
} {
  const policy = settle(source, bureau?.answers ?? {});
  const cast = standIn(source, bureau ?? null, calendar);
  return { ...rehearse(policy, cast, facts), policy, bureau: cast };
}

/** Without a bureau its answers are the suggestions of the policy, and what rests on them is `default`. */
export function explainPolicy(options: ExplainOptions): Explanation {
  const { source, facts } = options;
  const { policy, bureau, case: c } = rehearseFacts(options);
  const owed = obligations(policy, bureau, c);
  return {
    route: c.route,
    obligations: owed.map((o) => explained(policy, source, c, o)),
    approvals: stepsOf(policy, c).flatMap((step) =>
      step.do === 'approve'
        ? policy.approvals.filter((a) => a.thing === step.thing).map((a) => approval(policy, c, a))
        : [],
    ),
    unset: [
      ...untold(facts),
      ...owed.flatMap((o) => withoutMoment(policy, c, o)),
      ...suggestions(source, policy),
    ],
  };
}

function explained(policy: Policy, source: PolicySource, c: Case, o: Obligation): ExplainedObligation {
  const limit = limitOf(policy, c, o);
  const counted = limit === undefined || o.dueAt === null ? null : countedFrom(source, policy, c, limit);
  const [kind = '', name = ''] = o.key.split(':');
  return {
    deliverable: o.deliverable ?? (kind === 'step' || kind === 'paper' ? name : (limit?.of ?? kind)),
    owner: ownerName(policy, o),
    from: counted?.start ?? null,
    aimAt: o.aimAt === null ? null : isoMoment(o.aimAt),
    dueAt: o.dueAt === null ? null : isoMoment(o.dueAt),
    clause: o.clause,
    basis: counted?.suggested === true ? 'default' : o.basis,
    steps: o.steps,
  };
}

function ownerName(policy: Policy, { owner, key }: Obligation): string {
  if (owner.kind === 'unit') return 'unit';
  if (owner.kind === 'role') return owner.role;
  // A person named for a link stands for the role of that link.
  const [, thing, , link = ''] = key.split(':');
  const chain = policy.approvals.find((a) => a.thing === thing)?.chain;
  return chain?.[Number(link.slice(1))]?.role ?? owner.person;
}

/** The limit that an obligation's moment comes from. */
function limitOf(policy: Policy, c: Case, o: Obligation): Limit | undefined {
  const [kind = '', name = ''] = o.key.split(':');
  const on = (of: string | undefined) => (of === undefined ? undefined : limitOn(policy, c, of));
  if (o.deliverable !== null) return on(o.deliverable);
  if (o.steps.length === 0) return undefined;
  if (kind === 'step' || kind === 'paper') return on(name);
  if (kind === 'grade') return on(stepDoing(policy, c, 'grade')?.id);
  if (kind === 'decide')
    return on(stepDoing(policy, c, 'assign')?.id) ?? on(stepDoing(policy, c, 'grade')?.id);
  return on(stepsOf(policy, c).find((s) => s.do === 'approve' && s.thing === name)?.id);
}

/** The start that a moment rests on, and whether that is only our suggestion. */
function countedFrom(source: PolicySource, policy: Policy, c: Case, limit: Limit) {
  const written = source.limits.find((l) => l.id === limit.id);
  const missing =
    (limit.from === 'occurred' && (c.occurred?.at ?? null) === null) ||
    (limit.from === 'posted' && (c.moments.posted?.at ?? null) === null);
  const start: From = missing && limit.unknown !== null ? limit.unknown : limit.from;
  const asked = [written?.from, ...(missing ? [written?.unknown] : [])].flatMap((from) =>
    typeof from === 'object' && 'ask' in from ? [from.ask] : [],
  );
  const suggested = asked.some((question) => policy.answers[question] === undefined);
  if (typeof start === 'string') return { start, suggested };
  return 'step' in start ? { start: `step:${start.step}` as const, suggested } : null;
}

function approval(policy: Policy, c: Case, a: Approval): ExplainedApproval {
  return {
    thing: a.thing,
    chain: linksOf(a, situationOf(policy, c)).map(({ rule }) => ({
      role: rule.role,
      kind: rule.kind,
      title: rule.title ?? null,
      mode: rule.mode,
      clause: rule.clause ?? a.clause ?? null,
      basis: rule.basis,
    })),
    consult: a.consult.map(({ who }) => who),
    clause: a.clause ?? null,
    basis: a.basis,
  };
}

/** Moments that were not told. */
function untold(facts: ExplainFacts): readonly Unset[] {
  const { grade, events } = facts;
  const unset = (of: string, message: string): Unset => ({ of, clause: null, message });
  const assumed = (start: Start, title: string, at: number): Unset =>
    unset(start, `没给${title}时间，按 ${isoMoment(at)} 算`);
  return [
    ...(reportedAt(facts).length === 0 ? [assumed('found', '发现', openedAt(facts))] : []),
    ...(grade === null ? [unset('grade', '没给等级：只列定级之前的事')] : []),
    ...(grade !== null && !events.assigned ? [assumed('assigned', '交办', assignedAt(facts))] : []),
  ];
}

function withoutMoment(policy: Policy, c: Case, o: Obligation): readonly Unset[] {
  if (o.dueAt !== null || (o.deliverable === null && o.steps.length === 0)) return [];
  const limit = limitOf(policy, c, o);
  const of = o.deliverable ?? limit?.of ?? o.key;
  const why = o.steps.length > 0 ? o.steps.join('，') : '本制度未规定时限';
  return [{ of, clause: o.clause, message: `${o.title}：${why}` }];
}

function suggestions(source: PolicySource, { answers }: Policy): readonly Unset[] {
  return source.ask
    .filter((q) => answers[q.id] === undefined)
    .map(({ id, question, suggested, options, clause }) => {
      const title = options.find((o) => o.id === suggested)?.title ?? suggested;
      const instead = title === undefined ? '也没有建议值' : `按建议值“${title}”`;
      return { of: id, clause: clause ?? null, message: `${question}：本单位还没有答复，${instead}` };
    });
}
