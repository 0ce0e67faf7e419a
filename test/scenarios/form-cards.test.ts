// 情况和结论在卡片上填：一次提交、一次记下、别人的卡片跟着变；说法和文字的一样。
import { expect, test } from 'vitest';
import { all, approved, OFFICE, scene } from './cast.ts';
import { at, bureauFileOf } from './seeds/seed.ts';
import { reported, wide } from './wide-cast.ts';

const important = () => scene({ at: at(11, 23, 9), bureauFile: bureauFileOf('zhengfuban') });
type Scene = Awaited<ReturnType<typeof scene>>;

const told = async ({ stage }: Scene): Promise<readonly string[]> =>
  (
    await stage.product.world.database.db
      .selectFrom('case_events')
      .select(['type', 'actor', 'via', 'data'])
      .where('type', 'in', ['fact.set', 'mark.set', 'outcome.decided'])
      .orderBy('seq')
      .execute()
  ).map(({ type, actor, via, data }) => {
    const { fact, value, mark, outcome } = JSON.parse(data) as Record<string, string | undefined>;
    return `${type} ${[fact, value, mark, outcome].filter((one) => one !== undefined).join('=')} ${actor} ${via}`;
  });

/** 县政府办公室：领导信箱的一件，谁都还没说过情况。 */
async function waiting(s: Scene): Promise<void> {
  await s.r.says('tang', 'work', '登记 来电：政务服务大厅排长队');
  s.r.hears(
    'jin',
    /发布平台▾ 先不填[\s\S]*敏感政务事件▾ 先不填[\s\S]*引起较大反响▾ 先不填[\s\S]*\[提交情况\]/,
  );
  for (const _ of s.r.rest().slice()) s.r.hears(_.where, /[\s\S]/);
}

test('一次提交几项情况 → 一起记下，卡片写明谁填的；定级卡片按新情况重发', async () => {
  const s = await important();
  await waiting(s);
  await s.r.taps('jin', '0001', 'facts', { 'fact:media': '中央媒体', 'fact:affair': '是' });
  s.r.sees('jin', '0001', /填写：金.*11-23 09:00[\s\S]*发布平台为中央媒体，敏感政务事件为是/);
  all(s.r, ['su', 'aili'], /建议：重要（由您定）[\s\S]*✓中央媒体或中央驻疆媒体报道/);
  s.r.nothingElse();
  expect(await told(s)).toEqual(['fact.set media=中央媒体 jin card', 'fact.set affair=是 jin card']);
  await s.r.says('jin', 'work', '情况 0001 引起较大反响 否');
  s.r.hears('work', /已记：YQ-2026-0001 引起较大反响为否/);
  s.r.nothingElse();
});

test('一项都没选就提交 → 说怎么做，什么都不记，卡片还能填', async () => {
  const s = await important();
  await waiting(s);
  await s.r.taps('jin', '0001', 'facts');
  s.r.hears('jin', /卡片上还没有选，没有记/);
  s.r.sees('jin', '0001', /\[提交情况\]/);
  s.r.nothingElse();
  expect(await told(s)).toEqual([]);
});

test('别人先用文字说了 → 卡片上不同的说法不算，整张不记；再填的卡片只问没说过的', async () => {
  const s = await wide();
  await reported(s.r);
  await s.r.says('sun', 'work', '情况 0001 首发媒体 自媒体');
  s.r.hears('work', /首发媒体为自媒体/);
  await s.r.taps('zhou', '0001', 'facts', { 'fact:media': '中央媒体', mark: 'sensitive' });
  s.r.hears('zhou', /首发媒体已记为自媒体，这张表里的都没有记。要改请发：情况 0001 首发媒体 中央媒体/);
  expect(await told(s)).toEqual(['fact.set media=自媒体 sun text']);
  s.r.sees('zhou', '0001', /已记：首发媒体为自媒体[\s\S]*标记▾ 先不填/);
  s.r.nothingElse();
  s.ignoreRest('the rest of the day is told elsewhere');
});

test('标记也在这张卡片上；两个人先后提交同样的 → 只记一次', async () => {
  const s = await wide();
  await reported(s.r);
  await s.r.taps('sun', '0001', 'facts', { mark: 'sensitive' });
  all(
    s.r,
    OFFICE.filter((p) => p !== 'sun'),
    /改走“敏感舆情”（依据五），因为标记“敏感”/,
  );
  for (const person of OFFICE) s.r.sees(person, '0001', /填写：孙丽[\s\S]*标记“敏感”/);
  expect(await told(s)).toEqual(['mark.set sensitive sun card']);
  s.ignoreRest('where a sensitive matter goes is told elsewhere');
});

test('在应用里报送的人也收到这张卡片，能填自己知道的；群里报送的人不另收', async () => {
  const s = await wide();
  await s.r.tells('chen', '登记 群众反映夜市扰民');
  s.r.hears('chen', /首发媒体▾ 先不填[\s\S]*\[提交情况\]/);
  await s.r.taps('chen', '0001', 'facts', { 'fact:media': '自媒体' });
  for (const person of ['chen', ...OFFICE]) {
    expect(s.r.transcript.findLast((h) => h.where === person && h.changed)?.text).toMatch(/填写：陈晨/);
  }
  expect(await told(s)).toEqual(['fact.set media=自媒体 chen card']);
  s.ignoreRest('what a new case makes people hear is told elsewhere');
});

test('没填就提前办结 → 卡片写明谁办结的，不再问', async () => {
  const s = await wide();
  await reported(s.r);
  await s.r.says('wang', 'work', '办结 0001 系重复反映');
  for (const person of OFFICE) s.r.sees(person, '0001', /办结：王建国/);
  s.ignoreRest('the close is told elsewhere');
});

test('结论在卡片上选：一个都没有预先选好；一人提交，另一人的卡片写明谁定的', async () => {
  const s = await scene();
  await approved(s.r);
  const { body } = s.r.card('zhou', '0001', 'outcome');
  expect(JSON.stringify(body)).not.toMatch(/is_checked|selected_id/);
  await s.r.taps('sun', '0001', 'outcome', { outcome: 'confirmed' });
  for (const person of OFFICE) s.r.sees(person, '0001', /结论：属实\n核定：孙丽 11-23 08:40/);
  s.r.nothingElse();
  expect(await told(s)).toEqual(['outcome.decided confirmed sun card']);
  await s.r.says('zhou', 'work', '核实 0001 部分属实 又查到一处');
  s.r.hears('work', /事实结论为部分属实（又查到一处）/);
  for (const person of OFFICE) s.r.sees(person, '0001', /结论：部分属实\n核定：周涛/);
  s.r.nothingElse();
});
