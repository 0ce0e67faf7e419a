// What `explain` is told about a case that does not exist: facts.json, every key optional.
import { z } from 'zod';
import { isoMoment } from '../../calendar/shanghai.ts';
import type { Policy } from '../load.ts';
import { STARTS, type Start } from '../schema.ts';

const TIME = '应为带时区的时间，例如 2026-11-20T16:50:00+08:00';
const moment = z.iso.datetime({ offset: true, error: TIME }).transform((text) => Date.parse(text));
const factsSchema = z.strictObject({
  now: moment.optional(),
  grade: z.string().nullish(),
  marks: z.array(z.string()).default([]),
  facts: z.record(z.string(), z.string()).default({}),
  outcome: z.string().nullish(),
  events: z.partialRecord(z.enum(STARTS), moment.nullable()).default({}),
});

/** Moments are epoch ms. */
export type ExplainFacts = {
  readonly now: number;
  readonly grade: string | null;
  readonly marks: readonly string[];
  readonly facts: Readonly<Record<string, string>>;
  readonly outcome: string | null;
  readonly events: Partial<Readonly<Record<Start, number>>>;
};

export type FactsRead =
  | { readonly kind: 'read'; readonly facts: ExplainFacts }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** `value` is parsed JSON. Without `now` in it, the last event is now; without events, `clock` is. */
export function readFacts(policy: Policy, value: unknown, clock: number): FactsRead {
  const parsed = factsSchema.safeParse(value);
  if (!parsed.success)
    return {
      kind: 'wrong',
      problems: parsed.error.issues.map((issue) =>
        issue.code === 'unrecognized_keys'
          ? `没有“${issue.keys.join('、')}”这一项，可用：now、grade、marks、facts、outcome、events（${STARTS.join('、')}）`
          : `${issue.path.join('.') || '整个文件'}：${issue.message}`,
      ),
    };
  const { data } = parsed;
  const told = STARTS.flatMap((name) => {
    const at = data.events[name];
    return at === undefined || at === null ? [] : [[name, at] as const];
  });
  const moments = told.map(([, at]) => at);
  const facts: ExplainFacts = {
    now: data.now ?? (moments.length > 0 ? Math.max(...moments) : clock),
    grade: data.grade ?? null,
    marks: data.marks,
    facts: data.facts,
    outcome: data.outcome ?? null,
    events: Object.fromEntries(told),
  };
  const problems = [...unknownNames(policy, facts), ...disorder(facts)];
  return problems.length === 0 ? { kind: 'read', facts } : { kind: 'wrong', problems };
}

function unknownNames(policy: Policy, { grade, facts, outcome }: ExplainFacts): readonly string[] {
  const known = (names: readonly string[], name: string, where: string): readonly string[] =>
    names.includes(name) ? [] : [`${where} 写了没有声明的“${name}”，可用：${names.join('、') || '（无）'}`];
  const factIds = policy.facts.map((f) => f.id);
  return [
    ...(grade === null
      ? []
      : known(
          policy.grades.map((g) => g.id),
          grade,
          'grade',
        )),
    ...(outcome === null
      ? []
      : known(
          policy.outcomes.map((o) => o.id),
          outcome,
          'outcome',
        )),
    ...(outcome !== null && grade === null ? ['outcome：有结论的事项须先有 grade'] : []),
    ...Object.entries(facts).flatMap(([id, value]) => {
      const fact = policy.facts.find((f) => f.id === id);
      return fact === undefined ? known(factIds, id, 'facts') : known(fact.values, value, `facts.${id}`);
    }),
  ];
}

/** A case cannot be graded before it was reported, nor anything be known that has not happened. */
function disorder(facts: ExplainFacts): readonly string[] {
  const { now, events } = facts;
  const opened = openedAt(facts);
  return STARTS.flatMap((name) => {
    const at = events[name];
    if (at === undefined) return [];
    if (at > now) return [`events.${name} 在 now（${isoMoment(now)}）之后`];
    if (name === 'occurred' && at > opened) return ['events.occurred 在立案（发现、收到、登记）之后'];
    if ((name === 'graded' || name === 'assigned') && at < opened)
      return [`events.${name} 在立案（发现、收到、登记）之前`];
    return [];
  });
}

/** 发现, 收到 and 登记 as far as they are told. */
export function reportedAt({ events }: ExplainFacts): readonly number[] {
  return [events.found, events.received, events.registered].filter((at) => at !== undefined);
}

/** When the case opens. 发现, 收到 and 登记 are one moment to the engine; what is graded or assigned was known by then. */
export function openedAt(facts: ExplainFacts): number {
  const { now, events } = facts;
  const reported = reportedAt(facts);
  if (reported.length > 0) return Math.min(...reported);
  return Math.min(now, ...[events.graded, events.assigned].filter((at) => at !== undefined));
}
