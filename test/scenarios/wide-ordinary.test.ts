// 制度能写的都写上：定级看标准，一般流程的通报、整改，延期和中止，批示和专报。谁听到什么，别人什么也没听到。
import { expect, test } from 'vitest';
import { all, HOUR } from './cast.ts';
import { agreed, handedOver, OFFICE, papered, reported, wide, ZF1 } from './wide-cast.ts';

test('情况一件件补上 → 卡片上的标准由未知变成符合或不符合；建议只是建议', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('sun', 'work', '情况 0001 首发媒体 自媒体');
  r.hears('work', /首发媒体为自媒体。\s+还缺涉及人数、涉及县区，暂不能建议等级；由人决定。/);
  r.nothingElse();
  await r.says('sun', 'work', '情况 0001 涉及人数 60人');
  r.hears('work', /建议定为重大：符合“涉及五十人以上”（依据三\(二\)）；由人决定。/);
  // 卡片只能改一次，要留给最后的结果：建议变了就发新卡片。
  r.hears('wang', /建议：重大（由您定）\n待补：涉及县区[\s\S]*✓涉及五十人以上\(三\(二\)\)[\s\S]*\[重大\]/);
  r.nothingElse();
  await r.says('sun', 'work', '情况 0001');
  expect(r.hears('work', /已记的情况/).text).toMatch(
    /首发媒体：自媒体[\s\S]*✗ 重大：中央媒体首发（依据三\(一\)），不符合[\s\S]*✓ 重大：涉及五十人以上（依据三\(二\)），符合[\s\S]*？ 重大：涉及两个以上县区（依据三\(三\)），未知[\s\S]*情况 0001 涉及县区 东县\/西县\/南区[\s\S]*标记 0001 敏感\/负面/,
  );
  await r.says('sun', 'work', '情况 0001 涉及县区 北县');
  r.hears('work', /“北县”不在涉及县区的选项里。\s+可选：东县、西县、南区/);
  await r.says('sun', 'work', '情况 0001 天气 晴');
  r.hears('work', /没有看懂「天气 晴」说的是哪一项，没有记。可以填：/);
  r.nothingElse();
});

test('点了不符合任何标准的等级 → 不定，说明怎样写理由；写了理由就定', async () => {
  const { r } = await wide();
  await reported(r);
  for (const fact of ['首发媒体 自媒体', '涉及人数 3', '涉及县区 东县']) {
    await r.says('sun', 'work', `情况 0001 ${fact}`);
    r.hears('work', /已记/);
  }
  r.hears('wang', /建议：暂无，由您定[\s\S]*✗中央媒体首发/);
  r.nothingElse();
  await r.taps('wang', '0001', 'grade:major', { unit: 'zf1' });
  r.hears(
    'wang',
    /0001 不符合重大的任何一条标准，没有定。条文的列举后有“等”，可以定，但要写明理由。[\s\S]*✗ 涉及五十人以上（依据三\(二\)）[\s\S]*定级 0001 重大 理由/,
  );
  r.nothingElse();
  await r.says('wang', 'leadership', '定级 0001 重大 执法一科 市领导关注');
  r.hears('leadership', /定为重大，交办执法一科/);
  r.hears('work', /【交办】/, ZF1);
  all(r, ZF1, /\[签收\]/);
  all(
    r,
    OFFICE,
    /【请写重大舆情简报】YQ-2026-0001.*\n本制度未规定时限（依据十一）\n给领导小组\n写好后请发：完成 0001 重大舆情简报 内容/,
  );
  r.nothingElse();
  await r.says('sun', 'work', '完成 0001 重大舆情简报 事由、走势、处置情况');
  r.hears('work', /“重大舆情简报”（依据十一）/);
  all(
    r,
    ['wang', 'li', 'zhao'],
    /【重大舆情简报】YQ-2026-0001.*（依据十一）\n孙丽 11-23 08:40\n「事由、走势、处置情况」/,
  );
  r.nothingElse();
});

test('一般流程到底：通报给领导小组、抄送局办公室、提醒另送网信办；属实才要整改', async () => {
  const { r } = await wide();
  await reported(r);
  await handedOver(r);
  await papered(r);
  await agreed(r);
  await r.says('sun', 'work', '通报 0001 夜市已整治');
  expect(r.hears('work', /“通报”（依据八）/).text).toMatch(/请另行送交：网信办（不在群里）/);
  all(r, ['wang', 'li', 'zhao'], /【通报】YQ-2026-0001.*（依据八）\n孙丽 11-23 08:40\n「夜市已整治」/);
  r.hears('wu', /【抄送】YQ-2026-0001/);
  r.nothingElse();
  await r.says('sun', 'work', '核实 0001 属实');
  r.hears('work', /事实结论为属实/);
  r.hears('wu', /【抄送】YQ-2026-0001.*“核定事实结论”已完成（依据七）\n结论：属实/);
  all(
    r,
    ZF1,
    /轮到您办：\n整改落实：办完请发 完成 0001 整改落实 内容（依据七\(二\)，批示时间未定，尚不起算）/,
  );
  r.nothingElse();
  await r.says('wang', 'leadership', '批示 0001 三天内整改到位');
  r.hears(
    'leadership',
    /批示，已转办公室和承办单位。\s+整改落实：原 未起算 → 现 11-26 08:40（依据七\(二\)）/,
  );
  all(
    r,
    [...OFFICE, ...ZF1],
    /【批示】YQ-2026-0001.*（王建国 11-23 08:40）\n「三天内整改到位」\n整改落实：原 未起算 → 现 11-26 08:40/,
  );
  r.nothingElse();
  await r.says('sun', 'work', '批示 0001 同意');
  r.hears('work', /您不在其中/);
  await r.says('zheng', 'work', '整改 0001 已全部整改');
  r.hears('work', /“整改落实”（依据七）/);
  await r.says('sun', 'work', '回应 0001 官微 审定:王建国 已整治');
  for (const group of ['work', 'leadership']) r.hears(group, /已公开回应/);
  all(r, OFFICE, /可以办结了/);
  r.nothingElse();
});

test('延期：先告知反映人，批准的人看到原来和延后的时间；同意后科室看到新时限，超过上限不收', async () => {
  const { r } = await wide();
  await reported(r);
  await handedOver(r);
  await r.says('zheng', 'work', '延期 0001 2个工作日 等鉴定');
  r.hears('work', /延期前要先告知反映人。告知后请发：延期 0001 时长 已告知 理由/);
  await r.says('zheng', 'work', '延期 0001 九个工作日 已告知反映人 等鉴定');
  r.hears('work', /连同延长最多 5 个工作日（依据四\(三\)），这次申请超过了，没有记/);
  await r.says('zheng', 'work', '延期 0001 尽量久');
  r.hears('work', /没有看懂延长多久，没有记。可以写：5个工作日、3天、2小时、30分钟/);
  r.nothingElse();
  await r.says('zheng', 'work', '延期 0001 2个工作日 已告知反映人 等鉴定');
  r.hears(
    'work',
    /申请把“书面报告”延长 2 个工作日（依据四\(三\)）。\s+等领导小组办公室答复；同意前仍按原时限：11-25 08:40 → 11-27 08:40。/,
  );
  all(
    r,
    OFFICE,
    /【延期申请】.*“书面报告”（依据四\(三\)）\n郑伟 11-23 08:40 申请延长 2 个工作日：11-25 08:40 → 11-27 08:40，已告知反映人\n理由：等鉴定\n同意请发：同意延期 0001；不同意请发：不同意延期 0001 原因/,
  );
  r.nothingElse();
  await r.says('chen', 'work', '同意延期 0001');
  r.hears('work', /这一步由领导小组办公室决定/);
  await r.says('sun', 'work', '同意延期 0001');
  r.hears('work', /同意“书面报告”延期 2 个工作日。\s+书面报告：原 11-25 08:40 → 现 11-27 08:40/);
  all(
    r,
    ZF1,
    /【延期答复】.*同意“书面报告”延期 2 个工作日（孙丽 11-23 08:40）\n书面报告：原 11-25 08:40 → 现 11-27 08:40/,
  );
  r.sees('zheng', '0001', /11-27 08:40 前 书面报告/);
  r.nothingElse();
  await r.says('zheng', 'work', '延期 0001 1个工作日 已告知 再等一天');
  r.hears('work', /申请把“书面报告”延长 1 个工作日/);
  all(r, OFFICE, /【延期申请】/);
  await r.says('sun', 'work', '不同意延期 0001');
  r.hears('work', /不同意延期要写明原因，没有改动。请发：不同意延期 0001 原因/);
  await r.says('sun', 'work', '不同意延期 0001 已延过一次');
  r.hears('work', /不同意“书面报告”延期 1 个工作日。原因：已延过一次/);
  r.hears('zheng', /【延期答复】.*不同意“书面报告”延期 1 个工作日.*原因：已延过一次\n时限不变，请按时报送。/);
  r.nothingElse();
});

test('中止计时 → 科室知道从何时起停；恢复 → 时限顺延停了多久', async () => {
  const { r, clock } = await wide();
  await reported(r);
  await handedOver(r);
  await r.says('zheng', 'work', '口头 0001 孙丽 已到场');
  r.hears('work', /口头汇报/);
  all(r, ['zhou', 'sun'], /【口头汇报】/);
  r.nothingElse();
  await r.says('sun', 'work', '中止 0001 等第三方鉴定');
  r.hears(
    'work',
    /中止计时，原因：等第三方鉴定。\s+书面报告：原 11-25 08:40 → 现 已中止计时（依据四\(二\)）\s+恢复请发：恢复 0001/,
  );
  all(
    r,
    ZF1,
    /从 11-23 08:40 起中止计时，原因：等第三方鉴定（孙丽）\n书面报告：原 11-25 08:40 → 现 已中止计时/,
  );
  r.nothingElse();
  clock.moveTo(clock.now() + HOUR);
  await r.says('zheng', 'work', '恢复 0001');
  r.hears('work', /这一步由领导小组办公室决定/);
  await r.says('sun', 'work', '恢复 0001');
  r.hears('work', /恢复计时。\s+书面报告：原 已中止计时 → 现 11-25 09:40/);
  all(r, ZF1, /从 11-23 09:40 起恢复计时（孙丽）\n书面报告：原 已中止计时 → 现 11-25 09:40/);
  await r.says('chen', 'work', '0001');
  expect(r.hears('work', /现状/).text).toMatch(/中止计时：11-23 08:40 至 11-23 09:40，原因「等第三方鉴定」/);
  r.nothingElse();
});

test('局长要求专报 → 办公室知道给谁、写什么、几点前；没要求就写不收', async () => {
  const { r } = await wide();
  await reported(r);
  await r.says('sun', 'work', '完成 0001 舆情专报 提前写了');
  r.hears('work', /“舆情专报”要由主要领导要求了才写，现在还没有要求/);
  await r.says('wang', 'leadership', '要求 0001 写一份舆情专报');
  r.hears('leadership', /要求写“舆情专报”，已告诉领导小组办公室/);
  all(
    r,
    OFFICE,
    /【请写舆情专报】YQ-2026-0001.*\n王建国 11-23 08:40 要求，11-24 08:40 前（依据十一.*）\n给主要领导、上级部门；抄送局办公室；写明来源、走势、建议\n写好后请发：完成 0001 舆情专报 内容/,
  );
  r.nothingElse();
  await r.says('sun', 'work', '完成 0001 来源走势建议');
  r.hears('work', /“舆情专报”（依据十一）。\s+请另行送交：上级部门（不在群里）/);
  r.hears('wang', /【舆情专报】[\s\S]*「来源走势建议」/);
  r.hears('wu', /【抄送舆情专报】/);
  r.nothingElse();
});
