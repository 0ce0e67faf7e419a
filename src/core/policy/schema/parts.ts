// The small pieces that every part of a 制度 is made of.
import { z } from 'zod';
import { LENGTH_PATTERN } from '../../calendar/duration.ts';

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _，例如 first_oral')
  .describe('编号：小写英文，只在文件之间对应，不给人看');
export const title = z.string().describe('给人看的名称');
export const clause = z
  .string()
  .min(1)
  .optional()
  .describe("依据哪一条，例如 三(一)1；数字要加引号，例如 '5'");
const basis = z
  .enum(['text', 'bureau', 'default'])
  .default('text')
  .describe('依据：text 条文写明；bureau 本单位答复；default 产品建议值');
/** Every value says which clause it comes from and on what basis it stands. */
export const cited = { clause, basis };
export const duration = z.string().regex(LENGTH_PATTERN, '应为时长，例如 30m、1.5h、2d、5wd（工作日）');
export const aliases = z.array(z.string()).default([]).describe('别的叫法，群里说了也认');
export const words = z.array(z.string()).default([]);

/** What the rule leaves open: the answer of the bureau to a question of `ask` stands here. */
export const asked = z.strictObject({ ask: id }).describe('条文没说清：写 ask 里的问题编号');
/** Somebody who acts: a role id, or `unit` for the unit in charge. */
export const party = z
  .union([z.string(), asked])
  .describe('角色编号，或 unit（承办单位）；条文没说清时写 {ask: 问题编号}');
/** A word of the rule without a number: 第一时间, 及时, 定期. Never becomes an alarm. */
export const vague = z
  .strictObject({ vague: z.string().describe('条文的原词，例如 及时、第一时间、限期') })
  .describe('条文只有这样的词，没有数字：照录，不算时限、不会超时');
