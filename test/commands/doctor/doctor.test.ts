// The doctor beside a running product: everything right, then one thing wrong at a time.
import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { bureauCopy } from '../../harness/bureau-copy.ts';
import { openWard } from './set-up.ts';

const wrongIn = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('✗'));

test('a healthy installation is all ✓; nothing is sent, no secret is shown', async () => {
  const { examine, tenant, source } = await openWard();
  const { ok, lines } = await examine();
  expect(lines.map((line) => line.replace(/：.*/, ''))).toEqual([
    ...['✓ 环境变量', '✓ 单位文件', '✓ 制度', '✓ 角色', '✓ 数据目录', '✓ 数据库', '✓ 时钟', '✓ 应用密钥'],
    ...['✓ 可信IP', '✓ 应用', '✓ 可信域名', '✓ 成员', '✓ 服务', '✓ 应用回调', '✓ 机器人回调'],
    ...['✓ 工作群', '✓ 领导群', '✓ 工作群推送', '✓ 领导群推送', '19 项全部正常。'],
  ]);
  expect(ok).toBe(true);
  expect(lines.join('\n')).toMatch(/journal_mode=WAL、synchronous=FULL/);
  expect(tenant.view().conversations.flatMap((c) => c.messages)).toEqual([]);
  for (const name of ['WECOM_AGENT_SECRET', 'WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY', 'WEBHOOK_WORK']) {
    expect(lines.join('\n')).not.toContain(source[name]);
  }
});

test('over the long connection the way out is tried, and the running service keeps its line', async () => {
  const { examine, stage } = await openWard({ botMode: 'websocket', outboundOnly: true });
  await expect.poll(async () => (await examine()).ok).toBe(true);
  const { lines } = await examine();
  const text = lines.join('\n');
  expect(text).toMatch(/机器人用长连接方式，应用不收回调，卡片由机器人发/);
  expect(text).toMatch(/✓ 机器人长连接：ws:\/\/\S+ 连得上/);
  expect(text).toMatch(/○ 可信域名：没有填 PUBLIC_URL/);
  expect(text).not.toMatch(/回调：/);
  const metrics = await (await fetch(`${stage.url}/metrics`)).text();
  expect(metrics).toMatch(/yuqing_bot_connected 1\n/);
  expect(metrics).toMatch(/yuqing_bot_evictions_total 0\n/);
});

test.each([
  ['WECOM_AGENT_SECRET', 'not-the-secret', /^✗ 应用密钥：.*（40001）：.*WECOM_AGENT_SECRET/],
  ['WECOM_CORP_ID', 'wwother', /^✗ 应用密钥：.*（40013）：.*WECOM_CORP_ID/],
  ['WECOM_AGENT_ID', '1000099', /^✗ 应用：.*（301002）：.*WECOM_AGENT_ID/],
  ['WECOM_APP_TOKEN', 'anotherToken', /^✗ 应用回调：.*签名不符：.*重启/],
  ['WECOM_BOT_AES_KEY', 'b'.repeat(43), /^✗ 机器人回调：.*签名不符|解不开.*重启/],
  ['PUBLIC_URL', '', /^✗ 应用回调：.*没有填 PUBLIC_URL/],
  ['WEBHOOK_WORK', 'withdrawn-key', /^✗ 工作群推送：.*（93000）：群设置 → 消息推送 → 添加.*WEBHOOK_WORK$/],
  ['WEBHOOK_LEADERSHIP', '', /^✗ 领导群推送：没有 key：.*WEBHOOK_LEADERSHIP$/],
  ['REDIS_URL', 'redis://127.0.0.1:9', /^✗ Redis：没有应答.*REDIS_URL/],
  ['WECOM_API_BASE', 'http://127.0.0.1:59999', /^✗ 时钟：连不上企业微信接口：连接被拒绝；.*WECOM_API_BASE/],
  ['BUREAU_FILE', 'nowhere.yaml', /^✗ 单位文件：读不到单位文件 .*BUREAU_FILE/],
  ['WECOM_APP_AES_KEY', 'short', /^✗ 环境变量：WECOM_APP_AES_KEY 应为 43 位.*（改 .env）$/],
])('%s wrong: one clear line, and no other value in it', async (name, value, line) => {
  const { examine, source } = await openWard();
  const { ok, lines } = await examine({ [name]: value });
  expect(ok).toBe(false);
  expect(wrongIn(lines).filter((one) => line.test(one))).not.toEqual([]);
  expect(lines.join('\n')).not.toContain(source.WECOM_AGENT_SECRET);
  if (value.length > 8 && /SECRET|TOKEN|KEY|WEBHOOK/.test(name))
    expect(lines.join('\n')).not.toContain(value);
});

test('one webhook key for both groups: one line with both variables, no test message into the wrong group', async () => {
  const { examine, source, tenant } = await openWard();
  const { lines } = await examine({ WEBHOOK_LEADERSHIP: source.WEBHOOK_WORK ?? '' }, { send: true });
  expect(wrongIn(lines)).toEqual([
    expect.stringMatching(
      /^✗ 领导群推送：.*同一个消息推送 key（WEBHOOK_WORK 和 WEBHOOK_LEADERSHIP 的值一样）.*发进工作群/,
    ),
  ]);
  expect(lines.join('\n')).not.toContain(source.WEBHOOK_WORK);
  expect(tenant.log.filter((call) => call.path === '/cgi-bin/webhook/send')).toHaveLength(1);
});

test('an address that is not trusted is named, and what it holds up says so without a second ✗', async () => {
  const { examine, tenant } = await openWard();
  const errmsg = 'not allow to access from your ip, hint: [x], from ip: 203.0.113.7, more info';
  tenant.faults.next('/cgi-bin/agent/get', { kind: 'errcode', errcode: 60020, errmsg });
  const { lines } = await examine();
  expect(wrongIn(lines)).toEqual([
    expect.stringMatching(
      /^✗ 可信IP：出口地址 203\.0\.113\.7 不在企业可信IP中（60020）：.*企业可信IP 中加入203\.0\.113\.7/,
    ),
  ]);
  expect(lines).toContainEqual(expect.stringMatching(/^✓ 应用密钥/));
  expect(lines).toContainEqual(expect.stringMatching(/^○ 成员：没有查/));
});

test('a clock a few minutes off is told with the direction', async () => {
  const { examine } = await openWard();
  const { lines } = await examine({}, { now: () => Date.now() + 5 * 60_000 });
  expect(wrongIn(lines)).toContainEqual(
    expect.stringMatching(/^✗ 时钟：比企业微信快 (?:299|300|301) 秒：.*chrony/),
  );
});

test('people who left or never had an account are named with what they are for', async () => {
  const bureauFile = bureauCopy([', wecom: lvmei }', ' }']);
  const { examine, tenant } = await openWard({ bureauFile });
  tenant.removeMember('zhengwei');
  const { lines } = await examine();
  expect(wrongIn(lines)).toEqual([
    expect.stringMatching(/^✗ 成员：吕梅 没有写企业微信账号.*补 wecom$/),
    expect.stringMatching(/^✗ 成员：郑伟：.*已退出（执法一科负责人）：/),
  ]);
});

test('a tag whose name two tags have is asked for by its number', async () => {
  const tags = [8, 9].map((id) => ({ id, name: '领导小组', members: ['limin'] }));
  const { examine } = await openWard({ addressBook: { tags } });
  const named = bureauCopy(['group: [wang, li, zhao]', 'group: [{ tag: 领导小组 }]']);
  expect(wrongIn((await examine({ BUREAU_FILE: named })).lines)).toEqual([
    expect.stringMatching(/^✗ 成员：角色 group：.*2 个标签都叫“领导小组”.*改写编号：8、9（/),
  ]);
});

test('groups that nobody has bound are named with what to say in them', async () => {
  const bureauFile = bureauCopy([', chat: wrDemoWork', ''], [', chat: wrDemoLeadership', '']);
  const { examine, tenant, stage } = await openWard({ bureauFile });
  expect(wrongIn((await examine()).lines)).toEqual([
    '✗ 工作群：还没有绑定：请管理员在“舆情工作群”里发 @舆情助手 绑定 工作群',
    '✗ 领导群：还没有绑定：请管理员在“舆情领导群”里发 @舆情助手 绑定 领导群',
  ]);
  for (const [group, name] of [
    ['work', '工作群'],
    ['leadership', '领导群'],
  ] as const) {
    await tenant.say({ from: 'zhoutao', group, text: `@舆情助手 绑定 ${name}` });
  }
  await stage.settled();
  expect((await examine()).ok).toBe(true);
});

test('an open question of the 制度 is asked with its clause', async () => {
  const open = bureauCopy([/^ {2}q-clock: .*\n/m, '']);
  const { examine } = await openWard();
  const { lines } = await examine({ BUREAU_FILE: open });
  expect(wrongIn(lines)).toEqual([
    expect.stringMatching(
      /^✗ 制度问题：还没有答复 q-clock（五2）.*npm run policy -- interview \S+zonghe-zhifa.yaml --bureau \S+bureau.yaml$/,
    ),
  ]);
});

test('while .env is being filled in, what is there already is looked at step by step, as the guide shows it', async () => {
  const { examine, source } = await openWard();
  const later = Object.keys(source).filter((name) => /^WECOM_(?:APP|BOT)_/.test(name));
  const without = Object.fromEntries([...later, 'WEBHOOK_WORK'].map((name) => [name, '']));
  const { ok, lines } = await examine(without);
  expect(ok).toBe(false);
  expect(wrongIn(lines)).toEqual([
    expect.stringMatching(/^✗ 环境变量：企业微信凭据不全，还缺 WECOM_APP_TOKEN、.*（改 .env）$/),
    expect.stringMatching(/^✗ 工作群推送：没有 key/),
  ]);
  expect(lines).toContain('✓ 应用密钥：企业 ID 与 Secret 相符');
  expect(lines).toContain('✓ 可信IP：企业微信接受本机的出口地址');
  expect(lines).toContainEqual(expect.stringMatching(/^✓ 成员：/));
  expect(lines).toContainEqual(expect.stringMatching(/^✓ 制度：/));
  expect(lines.join('\n')).not.toMatch(/：.*回调：|服务：/);
  // Before the secret of the application there is nothing to ask the tenant.
  const earlier = await examine({ ...without, WECOM_AGENT_SECRET: '' });
  expect(earlier.lines.join('\n')).not.toMatch(/应用密钥|可信IP|成员/);
});

test('a slip in .env of a drill: nothing is asked that only the real thing needs', async () => {
  const open = bureauCopy([/^ {2}q-clock: .*\n/m, '']);
  const { examine, source } = await openWard();
  const drill = Object.keys(source).filter((name) => /^WECOM_|^WEBHOOK_/.test(name));
  const without = Object.fromEntries(drill.map((name) => [name, '']));
  const { mode, lines } = await examine({ ...without, BUREAU_FILE: open, PORT: 'abc' });
  expect(mode).toBe('drill');
  expect(wrongIn(lines)).toEqual([expect.stringMatching(/^✗ 环境变量：PORT 应为/)]);
  expect(lines).toContainEqual(expect.stringMatching(/^○ 制度问题：.*演练按建议值$/));
});

test('PUBLIC_URL without https is named, and why it is needed', async () => {
  const { examine } = await openWard();
  const { lines } = await examine({ PUBLIC_URL: 'http://yuqing.example.invalid' });
  expect(wrongIn(lines)).toContainEqual(
    expect.stringMatching(/^✗ 可信域名：PUBLIC_URL 是 http:\/\/ 开头.*https:\/\/yuqing.example.invalid$/),
  );
});

test('the service is told in words, not by the names of /readyz', async () => {
  const { examine } = await openWard();
  expect((await examine()).lines).toContainEqual(
    expect.stringMatching(/^✓ 服务：\S+ 在运行（数据库 SQLite）$/),
  );
});

test('a reverse proxy with nothing behind it: the service is not running, the proxy is not blamed', async () => {
  const { examine } = await openWard();
  const proxy = createServer((_, response) => response.writeHead(502).end('bad gateway'));
  onTestFinished(() => void proxy.close());
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const { lines } = await examine({ PORT: '59999', PUBLIC_URL: `http://127.0.0.1:${port}` });
  expect(wrongIn(lines)).toContainEqual(
    expect.stringMatching(/^✗ 应用回调：.*服务没有在运行，请先 npm start$/),
  );
});

test('a service that is not running is said to be, and what is behind it is not blamed', async () => {
  const { examine, source } = await openWard();
  const { lines } = await examine({ PORT: '59999', PUBLIC_URL: 'http://127.0.0.1:59999' });
  expect(wrongIn(lines)).toContainEqual(expect.stringMatching(/^✗ 服务：.*服务没有在运行，请先 npm start/));
  expect(wrongIn(lines)).toContainEqual(expect.stringMatching(/^✗ 应用回调：.*服务也没有在运行/));
  // The service runs, but from inside its public address is not to be had: that proves nothing.
  const inside = await examine({ PORT: source.PORT ?? '', PUBLIC_URL: 'http://127.0.0.1:59999' });
  expect(inside.lines).toContainEqual(expect.stringMatching(/^○ 应用回调：.*手机流量打开/));
});

test('--send puts one message into each group and one to each administrator, and nothing else', async () => {
  const { examine, tenant } = await openWard();
  const { ok, lines } = await examine({}, { send: true });
  expect(ok).toBe(true);
  expect(lines).toContainEqual('✓ 应用试发：已发给管理员 周涛，请在手机上确认');
  expect(lines).toContainEqual(
    '✓ 工作群推送：试发了一条，请在“舆情工作群”里确认（发进了别的群，就是两个 key 填反了）',
  );
  const heard = tenant.view().conversations.flatMap((c) => c.messages.map((m) => [c.title, m.body]));
  expect(heard).toHaveLength(3);
  for (const [, body] of heard) expect(JSON.stringify(body)).toContain('【自检】');
  // Keys the wrong way round are both valid: only the words show it.
  for (const [title, body] of heard.filter(([title]) => String(title).endsWith('群')))
    expect(JSON.stringify(body)).toContain(`“${String(title)}”`);
});

test('--menu sets the menu, and its buttons say what a person would type', async () => {
  const { examine, tenant } = await openWard();
  expect((await examine({}, { menu: true })).lines).toContainEqual(
    expect.stringMatching(/^✓ 菜单：已设为 我的待办/),
  );
  expect(tenant.menu()).toMatchObject([{ key: '待办' }, { key: '今日' }, { name: '更多' }]);
});

test('the doctor leaves no file behind', async () => {
  const { examine } = await openWard();
  const dataDir = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'not', 'yet');
  const { lines } = await examine({ DATA_DIR: dataDir });
  expect(lines).toContainEqual(expect.stringMatching(/^✓ 数据目录：\S+ 首次启动时建立，剩余/));
  expect(existsSync(dataDir)).toBe(false);
});

const root = process.getuid?.() === 0;
if (!root) process.stderr.write('doctor beside another user: skipped, only root can give a file away.\n');

test.skipIf(!root)(
  'records of another user are not opened: the files beside them would keep the service out',
  async () => {
    const { examine } = await openWard();
    const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
    writeFileSync(join(dataDir, 'records.db'), '');
    chownSync(join(dataDir, 'records.db'), 65_534, 65_534);
    expect(wrongIn((await examine({ DATA_DIR: dataDir })).lines)).toEqual([
      expect.stringMatching(/^✗ 数据库：\S+ 属于另一个用户：请用运行服务的那个用户/),
    ]);
    expect(readdirSync(dataDir)).toEqual(['records.db']);
  },
);

const postgres = process.env.TEST_DATABASE_URL;
if (!postgres) process.stderr.write('doctor on PostgreSQL: skipped, TEST_DATABASE_URL is not set.\n');

test.skipIf(!postgres)('PostgreSQL must not answer before a commit is on the disk', async () => {
  const { examine } = await openWard();
  const url = new URL(postgres ?? '');
  expect((await examine({ DATABASE_URL: url.toString() })).lines).toContainEqual(
    '✓ 数据库：PostgreSQL，synchronous_commit=on、fsync=on',
  );
  url.searchParams.set('options', '-c synchronous_commit=off');
  expect(wrongIn((await examine({ DATABASE_URL: url.toString() })).lines)).toEqual([
    expect.stringMatching(/^✗ 数据库：PostgreSQL，synchronous_commit=off、fsync=on：断电会丢/),
  ]);
  expect(
    wrongIn((await examine({ DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:59999/x' })).lines),
  ).toEqual([expect.stringMatching(/^✗ 数据库：(?!.*hunter2).*ECONNREFUSED/)]);
});

test('the command works without any credentials, prints one JSON value and exits 0; a wrong option exits 1', async () => {
  const cwd = process.cwd();
  const run = (args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', join(cwd, 'src/commands/doctor.ts'), ...args], {
      cwd,
      env: { PATH: process.env.PATH, DATA_DIR: mkdtempSync(join(tmpdir(), 'doctor-')) },
    });
  const { stdout, stderr } = await run(['--json']);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, mode: 'drill' });
  expect(stderr).toBe('');
  await expect(run(['--everything'])).rejects.toMatchObject({ code: 1, stdout: '' });
});
