// How people really write what only some rules know, and the exact command each spelling becomes.
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Command } from '../../src/core/command.ts';
import { howTo } from '../../templates/how-to.ts';
import { NOW } from './desk.ts';
import { wideCase, writeWide } from './wide.ts';

type Row = readonly [text: string, command: Command];

const record = (step: string | null, text: string): Command => ({
  kind: 'record-step',
  step,
  text,
  pictures: 0,
});
const extend = (length: string, reason: string, noticed = false): Command => ({
  kind: 'extend',
  length,
  reason,
  noticed,
});
const moment = (
  which: 'posted' | 'found' | 'received',
  hour: number,
  minute = 0,
  about = false,
): Command => ({
  kind: 'set-moment',
  moment: which,
  at: momentOf(2026, 11, 20, hour, minute),
  about,
});
const fact = (id: string, value: string): Command => ({ kind: 'set-fact', fact: id, value });
const mark = (first: string, on = true, more?: readonly string[]): Command => ({
  kind: 'set-mark',
  mark: first,
  ...(more === undefined ? {} : { more }),
  on,
});

const rows: readonly Row[] = [
  // 完成
  ['完成 0001 通报 已告知各方', record('inform', '已告知各方')],
  ['通报 0001 已告知各方', record('inform', '已告知各方')],
  ['0001 通报：已告知各方', record('inform', '已告知各方')],
  ['已完成 0001 通报，已告知各方', record('inform', '已告知各方')],
  ['完成0001 已经办好', record(null, '已经办好')],
  ['整改 0001 已全部整改', record('fix', '已全部整改')],
  ['完成 0001 整改：已全部整改', record('fix', '已全部整改')],
  ['完成 0001 整改落实 已全部整改', record('fix', '已全部整改')],
  ['完成 0001 舆情专报 走势如下', record('special', '走势如下')],
  // 意见、指定
  ['意见 0001 措辞再稳妥些', { kind: 'give-opinion', text: '措辞再稳妥些' }],
  ['反馈意见 0001：无', { kind: 'give-opinion', text: '无' }],
  ['指定 0001 李敏', { kind: 'name-person', person: 'li' }],
  ['指定 0001 由赵强牵头', { kind: 'name-person', person: 'zhao' }],
  ['指定 0001 张三', { kind: 'name-person', person: '张三' }],
  // 延期
  ['延期 0001 5个工作日 等鉴定', extend('5wd', '等鉴定')],
  ['延期 0001 三天，因为等鉴定', extend('3d', '等鉴定')],
  ['延期 0001 2小时 已告知反映人 等鉴定', extend('2h', '等鉴定', true)],
  ['延期 0001 30分钟 已告知', extend('30m', '', true)],
  ['延期 0001 十个工作日 原因：等鉴定', extend('10wd', '等鉴定')],
  ['申请延期 0001 半天 等人', extend('0.5d', '等人')],
  ['延期 0001 等鉴定 延长两天', extend('2d', '等鉴定')],
  ['同意延期 0001', { kind: 'decide-extension', granted: true, reason: null }],
  ['批准延期 0001', { kind: 'decide-extension', granted: true, reason: null }],
  ['不同意延期 0001 已延过', { kind: 'decide-extension', granted: false, reason: '已延过' }],
  // 中止、批示、移送
  ['中止 0001 等第三方', { kind: 'pause', reason: '等第三方' }],
  ['恢复计时 0001', { kind: 'resume' }],
  ['批示 0001 依法办理', { kind: 'instruct', text: '依法办理' }],
  ['移送 0001 网信办 职责在该单位', { kind: 'transfer', to: '网信办', reason: '职责在该单位' }],
  ['移送 0001 给县公安局 涉嫌违法', { kind: 'transfer', to: '县公安局', reason: '涉嫌违法' }],
  // 标记
  ['标记 0001 敏感', mark('sensitive')],
  ['标记 0001 涉敏', mark('sensitive')],
  ['标记 0001 敏感、负面', mark('sensitive', true, ['negative'])],
  ['标记 0001 敏感和负面', mark('sensitive', true, ['negative'])],
  ['取消标记 0001 敏感', mark('sensitive', false)],
  ['标记 0001 绝密', mark('绝密')],
  // 情况
  ['情况 0001 首发媒体 自媒体', fact('media', '自媒体')],
  ['情况 0001 首发媒体是境外的媒体', fact('media', '境外媒体')],
  ['情况 0001 涉及人数 60', fact('people', '60')],
  ['情况 0001 涉及人数约1,200人', fact('people', '1200')],
  ['情况 0001 涉及其他行政机关 是', fact('organs', '是')],
  ['情况 0001 涉及其他行政机关：否', fact('organs', '否')],
  ['情况 0001 涉及县区 东县、西县', fact('counties', '东县、西县')],
  ['情况 0001 首发媒体 报纸', fact('media', '报纸')],
  // 时间
  ['发帖 0001 今天 9:30', moment('posted', 9, 30)],
  ['发帖时间 0001 约 9点', moment('posted', 9, 0, true)],
  ['发现 0001 上午8点', moment('found', 8)],
  ['收到 0001 9:05', moment('received', 9, 5)],
  ['发帖 0001 不详', { kind: 'set-moment', moment: 'posted', at: null, about: false }],
  // 涉及人、要求、先行回应、换制度
  ['涉及人 0001 郑伟', { kind: 'name-subject', person: 'zheng' }],
  ['要求 0001 舆情专报', { kind: 'order-paper', paper: 'special' }],
  ['要求 0001 写一份舆情专报', { kind: 'order-paper', paper: 'special' }],
  ['要求 0001 内参', { kind: 'order-paper', paper: '内参' }],
  [
    '先行回应 0001 官网 https://a.gov.cn/1.html 审定:王建国 正在核查',
    {
      kind: 'record-response',
      channel: '官网',
      link: 'https://a.gov.cn/1.html',
      text: '正在核查',
      approvedBy: '王建国',
      answer: 'holding',
    },
  ],
  ['换制度 0001 确认', { kind: 'move-policy' }],
  ['换制度 0001', { kind: 'move-policy' }],
  // 几个单位、同义词
  ['交办 0001 执法一科、执法二科', { kind: 'assign', unit: 'zf1', with: ['zf2'], reason: null }],
  [
    '交办 0001 一科和二科及市容科 联合整治',
    { kind: 'assign', unit: 'zf1', with: ['zf2', 'srk'], reason: '联合整治' },
  ],
  ['交办 0001 执法一股', { kind: 'assign', unit: 'zf1', reason: null }],
  [
    '定级 0001 普通 执法一科、执法二科',
    { kind: 'grade', grade: 'ordinary', unit: 'zf1', with: ['zf2'], reason: null },
  ],
  [
    '定级 0001 执法一科，执法二科 三级 牵头在一科',
    { kind: 'grade', grade: 'ordinary', unit: 'zf1', with: ['zf2'], reason: '牵头在一科' },
  ],
];

it.each(rows)('%s', async (text, command) => {
  expect(await writeWide('wang', text)).toEqual({ kind: 'command', number: '0001', command });
});

describe('what our messages tell people to type', () => {
  const n = '0001';
  it.each([
    [howTo.moment(n, '发帖', '11-20 09:30'), 'set-moment'],
    [howTo.mark(n, '敏感'), 'set-mark'],
    [howTo.name(n, '李敏'), 'name-person'],
    [howTo.opinion(n), 'give-opinion'],
    [howTo.done(n, '通报'), 'record-step'],
    [howTo.extend(n, '5个工作日', true), 'extend'],
    [howTo.grantExtension(n), 'decide-extension'],
    [howTo.refuseExtension(n), 'decide-extension'],
    [howTo.pause(n), 'pause'],
    [howTo.resume(n), 'resume'],
    [howTo.instruct(n), 'instruct'],
    [howTo.transfer(n), 'transfer'],
    [howTo.order(n, '舆情专报'), 'order-paper'],
    [howTo.holding(n, '官网'), 'record-response'],
    [howTo.movePolicy(n), 'move-policy'],
  ])('%s', async (text, kind) => {
    expect(await writeWide('wang', text)).toMatchObject({ kind: 'command', number: n, command: { kind } });
  });

  it('a list of values, copied whole, is none of them', async () => {
    expect(await writeWide('wang', '情况 0001 首发媒体 中央媒体/自媒体/境外媒体')).toMatchObject({
      command: { value: '中央媒体/自媒体/境外媒体' },
    });
  });
});

describe('a decision that needs its paper', () => {
  const acts: Parameters<typeof wideCase>[0] = [
    ['sun', { kind: 'set-mark', mark: 'sensitive', on: true }],
    ['wang', { kind: 'grade', grade: 'ordinary', unit: null, reason: null }],
    ['tang', { kind: 'give-opinion', text: '无' }],
    ['sun', { kind: 'record-step', step: 'meet', text: '一致', pictures: 0 }],
  ];

  it('takes the minutes with the word, conditions and all', async () => {
    expect(
      await writeWide('sun', '同意 0001 第3次会议纪要，但要补充两处', { files: [wideCase(acts)] }),
    ).toMatchObject({ command: { kind: 'approve', record: '第3次会议纪要，但要补充两处' } });
  });

  it('has no record where one person agrees', async () => {
    expect(await writeWide('zhao', '同意 0001 按程序办理')).toEqual({
      kind: 'command',
      number: '0001',
      command: { kind: 'approve' },
    });
  });

  it('上报 of a case that is there is the step, of anything else a report', async () => {
    const files = [wideCase(acts)];
    expect(await writeWide('sun', '上报 0001 已报市委', { files })).toMatchObject({
      command: { kind: 'record-step', step: 'up', text: '已报市委' },
    });
    expect(await writeWide('sun', '上报 夜市扰民 https://weibo.com/1/A1')).toMatchObject({ kind: 'report' });
    expect(await writeWide('sun', '上报 0001 已报市委')).toMatchObject({ kind: 'report' });
  });
});

describe('同意 while only a request for more time waits', () => {
  const asked: Parameters<typeof wideCase>[0] = [
    ['wang', { kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null }],
    ['chen', { kind: 'extend', length: '2wd', reason: '等鉴定', noticed: true }],
  ];
  const granted = { kind: 'command', command: { kind: 'decide-extension', granted: true } };

  it('answers it, with and without the number', async () => {
    const files = [wideCase(asked)];
    expect(await writeWide('sun', '同意 0001', { files })).toMatchObject(granted);
    expect(await writeWide('sun', '同意', { files })).toMatchObject(granted);
    expect(await writeWide('sun', '同意 0001 延期', { files })).toMatchObject(granted);
  });

  it('is no answer to it of somebody else, nor with further words', async () => {
    const files = [wideCase(asked)];
    const approves = { command: { kind: 'approve' } };
    expect(await writeWide('zhao', '同意 0001', { files })).toMatchObject(approves);
    expect(await writeWide('sun', '同意 0001 按程序办理', { files })).toMatchObject(approves);
  });

  it.each([
    ['somebody who has approved something there', 'sun'],
    ['somebody whose colleague was faster with it', 'zhou'],
  ])('is none of %s: it may be a late word on that', async (_, by) => {
    const file = wideCase(asked);
    const said = { thing: 'plan', round: 1, link: 0, role: 'goffice', decision: 'agreed' } as const;
    const mark = { ...said, by, at: NOW, reason: null, record: null, last: true };
    const waiting = { ...file, case: { ...file.case, approvals: [mark] } };
    expect(await writeWide('sun', '同意 0001', { files: [waiting] })).toMatchObject({
      command: { kind: 'approve' },
    });
  });
});

it('完成 that corrects or adds to what is recorded says so to the core', async () => {
  expect(await writeWide('sun', howTo.doneMore('0001', '通报'))).toMatchObject({
    command: { kind: 'record-step', step: 'inform', text: '更正：内容', more: true },
  });
  expect(await writeWide('sun', '通报 0001 补充 另已告知网信办')).toMatchObject({ command: { more: true } });
  expect(await writeWide('sun', '通报 0001 补充材料已交齐')).not.toMatchObject({ command: { more: true } });
});
