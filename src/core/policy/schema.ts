// The form of a 制度 as data. Every value says which clause it comes from and on what basis it stands:
// `text` (written in the rule), `bureau` (answered at set-up) or `default` (our suggestion, shown as 建议值).
import { z } from 'zod';
import { DURATION_PATTERN } from '../calendar/duration.ts';

const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _，例如 first_oral');
const basis = z.enum(['text', 'bureau', 'default']).default('text');
const cited = { clause: z.string().min(1).optional(), basis };
const duration = z.string().regex(DURATION_PATTERN, '应为时长，例如 30m、1.5h、2d');
const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);

export type Condition = {
  readonly grade?: string | readonly string[] | undefined;
  readonly fact?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
};
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.strictObject({
    grade: oneOrMore.optional(),
    fact: z.record(z.string(), oneOrMore).optional(),
    all: z.array(condition).optional(),
    any: z.array(condition).optional(),
    not: condition.optional(),
  }),
);

/** The moments a limit may count from. */
export const STARTS = ['occurred', 'found', 'received', 'registered', 'graded', 'assigned'] as const;
export type Start = (typeof STARTS)[number];
const start = z.union([z.enum(STARTS), z.strictObject({ ask: id })]);

const role = z.strictObject({
  id,
  title: z.string(),
  kind: z.enum(['person', 'body', 'office']),
  /** Filled in for each unit by that unit's own leader. */
  per: z.literal('unit').optional(),
  ...cited,
});
const fact = z.strictObject({
  id,
  title: z.string(),
  values: z.array(z.string()).min(1),
  default: z.string().optional(),
  ...cited,
});
const grade = z.strictObject({
  id,
  name: z.string(),
  rank: z.number().int(),
  aliases: z.array(z.string()).default([]),
  criteria: z.string().optional(),
  ...cited,
});
const deliverable = z.strictObject({
  id,
  title: z.string(),
  form: z.enum(['oral', 'written', 'either']),
  /** A submission of one of these meets this one too. */
  also: z.array(id).default([]),
  when: condition.optional(),
  ...cited,
});
const step = z.strictObject({
  id,
  title: z.string(),
  do: z.enum(['receive', 'grade', 'assign', 'check', 'approve', 'find', 'feedback', 'publish', 'archive']),
  /** A role id, or `unit` for the unit in charge. */
  by: z.string(),
  after: z.array(id).default([]),
  when: condition.optional(),
  owes: z.array(id).default([]),
  cc: z.array(z.string()).default([]),
  thing: id.optional(),
  /** For `feedback`: the fact that names whom to answer. */
  source: id.optional(),
  ...cited,
});
const route = z.strictObject({
  id,
  title: z.string(),
  default: z.boolean().default(false),
  when: condition.optional(),
  steps: z.array(step).min(1),
  ...cited,
});
const limit = z.strictObject({
  id,
  of: id,
  when: condition.optional(),
  from: start,
  /** Where to count from while the named start is unknown. */
  unknown: start.optional(),
  within: z.strictObject({ aim: duration.optional(), max: duration }),
  to: z.string().optional(),
  /** An oral notice with a reason before the limit takes the place of the deliverable by that moment. */
  excuse: z.strictObject({ title: z.string(), clause: z.string().optional() }).optional(),
  ...cited,
});
const approval = z.strictObject({
  thing: id,
  title: z.string(),
  chain: z.array(z.strictObject({ role: z.string(), ...cited })).min(1),
  consult: z.array(z.string()).default([]),
  ...cited,
});
const outcome = z.strictObject({ id, title: z.string(), aliases: z.array(z.string()).default([]), ...cited });
const question = z.strictObject({
  id,
  question: z.string(),
  options: z.array(z.strictObject({ id: z.string(), title: z.string() })).default([]),
  blocking: z.boolean().default(false),
  suggested: z.string().optional(),
  clause: z.string().optional(),
});

export const policySchema = z.strictObject({
  policy: z.strictObject({
    id,
    name: z.string(),
    issuer: z.string(),
    status: z.string().optional(),
    clauses: z.array(z.string()).default([]),
  }),
  roles: z.array(role).min(1),
  facts: z.array(fact).default([]),
  grades: z.array(grade).min(1),
  grading: z.strictObject({ factors: z.array(z.string()).default([]), ...cited }),
  deliverables: z.array(deliverable).default([]),
  routes: z.array(route).min(1),
  limits: z.array(limit).default([]),
  approvals: z.array(approval).default([]),
  outcomes: z.array(outcome).default([]),
  responses: z.strictObject({ channels: z.array(z.string()).min(1), ...cited }),
  ask: z.array(question).default([]),
});

export type PolicyFile = z.infer<typeof policySchema>;
export type Deliverable = PolicyFile['deliverables'][number];
export type Route = PolicyFile['routes'][number];
export type Step = Route['steps'][number];
export type Limit = PolicyFile['limits'][number];
export type Approval = PolicyFile['approvals'][number];
export type Basis = 'text' | 'bureau' | 'default';
