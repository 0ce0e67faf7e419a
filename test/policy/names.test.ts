// Every name of a 制度 is declared once, and every answer fits the place it is to stand in.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { type Bad, expectRefused, RICH } from './rich.ts';

it('a 制度 that uses every part of the form lints clean', () => {
  expect(lintText(RICH)).toMatchObject({ ok: true, errors: [] });
});

describe('a name that is not declared', () => {
  it.each<Bad>([
    [
      'a mark',
      'mark: sensitive}, title',
      'mark: sensitiv}, title',
      'grading.raise.0.when.mark',
      '可用：sensitive、negative',
    ],
    [
      'an outcome',
      '{outcome: alien}, clause',
      '{outcome: alin}, clause',
      'routes.0.steps.8.when.outcome',
      '可用：real、part、alien',
    ],
    [
      'a party, which may be a unit of the rule',
      'to: [group, netoffice]',
      'to: [group, netofice]',
      'routes.1.steps.3.to.1',
      '可用：unit、group、office、head、deputy、legal、advisers、town、netoffice',
    ],
    [
      'whom to consult',
      'consult: [legal]',
      'consult: [lawyer]',
      'approvals.0.consult.0',
      '没有声明的“lawyer”',
    ],
    [
      'who may extend',
      'by: head, notice_first',
      'by: heads, notice_first',
      'limits.3.extend.by',
      '没有声明的“heads”',
    ],
    ['who may pause', 'pause: {by: office', 'pause: {by: offic', 'limits.3.pause.by', '没有声明的“offic”'],
    [
      'who is held to it as well',
      'accountable: [deputy]',
      'accountable: [deputi]',
      'limits.3.accountable.0',
      '没有声明的“deputi”',
    ],
    ['what a limit is on', 'of: report', 'of: reprt', 'limits.6.of', '可用：paper、receive、'],
    [
      'the step a limit counts from',
      '{step: text-ok}',
      '{step: textok}',
      'limits.4.from.step',
      '没有声明的“textok”',
    ],
    [
      'who patrols',
      'times: [2, 3], by: office',
      'times: [2, 3], by: ofice',
      'channels.patrol.0.by',
      '没有声明的“ofice”',
    ],
    [
      'who writes a paper',
      'period: daily, from: office',
      'period: daily, from: ofice',
      'papers.0.from',
      '没有声明的“ofice”',
    ],
    ['who asks for a paper', 'decided_by: head', 'decided_by: hed', 'papers.2.decided_by', '没有声明的“hed”'],
    [
      'whose duty it is',
      'title: 培训, by: office',
      'title: 培训, by: ofice',
      'duties.0.by',
      '没有声明的“ofice”',
    ],
    [
      'who may decide to say nothing',
      'decline: {by: head',
      'decline: {by: hed',
      'responses.decline.by',
      '没有声明的“hed”',
    ],
    [
      'who may set a mark',
      'by: [office], effect',
      'by: [ofice], effect',
      'marks.0.by.0',
      '没有声明的“ofice”',
    ],
    [
      'who names one of several leaders',
      'mode: {ask: q-mode}',
      'mode: named, named_by: boss',
      'approvals.0.chain.0.named_by',
      '没有声明的“boss”',
    ],
    [
      'a fact in a criterion',
      '{fact: {people: {min: 50}}}',
      '{fact: {peple: {min: 50}}}',
      'grades.2.criteria.0.when.fact.peple',
      '没有声明的“peple”',
    ],
    [
      'a link with a condition',
      'when: {grade: high}, clause: 三}\n      - {role: office, kind: external',
      'when: {grade: hi}, clause: 三}\n      - {role: office, kind: external',
      'approvals.0.chain.1.when.grade',
      '可用：low、mid、high',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));
});

describe('a fact that is tested in a way its kind does not allow', () => {
  it.each<Bad>([
    [
      'yes or no with a value',
      '{fact: {others: true}}',
      '{fact: {others: 是}}',
      'approvals.0.chain.2.when.fact.others',
      '请写 {others: true} 或 {others: false}',
    ],
    [
      'a number with a value',
      '{fact: {people: {min: 50}}}',
      '{fact: {people: 很多}}',
      'grades.2.criteria.0.when.fact.people',
      '请写 {people: {min: 2}}',
    ],
    [
      'a number between crossed bounds',
      '{min: 50}',
      '{min: 50, max: 5}',
      'grades.2.criteria.0.when.fact.people',
      '没有数能符合',
    ],
    ['a number without bounds', '{min: 50}', '{}', 'grades.2.criteria.0.when.fact.people', '要写 min 或 max'],
    [
      'values with yes or no',
      '{fact: {others: true}}',
      '{fact: {scope: true}}',
      'approvals.0.chain.2.when.fact.scope',
      '要写它的一个值，例如 {scope: 本局}',
    ],
    [
      'a value that is none',
      '{fact: {others: true}}',
      '{fact: {scope: 外局}}',
      'approvals.0.chain.2.when.fact.scope',
      '可用：本局、乡镇、不明',
    ],
    [
      'a choice without values',
      'title: 范围, values: [本局, 乡镇, 不明]',
      'title: 范围',
      'facts.0.values',
      '要写 values',
    ],
    ['values of yes or no', 'type: bool', 'type: bool, values: [是]', 'facts.1.values', '不用写 values'],
    ['a count of what is no list', 'count_of: towns', 'count_of: scope', 'facts.4.count_of', '可用：towns'],
    [
      'a count that is no number',
      'title: 乡镇个数, type: number',
      'title: 乡镇个数, type: text',
      'facts.4.type',
      '请写 type: number',
    ],
    [
      'a default of another kind',
      'title: 涉及人数, type: number',
      'title: 涉及人数, type: number, default: 几个',
      'facts.2.default',
      '应为数',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));
});

describe('a name that is given twice', () => {
  it.each<Bad>([
    ['a unit', '{id: netoffice', '{id: town', 'units.1', '单位“town”写了两次'],
    ['a mark', '{id: negative', '{id: sensitive', 'marks.1', '标记“sensitive”写了两次'],
    ['a paper', '{id: survey', '{id: log', 'papers.2', '专报“log”写了两次'],
    [
      'an option',
      '{id: graded, title: 定级}',
      '{id: found, title: 定级}',
      'ask.0.options.1',
      '选项“found”写了两次',
    ],
    ['a value', '[本局, 乡镇, 不明]', '[本局, 乡镇, 本局]', 'facts.0.values.2', '值“本局”写了两次'],
    [
      'a clause',
      'clauses: [一, 二, 三, 四]',
      'clauses: [一, 二, 三, 四, 四]',
      'policy.clauses.4',
      '条款“四”写了两次',
    ],
    ['a unit and a role', '{id: netoffice', '{id: legal', 'units.1', '单位“legal”和角色同一个编号'],
    [
      'a step and what is handed in',
      '{id: inform,',
      '{id: paper,',
      'deliverables.0',
      '报送“paper”和环节同一个编号',
    ],
    ['a paper and a step', '{id: survey', '{id: meet', 'papers.2', '专报“meet”和环节或报送同一个编号'],
    ['a role and the unit in charge', '{id: advisers', '{id: unit', 'roles.5', '分不清说的是哪个'],
    ['a word for two grades', 'aliases: [普通]', 'aliases: [较大]', 'grades.1', '“较大”这个叫法用了两次'],
    [
      'a synonym of a synonym',
      '{股室: 科室}',
      '{股室: 科室, 科室: 处室}',
      'terms.股室',
      '请直接写最后的叫法',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));
});
