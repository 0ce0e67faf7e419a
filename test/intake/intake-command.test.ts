import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function run(input: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/commands/intake.ts', ...args],
    {
      input,
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

test('--json prints exactly one JSON value with links, title and author', () => {
  const { status, stdout, stderr } = run('垃圾站扰民 - 今日头条 https://m.toutiao.com/is/iAbC/', '--json');
  expect(JSON.parse(stdout)).toEqual({
    links: [
      { url: 'https://m.toutiao.com/is/iAbC/', platform: 'toutiao', canonicalId: 'toutiao:short:iAbC' },
    ],
    title: '垃圾站扰民',
    author: null,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('without --json people get a listing in Chinese', () => {
  const { status, stdout } = run('https://v.douyin.com/abc/\n');
  expect(stdout).toContain('抖音 https://v.douyin.com/abc/');
  expect(stdout).toContain('请打开后补充发布时间、账号、截图');
  expect(status).toBe(0);
});

test('text without links is still a good answer', () => {
  const { status, stdout } = run('今天没有舆情', '--json');
  expect(JSON.parse(stdout)).toEqual({ links: [], title: null, author: null });
  expect(status).toBe(0);
});

test('empty input ends with one Chinese sentence on stderr and a failing exit code', () => {
  const { status, stdout, stderr } = run(' \n', '--json');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^没有读到内容：[^\n]+。\n$/);
  expect(status).not.toBe(0);
});
