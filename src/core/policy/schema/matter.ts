// What a matter is judged by: facts, marks, grades, what is owed, how it turned out.
import { z } from 'zod';
import { when } from './condition.ts';
import { aliases, cited, id, title, words } from './parts.ts';

export const fact = z.strictObject({
  id,
  title,
  type: z
    .enum(['enum', 'bool', 'number', 'list', 'text'])
    .default('enum')
    .describe('enum 从 values 里选、bool 是或否、number 数、list 几个（顿号分开）、text 文字'),
  values: words.describe('可选的值；type 是 enum 时要写'),
  default: z.string().optional().describe('立案时没说就算这个'),
  /** Worked out, never asked. */
  count_of: id.optional().describe('由另一个 list 事实得出：它有几个'),
  ...cited,
});

export const mark = z.strictObject({
  id,
  title: z.string().describe('标记名称，例如 敏感、负面、突发'),
  aliases,
  by: z.array(z.string()).default([]).describe('谁可以标：角色编号；不写则登记人、经办人和领导都可以'),
  effect: z.string().optional().describe('条文对它的要求'),
  ...cited,
});

export const grade = z.strictObject({
  id,
  name: z.string().describe('等级名称，例如 一般'),
  rank: z.number().int().describe('高低：数字大的等级高，不能重复'),
  aliases,
  criteria: z
    .array(z.strictObject({ title: z.string().describe('条文写的一条标准'), when, ...cited }))
    .default([])
    .describe('标准：符合一条就建议这个等级；由人决定'),
  open_list: z.boolean().default(false).describe('true：标准后面有“等”，不符合也可以定，但要写理由'),
  ...cited,
});

export const grading = z.strictObject({
  factors: words.describe('看哪些方面'),
  /** Reasons to suggest one grade higher than the criteria do. */
  raise: z
    .array(z.strictObject({ when, title: z.string().describe('为什么建议高一级'), ...cited }))
    .default([])
    .describe('建议升一级的情形'),
  reply_decision: z.boolean().default(false).describe('true：是否回应也要研判'),
  ...cited,
});

export const deliverable = z.strictObject({
  id,
  title,
  form: z.enum(['oral', 'written', 'either']).describe('oral 口头、written 书面、either 都可以'),
  /** A submission of one of these meets this one too. */
  also: z.array(id).default([]).describe('交了这些也算交了它'),
  when,
  ...cited,
});

export const outcome = z.strictObject({
  id,
  title,
  aliases,
  human_only: z.boolean().default(false).describe('true：系统从不建议这一项'),
  ...cited,
});
