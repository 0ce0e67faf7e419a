// Limits: what falls due, counted from where, how long, and what may be done when it cannot be kept.
import { z } from 'zod';
import { when } from './condition.ts';
import { asked, cited, clause, duration, id, party, title, vague, words } from './parts.ts';

/** The moments a limit may count from. */
export const STARTS = [
  'occurred',
  'posted',
  'found',
  'received',
  'registered',
  'graded',
  'assigned',
  'claimed',
  'instructed',
  'approved',
] as const;
export type Start = (typeof STARTS)[number];

const start = z.union([
  z
    .enum(STARTS)
    .describe(
      'occurred 事发、posted 发帖、found 发现、received 收到、registered 登记、graded 定级、assigned 交办、claimed 认领（签收）、instructed 批示、approved 批准',
    ),
  z.strictObject({ step: id }).describe('从另一个环节做完时起算'),
  asked,
]);

const dayEnd = z.union([z.enum(['24:00', 'office']), asked]).describe('当天：到 24:00，或到下班（office）');

const within = z
  .union([
    z.strictObject({ aim: duration.optional().describe('力争'), max: duration.describe('最迟') }),
    z.strictObject({
      same_day: dayEnd,
      after_hours: z
        .union([z.enum(['same-day', 'next-workday']), asked])
        .default('same-day')
        .describe('下班后、休息日才开始的：same-day 仍算当天；next-workday 算到下一个工作日'),
    }),
    vague,
    asked,
  ])
  .describe(
    '时长：30m 分钟、1.5h 小时、2d 天、5wd 工作日；same_day 当天；vague 只有“及时”一类的词；ask 条文没写',
  );

export const limit = z.strictObject({
  id,
  of: id.describe('限的是哪一项：报送、环节或专报的编号'),
  when,
  from: start.describe('从何时起算'),
  /** Where to count from while the named start is unknown. */
  unknown: start.optional().describe('起算时间不详时从何时起算'),
  within,
  hours: z
    .enum(['always', 'working'])
    .default('always')
    .describe('分钟和小时怎么走：always 夜里和节假日照走；working 只在上班时间走（条文写明时才用）'),
  to: party.optional().describe('报给谁：角色编号'),
  accountable: z.array(party).default([]).describe('还有谁一起负责：角色编号'),
  /** An oral notice with a reason before the limit takes the place of the deliverable by that moment. */
  excuse: z.strictObject({ title, clause }).optional().describe('时限前说明原因可以代替'),
  extend: z
    .strictObject({
      max_total: duration.describe('连同延长一共最多多久'),
      by: party.describe('谁批准延期'),
      before_due: z.boolean().default(true).describe('true：到期前申请才行'),
      notice_first: z.string().optional().describe('先要告知谁，例如 反映人'),
      clause,
    })
    .optional()
    .describe('可以延期'),
  pause: z
    .strictObject({ by: party.describe('谁可以中止计时'), reasons: words.describe('哪些情形'), clause })
    .optional()
    .describe('等外部机关或第三方时可以中止计时'),
  ...cited,
});
