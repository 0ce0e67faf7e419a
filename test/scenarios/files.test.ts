// 附件 and 台账 导出: files that people ask for. What belongs to a case goes to those who handle it, one to one.
import { mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepTable } from '../../src/app/tables.ts';
import type { World } from '../../src/app/world.ts';
import { wordsOf } from '../../src/commands/heard.ts';
import { outbox, plainText, post, sealed } from '../faults/hands.ts';
import { online as onLine, spaced } from '../platforms/wecom/long-connection/online.ts';
import { graded, hearOpened, OTHER_PICTURE as OTHER, PICTURE, type Scene, scene } from './cast.ts';

/** 0001 with these pictures, reported by 陈晨 and handed to 执法一科. */
async function withPictures(
  images: readonly Buffer[],
  options: Parameters<typeof scene>[0] = {},
): Promise<Scene> {
  const t = await scene(options);
  await t.r.says('chen', 'work', '登记 群众来电：夜市摊点扰民', { images });
  hearOpened(t.r, '0001');
  await graded(t.r, '0001', 'ordinary', 'zf1');
  await t.r.pass(60_000);
  t.r.nothingElse();
  return t;
}

async function online(): Promise<Scene> {
  const t = await onLine();
  return Object.assign(t, { r: spaced(t.rehearsal) });
}

const shown = (t: Scene, person: string) =>
  t.tenant
    .conversation('app', { chen: 'chenchen' }[person] ?? person)
    .messages.filter((m) => m.body.kind === 'image' || m.body.kind === 'file');

const uploads = (t: Scene, path = '/cgi-bin/media/upload') => t.tenant.log.filter((c) => c.path === path);

function blobs(t: Scene, folder = 'attachments'): readonly string[] {
  const root = join(t.dataDir, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('群里要附件 → 群里只有一句话，图片单独发给要的人，别人没有', async () => {
  const t = await withPictures([PICTURE, OTHER]);
  await t.r.says('zheng', 'work', '附件 0001');
  t.r.hears('work', /0001 有 2 个图片或文件，单独发给您，在您与应用的单聊里，不发在群里。$/);
  t.r.hears('zheng', /〔图片〕/);
  t.r.hears('zheng', /〔图片〕/);
  t.r.nothingElse();
  const rows = (await outbox(t)).filter((row) => row.kind === 'file');
  expect(rows.map((row) => [row.state, row.conversation])).toEqual(Array(2).fill(['sent', 'person:zheng']));
  // Rows name the bytes and do not hold them.
  for (const row of rows) expect(row.body).toMatch(/^.{0,400}$/);
});

test('单聊里要 → 在单聊里答；报送人、承办单位、领导小组、办公室都有份', async () => {
  const t = await withPictures([PICTURE]);
  for (const person of ['chen', 'zheng', 'wang', 'sun', 'zhao']) {
    await t.r.tells(person, '附件 0001');
    t.r.hears(person, /^0001 有 1 个图片或文件，随后发到您与应用的单聊里。$/);
    t.r.hears(person, /〔图片〕/);
    t.r.nothingElse();
  }
  // The same bytes are uploaded once, whoever asks.
  expect(uploads(t)).toHaveLength(1);
});

test('不经办的科室、反映涉及的人要 → 说清楚谁可以有，什么也没发', async () => {
  const t = await withPictures([PICTURE]);
  await t.r.says('feng', 'work', '附件 0001');
  t.r.hears('work', /0001 的图片和文件只发给经办的人：.*领导小组.*执法一科.*报送人。您不在其中，没有发/);
  await t.r.tells('he', '附件 0001');
  t.r.hears('he', /您不在其中，没有发/);
  await t.r.says('sun', 'work', '涉及人 0001 郑伟');
  t.ignoreRest('whom the handing over concerns is told elsewhere');
  await t.r.tells('zheng', '附件 0001');
  expect(t.r.rest().at(-1)?.text).toMatch(/涉及.*回避/);
  expect((await outbox(t)).filter((row) => row.kind === 'file')).toEqual([]);
});

test('没有附件、没有这个编号、没写编号 → 一句话', async () => {
  const t = await scene();
  await t.r.says('chen', 'work', '登记 群众来电：夜市摊点扰民');
  hearOpened(t.r, '0001');
  await t.r.says('chen', 'work', '附件 0001');
  t.r.hears('work', /0001 没有存下图片或文件。$/);
  await t.r.says('chen', 'work', '附件 0042');
  t.r.hears('work', /没有编号 YQ-2026-0042 的事项/);
  await t.r.says('chen', 'work', '附件');
  t.r.hears('work', /附件 0001/);
});

test('存下的文件不见了 → 要的人听到；要了以后才坏掉的，要的人和管理员都听到', async () => {
  const t = await withPictures([PICTURE, OTHER]);
  const [first = '', second = ''] = blobs(t);
  rmSync(first);
  writeFileSync(second, 'not what was kept');
  await t.r.tells('chen', '附件 0001');
  t.r.hears('chen', /0001 有 1 个图片或文件[\s\S]*另有 1 个在服务器上找不到了，请管理员从备份恢复后再要/);
  t.r.hears('chen', /“YQ-2026-0001-附件1.png”没有发出来：保存的文件不在了或已损坏.*已告诉管理员/);
  t.r.hears('zhou', /没有发出去[\s\S]*收件：个人 [\s\S]*保存的文件不在了或已损坏[\s\S]*从备份恢复/);
  t.r.nothingElse();
  expect(shown(t, 'chen')).toEqual([]);
});

test('媒体编号用不了了（40007）→ 重新上传一次再发，对方只看到一次', async () => {
  const t = await withPictures([PICTURE]);
  await t.r.tells('chen', '附件 0001');
  t.tenant.faults.next('/cgi-bin/message/send', { kind: 'errcode', errcode: 40007, times: 2 });
  // The first of the two is the answer in words.
  t.ignoreRest('only the pictures count');
  await t.r.tells('chen', '附件 0001');
  expect(uploads(t)).toHaveLength(2);
  expect(shown(t, 'chen')).toHaveLength(2);
});

test('上传没成 → 还没给谁看过，再试就是；发送没有回音 → 只再发一次，标重发', async () => {
  const t = await withPictures([PICTURE]);
  t.tenant.faults.next('/cgi-bin/media/upload', { kind: 'drop-after-accept' });
  await t.r.tells('chen', '附件 0001');
  t.r.hears('chen', /0001 有 1 个/);
  await t.r.pass(60_000);
  t.r.hears('chen', /〔图片〕/);
  t.r.nothingElse();

  await t.r.tells('sun', '今日');
  t.r.hears('sun', /舆情/);
  t.tenant.faults.next('/cgi-bin/message/send', { kind: 'delay', ms: 0, times: 1 });
  t.tenant.faults.next('/cgi-bin/message/send', { kind: 'drop-after-accept' });
  await t.r.tells('sun', '附件 0001');
  t.r.hears('sun', /0001 有 1 个/);
  t.r.hears('sun', /〔图片〕/);
  await t.r.pass(120_000);
  // A picture has no words: as a file its name can say so.
  t.r.hears('sun', /〔文件〕【重发】YQ-2026-0001-附件1.png/);
  t.r.nothingElse();
});

test('慢的上传不耽误别的：传着的时候，别人和要的人自己都照样收到话', async () => {
  const t = await withPictures([PICTURE]);
  let release = (): void => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  t.tenant.faults.next('/cgi-bin/media/upload', { kind: 'delay', until });
  const asked = t.r.tells('chen', '附件 0001');
  await expect.poll(() => uploads(t).length).toBe(1);
  const said = t.r.tells('feng', '待办');
  await expect.poll(() => t.r.rest().some((h) => h.where === 'feng')).toBe(true);
  expect(shown(t, 'chen')).toEqual([]);
  release();
  await Promise.all([asked, said]);
  t.r.hears('chen', /0001 有 1 个/);
  t.r.hears('feng', /待办/);
  t.r.hears('chen', /〔图片〕/);
});

const rowsOf = (csv: string): readonly string[] =>
  csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');

/** What a webhook or the app was given last, as text. */
async function exported(t: Scene): Promise<string> {
  const row = (await outbox(t)).findLast((one) => one.kind === 'file');
  const { file } = JSON.parse(row?.body ?? '{}') as { file: { sha256: string } };
  const bytes = await t.stage.product.world.tables.get(file.sha256);
  return Buffer.from(bytes ?? []).toString('utf8');
}

test('群里发 台账 导出 → 文件由群的消息推送发在群里，一行一件，时限有没有守住、怎么算的写在最后', async () => {
  const t = await withPictures([PICTURE]);
  await t.r.says('chen', 'work', '登记 =HYPERLINK("http://x.example") 电话 13812345678');
  hearOpened(t.r, '0002');
  await t.r.says('sun', 'leadership', '台账 导出');
  t.r.hears('leadership', /2026 的台账共 2 件，见文件/);
  t.r.hears('leadership', /〔文件〕舆情台账-2026.csv/);
  t.r.nothingElse();
  const csv = await exported(t);
  expect(csv.startsWith('\ufeff编号,标题,平台,等级,承办单位,状态,登记,办结,时限遵守,时限怎么算\r\n')).toBe(
    true,
  );
  const [, first = '', second = ''] = rowsOf(csv);
  expect(first).toMatch(
    /^YQ-2026-0001,.*夜市摊点扰民,无链接,一般,执法一科,在办,2026-11-23 08:40,,未到期 \d+,口头汇报初步处置计划：交办 11-23 08:40 → \+1 小时 → 11-23 09:40（依据五2）；书面汇报：/,
  );
  expect(second).toMatch(/^YQ-2026-0002,/);
  expect(second).toContain('138××××5678');
  expect(second).toMatch(/,待定级,待交办,在办,/);
  expect(uploads(t, '/cgi-bin/webhook/upload_media')).toHaveLength(1);
});

test('导出的台账 → 一周后从磁盘上删掉；事项的附件、还没发出去的台账不动，发出去以后再删', async () => {
  const t = await withPictures([PICTURE, OTHER]);
  t.ignoreRest('what becomes due in the days that pass');
  const beats = async (n: number, every: number): Promise<void> => {
    for (let beat = 0; beat < n; beat += 1) {
      t.clock.moveTo(t.clock.now() + every);
      await t.stage.product.beat();
    }
  };
  const days = (n: number): Promise<void> => beats(n, 24 * 3_600_000);
  const evidence = blobs(t);
  await t.r.says('sun', 'leadership', '台账 导出');
  const [first = ''] = blobs(t, 'exports');
  t.tenant.faults.next('/cgi-bin/webhook', { kind: 'errcode', errcode: 93000, times: 100_000 });
  await t.r.tells('chen', '登记 群众来电：公园噪声扰民');
  await t.r.says('sun', 'work', '台账 导出');
  expect(blobs(t, 'exports')).toHaveLength(2);
  await days(6);
  expect(blobs(t, 'exports')).toHaveLength(2);
  await days(2);
  const left = blobs(t, 'exports');
  expect(left).toHaveLength(1);
  expect(left).not.toContain(first);
  t.tenant.faults.clear();
  await beats(20, 60_000);
  expect((await outbox(t)).filter((row) => row.kind === 'file').map((row) => row.state)).toEqual([
    'sent',
    'sent',
  ]);
  await days(1);
  expect(blobs(t, 'exports')).toEqual([]);
  expect(blobs(t)).toEqual(evidence);
});

test('有一份导出的台账删不掉 → 记在日志里，别的照删，心跳照走，第二天再删', async () => {
  const t = await withPictures([PICTURE]);
  t.ignoreRest('what becomes due in the days that pass');
  t.allowError(/an exported table could not be removed/);
  await t.r.says('sun', 'leadership', '台账 导出');
  await t.r.tells('chen', '登记 群众来电：公园噪声扰民');
  await t.r.says('sun', 'work', '台账 导出');
  const [stuck = ''] = blobs(t, 'exports');
  rmSync(stuck);
  mkdirSync(stuck);
  t.clock.moveTo(t.clock.now() + 8 * 24 * 3_600_000);
  await t.stage.product.beat();
  expect(blobs(t, 'exports')).toEqual([]);
  await t.stage.product.beat();
  const failures = (): number => t.logged.filter(({ text }) => text.includes('could not be removed')).length;
  expect(failures()).toBe(1);
  rmdirSync(stuck);
  t.clock.moveTo(t.clock.now() + 24 * 3_600_000);
  await t.stage.product.beat();
  expect(failures()).toBe(1);
});

test('导出到一半程序死了 → 已经写到磁盘上的也在一周后删掉', async () => {
  const t = await scene();
  t.ignoreRest('what becomes due in the days that pass');
  const { world, beat } = t.stage.product;
  const tables: World['tables'] = {
    ...world.tables,
    async put(bytes) {
      await world.tables.put(bytes);
      throw new Error('the process ends here');
    },
  };
  await expect(keepTable({ ...world, tables }, Buffer.from('编号,电话'))).rejects.toThrow('ends here');
  const [whole = ''] = blobs(t, 'exports');
  writeFileSync(`${whole}.part`, '编号');
  t.clock.moveTo(t.clock.now() + 8 * 24 * 3_600_000);
  await beat();
  expect(blobs(t, 'exports')).toEqual([]);
});

test('单聊里要某个月的 → 文件由应用发来；没有的月份、看不懂的时间 → 一句话', async () => {
  const t = await withPictures([PICTURE]);
  await t.r.tells('sun', '台账 导出 2026-11');
  t.r.hears('sun', /2026-11 的台账共 1 件/);
  t.r.hears('sun', /〔文件〕舆情台账-2026-11.csv/);
  await t.r.tells('sun', '导出台账 2026年10月');
  t.r.hears('sun', /2026-10 没有登记过事项/);
  await t.r.tells('sun', '台账 导出 13');
  t.r.hears('sun', /没看懂要哪一段的台账/);
  await t.r.tells('sun', '台账');
  t.r.hears('sun', /台账（最近 1 件）/);
  t.r.nothingElse();
  expect(uploads(t)).toHaveLength(1);
});

test('超过时限的算得出来：逾期未办、逾期才办', async () => {
  const t = await withPictures([PICTURE]);
  t.ignoreRest('reminders are told elsewhere');
  await t.r.pass(3 * 3_600_000);
  await t.r.says('sun', 'work', '台账 导出');
  expect(await exported(t)).toMatch(/超时未办 \d/);
});

test('不在单位文件里的人要台账文件 → 不发，说该找谁', async () => {
  const t = await withPictures([PICTURE]);
  await post(t, 'app', sealed(t, 'app', plainText('app', '台账 导出', '9001', 'somebody-else')));
  await t.stage.settled();
  t.ignoreRest('the platform does not know that person, which the administrator hears');
  const rows = await outbox(t);
  expect(rows.some((row) => row.body.includes('台账文件只发给本单位登记在册的人'))).toBe(true);
  expect(rows.filter((row) => row.kind === 'file')).toEqual([]);
});

test('应用发不了文件时，机器人（长连接）在单聊里发；群的消息推送不在时，机器人发在群里', async () => {
  const t = await online();
  t.ignoreRest('the channels that are down, and what they hold up');
  await t.r.says('chen', 'work', '登记 群众来电：夜市摊点扰民', { images: [PICTURE] });
  await t.r.pass(60_000);
  // The bot may speak where it has been spoken to.
  await t.tenant.tellBot({ from: 'chenchen', text: '待办' });
  await t.stage.settled();
  t.tenant.faults.next('/cgi-bin/message/send', { kind: 'errcode', errcode: 48006, times: 100_000 });
  t.tenant.faults.next('/cgi-bin/webhook', { kind: 'errcode', errcode: 93000, times: 100_000 });
  await t.r.says('chen', 'work', '附件 0001');
  await t.r.pass(10 * 60_000);
  const inChat = (kind: 'bot' | 'group', id: string) =>
    t.tenant
      .conversation(kind, id)
      .messages.map(wordsOf)
      .filter((words) => /〔图片〕|〔文件〕/.test(words));
  expect(inChat('bot', 'chenchen')).toEqual(['〔图片〕']);
  await t.r.says('sun', 'work', '台账 导出');
  await t.r.pass(10 * 60_000);
  expect(inChat('group', 'wrDemoWork').filter((words) => words.startsWith('〔文件〕'))).toEqual([
    '〔文件〕舆情台账-2026.csv',
  ]);
});
