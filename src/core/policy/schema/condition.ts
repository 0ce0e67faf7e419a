// Conditions: structured, so that every name in them can be checked.
import { z } from 'zod';

type Names = string | readonly string[];
/** A value (or one of several), 是/否, or a number between bounds. */
export type FactTest =
  | Names
  | boolean
  | { readonly min?: number | undefined; readonly max?: number | undefined };

export type Condition = {
  readonly grade?: Names | undefined;
  readonly mark?: Names | undefined;
  readonly fact?: Readonly<Record<string, FactTest>> | undefined;
  readonly outcome?: Names | undefined;
  /** Whether a leader has written an instruction (批示). */
  readonly instructed?: boolean | undefined;
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
};

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);
const factTest = z.union([
  oneOrMore,
  z.boolean(),
  z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
]);

const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .strictObject({
      grade: oneOrMore.optional().describe('等级编号，一个或几个'),
      mark: oneOrMore.optional().describe('标记编号，有其中一个就成立'),
      fact: z
        .record(z.string(), factTest)
        .optional()
        .describe('事实编号: 值，例如 {origin: 其他}、{urgent: true}、{people: {min: 5}}'),
      outcome: oneOrMore.optional().describe('事实结论编号，一个或几个'),
      instructed: z.boolean().optional().describe('领导是否作了批示'),
      all: z.array(condition).optional().describe('全部成立'),
      any: z.array(condition).optional().describe('有一个成立'),
      not: condition.optional().describe('不成立'),
    })
    .meta({ id: 'condition' }),
);

export const when = condition.optional().describe('什么情况下适用；不写就总是适用');
