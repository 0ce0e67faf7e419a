// What opens a case, with what in it, and what does not.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/app/define-handler.ts';
import { write } from './desk.ts';

const LINK = 'https://weibo.com/2803301701/NqXyZ1abc';
const UNSAID = {};

async function reported(text: string, options: Parameters<typeof write>[2] = {}) {
  const intent = await write('wu', text, options);
  if (intent.kind !== 'report') throw new Error(`not a report: ${JSON.stringify(intent)}`);
  return intent;
}

const opening: readonly (readonly [text: string, kept: string])[] = [
  [LINK, LINK],
  [`登记 ${LINK}`, LINK],
  [`上报：夜市油烟 ${LINK}`, `夜市油烟 ${LINK}`],
  ['登记 人民路夜市油烟扰民', '人民路夜市油烟扰民'],
  ['登记人民路夜市油烟扰民', '人民路夜市油烟扰民'],
  ['登记 3 号路口有人占道', '3 号路口有人占道'],
  ['报送舆情 局门口有人聚集', '局门口有人聚集'],
  ['来电 市民反映工地夜间施工', '来电 市民反映工地夜间施工'],
  ['群众来电反映夜市油烟，电话 13800138000', '群众来电反映夜市油烟，电话 13800138000'],
  ['电话反映：渣土车遗撒', '电话反映：渣土车遗撒'],
  [`今日下午夜市油烟又上热搜 ${LINK}`, `今日下午夜市油烟又上热搜 ${LINK}`],
  [`说明天有人来闹 ${LINK}`, `说明天有人来闹 ${LINK}`],
  [`说明：关于夜市的情况\n${LINK}`, `说明：关于夜市的情况\n${LINK}`],
  [`12 月 3 日的帖子 ${LINK}`, `12 月 3 日的帖子 ${LINK}`],
  [`查一下这个 ${LINK}`, `查一下这个 ${LINK}`],
  ['工单编号：20261120001234\n诉求内容：工地夜间施工', '工单编号：20261120001234\n诉求内容：工地夜间施工'],
];

describe('a report', () => {
  it.each(opening)('%s', async (text, kept) => {
    const { report, facts } = await reported(text);
    expect(report.text).toBe(kept);
    expect(facts).toEqual(UNSAID);
  });

  it('keeps the link as intake read it, without saying whether it is short', async () => {
    const { report } = await reported(`夜市油烟 ${LINK}`);
    expect(report.links).toEqual([
      {
        url: LINK,
        platform: 'weibo',
        platformName: expect.any(String),
        canonicalId: expect.stringContaining('weibo:'),
      },
    ]);
    expect(report.title).toBe('夜市油烟');
  });

  it('takes the words of a quoted message and counts the pictures', async () => {
    const { report } = await reported('', { quoted: `夜市油烟 ${LINK}`, pictures: 2 });
    expect(report).toMatchObject({ text: `夜市油烟 ${LINK}`, pictures: 2, links: [{ url: LINK }] });
  });

  it('puts the own words before the quoted ones', async () => {
    const quoted = '有人在群里说夜市油烟太大';
    expect((await reported('登记', { quoted })).report.text).toBe(quoted);
    expect((await reported('这个要管', { quoted })).report.text).toBe(`这个要管\n${quoted}`);
  });

  it('takes its title from the quoted message before the own words', async () => {
    const { report } = await reported('看看这个', { quoted: `夜市油烟太大 ${LINK}` });
    expect(report.title).toBe('夜市油烟太大');
  });

  it('does not repeat what we wrote ourselves', async () => {
    const quoted = '已登记 YQ-2026-0001「夜市油烟扰民」';
    expect((await reported(`又有一条 ${LINK}`, { quoted })).report.text).toBe(`又有一条 ${LINK}`);
    const digest = `${quoted}\n已登记 YQ-2026-0002`;
    expect((await write('wu', '大家辛苦了', { quoted: digest })).kind).toBe('answer');
  });

  it('says where it came from when its text does', async () => {
    expect((await reported('登记 网信办转办：夜市油烟')).facts).toEqual({ origin: '市委网信办交办' });
    expect((await reported('登记 市委网信办交办，夜市油烟')).facts).toEqual({ origin: '市委网信办交办' });
    expect((await reported('登记 依申请公开：夜市油烟')).facts).toEqual({ origin: '省依申请公开平台' });
    expect((await reported('登记 公众号留言反映油烟')).facts).toEqual({ origin: '局微信公众号' });
  });

  it('keeps 20,000 characters of a very long one', async () => {
    const { report } = await reported(`登记 ${'😀烟'.repeat(15_000)}`);
    expect([...report.text]).toHaveLength(20_000);
  });

  it.each(['登记', '来电', '上报：', '登记 ！！！'])('without content is asked for: %s', async (text) => {
    const intent: Intent = await write('wu', text);
    expect(intent.kind).toBe('answer');
  });
});

describe('a text that opens nothing', () => {
  it.each([
    '12 月 3 日下午有人反映夜市油烟',
    '大家辛苦了',
    '13800138000',
    '今日下午有人反映夜市油烟很大',
    '查封了两家店',
    '台账里没有昨天那条',
  ])('%s', async (text) => {
    const intent = await write('wu', text);
    expect(intent.kind === 'answer' && intent.lines.join('')).toBeTruthy();
  });

  it('is a command on a case that carries a link', async () => {
    const intent = await write('sun', `书面 0001 见 ${LINK}`);
    expect(intent).toMatchObject({ kind: 'command', command: { kind: 'submit', text: `见 ${LINK}` } });
  });
});
