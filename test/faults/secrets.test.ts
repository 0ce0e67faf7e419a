// Text with a mark of secrecy is not kept, wherever in a message and behind whatever command it stands.
import { expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { MINUTE_MS, openTestStage, type TestStage } from '../harness/stage.ts';
import { asBytes, dataBytes, logText, post, rowCounts, sealed } from './hands.ts';

async function open(): Promise<TestStage> {
  const t = await openTestStage();
  t.ignoreRest('every message is looked at');
  return t;
}

const said = (t: TestStage): readonly string[] =>
  t.rehearsal.transcript.filter((h) => !h.byPerson).map((h) => h.text);
const last = (t: TestStage): string => said(t).at(-1) ?? '';

const SECRETS: readonly [string, string, (t: TestStage, text: string) => Promise<unknown>][] = [
  ['in the group', '秘密', (t, text) => t.rehearsal.says('chen', 'work', text)],
  ['in the 1:1', '机密', (t, text) => t.rehearsal.tells('chen', text)],
  ['in a quoted message', '绝密', (t, text) => t.rehearsal.says('chen', 'work', '登记', { quote: text })],
  [
    'in the title of a forwarded link',
    '机密',
    (t, text) =>
      t.rehearsal.forwards('chen', { title: text, description: 'x', url: 'https://mp.weixin.qq.com/s/abc' }),
  ],
  [
    'with a picture',
    '秘密',
    (t, text) => t.rehearsal.says('chen', 'work', text, { images: [Buffer.from('89504e470d0a1a0a', 'hex')] }),
  ],
  [
    'in a report of a unit',
    '绝密',
    (t, text) => t.rehearsal.says('chen', 'work', `书面 0001 说明如下\n${text}`),
  ],
];

/** Every word that keeps what is written behind it, and the words that may stand between. */
const KEEPING = [
  '登记',
  '上报 0001',
  '情况 0001 首发媒体',
  '来源 0001',
  '标记 0001',
  '涉及人 0001',
  '定级 0001 一般 执法一科',
  '改级 0001 重大',
  '交办 0001 执法二科',
  '批示 0001',
  '退回 0001',
  '口头 0001 孙丽',
  '书面 0001',
  '说明 0001',
  '完成 0001',
  '完成 0001 会商',
  '会商 0001',
  '延期 0001 5个工作日 已告知',
  '不同意延期 0001',
  '中止 0001',
  '同意 0001',
  '意见 0001',
  '核实 0001 属实',
  '回复来源 0001',
  '回应 0001 官网 审定:李敏',
  '先行回应 0001 官媒',
  '不予回应 0001',
  '移送 0001 城管局',
  '办结 0001',
  '重开 0001',
  '取消标记 0001',
  '事发 0001 今天',
  '发帖 0001',
  '发现 0001',
  '收到 0001',
  '要求 0001',
  '换制度 0001',
  '签收 0001',
  '恢复 0001',
  '指定 0001 李敏',
  '同意延期 0001',
  '0001 书面',
  '@孙丽 请批示 0001',
];

test('a secrecy mark at the head of the words behind any command: nothing of them is kept', async () => {
  const t = await open();
  await t.rehearsal.says('chen', 'work', '登记 夜市占道');
  const body = '关于滨江演练的部署安排';
  for (const [index, command] of KEEPING.entries()) {
    const mark = ['绝密', '机密', '秘密'][index % 3] ?? '';
    await t.rehearsal.says('wang', 'work', `${command} ${mark}·${body}`);
    expect([command, last(t)]).toEqual([command, expect.stringContaining(`带有“${mark}”字样`)]);
  }
  await t.rehearsal.says('wang', 'work', `批示 0001 机密\n${body}`);
  expect(last(t)).toContain('带有“机密”字样');
  const bytes = dataBytes(t.dataDir);
  expect(bytes.includes(asBytes('滨江演练'))).toBe(false);
  expect(logText(t)).not.toContain('滨江演练');
});

test('every word that does something on a case is among them', () => {
  const asking = new Set(['查询', '设置']);
  const doing = handlers.filter((h) => h.help !== null && !asking.has(h.help.group));
  expect(doing.length).toBeGreaterThan(30);
  const tried = (word: string): boolean => KEEPING.some((one) => one.split(' ').includes(word));
  expect(doing.filter((h) => !h.words.some(tried)).map((h) => h.words[0])).toEqual([]);
});

test('ordinary words about secrets are kept behind a command as anywhere', async () => {
  const t = await open();
  for (const words of ['泄露商业秘密三个月没人管', '群众反映机密文件泄露案', '这是公开的 秘密']) {
    await t.rehearsal.says('chen', 'work', `登记 ${words}`);
    expect(last(t)).toMatch(/已登记/);
  }
});

/** Characters as a sender may write them in JSON. */
const escaped = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const TEXT = '请收下\n机密★1年 关于滨江演练的部署安排';
test.each([
  ['a message nobody can read', { msgtype: 'text', chattype: 'group', text: { content: TEXT } }],
  ['a message of a kind that is not read', { msgtype: 'miniprogram', miniprogram: { title: TEXT } }],
  [
    'a quote of a kind that is not read',
    {
      msgtype: 'text',
      text: { content: '登记 夜市占道' },
      quote: { msgtype: 'link', link: { title: TEXT } },
    },
  ],
  [
    'an event that is only kept',
    { msgtype: 'event', event: { eventtype: 'feedback_event', feedback_event: { id: 'f', content: TEXT } } },
  ],
])('a secrecy mark in %s, however it is written: only that it came is kept', async (_, content) => {
  const t = await open();
  const message = JSON.stringify({
    msgid: 'm',
    chattype: 'single',
    from: { userid: 'chenchen' },
    ...content,
  });
  for (const body of [message, escaped(message).replace('"m"', '"n"')])
    expect((await post(t, 'bot', sealed(t, 'bot', body))).status).toBe(200);
  await t.stage.settled();
  const { db } = t.stage.product.world.database;
  expect(await db.selectFrom('inbox').select('raw').execute()).toEqual([{ raw: null }, { raw: null }]);
});

test.each(SECRETS)(
  'a secrecy mark %s: nothing of the text is anywhere, the member is told what to do',
  async (_, mark, send) => {
    const t = await open();
    const body = '关于滨江演练的部署安排';
    const before = await rowCounts(t);
    await send(t, `【${mark}】${body}`);
    await t.rehearsal.pass(5 * MINUTE_MS);
    const told = said(t);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`“${mark}”字样[\\s\\S]*没有保存[\\s\\S]*撤回或删除[\\s\\S]*保密渠道`));
    const bytes = dataBytes(t.dataDir);
    for (const trace of [body, '滨江演练', JSON.stringify(body).slice(1, -1)]) {
      expect(bytes.includes(asBytes(trace))).toBe(false);
      expect(bytes.includes(Buffer.from(trace, 'utf16le').toString('latin1'))).toBe(false);
      expect(logText(t)).not.toContain(trace);
    }
    expect(bytes.includes(asBytes(Buffer.from(body).toString('base64')))).toBe(false);
    const counts = await rowCounts(t);
    expect([counts.cases, counts.attachments]).toEqual([before.cases, before.attachments]);
  },
);
