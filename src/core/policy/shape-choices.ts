// What may stand in the places where a 制度 may be written in several ways: one sentence each, with an example.
import { STARTS } from './schema.ts';

export type Choice = { readonly forms: string; readonly example: string };

const start: Choice = {
  forms: `${STARTS.join('、')} 之一，或 {step: 环节编号}，或 {ask: 问题编号}`,
  example: 'assigned',
};
const party: Choice = { forms: '角色编号、unit（承办单位）或 {ask: 问题编号}', example: 'unit' };
const names: Choice = { forms: '一个编号，或几个编号的列表', example: '[a, b]' };

/** By the key the value stands behind. */
const CHOICES: Readonly<Record<string, Choice>> = {
  from: start,
  unknown: start,
  within: {
    forms: '{max: 时长}、{aim: 时长, max: 时长}、{same_day: office}、{vague: 原词} 或 {ask: 问题编号}',
    example: '{max: 1h}',
  },
  same_day: { forms: "'24:00'（到零点）、office（到下班）或 {ask: 问题编号}", example: 'office' },
  after_hours: { forms: 'same-day、next-workday 或 {ask: 问题编号}', example: 'same-day' },
  consult: {
    forms: '角色编号，或 {who: 角色编号, blocks: true, when: 条件}',
    example: '{who: juban, blocks: true}',
  },
  blocks: { forms: 'true、false 或 {ask: 问题编号}', example: 'true' },
  mode: { forms: 'any、all、named 或 {ask: 问题编号}', example: 'any' },
  times: { forms: '次数、[最少, 最多] 或 {vague: 原词}', example: '[2, 3]' },
  period: { forms: 'daily、weekly、monthly、quarterly、yearly 或 {vague: 定期}', example: 'weekly' },
  day: { forms: '星期几（周一到周日），或几号（1 到 31）', example: '周五' },
  discovery: { forms: '渠道名称，或 {title: 渠道名称, clause: 条款}', example: '{title: 网站, clause: 一}' },
  grade: names,
  mark: names,
  outcome: names,
  fact: { forms: '一个值、几个值的列表、true、false 或 {min: 1, max: 5}', example: '{origin: 其他}' },
};
const PARTIES = ['by', 'role', 'who', 'to', 'accountable', 'decided_by'];

/** `path` leads to the value in a policy file; items of a list are known by the list. */
export function policyChoice(path: readonly PropertyKey[]): Choice | null {
  const [owner = '', key = ''] = path.filter((part) => typeof part === 'string').slice(-2);
  if (owner === 'fact') return CHOICES.fact ?? null;
  // Papers say with `from` who writes them; limits, from when they count.
  if (path[0] === 'papers' && key === 'from') return party;
  return PARTIES.includes(String(key)) ? party : (CHOICES[String(key)] ?? null);
}
