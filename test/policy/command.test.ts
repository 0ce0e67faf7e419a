// `npm run policy`: exit codes, one JSON value, and the talk that writes answers.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { askLines } from '../../src/commands/policy/ask-lines.ts';
import { runPolicy } from '../../src/commands/policy/run-policy.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { clock } from '../core/fixture.ts';
import { SMALL } from './small.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const POLICY = 'templates/policies/zonghe-zhifa.yaml';
const BUREAU = 'templates/bureaus/demo.yaml';

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** `answers` are typed one by one; when they run out the person has left. Without them there is no terminal. */
async function run(args: readonly string[], answers: readonly string[] | null = null) {
  const said = { out: '', err: '' };
  const typed = [...(answers ?? [])];
  const code = await runPolicy(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: clock(16, 50),
    ask: answers === null ? null : async () => typed.shift() ?? null,
  });
  return { code, ...said };
}

describe('npm run policy', () => {
  it.each([
    [[], '没有写要做什么'],
    [['lnt', POLICY], '没有“lnt”这个做法，可用：lint、show'],
    [['lint'], 'lint 后面要写制度文件'],
    [['lint', POLICY, '--jsn'], '没有“--jsn”这个选项'],
    [['lint', POLICY, POLICY], '一次只看一份制度文件'],
    [['lint', POLICY, '--facts', 'x.json'], '--facts 只用于 explain'],
    [['explain', POLICY, '--facts'], '--facts 后面要写文件'],
    [['interview', POLICY], 'interview 要写 --bureau 单位文件'],
    [['interview', POLICY, '--bureau', BUREAU], '要在终端里运行'],
    [['lint', 'nowhere.yaml'], '读不到制度文件 nowhere.yaml'],
    [['lint', POLICY, '--bureau', 'nowhere.yaml'], '读不到单位文件 nowhere.yaml'],
    [['explain', POLICY, '--facts', 'nowhere.json'], '读不到事实文件 nowhere.json'],
    [['explain', POLICY, '--facts', POLICY], '不是 JSON'],
  ])('%j cannot be done, and says why', async (args, sentence) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('lints: 0 without errors, 1 with, as words or as one JSON value', async () => {
    const good = await run(['lint', POLICY, '--json', '--bureau', BUREAU]);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(good.out)).toMatchObject({ ok: true, errors: [], questions: [] });
    expect((await run(['lint', POLICY])).out).toContain('要本单位答复的（9）');
    const bad = file('bad.yaml', SMALL.replace('by: group', 'by: nobody'));
    const json = await run(['lint', bad, '--json']);
    expect(json).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, errors: [{ path: 'routes.0.steps.0.by' }] });
    expect(await run(['lint', bad])).toMatchObject({
      code: 1,
      out: expect.stringContaining('有 1 处要改：\n· 第 18 行 routes.0.steps.0.by：'),
    });
  });

  it.each(['show', 'explain'])('%s refuses a 制度 with errors as lint would', async (verb) => {
    const bad = file('bad.yaml', 'policy: [');
    const json = await run([verb, bad, '--json']);
    expect(json).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ ok: false });
    expect(await run([verb, bad])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('处要改'),
    });
  });

  it('shows and explains', async () => {
    expect(await run(['show', POLICY])).toMatchObject({
      code: 0,
      out: expect.stringContaining('# 综合行政执法'),
    });
    expect(JSON.parse((await run(['show', POLICY, '--json'])).out)).toEqual({ markdown: expect.any(String) });
    const facts = file('facts.json', JSON.stringify({ grade: 'ordinary' }));
    const args = ['explain', POLICY, '--facts', facts, '--bureau', BUREAU];
    const { out, code } = await run(args);
    expect(code).toBe(0);
    expect(out).toContain(
      '承办单位 口头汇报初步处置计划：交办 11-20 16:50 → +1 小时 → 11-20 17:50（五2，条文）',
    );
    expect(JSON.parse((await run([...args, '--json'])).out)).toMatchObject({ route: 'city' });
    const wrong = await run(['explain', POLICY, '--json', '--facts', file('facts.json', '{"grade":"huge"}')]);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('huge') }],
    });
  });

  it('gives the JSON Schema, or writes it', async () => {
    const path = join(folder, 'schema.json');
    const { out } = await run(['schema']);
    expect(await run(['schema', path])).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(path, 'utf8')).toBe(out);
  });
});

describe('the interview', () => {
  /** The demo bureau with its `answers:` replaced. */
  const bureau = (answers: string): string => {
    const text = readFileSync(BUREAU, 'utf8').replace('../policies', resolve('templates/policies'));
    return file(
      'bureau.yaml',
      text.replace(/answers:\n(?: {2}.*\n)+/, () => answers),
    );
  };
  /** The demo 制度 with its first two questions only. */
  const policy = (): string => {
    const [kept = ''] = readFileSync(POLICY, 'utf8').split('  - id: q-criteria');
    return file('two-questions.yaml', kept.replaceAll('{ask: q-consult}', 'false'));
  };
  const talk = (path: string, ...typed: string[]) => run(['interview', policy(), '--bureau', path], typed);
  const given = (value: string) => `{ value: ${value}, by: 李敏, at: 2026-11-20 }`;

  it.each([
    ['no answers at all', '', `\nanswers:\n  q-clock: ${given('found')}\n  q-occurred: ${given('found')}\n`],
    [
      'an empty key',
      'answers: # 待答\n',
      `answers: # 待答\n  q-clock: ${given('found')}\n  q-occurred: ${given('found')}\n`,
    ],
    [
      'an empty map',
      'answers: {}\n',
      `answers:\n  q-clock: ${given('found')}\n  q-occurred: ${given('found')}\n`,
    ],
    [
      'an answer that is none, and a remark',
      "answers:\n  q-clock: { value: never, by: 甲, at: '2026-01-01' } # 旧\n",
      `answers:\n  q-clock: ${given('found')} # 旧\n  q-occurred: ${given('found')}\n`,
    ],
  ])('writes into a file with %s, and changes nothing else', async (_, before, after) => {
    const path = bureau(before);
    const was = readFileSync(path, 'utf8');
    const { code, out } = await talk(path, '', '李敏', '2', 'found');
    expect(out).toContain('1/2 一般舆情的1小时、2小时从交办还是发现起算（五2）？须先答复才能正式运行');
    expect(out).toContain('  1. 从交办起算（建议值）\n  2. 从发现起算');
    expect(code).toBe(0);
    const is = readFileSync(path, 'utf8');
    expect(is).toContain(after);
    expect(is.replace(after, '').trim()).toBe((before === '' ? was : was.replace(before, '')).trim());
    expect(readBureauFile(path).bureau.answers).toEqual({ 'q-clock': 'found', 'q-occurred': 'found' });
  });

  it('asks again after a slip, leaves open what is skipped, and keeps what was said before leaving', async () => {
    const path = bureau('answers: {}\n');
    const { code, out } = await talk(path, '李敏', '9', '1');
    expect(out).toContain('没有“9”，请写 1 到 2');
    expect(out).toContain('还有 1 个没有答复');
    expect(code).toBe(1);
    expect(readBureauFile(path).bureau.answers).toEqual({ 'q-clock': 'assigned' });
    await talk(path, '李敏', '');
    expect(readBureauFile(path).bureau.answers).toEqual({ 'q-clock': 'assigned' });
  });

  it('has nothing to ask when all is answered', async () => {
    const path = join(folder, 'answered.yaml');
    copyFileSync(BUREAU, path);
    expect(await talk(path)).toMatchObject({ code: 0, out: '没有未答复的问题。\n' });
  });

  it('quotes a name that YAML would read as something else', async () => {
    const path = bureau('answers: {}\n');
    await talk(path, '李 #1: {敏}', '1', '1');
    expect(readFileSync(path, 'utf8')).toContain('by: "李 #1: {敏}"');
  });

  it('takes lines typed ahead in order, waits for those to come, and knows when the person has left', async () => {
    const input = new PassThrough();
    const { ask } = askLines(input, new PassThrough());
    input.write('李敏\n1\n');
    expect([await ask('谁'), await ask('选')]).toEqual(['李敏', '1']);
    const third = ask('选');
    input.end('2\n');
    expect([await third, await ask('选')]).toEqual(['2', null]);
  });
});
