// The form of a 制度 as data. Every value says which clause it comes from and on what basis it stands:
// `text` (written in the rule), `bureau` (answered at set-up) or `default` (our suggestion, shown as 建议值).
import { z } from 'zod';
import { LENGTH_PATTERN } from '../calendar/duration.ts';

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, '应为小写英文、数字、- 或 _，例如 first_oral')
  .describe('编号：小写英文，只在文件之间对应，不给人看');
const title = z.string().describe('给人看的名称');
const clause = z.string().min(1).optional().describe("依据哪一条，例如 三(一)1；数字要加引号，例如 '5'");
const basis = z
  .enum(['text', 'bureau', 'default'])
  .default('text')
  .describe('依据：text 条文写明；bureau 本单位答复；default 产品建议值');
const cited = { clause, basis };
const duration = z.string().regex(LENGTH_PATTERN, '应为时长，例如 30m、1.5h、2d、5wd（工作日）');
const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]);
const aliases = z.array(z.string()).default([]).describe('别的叫法，群里说了也认');

export type Condition = {
  readonly grade?: string | readonly string[] | undefined;
  readonly fact?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
};
const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .strictObject({
      grade: oneOrMore.optional().describe('等级编号，一个或几个'),
      fact: z.record(z.string(), oneOrMore).optional().describe('事实编号: 值，例如 {origin: 其他}'),
      all: z.array(condition).optional().describe('全部成立'),
      any: z.array(condition).optional().describe('有一个成立'),
      not: condition.optional().describe('不成立'),
    })
    .meta({ id: 'condition' }),
);
const when = condition.optional().describe('什么情况下适用；不写就总是适用');

/** The moments a limit may count from. */
export const STARTS = ['occurred', 'found', 'received', 'registered', 'graded', 'assigned'] as const;
export type Start = (typeof STARTS)[number];
const start = z.union([
  z
    .enum(STARTS)
    .describe('occurred 事发、found 发现、received 收到、registered 登记、graded 定级、assigned 交办'),
  z.strictObject({ ask: id }).describe('条文没说清：写 ask 里的问题编号'),
]);

const role = z.strictObject({
  id,
  title,
  kind: z.enum(['person', 'body', 'office']).describe('person 个人、body 集体、office 办事机构'),
  /** Filled in for each unit by that unit's own leader. */
  per: z.literal('unit').optional().describe('unit：每个承办单位各有一位，由该单位的分管领导担任'),
  ...cited,
});
const fact = z.strictObject({
  id,
  title,
  values: z.array(z.string()).min(1).describe('可选的值'),
  default: z.string().optional().describe('立案时没说就算这个'),
  ...cited,
});
const grade = z.strictObject({
  id,
  name: z.string().describe('等级名称，例如 一般'),
  rank: z.number().int().describe('高低：数字大的等级高，不能重复'),
  aliases,
  criteria: z.string().optional().describe('条文写的标准'),
  ...cited,
});
const deliverable = z.strictObject({
  id,
  title,
  form: z.enum(['oral', 'written', 'either']).describe('oral 口头、written 书面、either 都可以'),
  /** A submission of one of these meets this one too. */
  also: z.array(id).default([]).describe('交了这些也算交了它'),
  when,
  ...cited,
});
const step = z.strictObject({
  id,
  title,
  do: z
    .enum(['receive', 'grade', 'assign', 'check', 'approve', 'find', 'feedback', 'publish', 'archive'])
    .describe(
      'receive 接收、grade 定级、assign 交办、check 核查、approve 审核、find 定结论、feedback 回复来源、publish 公开回应、archive 办结',
    ),
  /** A role id, or `unit` for the unit in charge. */
  by: z.string().describe('谁做：角色编号，或 unit（承办单位）'),
  after: z.array(id).default([]).describe('在哪些环节之后'),
  when,
  owes: z.array(id).default([]).describe('欠什么：报送编号'),
  cc: z.array(z.string()).default([]).describe('抄送：角色编号'),
  thing: id.optional().describe('do: approve 时写审批编号'),
  /** For `feedback`: the fact that names whom to answer. */
  source: id.optional().describe('do: feedback 时写记着来源的事实编号'),
  ...cited,
});
const route = z.strictObject({
  id,
  title,
  default: z.boolean().default(false).describe('true：别的路线都不适用时走这条；有且只有一条'),
  when,
  steps: z.array(step).min(1).describe('环节'),
  ...cited,
});
const limit = z.strictObject({
  id,
  of: id.describe('限的是哪一项报送'),
  when,
  from: start.describe('从何时起算'),
  /** Where to count from while the named start is unknown. */
  unknown: start.optional().describe('起算时间不详时从何时起算'),
  within: z
    .union([
      z.strictObject({ aim: duration.optional().describe('力争'), max: duration.describe('最迟') }),
      z.strictObject({
        same_day: z.enum(['24:00', 'office']).describe('当天：到 24:00，或到下班（office）'),
      }),
    ])
    .describe('时长：30m 分钟、1.5h 小时、2d 天、5wd 工作日；或 same_day 当天'),
  hours: z
    .enum(['always', 'working'])
    .default('always')
    .describe('分钟和小时怎么走：always 夜里和节假日照走；working 只在上班时间走（条文写明时才用）'),
  to: z.string().optional().describe('报给谁：角色编号'),
  /** An oral notice with a reason before the limit takes the place of the deliverable by that moment. */
  excuse: z
    .strictObject({ title, clause: z.string().optional().describe('依据哪一条') })
    .optional()
    .describe('时限前说明原因可以代替'),
  ...cited,
});
const approval = z.strictObject({
  thing: id.describe('审批编号，环节里用 thing 引用'),
  title,
  chain: z
    .array(z.strictObject({ role: z.string().describe('角色编号'), ...cited }))
    .min(1)
    .describe('依次由谁审'),
  consult: z.array(z.string()).default([]).describe('征求谁的意见：角色编号'),
  ...cited,
});
const outcome = z.strictObject({ id, title, aliases, ...cited });
const question = z.strictObject({
  id,
  question: z.string().describe('条文没说清、要本单位答复的问题'),
  options: z
    .array(z.strictObject({ id: z.string(), title }))
    .default([])
    .describe('可选的答复；用作起算点时编号要是起算点'),
  blocking: z.boolean().default(false).describe('true：没有答复不能正式运行，只能演练'),
  suggested: z.string().optional().describe('建议的答复，演练时先按它'),
  clause: z.string().optional().describe('哪一条没说清'),
});

export const policySchema = z.strictObject({
  policy: z
    .strictObject({
      id,
      name: z.string().describe('制度名称'),
      issuer: z.string().describe('发文单位'),
      status: z.string().optional().describe('例如 试行'),
      clauses: z.array(z.string()).default([]).describe('条款清单；写了就会核对每个 clause 在不在里面'),
    })
    .describe('这份制度是什么'),
  roles: z.array(role).min(1).describe('角色：谁来担任写在单位文件里'),
  facts: z.array(fact).default([]).describe('要记的事实和可选值'),
  grades: z.array(grade).min(1).describe('等级'),
  grading: z
    .strictObject({ factors: z.array(z.string()).default([]).describe('看哪些方面'), ...cited })
    .describe('定级看什么'),
  deliverables: z.array(deliverable).default([]).describe('要交的东西'),
  routes: z.array(route).min(1).describe('路线和环节'),
  limits: z.array(limit).default([]).describe('时限；条文没有的不要补'),
  approvals: z.array(approval).default([]).describe('审批链'),
  outcomes: z.array(outcome).default([]).describe('事实结论的选项'),
  responses: z
    .strictObject({ channels: z.array(z.string()).min(1).describe('渠道，例如 官媒'), ...cited })
    .describe('公开回应'),
  ask: z.array(question).default([]).describe('要本单位答复的问题'),
});

export type PolicyFile = z.infer<typeof policySchema>;
export type Deliverable = PolicyFile['deliverables'][number];
export type Route = PolicyFile['routes'][number];
export type Step = Route['steps'][number];
export type Limit = PolicyFile['limits'][number];
export type Approval = PolicyFile['approvals'][number];
export type Basis = 'text' | 'bureau' | 'default';
