// What is wrong with a bureau file is said in Chinese, with the place, the line and what to write.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { readRuleFiles } from '../../src/config/rule-file.ts';
import { BotError } from '../../src/core/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'bureau-'));
afterAll(() => rmSync(folder, { recursive: true }));
const DEMO = readFileSync('templates/bureaus/demo.yaml', 'utf8').replace(
  '../policies',
  resolve('templates/policies'),
);

function refusal(text: string, read: (file: string) => unknown = readBureauFile): string {
  const file = join(folder, 'bureau.yaml');
  writeFileSync(file, text);
  try {
    read(file);
  } catch (error) {
    if (error instanceof BotError) return error.hint;
    throw error;
  }
  return '';
}

function spoiled(from: string, to: string): string {
  expect(DEMO).toContain(from);
  return DEMO.replace(from, () => to);
}

describe('a bureau file that cannot be used', () => {
  it.each([
    [
      'no leader',
      '      leader: zhao,\n',
      '',
      /^· 第 \d+ 行 units\.0\.leader：缺少这一项，请补上（应为文字）：分管领导$/m,
    ],
    [
      'a name for an id',
      'head: zheng',
      'head: 郑伟',
      /units\.0\.head：“郑伟”不能写在这里，应为 people 里的编号（不写姓名），或 \{department: 部门名\}/,
    ],
    [
      'a person not in the list',
      'leader: zhao',
      'leader: zhoa',
      /第 \d+ 行 units\.0\.leader：科室 执法一科 写了不在 people 里的“zhoa”；可写：wang、li/,
    ],
    [
      'quiet hours that never end',
      'reminders:\n',
      'reminders:\n  quiet: { from: "07:00", to: "07:00" }\n',
      /第 \d+ 行 reminders\.quiet：from 和 to 一样，就成了全天都不催；请写两个不同的时刻/,
    ],
    [
      'a slip in a key',
      'administrators:',
      'adminstrators:',
      /没有“adminstrators”这一项，请改正拼写或删去；是不是“administrators”？/,
    ],
    [
      'a missing list',
      'administrators: [zhou]',
      '',
      /administrators：缺少这一项，请补上（应为列表，例如 \[甲, 乙\]）：系统出问题时告诉谁/,
    ],
    [
      'an empty list',
      'administrators: [zhou]',
      'administrators: []',
      /第 \d+ 行 administrators：至少写一名管理员/,
    ],
    [
      'one where a list belongs',
      'administrators: [zhou]',
      'administrators: zhou',
      /应为列表，只有一项也要写成列表，例如 administrators: \[zhou\]/,
    ],
    [
      'a role without people',
      'juban: [wu]',
      'juban:',
      /roles\.juban：冒号后面是空的，应为 编号的列表，或 \{department: 部门名\}/,
    ],
    [
      'a role by one name',
      'juban: [wu]',
      'juban: wu',
      /roles\.juban：“wu”不能写在这里，应为 编号的列表.*例如 \[sun, zhou\]/,
    ],
    ['a role in Chinese', 'juban: [wu]', '局办: [wu]', /roles\.局办：“局办”不能这样写：应为小写英文/],
    [
      'a number for an account',
      'wecom: wangjianguo',
      'wecom: 1001',
      /people\.0\.wecom：应为文字，没加引号的数字被读成了数；请加引号，例如 '1001'/,
    ],
    [
      'a time of no day',
      'summary_at: "18:00"',
      'summary_at: "25:00"',
      /summary_at：应为带引号的时刻，例如 '18:00'，现在写的是“25:00”/,
    ],
    [
      'a length in Chinese',
      'repeat: 15m',
      'repeat: 15分钟',
      /reminders\.repeat：应为时长，例如 15m、1h，现在写的是“15分钟”/,
    ],
    [
      'a number of times that is none',
      'repeat_times: 4',
      'repeat_times: -1',
      /reminders\.repeat_times：应不小于 0，现在写的是“-1”/,
    ],
    ['a person twice', '{ id: li,', '{ id: wang,', /第 \d+ 行 people\.1：people 里“wang”写了两次/],
    ['a unit twice', 'id: zf2', 'id: zf1', /第 \d+ 行 units\.1：units 里“zf1”写了两次/],
    [
      'an answer without a value',
      'q-clock: { value: assigned,',
      'q-clock: {',
      /answers\.q-clock\.value：缺少这一项，请补上（应为文字）：选了什么：选项的编号/,
    ],
    [
      'a day off that is no date',
      'extra_days: []',
      'extra_days: [{date: 11月24日, name: 古尔邦节, off: true}]',
      /extra_days\.0\.date：应为带引号的日期/,
    ],
    [
      'a rota without a rhythm',
      'rotas: {}',
      "rotas: {scout: {from: '2026-11-23', every: 每周, order: [[chen]]}}",
      /rotas\.scout\.every：“每周”不在可写的值里，应为 day、week 之一/,
    ],
    ['an alias that leads nowhere', 'summary_at: "18:00"', 'summary_at: *no', /引用的内容没有在前面用/],
    [
      'a quote that is not closed',
      'summary_at: "18:00"',
      'summary_at: "18:00',
      /第 \d+ 行 .*\p{Script=Han}/u,
    ],
  ] as const)('%s', (_, from, to, said) => {
    const hint = refusal(spoiled(from, to));
    expect(hint).toMatch(/^单位文件 .+ 有 \d+ 处要改：\n· /);
    expect(hint).toMatch(said);
  });

  it('is empty', () => {
    expect(refusal('')).toContain('文件是空的');
  });

  it('is a 制度, which is said with what to write instead', () => {
    const policy = readFileSync('templates/policies/zonghe-zhifa.yaml', 'utf8');
    expect(refusal(policy)).toMatch(
      /这是制度文件，不是单位文件。BUREAU_FILE 和 --bureau 后面要写单位文件：.*npm run policy -- lint 制度文件/,
    );
  });

  it('names a 制度 that is not there, with the line that names it', () => {
    const text = DEMO.replace('zonghe-zhifa.yaml', 'zonghe.yaml');
    const hint = refusal(text, (file) => readRuleFiles(file, { drill: true }));
    expect(hint).toMatch(/· 第 6 行 policy：读不到制度文件 .*zonghe\.yaml；请检查文件在不在/);
  });

  it('names a bureau file as its 制度', () => {
    const text = spoiled('policies/zonghe-zhifa.yaml', 'bureaus/demo.yaml');
    expect(refusal(text, (file) => readRuleFiles(file, { drill: true }))).toContain(
      '这是单位文件，不是制度文件',
    );
  });
});
