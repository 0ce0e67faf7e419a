// 每日分类登记、一周一报告、定期通报和每日巡查：到时候告诉谁写、写什么、报给谁；放假、停机、换答复时也对。
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { isoDate } from '../../src/core/calendar/shanghai.ts';
import { papersDueBetween, papersDueOn, patrolsOn, weekEndBetween } from '../../src/core/periodicals.ts';
import { plain, scene } from './cast.ts';
import { each } from './seeds/heard.ts';
import { at, bureauFileOf, DAY, HOUR, openSeed } from './seeds/seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const OFFICE = ['cao', 'su'];
const THURSDAY = at(11, 26, 9);

/** The example bureau of the county office without ladder and pictures, so that only papers and summaries are heard. */
function quiet(change: (text: string) => string = (text) => text): string {
  const dir = mkdtempSync(join(tmpdir(), 'papers-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const text = `week_picture: false\n${readFileSync(bureauFileOf('zhengfuban'), 'utf8')}`;
  const file = join(dir, 'bureau.yaml');
  const policy = resolve('templates/policies/zhengfuban.yaml');
  writeFileSync(
    file,
    change(text.slice(0, text.indexOf('reminders:')).replace('../policies/zhengfuban.yaml', policy)),
  );
  return file;
}

/** What the day asks for, as one person got it; the summaries of both groups are heard first. */
function evening(r: R, person: string): readonly string[] {
  for (const group of ['work', 'leadership']) r.hears(group, /【舆情日报】/);
  return papersOf(r, person);
}

function papersOf(r: R, person: string): readonly string[] {
  const said = r.rest().filter((h) => h.where === person && /今日应写|今日巡查/.test(h.text));
  return said.map((h) => plain(r.hears(person, new RegExp(escaped(h.text))).text));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

async function report(r: R, number: string, grade: string | null): Promise<void> {
  await r.says('tang', 'work', `登记 来电：第 ${Number(number)} 件`);
  for (const [where, words] of [
    ['work', /已登记/],
    ['leadership', /请在单独收到的卡片上定级/],
    ...each(['su', 'aili'], /\[一般\] \[重要\]/),
    ['jin', /\[提交情况\]/],
    ['jin', /卡片以外的这些情况/],
    ...each(OFFICE, /抄送/),
  ] as const)
    r.hears(where, words);
  r.nothingElse();
  if (grade === null) return;
  await r.taps('su', number, `grade:${grade}`, { unit: 'msk' });
  for (const _ of r.rest().slice()) drainOne(r);
}

/** What a grading makes people hear is not what these tests are about. */
function drainOne(r: R): void {
  const next = r.rest()[0];
  if (next !== undefined) r.hears(next.where, new RegExp(escaped(next.text)));
}

test('每天 18:00 → 指定专人收到“每日分类登记”：当天每一件、报给谁、抄送谁；还提醒看报看网看新闻', async () => {
  const { r } = await scene({ at: THURSDAY, bureauFile: quiet() });
  await report(r, '0001', 'g1');
  await report(r, '0002', 'g2');
  await report(r, '0003', null);
  await r.pass(9 * HOUR);
  const [register = '', patrol = ''] = evening(r, 'jin');
  expect(register.split('\n')).toEqual([
    '【演练】【今日应写】每日分类登记（每日，依据四(一)）',
    '时段：11-26 报给：县政府办公室领导 抄送：政务舆情处置办公室',
    '本时段 3 件：',
    expect.stringMatching(/^· YQ-2026-0001「.*」 一般 秘书科/),
    expect.stringMatching(/^· YQ-2026-0002「.*」 重要 秘书科/),
    expect.stringMatching(/^· YQ-2026-0003「.*」 待定级/),
  ]);
  expect(patrol).toContain('【今日巡查】应 1 次（依据五(一)）：报纸、网络、新闻');
  r.nothingElse();
});

test('一天没有事项 → 也要登记“无”，周末照登', async () => {
  const { r } = await scene({ at: at(11, 28, 17), bureauFile: quiet() });
  await r.pass(HOUR);
  expect(evening(r, 'jin')[0]).toContain('本时段没有登记的事项，也请照写“无”。');
  r.nothingElse();
});

test('周五 18:00 → 处置办公室收到周报：本周的一般舆情，不含重要的和还没定级的', async () => {
  const { r } = await scene({ at: THURSDAY, bureauFile: quiet() });
  await report(r, '0001', 'g1');
  await report(r, '0002', 'g2');
  await report(r, '0003', null);
  await r.pass(9 * HOUR);
  evening(r, 'jin');
  r.nothingElse();
  await r.pass(DAY);
  evening(r, 'jin');
  for (const person of OFFICE) {
    const [weekly = ''] = papersOf(r, person);
    expect(weekly.split('\n')).toEqual([
      '【演练】【今日应写】普通政务舆情周报（每周，依据四(一)）',
      '时段：11-21 至 11-27 报给：县政府办公室领导',
      '本时段 1 件：',
      expect.stringMatching(/^· YQ-2026-0001「.*」 一般 秘书科/),
    ]);
  }
  r.nothingElse();
});

test('照原文报“市政府办公室领导”的答复 → 登记和周报写明报给市政府办公室领导', async () => {
  const file = quiet((text) => text.replace('q-shi: { value: bosses', 'q-shi: { value: city_bosses'));
  const { r } = await scene({ at: at(11, 27, 17), bureauFile: file });
  await r.pass(HOUR);
  expect(evening(r, 'jin')[0]).toContain('报给：市政府办公室领导');
  for (const person of OFFICE) expect(papersOf(r, person)[0]).toContain('报给：市政府办公室领导');
  r.nothingElse();
});

test('周五下午停机、周日晚上才恢复 → 周报没有丢，三天的登记合成一条，各说一次', async () => {
  const stage = await scene({ at: at(11, 27, 17), bureauFile: quiet() });
  const { r, clock } = stage;
  await report(r, '0001', 'g1');
  await stage.stop();
  clock.moveTo(at(11, 29, 19));
  await stage.start();
  await r.pass(1000);
  const [register = '', patrol = ''] = evening(r, 'jin');
  expect(register).toContain('时段：11-27 至 11-29');
  expect(register).toContain('YQ-2026-0001');
  expect(patrol).toContain('【今日巡查】');
  for (const person of OFFICE) expect(papersOf(r, person)[0]).toContain('时段：11-21 至 11-27');
  r.nothingElse();
  await r.pass(HOUR);
  r.nothingElse();
});

describe('工作周在哪一天结束', () => {
  const { bureau } = openSeed('zhengfuban');
  const ends = (first: number, last: number): string | null => {
    const day = weekEndBetween(bureau.calendar, first, last);
    return day === null ? null : isoDate(day);
  };

  it('平常是周五；长假前后按放假和调休算；整周放假就没有', () => {
    const days = (from: number, to: number) =>
      Array.from({ length: (to - from) / DAY + 1 }, (_, i) => ends(from + i * DAY, from + i * DAY)).flatMap(
        (day) => day ?? [],
      );
    expect(days(at(11, 16), at(11, 29))).toEqual(['2026-11-20', '2026-11-27']);
    expect(days(at(9, 28), at(10, 11))).toEqual(['2026-09-30', '2026-10-10']);
  });

  it('停了几天的，算最近的一个；几天里没有，就没有', () => {
    expect(ends(at(11, 20), at(11, 30))).toBe('2026-11-27');
    expect(ends(at(11, 28), at(12, 3))).toBe(null);
  });
});

describe('哪一天该写什么', () => {
  const { policy, bureau } = openSeed('zhengfuban');
  const titles = (day: number) => papersDueOn(policy, bureau, day).map(({ paper }) => paper.title);

  it('登记天天写，节假日也写；周报在一周最后一个工作日', () => {
    for (let day = at(11, 23); day <= at(11, 29); day += DAY)
      expect(titles(day), isoDate(day)).toEqual(
        day === at(11, 27) ? ['每日分类登记', '普通政务舆情周报'] : ['每日分类登记'],
      );
  });

  it.each([
    ['国庆前一周：周三 9-30', at(9, 30), true],
    ['国庆前一周：周五 10-02 放假', at(10, 2), false],
    ['国庆后一周：周五 10-09', at(10, 9), false],
    ['国庆后一周：调休上班的周六 10-10', at(10, 10), true],
  ])('%s → 写周报：%s', (_, day, weekly) => {
    expect(titles(day).includes('普通政务舆情周报')).toBe(weekly);
  });

  it('“定期”通报没有周期 → 从不自己到期', () => {
    const year = papersDueBetween(policy, bureau, at(1, 1), at(12, 31));
    expect(year.map(({ paper }) => paper.id).toSorted()).toEqual(['register', 'weekly']);
  });

  it('制度写明哪一天的，就在那一天；放假就提前到前一个工作日，时段从上一次之后算起', () => {
    const named = (period: 'weekly' | 'monthly', day: '周一' | '周五' | 5 | 31) => {
      const papers = policy.papers.filter((p) => p.id === 'weekly').map((p) => ({ ...p, period, day }));
      const due = papersDueBetween({ ...policy, papers }, bureau, at(9, 1), at(11, 30));
      const days: string[] = [];
      for (let now = at(9, 28); now <= at(11, 30); now += DAY)
        for (const { from, to } of papersDueOn({ ...policy, papers }, bureau, now))
          days.push(`${isoDate(from).slice(5)}→${isoDate(to - DAY).slice(5)}`);
      expect(due).toHaveLength(1);
      return days;
    };
    // 09-25 and 10-01 to 10-07 are days off, 10-10 (a Saturday) is worked.
    expect(named('weekly', '周五').slice(0, 3)).toEqual(['09-25→09-30', '10-01→10-09', '10-10→10-16']);
    expect(named('weekly', '周一').slice(0, 3)).toEqual(['09-22→09-28', '09-29→10-08', '10-09→10-12']);
    expect(named('monthly', 5)).toEqual(['09-05→10-08', '10-09→11-05']);
    expect(named('monthly', 31)).toEqual(['09-01→09-30', '10-01→10-30', '10-31→11-30']);
  });

  it('整周放假的那一周没有周报，下一份从再上一份之后算起，一天不漏', () => {
    const weekly = policy.papers.filter((p) => p.id === 'weekly');
    const papers = weekly.map((p) => ({ ...p, period: 'weekly' as const, day: '周一' as const }));
    const spans: string[] = [];
    for (let now = at(2, 1); now <= at(3, 8); now += DAY)
      for (const { from, to } of papersDueOn({ ...policy, papers }, bureau, now))
        spans.push(`${isoDate(from).slice(5)}→${isoDate(to - DAY).slice(5)}`);
    // 02-15 to 02-23 are days off.
    expect(spans).toEqual(['01-27→02-02', '02-03→02-09', '02-10→02-24', '02-25→03-02']);
  });

  it('每日看报看网看新闻，节假日也看', () => {
    for (const day of [at(11, 23), at(10, 1), at(11, 29)])
      expect(patrolsOn(policy, bureau, day)).toEqual([
        {
          times: { least: 1, most: 1 },
          word: null,
          where: ['报纸', '网络', '新闻'],
          by: 'clerk',
          clause: '五(一)',
        },
      ]);
  });

  it('综合行政执法的“实时”监看没有次数，不变成提醒；后续处置情况只在要求时才欠', () => {
    const s4 = openSeed('zonghe-zhifa');
    expect(patrolsOn(s4.policy, s4.bureau, at(11, 23))).toMatchObject([{ times: null, word: '实时' }]);
    expect(papersDueBetween(s4.policy, s4.bureau, at(1, 1), at(12, 31))).toEqual([]);
  });
});
