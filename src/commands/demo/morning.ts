// Steps 1 to 6 on one ordinary case, and the ways of reporting.
import type { Rehearsal } from '../rehearsal.ts';
import type { Transcript } from '../transcript.ts';

const MINUTE = 60_000;
/** The smallest picture there is. */
const PICTURE = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082',
  'hex',
);
const LEADERS = ['wang', 'li', 'zhao'];

/** A new case: receipt in the work group, a card for each leader, a notice in their group, a copy to 局办公室. */
function opens(r: Rehearsal, number: string): void {
  r.hears('work', new RegExp(`已登记 ${number}`));
  for (const leader of LEADERS) r.hears(leader, new RegExp(`${number}[\\s\\S]*\\[一般\\] \\[重大\\]`));
  r.hears('leadership', new RegExp(`${number}[\\s\\S]*请在应用卡片定级`));
  r.hears('wu', new RegExp(`抄送[\\s\\S]*${number}`));
}

export async function playMorning(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('一、报送');
  await r.says(
    'chen',
    'work',
    '夜市摊贩占道三个月没人管，孩子上学只能走机动车道（分享自 @滨河身边事） https://weibo.com/2803301701/NtW3xvfQ4 市委网信办交办',
  );
  opens(r, 'YQ-2026-0001');
  r.nothingElse();

  t.note('另一位同事用另一种写法转来同一条：并入，不另立');
  await r.says('xu', 'work', '这条看到了吗 https://m.weibo.cn/status/NtW3xvfQ4?from=timeline');
  r.hears('work', /已由陈晨.*报过[\s\S]*YQ-2026-0001/);
  r.nothingElse();

  t.note('从应用对话里转发一张链接卡片');
  await r.forwards('he', {
    title: '步行街停车场乱收费，保安推搡车主',
    description: '滨河生活圈',
    url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv',
  });
  opens(r, 'YQ-2026-0002');
  r.hears('he', /已登记 YQ-2026-0002/);
  r.nothingElse();

  t.note('没有链接的群众来电；群里不出现电话号码');
  await r.says('shen', 'work', '登记 群众来电：解放路垃圾两天没清运，来电人张先生 13812345678');
  opens(r, 'YQ-2026-0003');
  r.nothingElse();

  t.heading('二、定级交办');
  await r.pass(5 * MINUTE);
  await r.taps('li', 'grade:ordinary', { unit: 'zf1' });
  for (const leader of LEADERS) r.sees(leader, /./);
  r.hears('work', /交办[\s\S]*YQ-2026-0001[\s\S]*1?0:?[\s\S]*五2/, ['zheng', 'chen']);
  r.hears('leadership', /YQ-2026-0001.*一般.*执法一科/);
  for (const person of ['zheng', 'chen']) r.hears(person, /YQ-2026-0001[\s\S]*\[签收\] \[退回\]/);
  r.nothingElse();

  t.note('也可以在群里用文字定级');
  await r.says('wang', 'leadership', '定级 0003 一般 市容科');
  r.hears('leadership', /YQ-2026-0003.*一般[\s\S]*市容科/);
  r.hears('work', /交办[\s\S]*YQ-2026-0003/, ['he', 'lv']);
  for (const person of ['he', 'lv']) r.hears(person, /YQ-2026-0003[\s\S]*\[签收\] \[退回\]/);
  r.nothingElse();
  t.flush();
}
