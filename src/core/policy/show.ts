// A 制度 as data told back to people as a page: who does what by when, on which clause, and what is still open.
import type { Bureau } from '../bureau.ts';
import type { PolicySource } from './settle.ts';
import { approvalsPart } from './show/approvals.ts';
import { limitsPart } from './show/limits.ts';
import { conclusionPart, factsPart, gradesPart, marksPart } from './show/matters.ts';
import { pageOf } from './show/page.ts';
import { questionsPart, silencePart } from './show/questions.ts';
import { dutiesPart, rhythmPart } from './show/rhythm.ts';
import { routePart } from './show/routes.ts';

/** Markdown. With a bureau its answers are shown; without, the suggestions of the policy, labelled 建议值. */
export function showPolicy(source: PolicySource, bureau: Bureau | null = null): string {
  const page = pageOf(source, bureau);
  const { name, status } = source.policy;
  return [
    `# ${name}${status === undefined ? '' : `（${status}）`}`,
    `${about(source)}${bureau === null ? '' : `适用于：${bureau.name}。`}“依据”一列写明条款和来路：条文写明的是“条文”，本单位定的是“本单位答复”，产品给的是“建议值”。`,
    '## 等级',
    gradesPart(page),
    ...(source.marks.length === 0 ? [] : ['## 标记', marksPart(page)]),
    ...(source.facts.length === 0 ? [] : ['## 要记的事实', factsPart(page)]),
    '## 谁在何时前交什么',
    limitsPart(page),
    '## 谁做什么',
    ...source.routes.map((route) => routePart(page, route)),
    '## 审批',
    approvalsPart(page),
    '## 结论和回应',
    conclusionPart(page),
    '## 巡查和专报',
    rhythmPart(page),
    '## 其他要求',
    dutiesPart(page),
    '## 未决问题',
    questionsPart(page),
    '## 本制度没有规定的',
    silencePart(page),
  ]
    .join('\n\n')
    .concat('\n');
}

function about({ policy }: PolicySource): string {
  const { issuer, published, effective_from, interpreter, supersedes, source_state } = policy;
  return [
    `发文单位：${issuer}。`,
    ...(published === undefined ? [] : [`印发：${published}。`]),
    ...(effective_from === undefined ? [] : [`施行：${effective_from}。`]),
    ...(interpreter === undefined ? [] : [`由${interpreter}解释。`]),
    ...(supersedes === undefined ? [] : [`替代：${supersedes}。`]),
    ...(source_state === 'rebuilt' ? ['原文有损，系复原，请核对。'] : []),
  ].join('');
}
