// Reading a 制度: what is wrong is named, with what could stand there; routes and answers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { holds, nothingKnown } from '../../src/core/policy/conditions.ts';
import { parsePolicy, parseSource, routeFor, unanswered } from '../../src/core/policy/load.ts';
import { settle } from '../../src/core/policy/settle.ts';
import { policyText } from './fixture.ts';

const source = parseSource(policyText, 'zonghe-zhifa.yaml');

/** The smallest 制度 that can be read. */
const SMALL = `
policy: {id: p, name: 办法, issuer: 局}
roles:
  - {id: group, title: 领导小组, kind: body}
facts:
  - {id: origin, title: 来源, values: [甲, 乙], default: 甲}
grades:
  - {id: low, name: 一般, rank: 1}
grading: {}
deliverables:
  - {id: paper, title: 书面, form: written}
routes:
  - id: city
    title: 市局
    default: true
    steps:
      - {id: receive, title: 接收, do: receive, by: group}
      - {id: check, title: 核查, do: check, by: unit, after: [receive], owes: [paper]}
      - {id: review, title: 审核, do: approve, by: group, thing: reply, after: [check]}
limits:
  - {id: l1, of: paper, from: assigned, within: {max: 1h}}
approvals:
  - {thing: reply, title: 意见, chain: [{role: group}]}
responses: {channels: [官媒]}
ask:
  - {id: q1, question: 从何时起算, options: [{id: found, title: 发现}], suggested: found}
`;

function hintOf(text: string): string {
  try {
    parsePolicy(text, 'bad.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(BotError);
    expect(error).toMatchObject({ code: 'policy-invalid' });
    return (error as BotError).hint;
  }
  throw new Error('it was read');
}

const changed = (from: string, to: string): string => {
  expect(SMALL).toContain(from);
  return SMALL.replace(from, to);
};

describe('a 制度 that can be read', () => {
  it('is S4, and the smallest one', () => {
    expect(source.policy.id).toBe('zonghe-zhifa');
    expect(parsePolicy(SMALL, 'small.yaml').routes).toHaveLength(1);
  });

  it('has a version that changes with every character', () => {
    const version = (text: string) => parsePolicy(text, 'x').version;
    expect(version(SMALL)).toBe(version(SMALL));
    expect(version(`${SMALL}# `)).not.toBe(version(SMALL));
  });
});

describe('a 制度 that cannot', () => {
  it.each([
    ['an unknown role', 'by: group}', 'by: grupp}', '环节 receive 写了没有声明的“grupp”，可用：unit、group'],
    ['an unknown role in a chain', '{role: group}', '{role: boss}', '审批 reply 写了没有声明的“boss”'],
    [
      'an undeclared deliverable',
      'owes: [paper]',
      'owes: [papr]',
      '环节 check owes 写了没有声明的“papr”，可用：paper',
    ],
    ['an undeclared deliverable of a limit', 'of: paper', 'of: oral', '时限 l1 写了没有声明的“oral”'],
    [
      'an undeclared deliverable in also',
      'form: written}',
      'form: written, also: [oral]}',
      '报送 paper also 写了没有声明的“oral”',
    ],
    [
      'an unknown approval',
      'thing: reply, after',
      'thing: answer, after',
      '环节 review thing 写了没有声明的“answer”，可用：reply',
    ],
    [
      'a step after no step',
      'after: [check]',
      'after: [chek]',
      '环节 review after 写了没有声明的“chek”，可用：receive、check、review',
    ],
    [
      'steps that wait for each other',
      'after: [receive]',
      'after: [review]',
      '环节互相等待：check → review，请去掉其中一个 after',
    ],
    [
      'no default route',
      'default: true',
      'default: false',
      '须有且只有一条缺省路线（default: true），现有 0 条',
    ],
    [
      'an unknown grade in a condition',
      'do: check,',
      'do: check, when: {not: {grade: high}},',
      '环节 check when 等级 写了没有声明的“high”，可用：low',
    ],
    [
      'an unknown fact in a condition',
      'do: check,',
      'do: check, when: {any: [{fact: {orign: 甲}}]},',
      '写了没有声明的“orign”，可用：origin',
    ],
    [
      'an unknown value of a fact',
      'do: check,',
      'do: check, when: {all: [{fact: {origin: [甲, 丙]}}]},',
      '环节 check when 事实 origin 写了没有声明的“丙”，可用：甲、乙',
    ],
    ['a default that is no value', 'default: 甲', 'default: 丁', '事实 origin default 写了没有声明的“丁”'],
    [
      'an unknown question',
      'from: assigned',
      'from: {ask: q2}',
      '时限 l1 起算点 的问题 写了没有声明的“q2”，可用：q1',
    ],
    [
      'a start that is none',
      'options: [{id: found',
      'options: [{id: fund',
      '问题 q1 suggested 写了没有声明的“found”',
    ],
    [
      'a receiver that is no role',
      'from: assigned,',
      'from: assigned, to: nobody,',
      '时限 l1 to 写了没有声明的“nobody”',
    ],
    ['the same step twice', '{id: review,', '{id: check,', '路线 city 环节“check”写了两次，请改名或删去一处'],
    ['a bad duration', 'max: 1h', 'max: 一小时', 'limits.0.within.max：应为时长，例如 30m、1.5h、2d'],
    ['a bad id', '{id: low,', '{id: 一般,', '应为小写英文'],
    [
      'a key with a slip',
      'rank: 1}',
      'rank: 1, aliasses: [普通]}',
      'grades.0：没有“aliasses”这一项，请改正拼写或删去',
    ],
    ['a key that is missing', 'title: 书面, ', '', 'deliverables.0.title：缺少这一项，请补上'],
  ])('%s', (_, from, to, problem) => {
    const hint = hintOf(changed(from, to));
    expect(hint).toContain('bad.yaml');
    expect(hint).toContain(problem);
  });

  it('says two default routes', () => {
    const route =
      '  - {id: other, title: 其他, default: true, steps: [{id: receive, title: 接收, do: receive, by: group}]}';
    expect(hintOf(changed('limits:', `${route}\nlimits:`))).toContain('现有 2 条');
  });

  it('an option that is no moment, where a limit counts from it', () => {
    const text = changed('from: assigned', 'from: {ask: q1}').replaceAll('found', 'fund');
    expect(hintOf(text)).toContain(
      '问题 q1 的选项“fund”填不进时限 l1 起算点（要的是起算点），可用：occurred、posted、found',
    );
  });

  it('lists every problem at once, and how many', () => {
    const hint = hintOf(changed('by: group}', 'by: a}').replace('owes: [paper]', 'owes: [b]'));
    expect(hint).toContain('有 2 处要改');
    expect(hint.split('\n').filter((l) => l.startsWith('·'))).toHaveLength(2);
  });

  it.each([
    ['YAML that does not end', 'policy: {id: p', '1 处要改'],
    ['a key written twice', changed('grading: {}', 'grading: {}\ngrading: {}'), 'unique'],
    ['nothing at all', '', '1 处要改'],
    ['an alias of nothing', changed('name: 一般', 'name: *x'), 'x'],
    ['a list instead of a 制度', '- 1', '1 处要改'],
  ])('%s', (_, text, problem) => {
    expect(hintOf(text)).toContain(problem);
  });

  it('names the line of a wrong value', () => {
    const line = SMALL.split('\n').findIndex((l) => l.includes('max: 1h')) + 1;
    expect(hintOf(changed('max: 1h', 'max: 1x'))).toContain(`第 ${line} 行`);
  });

  it('fails in no other way, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(SMALL.length), (junk, at) => {
        for (const text of [junk, SMALL.slice(0, at) + junk + SMALL.slice(at)]) {
          try {
            parsePolicy(text, 'x');
          } catch (error) {
            expect(error).toBeInstanceOf(BotError);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('routes and answers', () => {
  it('takes the first route whose condition holds, otherwise the default', () => {
    const route =
      '  - {id: county, title: 县, when: {fact: {origin: 乙}}, steps: [{id: receive, title: 接收, do: receive, by: group}]}';
    const two = parsePolicy(changed('limits:', `${route}\nlimits:`), 'x');
    const of = (value: string) =>
      routeFor(two, (when) => holds(when, { ...nothingKnown, facts: { origin: value } })).id;
    expect([of('乙'), of('甲'), of('')]).toEqual(['county', 'city', 'city']);
  });

  it('uses the answer, then the suggestion, which is labelled 建议值', () => {
    const first = (answers: Record<string, string>) => {
      const [limit] = settle(source, answers).limits;
      return [limit?.from, limit?.basis];
    };
    expect(first({ 'q-clock': 'found' })).toEqual(['found', 'text']);
    expect(first({})).toEqual(['assigned', 'default']);
    expect(first({ 'q-clock': 'whenever' })).toEqual(['assigned', 'default']);
  });

  it('names blocking questions without an answer, or with one that they do not offer', () => {
    const others = { 'q-criteria': 'case-by-case', 'q-arrows': 'checked' };
    const open = (answers: Record<string, string>) =>
      unanswered(source, { ...others, ...answers }).map((q) => q.id);
    expect(unanswered(source, {})).toHaveLength(4);
    expect(open({})).toEqual(['q-clock', 'q-occurred']);
    expect(open({ 'q-clock': 'found', 'q-occurred': 'fuond' })).toEqual(['q-occurred']);
    expect(open({ 'q-clock': 'found', 'q-occurred': 'assigned' })).toEqual([]);
  });
});
