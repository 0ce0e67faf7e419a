// The form of bureau.yaml: what may stand where, with the words that say so when something else does.
import { z } from 'zod';
import { calendarDaySchema } from '../core/policy/calendar-file.ts';
import type { Choice } from '../core/policy/shape-choices.ts';
import type { FileForm } from '../core/policy/shape-message.ts';
import { MANY_REFS, manyRefs, ONE_REF, oneRef } from './bureau-members.ts';
import { clockTime, id, person } from './file-values.ts';
import { remindersSchema } from './reminders-file.ts';
import { dutySchema, rotasSchema } from './roster-file.ts';

const group = z.strictObject({
  title: z.string().describe('群名，例如 舆情工作群'),
  /** Name of the environment variable that holds the webhook key. */
  webhook: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, '应为环境变量名，例如 WEBHOOK_WORK')
    .describe('放消息推送 key 的环境变量名，例如 WEBHOOK_WORK'),
  chat: z.string().optional().describe('群的会话编号；不用写，管理员在群里说“绑定”就记住了'),
});
const aliases = z.array(z.string()).default([]);

export const bureauSchema = z.strictObject({
  bureau: z
    .strictObject({ id, name: z.string().describe('本单位的名称，出现在日报抬头') })
    .describe('本单位，例如 {id: xian, name: 某县某局}'),
  policy: z.string().describe('制度文件在哪里（相对本文件），例如 ../policies/ziji.yaml'),
  people: z
    .array(
      z.strictObject({
        id,
        name: z.string().describe('姓名'),
        title: z.string().optional().describe('职务'),
        wecom: z.string().optional().describe('企业微信账号'),
      }),
    )
    .min(1, '至少写一个人，例如 - {id: wang, name: 王建国, wecom: wangjianguo}')
    .describe('每个人，例如 - {id: wang, name: 王建国, wecom: wangjianguo}'),
  units: z
    .array(
      z.strictObject({
        id,
        name: z.string().describe('承办单位的名称，例如 执法一科'),
        aliases,
        head: oneRef.describe('负责人'),
        contacts: manyRefs.default([]).describe('联络员'),
        leader: person.describe('分管领导'),
        keywords: aliases.describe('用来预选承办单位的词'),
        level: z.string().optional().describe('层级，例如 市'),
      }),
    )
    .min(1, '至少写一个承办单位')
    .describe('承办单位，例如 - {id: zf1, name: 执法一科, head: zheng, leader: zhao}'),
  roles: z.record(id, manyRefs).describe('制度里的每个角色由谁担任，例如 group: [wang, li]'),
  rotas: rotasSchema,
  duty: dutySchema,
  administrators: z
    .array(person)
    .min(1, '至少写一名管理员')
    .describe('系统出问题时告诉谁，例如 administrators: [zhou]'),
  groups: z
    .strictObject({ work: group.describe('工作群'), leadership: group.describe('领导群') })
    .describe('工作群 work 和领导群 leadership'),
  summary_at: clockTime.describe("日报时间，例如 '18:00'"),
  week_picture: z
    .boolean()
    .default(true)
    .describe('每周最后一个工作日的日报后面附近两周的柱状图；不要就写 false'),
  answers: z
    .record(
      id,
      z.strictObject({
        value: z.string().describe('选了什么：选项的编号'),
        by: z.string().describe('谁答的'),
        at: z.coerce.string().describe('哪天答的，例如 2026-11-20'),
      }),
    )
    .nullish()
    .transform((given) => given ?? {}),
  /** When the bureau is at work; limits in minutes and hours ask only where the rule says so. */
  office: z
    .strictObject({
      opens: clockTime.describe("上班时间，例如 '08:30'"),
      closes: clockTime.describe("下班时间，例如 '17:30'"),
      breaks: z
        .array(
          z.strictObject({
            from: clockTime.describe("午休开始，例如 '12:00'"),
            to: clockTime.describe("午休结束，例如 '14:00'"),
          }),
        )
        .default([]),
    })
    .default({ opens: '08:30', closes: '17:30', breaks: [{ from: '12:00', to: '14:00' }] }),
  /** Days off or on that only this bureau has, e.g. 古尔邦节. */
  extra_days: z.array(calendarDaySchema).default([]),
  reminders: remindersSchema.optional(),
});

export type BureauData = z.infer<typeof bureauSchema>;

const one: Choice = { forms: ONE_REF, example: 'zheng' };
const many: Choice = { forms: MANY_REFS, example: '[sun, zhou]' };

/** What may stand in the places where people may be named in several ways. */
function choiceAt(path: readonly PropertyKey[]): Choice | null {
  if (path.at(-1) === 'department' || path.at(-1) === 'tag')
    return { forms: '企业微信通讯录里的名称或编号', example: '执法一科' };
  if (path[0] === 'reminders' && path.at(-1) === 'quiet')
    return { forms: 'off 或 {from: 时刻, to: 时刻}', example: '{from: "22:00", to: "07:00"}' };
  if (path[0] === 'reminders' && path.at(-1) === 'daily')
    return { forms: 'off 或 {after: 时长, at: 时刻}', example: '{after: 3d, at: "09:00"}' };
  if (path.includes('head')) return one;
  if (path[0] !== 'roles' && !path.includes('contacts')) return null;
  return typeof path.at(-1) === 'number' ? { ...one, example: 'sun' } : many;
}

export const BUREAU_FORM: FileForm = { schema: bureauSchema, choiceAt };
