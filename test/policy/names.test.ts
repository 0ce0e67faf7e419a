// Every name of a 制度 is declared once, and every answer fits the place it is to stand in.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { RICH, spoilt } from './rich.ts';

it('a 制度 that uses every part of the form lints clean', () => {
  expect(lintText(RICH)).toMatchObject({ ok: true, errors: [] });
});

type Bad = readonly [what: string, from: string, to: string, path: string, message: string];

function expectRefused(from: string, to: string, path: string, message: string): void {
  const { ok, errors } = lintText(spoilt([from, to]));
  expect(ok).toBe(false);
  const found = errors.find((e) => e.path === path && e.message.includes(message));
  expect(found, JSON.stringify(errors, null, 1)).toBeDefined();
  expect(found?.message).toMatch(/^第 \d+ 行：/);
}

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

describe('a question whose answers do not fit where it is asked', () => {
  it.each<Bad>([
    [
      'no start',
      '{id: graded, title: 定级}',
      '{id: begin, title: 定级}',
      'ask.0.options.1.id',
      '填不进时限 l1 起算点（要的是起算点），可用：occurred、posted',
    ],
    [
      'no length',
      '{id: 24h, title: 同一般}',
      '{id: day, title: 同一般}',
      'ask.1.options.1.id',
      '要的是时长，例如 30m',
    ],
    [
      'no choice about waiting',
      '{id: go-on, title: 不等}',
      '{id: no, title: 不等}',
      'ask.2.options.1.id',
      '可用：wait、go-on',
    ],
    [
      'no role',
      'answer: role, suggested: office',
      'answer: role, suggested: offis',
      'ask.3.suggested',
      '没有声明的“offis”',
    ],
    [
      'words where a role is needed',
      'answer: role, suggested',
      'answer: text, suggested',
      'ask.3.answer',
      '要的是角色编号；请写 answer: role',
    ],
    [
      'no end of the day',
      "{id: '24:00', title",
      "{id: '17:30', title",
      'ask.4.options.0.id',
      '可用：24:00、office',
    ],
    [
      'no way to decide',
      '{id: all, title: 都要}',
      '{id: both, title: 都要}',
      'ask.5.options.1.id',
      '可用：any、all、named',
    ],
    ['no such question', '{ask: q-mode}', '{ask: q-mod}', 'approvals.0.chain.0.mode', '没有声明的“q-mod”'],
    [
      'a suggestion that is not offered',
      'suggested: go-on',
      'suggested: later',
      'ask.2.suggested',
      '没有声明的“later”',
    ],
    [
      'a choice without options',
      'options: [{id: found, title: 发现}, {id: graded, title: 定级}], suggested',
      'suggested',
      'ask.0.options',
      '要写 options，可用：occurred',
    ],
    [
      'a suggested length that is none',
      '{id: 24h, title: 同一般}], blocking',
      '{id: 24h, title: 同一般}], suggested: 一天, blocking',
      'ask.1.suggested',
      '应为时长',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));
});

describe('a value that may be written in several ways says which, in one sentence', () => {
  it.each<Bad>([
    [
      'a length alone',
      'within: {max: 24h}',
      'within: 24h',
      'limits.0.within',
      '“24h”不能写在这里，应为 {max: 时长}、{aim: 时长, max: 时长}、{same_day: office}',
    ],
    [
      'a slip in a limit',
      'within: {max: 24h}',
      'within: {maxx: 24h, aim: 1h}',
      'limits.0.within',
      '没有“maxx”这一项',
    ],
    [
      'a length with a wrong unit',
      'within: {max: 24h}',
      'within: {max: 24小时}',
      'limits.0.within.max',
      '应为时长，例如 30m',
    ],
    [
      'a start as a list',
      'from: assigned',
      'from: [assigned]',
      'limits.3.from',
      '这种写法不认识，应为 occurred、',
    ],
    [
      'nobody',
      'to: office, accountable',
      'to: , accountable',
      'limits.3.to',
      '冒号后面是空的，应为 角色编号、unit',
    ],
    [
      'a party that is a number',
      'by: head, notice_first',
      'by: 3, notice_first',
      'limits.3.extend.by',
      '“3”不能写在这里，应为 角色编号',
    ],
    [
      'a way to decide',
      'mode: {ask: q-mode}',
      'mode: both',
      'approvals.0.chain.0.mode',
      '应为 any、all、named 或 {ask: 问题编号}',
    ],
    [
      'whether it waits',
      'blocks: {ask: q-wait}',
      'blocks: wait',
      'routes.0.steps.3.consult.0.blocks',
      '应为 true、false 或 {ask: 问题编号}',
    ],
    [
      'a slip in whom to consult',
      '{who: legal, blocks',
      '{whom: legal, blocks',
      'routes.0.steps.3.consult.0.who',
      '缺少这一项',
    ],
    [
      'how often',
      'times: [2, 3]',
      'times: often',
      'channels.patrol.0.times',
      '应为 次数、[最少, 最多] 或 {vague: 原词}',
    ],
    ['a rhythm', 'period: daily', 'period: hourly', 'papers.0.period', '应为 daily、weekly'],
    [
      'who writes a paper',
      'period: daily, from: office',
      'period: daily, from: 7',
      'papers.0.from',
      '应为 角色编号',
    ],
    [
      'a test of a fact',
      '{fact: {others: true}}',
      '{fact: {others: }}',
      'approvals.0.chain.2.when.fact.others',
      '冒号后面是空的，应为 一个值',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));

  it('and says nothing of the form in the words of a program', () => {
    for (const [from, to] of [
      ['within: {max: 24h}', 'within: 24h'],
      ['from: assigned', 'from: {a: 1}'],
      ['mode: {ask: q-mode}', 'mode: {aks: q-mode}'],
    ] as const)
      for (const { message } of lintText(spoilt([from, to])).errors)
        expect(message).not.toMatch(/Invalid|expected|union/i);
  });
});
