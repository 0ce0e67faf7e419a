// What lint says of a 制度 that runs: where it is silent, what is open, how it stands against national rules.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintPolicy, lintText } from '../../src/core/policy/lint.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { bureau, policyText } from '../core/fixture.ts';
import { changed, SMALL } from './small.ts';

const policy = parseSource(policyText, 'zonghe-zhifa.yaml');

describe('the demo 制度', () => {
  it('has no errors, only vague words for gaps, nine open questions, and no limit on the first response', () => {
    const lint = lintText(policyText);
    expect(lint).toEqual(lintPolicy(policy));
    expect(Object.keys(lint)).toEqual(['ok', 'errors', 'gaps', 'questions', 'overlay', 'notes']);
    expect(lint).toMatchObject({ ok: true, errors: [] });
    expect(lint.gaps.map((g) => g.message)).toEqual([
      expect.stringContaining('只写“按要求”'),
      expect.stringContaining('只写“实时”'),
    ]);
    expect(lint.questions).toHaveLength(9);
    expect(lint.questions.slice(0, 2)).toEqual([
      { path: 'ask.0', clause: '五2', message: expect.stringContaining('须先答复才能正式运行：一般舆情') },
      { path: 'ask.1', clause: '五2', message: expect.stringContaining('建议值：found') },
    ]);
    expect(lint.overlay).toHaveLength(6);
    expect(lint.overlay.slice(0, 2)).toEqual([
      { path: 'routes.0.steps.7', clause: '五4', message: expect.stringContaining('国办发〔2016〕61号') },
      { path: 'routes.0.steps.7', clause: '五4', message: expect.stringContaining('5 小时内') },
    ]);
    for (const { message } of lint.overlay) expect(message).toContain('非本制度规定');
  });

  it('has no open question once the bureau has answered, and all of them after a wrong answer', () => {
    expect(lintPolicy(policy, { bureau }).questions).toEqual([]);
    expect(
      lintPolicy(policy, { bureau: { ...bureau, answers: { 'q-clock': 'never' } } }).questions,
    ).toHaveLength(9);
  });
});

describe('with a bureau', () => {
  it('names a role that nobody fills and a role the 制度 does not have; per-unit roles are the units’ own', () => {
    const roles = { group: ['wang'], goffice: [], gofice: ['sun'], juban: ['wu'] };
    expect(lintPolicy(policy, { bureau: { ...bureau, roles } })).toMatchObject({
      ok: false,
      errors: [
        {
          path: 'roles.1',
          clause: '三(一)1',
          message: expect.stringContaining('没有人担任“领导小组办公室”'),
        },
        { path: 'roles', clause: null, message: expect.stringContaining('没有的角色“gofice”') },
      ],
    });
    expect(lintPolicy(policy, { bureau }).errors).toEqual([]);
  });
});

describe('where a 制度 is silent', () => {
  it('says each grade and deliverable without a limit', () => {
    const text = changed(['of: paper,', 'of: paper, when: {grade: low},']);
    expect(lintText(text)).toMatchObject({
      ok: true,
      gaps: [{ path: 'deliverables.0', clause: '一', message: '等级 重大：“书面”的时限，本制度未规定' }],
    });
  });

  it('says the facts, where a limit hangs on them', () => {
    const text = changed(['of: paper,', 'of: paper, when: {fact: {origin: 甲}},']);
    expect(lintText(text).gaps.map((g) => g.message)).toEqual([
      '等级 一般、来源 乙：“书面”的时限，本制度未规定',
      '等级 重大、来源 乙：“书面”的时限，本制度未规定',
    ]);
  });

  it('says a grade under which nothing is owed', () => {
    const text = changed(['form: written,', 'form: written, when: {grade: high},']);
    expect(lintText(text).gaps).toEqual([
      { path: 'grades.0', clause: '一', message: '等级 一般：报送什么、何时报送，本制度未规定' },
    ]);
  });

  it('says that nobody knows what to count from while 事发 is unknown', () => {
    const text = changed(['from: {ask: q1}', 'from: occurred']);
    expect(lintText(text).gaps.map((g) => g.path)).toEqual(['limits.0.unknown']);
  });
});

it('stays quick and says nothing false of a 制度 with very many combinations of facts', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `f${i}`);
  const facts = ids.map(
    (id) => `  - {id: ${id}, title: ${id}, values: [甲, 乙, 丙], default: 甲, clause: 一}`,
  );
  const when = `{all: [${ids.map((id) => `{fact: {${id}: 丙}}`).join(', ')}, {grade: high}]}`;
  const text = changed(
    ['grades:', `${facts.join('\n')}\ngrades:`],
    [
      '      - {id: close',
      `      - {id: rare, title: 少见, do: receive, by: group, when: ${when}, clause: 一}\n      - {id: close`,
    ],
  );
  expect(lintText(text)).toMatchObject({ ok: true, errors: [], gaps: [] });
});

it('never fails, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(SMALL.length), (junk, at) => {
      const lint = lintText(SMALL.slice(0, at) + junk + SMALL.slice(at));
      expect(lint.ok).toBe(lint.errors.length === 0);
    }),
    { numRuns: 60 },
  );
});
