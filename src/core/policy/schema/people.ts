// Who there is in a 制度. Names of persons are never in it: the bureau file fills the roles.
import { z } from 'zod';
import { aliases, cited, id, title, words } from './parts.ts';

export const unit = z.strictObject({
  id,
  title,
  aliases,
  level: z.string().optional().describe('层级，例如 市局、县局；同名单位靠它分开'),
  outside: z.boolean().default(false).describe('true：本单位以外的机关，不在群里'),
  keywords: words.describe('交办时据以建议的词'),
  ...cited,
});

export const role = z.strictObject({
  id,
  title,
  kind: z
    .enum(['person', 'body', 'office', 'rota', 'outside'])
    .describe('person 个人、body 集体、office 办事机构、rota 轮值、outside 本单位以外的机关（不用填人）'),
  /** Filled in for each unit by that unit's own leader. */
  per: z.literal('unit').optional().describe('unit：每个承办单位各有一位，由该单位的分管领导担任'),
  /** A role that may stay empty: nothing waits for it. */
  optional: z.boolean().default(false).describe('true：可以没有人担任'),
  note: z.string().optional().describe('条文对组成的说法，例如 局长任组长'),
  ...cited,
});
