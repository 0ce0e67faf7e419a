// An answer that its question does not take is an error with what may be written, at lint and before anything starts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readRuleFiles } from '../../src/config/rule-file.ts';
import { BotError } from '../../src/core/errors.ts';
import { lintPolicy } from '../../src/core/policy/lint.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { bureau, policyText } from '../core/fixture.ts';
import { changed } from './small.ts';

const policy = parseSource(policyText, 'zonghe-zhifa.yaml');
const answered = (answers: Record<string, string>) =>
  lintPolicy(policy, { bureau: { ...bureau, answers: { ...bureau.answers, ...answers } } });

describe('an answer that is none', () => {
  it('is an error that names what may be written', () => {
    expect(answered({ 'q-clock': 'asigned' })).toMatchObject({
      ok: false,
      errors: [
        {
          path: 'ask.0',
          clause: '五2',
          message: expect.stringMatching(
            /问题 q-clock（一般舆情.+）答复的“asigned”不能用，不算答复；value 可写：assigned（从交办起算）、found（从发现起算）$/,
          ),
        },
      ],
    });
  });

  it('may be a length of the bureau’s own where the question asks for one, and nothing else', () => {
    const small = parseSource(
      changed(
        ['within: {max: 1h}', 'within: {ask: q2}'],
        [
          'ask:\n',
          'ask:\n  - {id: q2, question: 多久, answer: duration, options: [{id: 2h, title: 两小时}], clause: 一}\n',
        ],
      ),
      'small.yaml',
    );
    const cast = { ...bureau, roles: { group: ['wang'] } };
    const errors = (value: string) =>
      lintPolicy(small, { bureau: { ...cast, answers: { q2: value } } }).errors.map((e) => e.message);
    expect(errors('90m')).toEqual([]);
    expect(errors('九十分钟')).toEqual([
      expect.stringContaining('value 可写：2h（两小时），或时长，例如 30m、24h、5wd（工作日）'),
    ]);
  });

  it('is noted, not refused, where the 制度 does not ask that question', () => {
    expect(answered({ 'q-clok': 'found' })).toMatchObject({
      ok: true,
      notes: [{ path: 'ask', message: expect.stringContaining('“q-clok”，制度的 ask 里没有这个问题') }],
    });
  });

  it.each([true, false])('keeps the product from starting (drill: %s), with the line to change', (drill) => {
    const folder = mkdtempSync(join(tmpdir(), 'answers-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'bureau.yaml');
    const text = readFileSync('templates/bureaus/demo.yaml', 'utf8')
      .replace('../policies', resolve('templates/policies'))
      .replace('value: go-on', 'value: no');
    writeFileSync(file, text);
    const line = text.split('\n').findIndex((l) => l.includes('value: no')) + 1;
    let hint = '';
    try {
      readRuleFiles(file, { drill });
    } catch (error) {
      hint = error instanceof BotError ? error.hint : String(error);
    }
    expect(hint).toContain(`· 第 ${line} 行 answers.q-consult.value：单位文件的 answers 对问题 q-consult（`);
    expect(hint).toMatch(/“no”不能用，不算答复；value 可写：go-on（不必等）、wait（等到答复）/);
  });
});
