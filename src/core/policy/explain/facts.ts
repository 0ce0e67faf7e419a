// What `explain` is told about a case that does not exist: facts.json, every key optional.
import { z } from 'zod';
import { isoMoment } from '../../calendar/shanghai.ts';
import { STARTS, type Start } from '../schema.ts';
import type { PolicySource } from '../settle.ts';
import { factNamed, idNamed, type Named } from './names.ts';

const TIME = '应为带时区的时间，例如 2026-11-20T16:50:00+08:00';
const moment = z.iso.datetime({ offset: true, error: TIME }).transform((text) => Date.parse(text));
const factsSchema = z.strictObject({
  now: moment.optional(),
  grade: z.string().nullish(),
  marks: z.array(z.string()).default([]),
  facts: z
    .record(
      z.string(),
      z.union([z.string(), z.boolean(), z.number(), z.array(z.string())], {
        error: '应为文字、true、false、数或几个值的列表',
      }),
    )
    .default({}),
  outcome: z.string().nullish(),
  events: z.partialRecord(z.enum(STARTS), moment.nullable()).default({}),
});

/** Moments are epoch ms; names are ids, facts as a case keeps them. */
export type ExplainFacts = {
  readonly now: number;
  readonly grade: string | null;
  readonly marks: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  readonly outcome: string | null;
  /** Null: nobody knows when. */
  readonly events: Partial<Readonly<Record<Start, number | null>>>;
};

export type FactsRead =
  | { readonly kind: 'read'; readonly facts: ExplainFacts }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/**
 * `value` is parsed JSON. Grades, marks and outcomes may be given by id or by any name the rule knows them under.
 * Without `now` in it, the last event is now; without events, `clock` is.
 */
export function readFacts(policy: PolicySource, value: unknown, clock: number): FactsRead {
  const parsed = factsSchema.safeParse(value);
  if (!parsed.success) return { kind: 'wrong', problems: parsed.error.issues.map(formProblem) };
  const { data } = parsed;
  const moments = STARTS.flatMap((name) => data.events[name] ?? []);
  const problems: string[] = [];
  const taken = (named: Named): readonly string[] => {
    if ('problem' in named) problems.push(named.problem);
    return 'id' in named ? [named.id] : [];
  };
  const [grade = null] = data.grade ? taken(idNamed(policy, 'grade', data.grade)) : [];
  const [outcome = null] = data.outcome ? taken(idNamed(policy, 'outcome', data.outcome)) : [];
  const facts: ExplainFacts = {
    now: data.now ?? (moments.length > 0 ? Math.max(...moments) : clock),
    grade,
    marks: data.marks.flatMap((mark) => taken(idNamed(policy, 'marks', mark))),
    facts: Object.fromEntries(
      Object.entries(data.facts).flatMap(([id, given]) =>
        taken(factNamed(policy, id, given)).map((kept) => [id, kept] as const),
      ),
    ),
    outcome,
    events: data.events,
  };
  if (data.outcome && !data.grade && policy.grades.length > 0)
    problems.push('outcome：有结论的事项须先有 grade');
  problems.push(...disorder(facts));
  return problems.length === 0 ? { kind: 'read', facts } : { kind: 'wrong', problems };
}

function formProblem(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys'
    ? `没有“${issue.keys.join('、')}”这一项，可用：now、grade、marks、facts、outcome、events（${STARTS.join('、')}）`
    : `${issue.path.join('.') || '整个文件'}：${issue.message}`;
}

/** 事发, 发帖, 发现 and 收到 come before a case is opened, all others after. */
const BEFORE_OPENING: readonly Start[] = ['occurred', 'posted', 'found', 'received'];
const TITLES: Partial<Readonly<Record<Start, string>>> = {
  occurred: '事发',
  posted: '发帖',
  found: '发现',
  received: '收到',
};

function disorder(facts: ExplainFacts): readonly string[] {
  const { now, events } = facts;
  const opened = openedAt(facts);
  return STARTS.flatMap((name) => {
    const at = events[name];
    if (at === undefined || at === null) return [];
    if (at > now) return [`events.${name} 在 now（${isoMoment(now)}）之后`];
    const early = BEFORE_OPENING.includes(name);
    if (early && at > opened)
      return [`events.${name}（${TITLES[name] ?? name}）在立案（${isoMoment(opened)}）之后`];
    if (!early && at < opened) return [`events.${name} 在立案（${isoMoment(opened)}）之前`];
    return [];
  });
}

/** 发现, 收到 and 登记 as far as they are told. */
export function reportedAt({ events }: ExplainFacts): readonly number[] {
  return [events.found, events.received, events.registered].flatMap((at) => at ?? []);
}

/** When the case opens: at 登记, else when it was found and received, else before whatever is told of it. */
export function openedAt(facts: ExplainFacts): number {
  const { now, events } = facts;
  if (events.registered) return events.registered;
  const reported = reportedAt(facts);
  if (reported.length > 0) return Math.max(...reported);
  const later = STARTS.filter((name) => !BEFORE_OPENING.includes(name)).flatMap((name) => events[name] ?? []);
  return Math.min(now, ...later);
}
