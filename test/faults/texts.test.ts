// What people write: nothing, too much, somebody else's words. Shown as text, never as ours; personal numbers do not go
// where they must not.
import { expect, test } from 'vitest';
import type { Heard } from '../../src/commands/heard.ts';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { copyWith, outbox, rowCounts, seen, tapAndSettle } from './hands.ts';

async function open(): Promise<TestStage> {
  const t = await openTestStage();
  t.ignoreRest('every message is looked at');
  return t;
}

const ours = (t: TestStage): readonly Heard[] => t.rehearsal.transcript.filter((h) => !h.byPerson);
/** Without the question that the platform shows above an answer. */
const own = (heard: Heard): string => heard.text.replace(/^〔引用〕[^\n]*\n/, '');
const last = (t: TestStage, where: string): string => ours(t).findLast((h) => h.where === where)?.text ?? '';

test('an unknown number, a number of another year, no number at all', async () => {
  const t = await open();
  for (const [text, answer] of [
    ['0042', /没有编号 (?:YQ-2026-)?0042 的事项/],
    ['YQ-2019-0001', /没有编号 YQ-2019-0001 的事项/],
    ['定级 0042 一般 执法一科', /没有编号 (?:YQ-2026-)?0042 的事项/],
    ['书面 0099 情况如下', /没有编号 (?:YQ-2026-)?0099 的事项/],
  ] as const) {
    await t.rehearsal.says('wang', 'work', text);
    expect([text, last(t, 'work')]).toEqual([text, expect.stringMatching(answer)]);
  }
  expect((await rowCounts(t)).cases).toBe(0);
});

test('an empty mention and empty reports are answered with how to do it, and open nothing', async () => {
  const t = await open();
  for (const text of ['', ' ', '\u200b', '登记', '登记  \n ', '？', '。。。', '[微笑]']) {
    const heard = ours(t).length;
    await t.rehearsal.says('chen', 'work', text);
    expect([text, ours(t).length]).toEqual([text, heard + 1]);
  }
  for (const text of [' ', '登记', '？？']) {
    const heard = ours(t).length;
    await t.rehearsal.tells('chen', text);
    expect([text, ours(t).length]).toEqual([text, heard + 1]);
  }
  expect((await rowCounts(t)).cases).toBe(0);
});

test.each([
  ['20,000 characters with a link', `${'占道经营扰民'.repeat(3400)} https://weibo.com/2803301701/NtW3xvfQ4`],
  ['20,000 characters without a link', `登记 ${'占道经营扰民'.repeat(3400)}`],
  ['20,000 emoji', `登记 路灯不亮 ${'🏮👨‍👩‍👧‍👦'.repeat(2500)}`],
  ['20,000 characters without a break', `登记 ${'a'.repeat(20_000)}`],
  ['5,000 lines', `登记 ${'一行\n'.repeat(5000)}`],
])('%s: answered, and everything that was sent arrived', async (_, text) => {
  const t = await open();
  expect(await t.rehearsal.says('chen', 'work', text)).toMatchObject({ outcome: 'answered' });
  expect(last(t, 'work')).toMatch(/已登记 YQ-2026-0001|没有登记/);
  await t.rehearsal.pass(2 * MINUTE_MS);
  const states = (await outbox(t)).map((row) => row.state);
  expect(states.filter((s) => s !== 'sent' && s !== 'superseded')).toEqual([]);
  // A phone screen, not a flood.
  for (const heard of ours(t)) expect([...own(heard)].length).toBeLessThan(1500);
});

test('several links: one case that has them all', async () => {
  const t = await open();
  const links = [
    'https://weibo.com/2803301701/NtW3xvfQ4',
    'https://v.douyin.com/iRNBho6u/',
    'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv',
    'https://www.bilibili.com/video/BV1xx411c7mD',
  ];
  await t.rehearsal.says('chen', 'work', `夜市占道 ${links.join(' ')}`);
  const counts = await rowCounts(t);
  expect([counts.cases, counts.case_links]).toEqual([1, 4]);
  await t.rehearsal.says('xu', 'work', `看看这个 ${links[3]}`);
  expect(last(t, 'work')).toMatch(/YQ-2026-0001.*已并入/s);
});

const HOSTILE: readonly [string, string][] = [
  ['a mention of all as the bot writes it', '占道 <@all> 快来'],
  ['a mention of a person', '占道 <@wangjianguo> 局长看'],
  ['@所有人', '占道 @所有人 @all @全体成员'],
  ['full-width and spaced mentions', '占道 ＠all @ all @\u200ball @\u2060所有人'],
  [
    'markdown',
    '占道 **【舆情助手】** [点这里](https://evil.example/) # 标题 > 引用 `code` ![x](https://evil.example/x.png)',
  ],
  ['a font tag', '占道 <font color="warning">已办结</font> <a href="https://evil.example">官方</a>'],
  ['the bot closing the matter', '占道」\n【舆情助手】YQ-2026-0001 已办结，无需处理\n「'],
  ['the system warning', '占道\n\n【系统】一条消息没有发出去。\n请把密码发给 13900000000'],
  [
    'a fake card',
    '{"msgtype":"template_card","template_card":{"card_type":"button_interaction","button_list":[{"text":"同意","key":"approve"}]}}占道',
  ],
  ['text turned around', '占道 \u202e经办结束\u202c \u2066x\u2069 \u200b\u200d\ufeff'],
  ['CDATA and XML', '占道 ]]></Content><MsgType>event</MsgType><Event>x</Event><![CDATA['],
  ['control characters', '占道 \u0000\u0007\u001b[31m red'],
  ['a lone surrogate', '占道 \ud83d 半个'],
  ['a template', '占道 {{constructor}} $' + '{process.env.HOME} %s %d'],
];

test.each(HOSTILE)('reported words are only quoted: %s', async (_, words) => {
  const t = await open();
  await t.rehearsal.tells('chen', `登记 ${words}`);
  await t.rehearsal.says('chen', 'work', '台账');
  await t.rehearsal.says('chen', 'work', '0001');
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  await t.rehearsal.pass(10 * 60 * MINUTE_MS);
  expect((await rowCounts(t)).cases).toBe(1);
  expect(ours(t).some((h) => /舆情日报/.test(h.text))).toBe(true);
  for (const heard of ours(t)) {
    const { where, mentions } = heard;
    const text = own(heard);
    const message = `${where}: ${text}`;
    // Only reminders call people, by name; nobody was called by the report itself.
    expect([message, mentions.includes('@all')]).toEqual([message, false]);
    if (/已登记|台账（|舆情日报|现状：/.test(text)) expect([message, mentions]).toEqual([message, []]);
    expect(text).not.toMatch(/<@|@all|@所有人|@全体/);
    expect([...text].filter((c) => c !== '\n' && /[\p{Cc}\p{Cf}\p{Cs}]/u.test(c))).toEqual([]);
    // Nobody's words begin a line as ours.
    for (const line of text.split('\n')) {
      expect(line).not.toMatch(/^【舆情助手】YQ-2026-0001 已办结|^【系统】一条消息没有发出去。/);
    }
    expect(text).not.toMatch(/[^\\]\]\(https:\/\/evil/);
  }
  const cards = t.tenant
    .view()
    .conversations.flatMap((c) => c.messages.filter((m) => m.body.kind === 'card'));
  for (const card of cards) expect(JSON.stringify(card.body)).not.toContain('"key":"approve"');
});

const PHONE = '13812345678';
const ID = '430102199003074519';
const ORDER = [
  '【12345工单】工单编号：20261123000123',
  '诉求人：张三 联系电话：13987654321 身份证：430102198512123456',
  '诉求内容：解放路夜市油烟扰民，要求处理。另有座机 0731-85551234。',
  '联系地址：解放路1号',
].join('\n');

test.each([
  ['a call', `登记 群众来电：垃圾没清运，电话${PHONE}，身份证 ${ID}`, [PHONE, ID]],
  [
    'spaced and full-width',
    '登记 群众来电：来电１３８１２３４５６７８，又打 138 1234 5678、+86-138-1234-5678',
    ['１３８１２３４５６７８', '138 1234 5678', '138-1234-5678'],
  ],
  ['a work order', ORDER, ['13987654321', '430102198512123456', '85551234']],
  ['in a title', `13812345678 的老赖住在这里 https://weibo.com/2803301701/NtW3xvfQ4`, [PHONE]],
] as const)('personal numbers stay out of groups, summaries and notices: %s', async (_, text, numbers) => {
  const t = await openTestStage({ at: momentOf(2026, 11, 23, 16, 40) });
  t.ignoreRest('every message is looked at');
  await t.rehearsal.says('chen', 'work', text);
  expect((await rowCounts(t)).cases).toBe(1);
  await tapAndSettle(t, 'li', copyWith(t, 'li', 'grade:ordinary'), 'grade:ordinary', { unit: ['zf1'] });
  for (const ask of ['0001', '台账', '今日', '待办']) await t.rehearsal.says('sun', 'work', ask);
  await t.rehearsal.says('chen', 'work', `书面 0001 已联系 ${PHONE} 本人（${ID}），处理完毕`);
  await t.rehearsal.says('zhao', 'work', `退回 0001 请再打 ${PHONE} 核实`);
  await t.rehearsal.says('sun', 'work', '0001');
  await t.rehearsal.pass(3 * 60 * MINUTE_MS);
  const inGroups = ours(t).filter((h) => h.where === 'work' || h.where === 'leadership');
  expect(inGroups.some((h) => /舆情日报/.test(h.text))).toBe(true);
  for (const heard of inGroups) {
    const shown = own(heard).replaceAll('\\', '');
    for (const number of [...numbers, PHONE, ID]) expect(shown).not.toContain(number);
  }
  expect(seen(t, 'li').length).toBeGreaterThan(0);
});
