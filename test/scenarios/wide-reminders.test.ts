// 制度能写的都写上：每一种欠办的事到点提醒，只告诉欠的人该写什么；集体研究从不提醒成一点就过。
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { all, HOUR } from './cast.ts';
import { gradedForMeeting, handedOver, marked, OFFICE, reported, WIDE, wide } from './wide-cast.ts';

const REMINDERS = `
reminders:
  before_aim: 5m
  before_due: 15m
  repeat: 15m
  repeat_times: 0
  afterwards: 90h
  up_after: 90h
  top_after: 90h
  idle: { decide: 40h, sign: 40h, other: 2h }
  upward: { unit: deptlead, deptlead: goffice }
`;

/** The wide bureau, reminded of work without a limit after two hours. */
async function reminded() {
  const folder = mkdtempSync(join(tmpdir(), 'wide-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync('test/fixtures', folder, { recursive: true });
  const bureauFile = join(folder, 'bureaus/wide.yaml');
  writeFileSync(bureauFile, readFileSync(bureauFile, 'utf8') + REMINDERS);
  return wide({ bureauFile, tenantBureauFile: WIDE });
}

test('等意见 → 提醒法规科写意见；等集体研究 → 提醒写纪要，不说“点一下”', async () => {
  const { r } = await reminded();
  await reported(r);
  await marked(r);
  await gradedForMeeting(r);
  await r.pass(2 * HOUR);
  r.hears(
    'tang',
    /【催办】提醒节奏为建议值[\s\S]*法规科 对会商提出意见：.*已等 2 小时（依据五\(一\)；本制度未规定时限，按建议值提醒）\n请发：意见 0001 内容/,
  );
  r.hears('leadership', /法规科 对会商提出意见/);
  r.nothingElse();
  await r.says('tang', 'work', '意见 0001 要有依据');
  r.hears('work', /已转告/);
  all(r, OFFICE, /意见已齐/);
  await r.says('sun', 'work', '会商 0001 一致');
  r.hears('work', /“会商”（依据五\(一\)）/);
  r.hears('wang', /【会商】/);
  r.hears('wu', /【抄送】/);
  all(r, OFFICE, /【待集体研究】/);
  r.nothingElse();
  await r.pass(2 * HOUR);
  all(r, OFFICE, /审核预控意见[\s\S]*有结果请发：同意 0001 会议纪要的文号或要点，或 退回 0001 原因/);
  r.hears('leadership', /领导小组办公室 审核预控意见/, OFFICE);
  r.nothingElse();
});

test('专报、延期申请没人理 → 提醒办公室，给出要发的词', async () => {
  const { r } = await reminded();
  await reported(r);
  await handedOver(r);
  await r.says('zheng', 'work', '口头 0001 孙丽 已到场');
  r.hears('work', /口头汇报/);
  all(r, OFFICE, /【口头汇报】/);
  await r.says('zheng', 'work', '延期 0001 1个工作日 已告知反映人 等鉴定');
  r.hears('work', /申请把“书面报告”延长/);
  all(r, OFFICE, /【延期申请】/);
  r.nothingElse();
  await r.pass(2 * HOUR);
  all(
    r,
    OFFICE,
    /答复延期申请：.*已等 2 小时（依据四\(三\)；本制度未规定时限，按建议值提醒）\n请发：同意延期 0001，或 不同意延期 0001 原因/,
  );
  r.hears('leadership', /答复延期申请/, OFFICE);
  r.nothingElse();
  await r.says('wang', 'leadership', '要求 0001 舆情专报');
  r.hears('leadership', /要求写“舆情专报”/);
  all(r, OFFICE, /【请写舆情专报】/);
  r.nothingElse();
});
