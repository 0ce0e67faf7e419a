// 制度和依据：问制度怎么规定、一件事依据哪一条；换制度先列变化，确认才改。
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { all } from './cast.ts';
import { handedOver, OFFICE, reported, WIDE, wide, ZF1 } from './wide-cast.ts';

async function answerTo(question: string): Promise<string> {
  const { r } = await wide();
  await r.says('chen', 'work', question);
  const { text } = r.hears('work', /[\s\S]/);
  r.nothingElse();
  return text.replaceAll(/ +\n/g, '\n');
}

test.each([
  [
    '制度',
    /《网络舆情处置全项办法》（试行）\n发文单位：测试市综合局，2026-01-01 印发[\s\S]*4 条路线，2 个等级/,
  ],
  [
    '制度 时限',
    /承办单位 书面报告：从交办起 2 个工作日内；报领导小组办公室；可延期，领导小组办公室批准，一共最多 5 个工作日，先告知反映人；可由领导小组办公室中止计时（依据四\(二\)）/,
  ],
  ['制度 时限', /上报：只写“及时”，本制度未规定时限（依据八）/],
  [
    '制度 定级',
    /重大（依据三）\n· 中央媒体首发：首发媒体为中央媒体（依据三\(一\)）[\s\S]*社会影响特别恶劣，由人判断（依据三\(四\)）[\s\S]*标记“敏感”：走敏感舆情路线（依据三）/,
  ],
  [
    '制度 流程',
    /敏感舆情：有“敏感”标记（依据五）[\s\S]*3、领导小组办公室 会商，与宣传部门、涉事单位，写出风险评估、预控意见，报上级部门、主要领导，抄送局办公室（依据五\(一\)）/,
  ],
  [
    '制度 审批',
    /1、领导小组会议集体研究，领导小组办公室记下纪要（依据五\(二\)）\n2、有关行政机关确认，领导小组办公室记下文号（仅当涉及其他行政机关为是）[\s\S]*分管领导审核，几位都要同意[\s\S]*征求法规科的意见，没有意见不能往下走/,
  ],
  [
    '制度 角色',
    /主要领导：王建国（依据一）[\s\S]*科室分管领导：各承办单位的分管领导[\s\S]*上级部门：外部单位/,
  ],
  ['制度 五', /【五】[\s\S]*路线：敏感舆情（依据五）[\s\S]*环节：会商（敏感舆情）（依据五\(一\)）/],
  ['制度 四（二）', /时限：书面报告，从交办起 2 个工作日内/],
  ['制度 九十九', /没有「九十九」这一条的内容。\n《网络舆情处置全项办法》的条款：/],
  ['依据', /的条款：[\s\S]*看某一件的依据请发：依据 编号/],
  ['帮助 延期', /延期 0001 5个工作日 已告知 理由　申请延长时限/],
])('%s', async (question, said) => {
  expect(await answerTo(question)).toMatch(said);
});

test('依据 0001 → 每一项应办的条款和时间怎么算出来', async () => {
  const { r } = await wide();
  await reported(r);
  await handedOver(r);
  await r.says('chen', 'work', '依据 0001');
  expect(r.hears('work', /的依据/).text.replaceAll(/ +\n/g, '\n')).toMatch(
    /路线：一般流程（依据四）\n等级：一般（依据三）[\s\S]*· 执法一科 书面报告：11-25 08:40 前（依据四\(二\)）\n　?\s*交办 11-23 08:40 → \+2 个工作日 → 11-25 08:40/,
  );
  await r.says('chen', 'work', '依据 0009');
  r.hears('work', /没有编号 0009|没有编号/);
  r.nothingElse();
});

test('制度改了 → 老事项不动；局长先看变化，确认才改，办公室、科室都看到新时限', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wide-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync('test/fixtures', folder, { recursive: true });
  const bureauFile = join(folder, 'bureaus/wide.yaml');
  const policyFile = join(folder, 'policies/wide.yaml');
  const { r, restart } = await wide({ bureauFile, tenantBureauFile: WIDE });
  await reported(r);
  await handedOver(r);
  await r.says('wang', 'leadership', '换制度 0001');
  r.hears('leadership', /0001 已经按现行制度和答复办，不用改/);
  r.nothingElse();

  const text = readFileSync(policyFile, 'utf8');
  // 路线的编号也变了：老编号在新文本里找不到。
  writeFileSync(
    policyFile,
    text.replace('within: {max: 2wd}', 'within: {max: 1wd}').replace('id: normal', 'id: usual'),
  );
  await restart();
  await r.says('chen', 'work', '0001');
  r.hears('work', /书面报告：11-25 08:40 前/);
  await r.says('wang', 'leadership', '换制度 0001');
  expect(r.hears('leadership', /还没有改/).text.replaceAll(/ +\n/g, '\n')).toMatch(
    /现按立案时的制度办，还没有改。\n制度版本：\w{8} → \w{8}\n改按现行制度后：\n变动：执法一科 书面报告，11-25 08:40 前（依据四\(二\)） → 执法一科 11-24 08:40 前（依据四\(二\)）\n确认要改请发：换制度 0001 确认/,
  );
  r.nothingElse();
  await r.says('chen', 'work', '换制度 0001 确认');
  r.hears('work', /这一步由主要领导决定/);
  r.nothingElse();
  await r.says('wang', 'leadership', '换制度 0001 确认');
  r.hears('leadership', /已改按现行制度办（王建国 11-23 08:40）。\s+变动：执法一科 书面报告/);
  r.hears('leadership', /改走“一般流程”（依据四），因为改按现行制度/);
  all(r, [...OFFICE, ...ZF1], /【改走一般流程】/);
  all(
    r,
    [...OFFICE, ...ZF1],
    /【换制度】YQ-2026-0001.*已改按现行制度办（王建国 11-23 08:40）。\n变动：执法一科 书面报告，11-25 08:40 前.* → 执法一科 11-24 08:40 前/,
  );
  r.nothingElse();
  await r.says('chen', 'work', '0001');
  r.hears('work', /书面报告：11-24 08:40 前[\s\S]*改按制度的新版本办/);
  r.nothingElse();
});
