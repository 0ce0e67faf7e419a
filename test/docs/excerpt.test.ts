// The day that the README shows is the day that the demo plays.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const shown =
  /## 这样过一天[\s\S]*?```text\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';

/** What a line says, without when, where and how it is marked. */
const content = (line: string): string =>
  line
    .replaceAll('【演练】', '')
    .replace(/^\d\d:\d\d {2}【舆情[^】]+群】/, '')
    .replace(/^(?:###|\*\*)\s*|\*\*$/g, '')
    .trim();

test('every line of the excerpt is said in the demo, which hears nothing it did not expect', async () => {
  const args = ['--import', import.meta.resolve('tsx'), 'src/commands/demo.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 8 * 1024 ** 2 });
  const said = stdout.split('\n').map((line) => content(line.trim()));
  const lines = shown
    .split('\n')
    .map((line) => content(line.trim()))
    .filter((line) => line !== '' && !line.startsWith('▸'));
  expect(lines.length).toBeGreaterThan(15);
  const missing = lines.filter((line) => {
    const parts = line.split('……');
    return !said.some((one) =>
      parts.length === 1 ? one === line : parts.every((part) => one.includes(part)),
    );
  });
  expect(missing).toEqual([]);
}, 60_000);
