// How a matter moves: routes, steps, approvals.
import { z } from 'zod';
import { when } from './condition.ts';
import { asked, cited, id, party, title, words } from './parts.ts';

const parties = z.array(party).default([]);

const consulted = z
  .union([
    z.string(),
    z.strictObject({
      who: party,
      blocks: z.union([z.boolean(), asked]).default(false).describe('true：没有意见不能往下走'),
      when,
      ...cited,
    }),
  ])
  .describe('征求谁的意见：角色编号，或 {who, blocks, when}');

/** Verbs that somebody carries out and records in words; the others have rules of their own in the engine. */
export const RECORDED_VERBS = [
  'meet',
  'plan',
  'draft',
  'fix',
  'notify',
  'report',
  'follow',
  'inspect',
  'urge',
  'defer',
] as const;

export const step = z.strictObject({
  id,
  title,
  do: z
    .enum([
      'receive',
      'grade',
      'assign',
      'check',
      'approve',
      'find',
      'feedback',
      'publish',
      'archive',
      'transfer',
      ...RECORDED_VERBS,
    ])
    .describe(
      'receive 接收登记、grade 定级、assign 交办、check 核查、approve 审核、find 定结论、feedback 回复来源、publish 公开回应、archive 办结、transfer 移送；以下做完记录：meet 会商、plan 方案、draft 拟稿、fix 解决、notify 通报、report 上报、follow 跟踪、inspect 督查、urge 催办、defer 按外部机制办',
    ),
  /** A role id, or `unit` for the unit in charge. */
  by: party,
  after: z.array(id).default([]).describe('在哪些环节之后'),
  when,
  owes: z.array(id).default([]).describe('欠什么：报送编号'),
  cc: z.array(z.string()).default([]).describe('抄送：角色编号；不用等'),
  to: parties.describe('告诉谁、报给谁'),
  with: words.describe('和谁一起：可写任意名称'),
  out: words.describe('要写出什么，例如 处置意见'),
  consult: z.array(consulted).default([]),
  thing: id.optional().describe('do: approve 时写审批编号'),
  /** For `feedback`: the fact that names whom to answer. */
  source: id.optional().describe('do: feedback 时写记着来源的事实编号'),
  answer: z
    .enum(['holding', 'final'])
    .default('final')
    .describe('do: publish 时：holding 先行回应、final 正式回应'),
  as: z.string().optional().describe('do: publish 时以谁的名义'),
  /** Every unit that was given the matter owes, not only the first. */
  joint: z.boolean().default(false).describe('true：协同办理，每个承办单位都要交'),
  /** What the outside rule is called. */
  rule: z.string().optional().describe('do: defer 时写外部机制的名称'),
  ...cited,
});

export const route = z.strictObject({
  id,
  title,
  default: z.boolean().default(false).describe('true：别的路线都不适用时走这条；有且只有一条'),
  when,
  steps: z.array(step).min(1).describe('环节'),
  ...cited,
});

const link = z.strictObject({
  role: party.describe('谁审；集体或外部决定时写由谁记录'),
  kind: z
    .enum(['person', 'body', 'external', 'outside_rule'])
    .default('person')
    .describe(
      'person 个人同意；body 集体研究（要写纪要）；external 外部机关确认（要写文号或方式）；outside_rule 按外部机制办（要写结果）',
    ),
  title: z.string().optional().describe('集体、外部机关或外部机制的名称'),
  mode: z
    .union([z.enum(['any', 'all', 'named']), asked])
    .default('any')
    .describe('role 有几个人时：any 一人即可；all 都要同意；named 由指定的一位'),
  named_by: party.optional().describe('mode: named 时由谁指定'),
  when,
  ...cited,
});

export const approval = z.strictObject({
  thing: id.describe('审批编号，环节里用 thing 引用'),
  title,
  chain: z.array(link).min(1).describe('依次由谁审'),
  consult: z.array(consulted).default([]),
  ...cited,
});
