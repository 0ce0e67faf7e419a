// `npm run policy` on rules with every part: answers of each kind, the shipped rules, the text of a rule, who hears what.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runPolicy } from '../../src/commands/policy/run-policy.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { lintPolicy } from '../../src/core/policy/lint.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { clock } from '../core/fixture.ts';
import { RICH } from './rich.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-rich-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const rich = file('rich.yaml', RICH);

/** `typed` line by line; when it runs out the person has left. */
async function run(args: readonly string[], typed: readonly string[] = []) {
  const said = { out: '', err: '' };
  const lines = [...typed];
  const code = await runPolicy(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: clock(16, 50),
    ask: async (prompt) => {
      said.out += prompt;
      return lines.shift() ?? null;
    },
  });
  return { code, ...said };
}

describe('the interview', () => {
  const BUREAU = readFileSync('templates/bureaus/demo.yaml', 'utf8').replace(
    /answers:\n(?: {2}.*\n)+/,
    () => 'answers: {}\n',
  );
  const bureau = () =>
    file(
      'bureau.yaml',
      BUREAU.replace(/^policy: .*$/m, () => `policy: ${rich}`),
    );
  const talk = (...typed: string[]) => run(['interview', rich, '--bureau', bureau()], ['李敏', ...typed]);
  const answers = () => readBureauFile(join(folder, 'bureau.yaml')).bureau.answers;

  it('takes a length in figures or in words, a role by name, options by number, and words', async () => {
    const { code, out } = await talk('1', '48小时', '不等', '领导小组', '2', 'any', '区委办机制');
    expect(out).toContain('多长时间（例如 30m、24h、5wd 工作日，或写 48小时）：');
    expect(code).toBe(0);
    expect(answers()).toEqual({
      'q-from': 'found',
      'q-mid': '48h',
      'q-wait': 'go-on',
      'q-mouth': 'group',
      'q-day': 'office',
      'q-mode': 'any',
      'q-text': '区委办机制',
    });
  });

  it('asks with one question mark, whether the rule wrote it or not', async () => {
    const asked = file('asked.yaml', RICH.replace('question: 从何时起算,', 'question: 从何时起算？,'));
    const { out } = await run(['interview', asked, '--bureau', bureau()], ['李敏']);
    expect(out).toMatch(/从何时起算（三）？须先答复/);
  });

  it.each([
    ['a length', ['1', '尽快'], '“尽快”不是时长，请写 1 到 2，或写 30m、24h、5wd'],
    ['a role', ['1', '2h', '1', '王局'], '制度里没有“王局”这个角色，可写：领导小组（group）'],
    ['a choice', ['3'], '没有“3”，请写 1 到 2'],
  ])('asks again for %s, with a sentence that says what to write', async (_, typed, sentence) => {
    expect((await talk(...typed)).out).toContain(sentence);
  });

  it('shows the suggestion where there is nothing to choose from', async () => {
    expect((await talk('', '', '')).out).toContain('由谁发布（三）？可以以后再答\n  建议值：办公室');
  });
});

describe('every rule that ships', () => {
  const files = readdirSync('templates/policies').filter((name) => name.endsWith('.yaml'));

  it.each(files)('%s lints without errors, and can be shown and explained', async (name) => {
    const path = `templates/policies/${name}`;
    const lint = JSON.parse((await run(['lint', path, '--json'])).out);
    expect(lint).toMatchObject({ ok: true, errors: [] });
    expect(Object.keys(lint)).toEqual(['ok', 'errors', 'gaps', 'questions', 'overlay', 'notes']);
    const page = await run(['show', path]);
    expect(page).toMatchObject({ code: 0, err: '' });
    expect(page.out).not.toMatch(/undefined|\[object/);
    const explained = JSON.parse((await run(['explain', path, '--json'])).out);
    expect(Object.keys(explained)).toEqual(['route', 'obligations', 'approvals', 'unset']);
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\/policy\.schema\.json\n/,
    );
  });
});

describe('the interview of every rule that ships', () => {
  const bureaus = readdirSync('templates/bureaus').filter((name) => name.endsWith('.yaml'));

  it.each(bureaus)('%s: answered with what is suggested, nothing blocks any more', async (name) => {
    const policy = resolve(readBureauFile(`templates/bureaus/${name}`).policyFile);
    const text = readFileSync(`templates/bureaus/${name}`, 'utf8')
      .replace(/^answers:\n(?: {2}.*\n)+/m, () => 'answers: {}\n')
      .replace(/^policy: .*$/m, () => `policy: ${policy}`);
    const path = file(name, text);
    const source = parseSource(readFileSync(policy, 'utf8'), policy);
    const typical = { choice: '1', duration: '24h', role: 'unit', text: '见附件' } as const;
    const typed = source.ask.map((q) => q.suggested ?? q.options[0]?.id ?? typical[q.answer]);
    expect(await run(['interview', policy, '--bureau', path], ['李敏', ...typed])).toMatchObject({ code: 0 });
    const { bureau } = readBureauFile(path);
    expect(lintPolicy(source, { bureau })).toMatchObject({ ok: true, questions: [] });
  });
});

describe('explain with facts', () => {
  const facts = (value: object) => file('facts.json', JSON.stringify(value));
  const told = {
    grade: '重大',
    marks: ['敏感'],
    outcome: '属实',
    events: { found: '2026-11-20T09:00:00+08:00' },
  };

  it('also says who would be told what, and whose minutes are needed', async () => {
    const { code, out } = await run(['explain', rich, '--facts', facts(told)]);
    expect(code).toBe(0);
    expect(out).toContain('· 答复：分管领导 → 局党组集体研究（领导小组记录纪要）');
    expect(out).toMatch(/会发的消息（\d+）\n· 11-20 09:00 告诉/);
    expect(out).toMatch(/给承办单位发卡片：/);
  });

  it('says nothing of messages without facts, or as JSON', async () => {
    expect((await run(['explain', rich])).out).not.toContain('会发的消息');
    const json = JSON.parse((await run(['explain', rich, '--json', '--facts', facts(told)])).out);
    expect(Object.keys(json)).toEqual(['route', 'obligations', 'approvals', 'unset']);
  });
});

describe('scan', () => {
  const text = file(
    '制度.txt',
    '舆情处置办法\n一、原则\n(一)第一时间报市政府办公室。\n(一)24小时内答复，，不漏报。\n三、附则\n',
  );

  it('says what to look at, clause by clause, and gives the head of a file', async () => {
    const { code, out } = await run(['scan', text, '--issuer', '滨河县政府办公室']);
    expect(code).toBe(0);
    for (const words of [
      '第 4 行 一(一)之二：“一(一)”用了 2 次',
      '第 5 行 三：缺第 2 个编号',
      '· 一(一)之二：24小时内（24h） —— 24小时内答复',
      '· 一(一)：第一时间',
      '这里写的是“市政府办公室”，层级不同',
      '第 4 行“，，”：标点重复',
      "clauses: ['一', '一(一)', '一(一)之二', '三']",
    ])
      expect(out).toContain(words);
  });

  it('is one JSON value when asked', async () => {
    const { out } = await run(['scan', text, '--json']);
    expect(JSON.parse(out)).toMatchObject({ title: '舆情处置办法', issuer: null, foreign: [] });
  });

  it.each([
    [['scan'], 'scan 后面要写制度原文的文字文件'],
    [['scan', 'nowhere.txt'], '读不到制度原文 nowhere.txt'],
    [['scan', text, '--issuer'], '--issuer 后面要写发文单位的名称'],
    [['lint', rich, '--issuer', '局'], '--issuer 只用于 scan'],
  ])('%j cannot be done, and says why', async (args, sentence) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
