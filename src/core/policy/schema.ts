// The form of a 制度 as data. Every value says which clause it comes from and on what basis it stands:
// `text` (written in the rule), `bureau` (answered at set-up) or `default` (our suggestion, shown as 建议值).
import { z } from 'zod';
import { approval, route } from './schema/flow.ts';
import { deliverable, fact, grade, grading, mark, outcome } from './schema/matter.ts';
import { cited, id, party } from './schema/parts.ts';
import { role, unit } from './schema/people.ts';
import { channels, duty, paper, question, retention, silence, wordingRule } from './schema/setting.ts';
import { limit } from './schema/time.ts';

export type { Condition, FactTest } from './schema/condition.ts';
export { RECORDED_VERBS } from './schema/flow.ts';
export { PERIODS, WEEKDAYS } from './schema/setting.ts';
export { STARTS, type Start } from './schema/time.ts';

export const policySchema = z.strictObject({
  policy: z
    .strictObject({
      id,
      name: z.string().describe('制度名称'),
      issuer: z.string().describe('发文单位'),
      status: z.string().optional().describe('例如 试行'),
      published: z.string().optional().describe('印发日期，例如 "2024-06-20"，要加引号'),
      effective_from: z.string().optional().describe('施行日期'),
      interpreter: z.string().optional().describe('由谁解释'),
      supersedes: z.string().optional().describe('替代哪份制度'),
      source_state: z
        .enum(['whole', 'rebuilt'])
        .default('whole')
        .describe('whole 原文完整；rebuilt 原文有损、经过复原'),
      clauses: z.array(z.string()).default([]).describe('条款清单；写了就会核对每个 clause 在不在里面'),
    })
    .describe('这份制度是什么'),
  terms: z.record(z.string(), z.string()).default({}).describe('同义词: 统一叫法，例如 {普通: 一般}'),
  units: z.array(unit).default([]).describe('条文里的单位；本单位的科室写在单位文件里'),
  roles: z.array(role).min(1).describe('角色：谁来担任写在单位文件里'),
  facts: z.array(fact).default([]).describe('要记的事实和可选值'),
  marks: z.array(mark).default([]).describe('标记：敏感、负面、突发一类，不是等级'),
  grades: z.array(grade).min(1).describe('等级'),
  grading: grading.describe('定级看什么'),
  channels: channels.optional().describe('发现渠道和巡查'),
  deliverables: z.array(deliverable).default([]).describe('要交的东西'),
  routes: z.array(route).min(1).describe('路线和环节'),
  limits: z.array(limit).default([]).describe('时限；条文没有的不要补'),
  approvals: z.array(approval).default([]).describe('审批链'),
  outcomes: z.array(outcome).default([]).describe('事实结论的选项'),
  responses: z
    .strictObject({
      channels: z.array(z.string()).min(1).describe('渠道，例如 官媒'),
      decline: z
        .strictObject({ by: party, ...cited })
        .optional()
        .describe('不予回应由谁决定'),
      ...cited,
    })
    .describe('公开回应'),
  wording: z.array(wordingRule).default([]).describe('对答复用语的要求'),
  papers: z.array(paper).default([]).describe('日志、简报、专报、周报等'),
  duties: z.array(duty).default([]).describe('没有流程的要求：风险评估、培训、考核、问责等'),
  retain: z.array(retention).default([]).describe('保存期限'),
  silent: z.array(silence).default([]).describe('没有写成数据的条款和原因'),
  ask: z.array(question).default([]).describe('要本单位答复的问题'),
});

/** A 制度 as its file says it, open questions still in place. */
export type PolicyFile = z.infer<typeof policySchema>;
export type Basis = 'text' | 'bureau' | 'default';
