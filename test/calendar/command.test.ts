// `npm run calendar` as a person runs it, in a folder of its own.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCalendars } from '../../src/config/calendar-folder.ts';

const root = join(import.meta.dirname, '../..');
const notices = join(import.meta.dirname, 'notices');
const folder = mkdtempSync(join(tmpdir(), 'calendar-command-'));
const calendars = join(folder, 'templates/calendars');

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** Without a terminal on stdin, as in a script. */
function calendar(...args: readonly string[]): Promise<Ran> {
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  const command = join(root, 'src/commands/calendar.ts');
  const child = spawn(process.execPath, ['--import', loader, command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  });
}

beforeAll(() => {
  mkdirSync(join(folder, 'templates'));
  cpSync(join(root, 'templates/calendars'), calendars, { recursive: true });
  rmSync(join(calendars, 'cn-2026.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run calendar -- import', () => {
  const official = join(notices, '2026.txt');
  const file = join(calendars, 'cn-2026.yaml');

  it('shows what it read and writes nothing where it cannot ask', async () => {
    const { code, out } = await calendar('import', official);
    expect(out).toContain('2026 年节假日安排（国办发明电〔2025〕7号，2025-11-04）');
    expect(out).toContain('春节：02-15 周日 至 02-23 周一 放假，共 9 天；02-14 周六、02-28 周六 上班');
    expect(out).toContain('没有进行中的事项受影响');
    expect(out).toContain('确认后加 --yes 再运行一次');
    expect(code).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('refuses a notice that disagrees with itself, and says in which line', async () => {
    const wrong = join(folder, 'wrong.txt');
    writeFileSync(wrong, readFileSync(official, 'utf8').replace('共9天', '共8天'));
    const { code, out } = await calendar('import', wrong, '--yes');
    expect(out).toContain('✗ 第 11 行 春节：写的是共 8 天，日期却是 9 天');
    expect(code).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('names a slip in .env in a sentence, with no name of an error in front', async () => {
    writeFileSync(join(folder, '.env'), 'PORT=abc\n');
    const { code, err } = await calendar('import', official);
    rmSync(join(folder, '.env'));
    expect(err).toMatch(/^环境变量有 1 处需要修改（见 .env）：\n- PORT 应为/);
    expect(code).toBe(2);
  });

  it('writes with --yes, and then finds nothing more to do', async () => {
    expect(await calendar('import', official, '--yes')).toMatchObject({ code: 0, err: '' });
    const shipped = readCalendars(join(root, 'templates/calendars')).find(({ year }) => year === 2026);
    const written = readCalendars(calendars).find(({ year }) => year === 2026);
    expect(written?.days).toEqual(shipped?.days);
    const again = await calendar('import', official);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('已有同样的安排，不用改动');
  });

  it('shows how a corrected notice differs, and reads what Windows wrote in GB 18030', async () => {
    const before = readFileSync(official, 'utf8').replace('2月14日（周六）、2月28日', '2月28日');
    const corrected = join(folder, 'corrected.txt');
    writeFileSync(corrected, before);
    expect((await calendar('import', corrected)).out).toContain('· 2026-02-14：春节调休上班 → 未写');
    const gb = join(folder, 'gb.txt');
    // 「元旦」 in GB 18030, enough to see that the bytes were not read as UTF-8.
    writeFileSync(gb, Buffer.from([0xd4, 0xaa, 0xb5, 0xa9]));
    expect((await calendar('import', gb)).out).toContain('没有写明是哪一年');
    expect((await calendar('import', gb, '--year', '2027')).out).toContain('读不懂“元旦”');
  });

  it('names what is wrong with the way it was called', async () => {
    for (const args of [
      [],
      ['import'],
      ['show'],
      ['show', '26'],
      ['import', 'a', '--year', 'x'],
      ['--what'],
    ]) {
      const ran = await calendar(...args);
      expect([args, ran.code]).toEqual([args, 2]);
      expect(ran.err).toContain('npm run calendar -- import 通知.txt');
    }
    expect((await calendar('import', 'nowhere.txt')).err).toContain('读不到 nowhere.txt');
  });
});

describe('npm run calendar -- show', () => {
  it('shows a year, or says that it is not known', async () => {
    expect(await calendar('show', '2025')).toMatchObject({ code: 0, err: '' });
    const unknown = await calendar('show', '2027');
    expect(unknown.code).toBe(1);
    expect(unknown.out).toContain('该年工作日暂按周末推算');
  });
});
