// A value in a wrong form gets one sentence that says which forms there are.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../src/core/policy/lint.ts';
import { type Bad, expectRefused, spoilt } from './rich.ts';

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

  it.each<Bad>([
    ['at the top', 'duties:', 'dutys:', '', '没有“dutys”这一项，请改正拼写或删去；是不是“duties”？'],
    [
      'in a condition',
      'when: {mark: sensitive}, title',
      'when: {marks: sensitive}, title',
      'grading.raise.0.when',
      '是不是“mark”？',
    ],
    [
      'in a step',
      'with: [公安]',
      'together: [公安]',
      'routes.0.steps.3',
      '；这里可写：id、title、do、by、after、when',
    ],
    [
      'in a map without a key of its own',
      'pause: {by: office,',
      'pause: {who: office, by: office,',
      'limits.3.pause',
      '；这里可写：by、reasons、clause',
    ],
  ])('and a key with a slip which key was meant: %s', (_, from, to, path, message) => {
    const errors = lintText(spoilt([from, to])).errors;
    const found = errors.find((e) => e.path === path && e.message.includes(message));
    expect(found, JSON.stringify(errors)).toBeDefined();
  });

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
