// 制度: what the bureau's rule says, as it is loaded now.
import { defineHandler } from '../src/app/define-handler.ts';
import { clauseLines } from '../templates/texts/rule/clauses.ts';
import {
  aboutLines,
  approvalLines,
  flowLines,
  gradeLines,
  limitLines,
  roleLines,
} from '../templates/texts/rule/pages.ts';
import type { Rule } from '../templates/texts/rule/words.ts';

const PAGES: readonly (readonly [RegExp, (rule: Rule) => readonly string[]])[] = [
  [/^(?:时限|期限|限时|时间)/u, limitLines],
  [/^(?:定级|等级|分级|标准)/u, gradeLines],
  [/^(?:流程|路线|环节|程序)/u, flowLines],
  [/^(?:审批|审核|审定)/u, approvalLines],
  [/^(?:角色|职责|分工|人员)/u, roleLines],
];

/** `制度`, `制度 时限`, `制度 五2`. */
export const rule = defineHandler({
  name: 'rule',
  words: ['制度', '本制度', '办法'],
  taps: [],
  help: {
    usage: '制度 时限',
    meaning: '制度怎么规定；还可问定级、流程、审批、角色、条款号',
    group: '查询',
  },
  onText: ({ policy, bureau }, { word, text }) => {
    const asked = text.slice(text.indexOf(word) + word.length).replace(/^[\s：:，,的]+|[\s?？。]+$/gu, '');
    const page = PAGES.find(([words]) => words.test(asked));
    const about = { policy, bureau };
    if (page !== undefined) return { kind: 'answer', lines: page[1](about) };
    return { kind: 'answer', lines: asked === '' ? aboutLines(about) : clauseLines(about, asked) };
  },
});
