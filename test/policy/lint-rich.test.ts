// What lint says of a rule with every part: silences by grade, mark and question, words without numbers, contradictions.
import { describe, expect, it } from 'vitest';
import { lintPolicy, lintText } from '../../src/core/policy/lint.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { bureau } from '../core/fixture.ts';
import { RICH, spoilt } from './rich.ts';

const source = parseSource(RICH, 'rich.yaml');
const roles = { group: ['wang'], office: ['sun'], head: ['li'], legal: ['wu'] };
const gaps = (text: string) => lintText(text).gaps.map((g) => g.message);

describe('silence', () => {
  it('names grade and mark where other grades have a limit on the same step, and the question that is to fill it', () => {
    expect(lintText(RICH).gaps).toEqual([
      {
        path: 'routes.1.steps.3',
        clause: '三',
        message: '等级 较大：“通报”的时限，本制度未规定，待本单位答复（问题 q-mid）',
      },
      {
        path: 'routes.1.steps.3',
        clause: '三',
        message: '等级 重大、没有标记 负面：“通报”的时限，本制度未规定',
      },
      {
        path: 'limits.5.within',
        clause: '三',
        message:
          '“会商”只写“及时”，没有数字，不算超时；还没办的，按单位文件 reminders 里 idle 的间隔提醒（建议值）',
      },
      { path: 'papers.3.period', clause: '四', message: '“总结”只写“定期”，没有数字，不提醒' },
    ]);
  });

  it('ends with the bureau’s answer, not with our suggestion', () => {
    const suggested = spoilt(['同一般}], blocking', '同一般}], suggested: 24h, blocking']);
    expect(gaps(suggested)).toContainEqual(expect.stringContaining('等级 较大：“通报”'));
    const lint = lintPolicy(source, { bureau: { ...bureau, roles, answers: { 'q-mid': '45m' } } });
    expect(lint.gaps.map((g) => g.message)).not.toContainEqual(expect.stringContaining('等级 较大'));
  });

  it('says a word once, however many limits use it', () => {
    const text = spoilt(
      ['within: {max: 24h}', 'within: {vague: 及时}'],
      ['within: {ask: q-mid}', 'within: {vague: 及时}'],
    );
    expect(gaps(text).filter((g) => g.includes('“通报”只写“及时”'))).toHaveLength(1);
  });

  it('says that 发帖 may be unknown', () => {
    expect(gaps(spoilt(['from: posted, unknown: found', 'from: posted']))).toContain(
      '时限 l7：发帖时间不详时从何时起算，本制度未规定',
    );
  });
});

describe('contradictions that people must settle are questions, and no errors', () => {
  it.each([
    [
      'two mouths',
      [
        [
          '{id: publish, title: 回应, do: publish, by: {ask: q-mouth}, after: [find]',
          '{id: early, title: 先说, do: publish, answer: holding, by: unit, after: [text-ok], clause: 三}\n      - {id: publish, title: 回应, do: publish, by: {ask: q-mouth}, after: [find]',
        ],
      ],
      '“先说”由承办单位、“回应”由办公室对外发布',
    ],
    [
      'a graver matter with more time',
      [
        ['aim: 20m, max: 30m', 'aim: 20m, max: 48h'],
        ['when: {all: [{grade: high}, {mark: negative}]}', 'when: {grade: high}'],
      ],
      '等级高的时限 l3（48 小时）比等级低的 l1（24 小时）还长',
    ],
    [
      'a number in a title that is not the limit',
      [['title: 书面材料', 'title: 3日内书面材料']],
      '名称“3日内书面材料”里的数和时限 l4 的 5 个工作日 对不上',
    ],
  ] as const)('%s', (_, changes, message) => {
    const { ok, questions } = lintText(spoilt(...changes));
    const found = questions.find((q) => q.message.includes(message));
    expect(found, JSON.stringify(questions, null, 1)).toBeDefined();
    expect(found?.message).toMatch(/^前后不一/);
    expect(ok).toBe(true);
  });
});

describe('with a bureau', () => {
  const errors = (filled: object, answers: Record<string, string> = {}) =>
    lintPolicy(source, { bureau: { ...bureau, roles: { ...roles, ...filled }, answers } }).errors.map(
      (e) => e.message,
    );

  it('asks for nobody outside, nobody per unit, and nobody who may be missing', () => {
    expect(errors({})).toEqual([]);
  });

  it('asks for a role that may be missing where an answer makes it work', () => {
    expect(errors({}, { 'q-mouth': 'advisers' })).toEqual([expect.stringContaining('没有人担任“顾问”')]);
    expect(errors({ advisers: ['wang'] }, { 'q-mouth': 'advisers' })).toEqual([]);
  });

  it('asks who acts for a unit of the rule that has something to do', () => {
    const acting = parseSource(spoilt(['do: notify, by: office', 'do: notify, by: town']), 'rich.yaml');
    const lint = (filled: object) =>
      lintPolicy(acting, { bureau: { ...bureau, roles: { ...roles, ...filled }, answers: {} } }).errors;
    expect(lint({})).toMatchObject([
      { path: 'units.0', message: expect.stringContaining('没有人担任“乡镇”') },
    ]);
    expect(lint({ town: ['wang'] })).toEqual([]);
  });

  it('takes a role that units fill in turn as filled', () => {
    const { head: _, ...others } = roles;
    const rotas = { head: { from: 0, every: 'day', order: [['wang'], ['li']] } } as const;
    const lint = (inTurn: object) =>
      lintPolicy(source, { bureau: { ...bureau, roles: others, answers: {}, ...inTurn } }).errors;
    expect(lint({})).toHaveLength(1);
    expect(lint({ rotas })).toEqual([]);
  });

  it('names an answer that is no role', () => {
    expect(errors({}, { 'q-mouth': 'nobody' })).toEqual([
      expect.stringContaining(
        '答复的“nobody”不能用，不算答复；value 可写：unit（承办单位）、group（领导小组）',
      ),
    ]);
  });
});

it('compares the first public response with the national floor by its own limit', () => {
  const slow = spoilt(['within: {same_day: {ask: q-day}, after_hours: next-workday}', 'within: {max: 72h}']);
  const told = lintText(slow).overlay.find((o) => o.path === 'limits.4.within.max');
  expect(told?.message).toContain('72h 宽于国办发〔2016〕61号');
  expect(lintText(RICH).overlay.map((o) => o.path)).toEqual(['routes.1', 'routes.1']);
});

it('finds limits that clash only where two marks meet, also in a rule with too many facts to try them all', () => {
  const many = Array.from({ length: 12 }, (_, i) => `f${i}`);
  const facts = many
    .map((id) => `  - {id: ${id}, title: ${id}, values: [甲, 乙, 丙], clause: 二}`)
    .join('\n');
  const when = `{any: [${many.map((id) => `{fact: {${id}: 丙}}`).join(', ')}, {mark: [sensitive, negative]}]}`;
  const text = spoilt(
    ['marks:\n', `${facts}\nmarks:\n`],
    [
      ', clause: 三}\n      - {id: follow',
      `, clause: 三}\n      - {id: tell, title: 告知, do: notify, by: office, after: [grade], when: ${when}, clause: 三}\n      - {id: follow`,
    ],
    [
      '  - {id: l4,',
      '  - {id: m1, of: tell, when: {mark: sensitive}, from: found, within: {max: 1h}, clause: 三}\n  - {id: m2, of: tell, when: {mark: negative}, from: found, within: {max: 2h}, clause: 三}\n  - {id: l4,',
    ],
  );
  expect(lintText(text).errors.map((e) => e.message)).toEqual([
    expect.stringMatching(
      /^时限 m2 和时限 m1 在 .*标记 敏感和负面.* 时都限着“告知”，前后不一（1 小时，2 小时）/,
    ),
  ]);
});
