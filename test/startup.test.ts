// What the product refuses to start with, and the sentence that says what to do.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { BotError } from '../src/core/errors.ts';
import { createLog } from '../src/log.ts';
import { openDataFolder } from '../src/storage/data-folder.ts';

const KEYS = { token: 'token', aesKey: 'a'.repeat(43) };

/** Starts a live product on the demo bureau file with `change` made to its text; resolves with the refusal. */
async function refusal(
  change: (text: string) => string,
  secret: (name: string) => string | undefined = (name) => `key-of-${name}`,
): Promise<BotError | null> {
  const dir = mkdtempSync(join(tmpdir(), 'startup-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const bureauFile = join(dir, 'bureau.yaml');
  const policy = resolve('templates/policies/zonghe-zhifa.yaml');
  const text = readFileSync('templates/bureaus/demo.yaml', 'utf8');
  writeFileSync(bureauFile, change(text.replace('../policies/zonghe-zhifa.yaml', policy)));
  try {
    const product = await compose({
      bureauFile,
      dataDir: join(dir, 'data'),
      wecom: {
        corpId: 'ww1',
        agentId: 1,
        agentSecret: 's',
        app: KEYS,
        bot: { name: '舆情助手', ...KEYS },
        apiBase: 'http://127.0.0.1:9',
        links: {},
      },
      secret,
      now: () => Date.UTC(2026, 10, 23),
      log: createLog({ level: 'silent' }),
      drill: false,
      heartbeat: false,
    });
    await product.close();
    return null;
  } catch (error) {
    if (error instanceof BotError) return error;
    throw error;
  }
}

test('the demo bureau starts live once every answer, role and key is there', async () => {
  expect(await refusal((text) => text)).toBeNull();
});

test('a file in the place of the data folder is named with the setting', () => {
  const dir = mkdtempSync(join(tmpdir(), 'startup-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'data');
  writeFileSync(file, '');
  expect(() => openDataFolder(file)).toThrow(
    expect.objectContaining({
      hint: `数据目录 ${file} 不是目录，同名的是一个文件：请改 .env 里的 DATA_DIR。`,
    }),
  );
});

test('a role of the 制度 that nobody fills is named with its clause before anything starts', async () => {
  const error = await refusal((text) => text.replace(/^ {2}juban: .*\n/m, ''));
  expect(error?.code).toBe('role-unfilled');
  expect(error?.hint).toMatch(/juban（局办公室，四\(二\)）/);
});

test('a blocking question without an answer stops a live start and is asked with its clause', async () => {
  const error = await refusal((text) => text.replace(/^ {2}q-clock: .*\n/m, ''));
  expect(error?.code).toBe('policy-unanswered');
  expect(error?.hint).toMatch(/q-clock（五2）一般舆情的1小时、2小时从交办还是发现起算/);
  expect(error?.hint).toMatch(/npm run policy -- interview \S+zonghe-zhifa.yaml --bureau \S+bureau.yaml/);
});

test('a group without its webhook key is named with the variable to set', async () => {
  const error = await refusal(
    (text) => text,
    (name) => (name === 'WEBHOOK_WORK' ? undefined : 'key'),
  );
  expect(error?.code).toBe('webhook-missing');
  expect(error?.hint).toMatch(/WEBHOOK_WORK/);
});

test.each([
  [
    'two variables with one value',
    '',
    /WEBHOOK_WORK 和 WEBHOOK_LEADERSHIP 的值一样.*\.env 的 WEBHOOK_LEADERSHIP。$/,
  ],
  ['one variable for both', 'WEBHOOK_WORK', /都写着 WEBHOOK_WORK.*另一个环境变量/],
])(
  'one webhook key for both groups is refused with the variables, and never shown: %s',
  async (_, named, hint) => {
    const error = await refusal(
      (text) => (named === '' ? text : text.replace('WEBHOOK_LEADERSHIP', named)),
      () => 'the-one-and-only-key',
    );
    expect(error?.code).toBe('webhook-shared');
    expect(error?.hint).toMatch(hint);
    expect(`${error?.message}${error?.hint}`).not.toContain('the-one-and-only-key');
  },
);

test('a person who is not in the list is named with the place that names them', async () => {
  const error = await refusal((text) => text.replace('head: zheng', 'head: zhneg'));
  expect(error?.code).toBe('bureau-invalid');
  expect(error?.hint).toMatch(/执法一科.*zhneg/);
});
