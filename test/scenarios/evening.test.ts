// 七、傍晚小结: 18:00，两个群各一条。
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { DEMO_BUREAU } from '../harness/stage.ts';
import {
  all,
  approved,
  closed,
  graded,
  HOUR,
  inHand,
  MINUTE,
  opened,
  plain,
  scene,
  signed,
  UNITS,
} from './cast.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const at = (hour: number, minute = 0, day = 23): number => momentOf(2026, 11, day, hour, minute);
const HEAD = '【演练】【舆情日报】2026年11月23日 滨河市综合行政执法局';

/** The day as both groups got it, equal but for what is only near. */
function evening(r: R): { readonly work: string; readonly leadership: string } {
  const [work, leadership] = ['work', 'leadership'].map((g) => asRead(r.hears(g, /【舆情日报】/, []).text));
  return { work: work ?? '', leadership: leadership ?? '' };
}

/** Without what makes the heading large and the sections bold. */
const asRead = (page: string): string => plain(page).replace(/^### |\*\*/gm, '');

test('到 18:00 两个群各收一条，不 @ 人；一天无事也说', async () => {
  const { r } = await scene();
  await r.pass(9 * HOUR + 19 * MINUTE);
  r.nothingElse();
  await r.pass(MINUTE);
  const { work, leadership } = evening(r);
  expect(work).toBe(`${HEAD}\n今日无新增、无办结。\n在办 0 件。\n明日暂无到期时限。`);
  expect(leadership).toBe(work);
  r.nothingElse();
  await r.pass(24 * HOUR);
  expect(evening(r).work).toContain('2026年11月24日');
  r.nothingElse();
});

test('新增、办结、定级、在办与三种灯、超时的写明条款；两个群都有', async () => {
  const { r } = await scene({ at: at(15) });
  await approved(r, 'zf1', '0001');
  await closed(r, '0001');
  await r.pass(50 * MINUTE);
  await inHand(r, 'srk', '0002'); // 口头 16:50，书面 17:50：都会超时
  await r.pass(75 * MINUTE);
  drain(r);
  await inHand(r, 'tck', '0003'); // 口头 18:05：18:00 时临近
  await r.pass(50 * MINUTE);
  drain(r);
  await inHand(r, 'zf2', '0004'); // 口头 18:55：正常
  await opened(r, '0005');
  await r.pass(4 * MINUTE);
  drain(r);
  await r.pass(MINUTE);
  const { work, leadership } = evening(r);
  for (const said of [work, leadership]) {
    expect(said).toContain('新增 5 件，办结 1 件\n今日定级：一般 4\n');
    expect(said).toContain('在办 4 件：🟢 正常 2 🟡 临近 1 🔴 超时 1');
    expect(said).toContain('待定级 1 件，请领导在单独收到的卡片上定级。');
    expect(said).toMatch(
      /🔴 已超时限：\nYQ-2026-0002「.*」市容科 口头汇报初步处置计划：11-23 16:50，已超 1 小时 10 分钟（依据五2）/,
    );
    expect(said).toContain('明日暂无到期时限。');
    expect(said).toMatch(
      /今日新增：\nYQ-2026-0005.*待定级 待交办\n[\s\S]*YQ-2026-0001.*一般 执法一科 已办结/,
    );
  }
  expect(work).toMatch(
    /🟡 临近时限：\nYQ-2026-0003「.*」停车管理科 口头汇报初步处置计划：11-23 18:05，还有 5 分钟/,
  );
  r.nothingElse();
});

function drain(r: R): void {
  try {
    r.nothingElse();
  } catch {
    // reminders are the matter of other scenarios
  }
}

test('跨过零点的时限 → 列在“明日首批时限”', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'bureau-'));
  const bureauFile = join(dir, 'bureau.yaml');
  const text = readFileSync(DEMO_BUREAU, 'utf8')
    .replace('../policies/zonghe-zhifa.yaml', join(process.cwd(), 'templates/policies/zonghe-zhifa.yaml'))
    .replace('summary_at: "18:00"', 'summary_at: "23:30"');
  writeFileSync(bureauFile, text);
  const { r } = await scene({ at: at(23, 20), bureauFile });
  await inHand(r);
  await r.pass(10 * MINUTE);
  const { work, leadership } = evening(r);
  for (const said of [work, leadership]) {
    expect(said).toMatch(
      /明日首批时限：\nYQ-2026-0001「.*」执法一科 口头汇报初步处置计划：11-24 00:20（依据五2）\nYQ-2026-0001「.*」执法一科 书面汇报：11-24 01:20（依据五2）/,
    );
  }
  r.nothingElse();
});

test('日报里不出现电话号码', async () => {
  const { r } = await scene({ at: at(17) });
  await opened(r, '0001', 'chen', '登记 张先生 13812345678 反映夜市');
  await graded(r, '0001', 'ordinary', 'zf1');
  await signed(r, '0001', 'zf1');
  await r.pass(HOUR);
  drainReminders(r);
  const { work, leadership } = evening(r);
  expect(work + leadership).not.toContain('13812345678');
  expect(work).toContain('138××××');
  r.nothingElse();
});

function drainReminders(r: R): void {
  const people = [...UNITS.zf1.people];
  for (
    let n = r.rest().filter((h) => h.where === 'work' && h.text.includes('【催办】')).length;
    n > 0;
    n -= 1
  ) {
    r.hears('work', /【催办】/, people);
    all(r, people, /【催办】/);
  }
}

test('停机错过 18:00 → 恢复后补发一次，写明系统迟发，今天的只发一次', async () => {
  const { r, stop, start, clock } = await scene({ at: at(17, 30) });
  await stop();
  clock.moveTo(at(19, 10));
  await start();
  await r.pass(0);
  const { work } = evening(r);
  expect(work).toContain(`${HEAD}（系统迟发：应于 18:00，现在 19:10）`);
  await r.pass(HOUR);
  r.nothingElse();
});

test('随时发“今日” → 到此刻为止的情况，标题不冒充日报', async () => {
  const { r } = await scene();
  await opened(r);
  await r.says('wang', 'leadership', '今日');
  const { text } = r.hears('leadership', /【今日舆情】截至 11-23 08:40 滨河市综合行政执法局/);
  expect(plain(text)).toMatch(/新增 1 件，办结 0 件\n在办 1 件：🟢 正常 1 🟡 临近 0 🔴 超时 0\n待定级 1 件/);
  r.nothingElse();
});
