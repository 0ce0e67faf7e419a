// What surrounds the cases: channels, patrols, periodicals, duties, questions, words that replies may not hold.
import { z } from 'zod';
import { when } from './condition.ts';
import { cited, id, party, title, vague, words } from './parts.ts';

const channel = z.union([z.string(), z.strictObject({ title, ...cited })]);

export const channels = z.strictObject({
  discovery: z.array(channel).default([]).describe('从哪里发现'),
  patrol: z
    .array(
      z.strictObject({
        days: z.enum(['any', 'workday', 'holiday']).describe('any 每天、workday 工作日、holiday 休息日'),
        times: z
          .union([z.number().int().min(1), z.tuple([z.number().int(), z.number().int()]), vague])
          .describe('几次，或 [最少, 最多]，或条文的原词'),
        by: party.optional().describe('谁巡查'),
        where: words.describe('看哪些地方'),
        ...cited,
      }),
    )
    .default([])
    .describe('巡查'),
  ...cited,
});

export const PERIODS = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;

/** From Sunday, as days of the week are counted. */
export const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

export const paper = z.strictObject({
  id,
  title,
  trigger: z
    .enum(['event', 'decision', 'period'])
    .describe('event 有这样的事项就要；decision 有人要求才要；period 按时间'),
  when: when.describe('哪些事项'),
  period: z
    .union([z.enum(PERIODS), vague])
    .optional()
    .describe('trigger: period 时：daily 每天、weekly 每周、monthly 每月、quarterly 每季、yearly 每年'),
  day: z
    .union([z.enum(WEEKDAYS), z.number().int().min(1).max(31)])
    .optional()
    .describe('哪一天：period: weekly 写 周五 这样的星期几，monthly 写几号，例如 5；没写就是最后一个工作日'),
  decided_by: party.optional().describe('trigger: decision 时由谁要求'),
  from: party.optional().describe('谁写'),
  to: z.array(party).default([]).describe('给谁'),
  cc: z.array(z.string()).default([]).describe('抄送'),
  forms: words.describe('什么形式，例如 简报、短信'),
  fields: words.describe('写哪些内容'),
  ...cited,
});

export const duty = z.strictObject({
  id,
  title,
  when,
  by: party.optional().describe('谁来做'),
  what: z.string().optional().describe('要求什么，用自己的话写'),
  list: words.describe('条文列出的各项'),
  effect: z.string().optional().describe('条文写的后果或条件'),
  ...cited,
});

/** Rules for the words of a reply; told to whoever drafts and approves, decided by people. */
export const wordingRule = z.strictObject({
  ban: words.describe('不用的词'),
  need: z.string().optional().describe('必须有什么，例如 引用规定注明出处'),
  max_chars: z.number().int().positive().optional().describe('最多多少字'),
  ...cited,
});

export const question = z.strictObject({
  id,
  question: z.string().describe('条文没说清、要本单位答复的问题'),
  answer: z
    .enum(['choice', 'duration', 'role', 'text'])
    .default('choice')
    .describe('choice 从 options 里选；duration 时长，例如 30m；role 角色编号；text 自己写'),
  options: z
    .array(z.strictObject({ id: z.string(), title }))
    .default([])
    .describe('可选的答复；编号就是填到那个值上的内容'),
  blocking: z.boolean().default(false).describe('true：没有答复不能正式运行，只能演练'),
  suggested: z.string().optional().describe('建议的答复，演练时先按它'),
  clause: z.string().optional().describe('哪一条没说清'),
});

export const retention = z.strictObject({
  years: z.number().positive().describe('保存几年'),
  what: z.string().optional().describe('保存什么'),
  ...cited,
});

export const silence = z.strictObject({
  clause: z.string().describe('哪一条'),
  reason: z.string().describe('为什么不用写成数据'),
});
