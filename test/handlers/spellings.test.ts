// How people really write, and the exact command each spelling becomes.
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import type { Command } from '../../src/core/command.ts';
import { write } from './desk.ts';

type Row = readonly [text: string, command: Command, number?: string];

const grade = (id: string, unit: string | null, reason: string | null = null): Command => ({
  kind: 'grade',
  grade: id,
  unit,
  reason,
});
const assign = (unit: string, reason: string | null = null): Command => ({ kind: 'assign', unit, reason });
const giveBack = (reason: string): Command => ({ kind: 'return', reason });
const oral = (toldTo: string | null, text: string): Command => ({
  kind: 'submit',
  form: 'oral',
  text,
  toldTo,
  pictures: 0,
});
const written = (text: string): Command => ({
  kind: 'submit',
  form: 'written',
  text,
  toldTo: null,
  pictures: 0,
});
const occurred = (occurredAt: number | null, about = false): Command => ({
  kind: 'set-occurred',
  occurredAt,
  about,
});
const origin = (value: string): Command => ({ kind: 'set-fact', fact: 'origin', value });
const outcome = (id: string, note = ''): Command => ({ kind: 'decide-outcome', outcome: id, note });
const response = (channel: string, link: string | null, approvedBy: string, text: string): Command => ({
  kind: 'record-response',
  channel,
  link,
  text,
  approvedBy,
});
const sign: Command = { kind: 'sign' };
const approve: Command = { kind: 'approve' };
const at = (day: number, hour: number, minute = 0): number => momentOf(2026, 11, day, hour, minute);

const rows: readonly Row[] = [
  // 定级
  ['定级 0001 一般 执法一科', grade('ordinary', 'zf1')],
  ['定级0001一般执法一科', grade('ordinary', 'zf1')],
  ['定级 0001 执法一科 一般', grade('ordinary', 'zf1')],
  ['定级 ０００１　重大　市容科', grade('major', 'srk')],
  ['定级 1 普通 一科', grade('ordinary', 'zf1')],
  ['定级1一般', grade('ordinary', null)],
  ['定级 0001 一般', grade('ordinary', null)],
  ['0001 定级 突发重大', grade('major', null)],
  ['0001定级重大，停车科', grade('major', 'tck')],
  ['请定级 0001 为一般，由执法二科办理', grade('ordinary', 'zf2')],
  ['定级 YQ-2026-0001 重大 执法二科 涉及人身安全', grade('major', 'zf2', '涉及人身安全'), 'YQ-2026-0001'],
  ['定级 yq2026-0001 重大舆情', grade('major', null), 'YQ-2026-0001'],
  ['定级：0001，一般级，二科。原因：转发量不大', grade('ordinary', 'zf2', '转发量不大')],
  ['定级 0001 等级：一般；承办单位：执法一科', grade('ordinary', 'zf1')],
  ['定级 #0001 一般 市容环境差', grade('ordinary', null, '市容环境差')],
  ['定级 0001 一般 执法三科', grade('ordinary', '执法三科')],
  ['定级 0001 特大 执法一科', grade('特大', null, '执法一科')],
  ['定级 0001 执法一科 特大', grade('特大', 'zf1')],
  // 改级
  ['改级 0001 重大 出现人员受伤', { kind: 'regrade', grade: 'major', reason: '出现人员受伤' }],
  ['改级 0001 为重大，原因：媒体跟进', { kind: 'regrade', grade: 'major', reason: '媒体跟进' }],
  ['0001 改级 一般', { kind: 'regrade', grade: 'ordinary', reason: '' }],
  ['改级 0001 由一般改为重大，有人受伤', { kind: 'regrade', grade: 'major', reason: '有人受伤' }],
  ['改级 0001 一般 -> 重大 有人受伤', { kind: 'regrade', grade: 'major', reason: '有人受伤' }],
  ['改级 0001 特别重大', { kind: 'regrade', grade: '特别重大', reason: '' }],
  // 交办
  ['交办 0001 执法二科', assign('zf2')],
  ['交办0001执法二科', assign('zf2')],
  ['改派 0001 停车科 原因：属停车管理', assign('tck', '属停车管理')],
  ['交办 0001 给市容科办理', assign('srk')],
  ['0001 交办 二科', assign('zf2')],
  ['改派 0001 由执法一科改派执法二科 属地不符', assign('zf2', '属地不符')],
  ['交办 0001 城建科', assign('城建科')],
  // 签收
  ['签收 0001', sign],
  ['签收0001', sign],
  ['0001 签收', sign],
  ['0001签收', sign],
  ['已签收 0001', sign],
  ['签收了 0001', sign],
  ['签收，1号', sign],
  ['签收 第0001号舆情', sign],
  ['签收（0001）', sign],
  ['【签收】0001', sign],
  ['@舆情助手 签收 0001', sign],
  ['@舆情助手\u2005签收\u20050001', sign],
  // 退回
  ['退回 0001 不属我科职责', giveBack('不属我科职责')],
  ['退回并说明 0001 已由交警办理', giveBack('已由交警办理')],
  ['0001 退回，原因：信息不全', giveBack('信息不全')],
  ['退回 0001', giveBack('')],
  ['退回 0001 请补充 3 张现场照片', giveBack('请补充 3 张现场照片')],
  // 口头
  ['口头 0001 王主任 已说明初步计划', oral('王主任', '已说明初步计划')],
  ['口头 0001 向王主任汇报：今晚现场核查', oral('王主任', '今晚现场核查')],
  ['口头汇报 0001 已向孙丽汇报，计划明早回复', oral('孙丽', '计划明早回复')],
  ['已口头汇报 0001 孙丽', oral('孙丽', '')],
  ['0001 已口头汇报 周涛，正在核查', oral('周涛', '正在核查')],
  ['口头 0001 已安排人员到场', oral(null, '已安排人员到场')],
  // 书面
  ['书面 0001 经查，该夜市油烟净化设施未开启。', written('经查，该夜市油烟净化设施未开启。')],
  ['书面报送 0001\n一、基本情况\n二、处置意见', written('一、基本情况\n二、处置意见')],
  ['0001 书面：附后', written('附后')],
  // 说明
  [
    '说明 0001 现场取证未完，预计 19:00 前报',
    { kind: 'explain-delay', reason: '现场取证未完，预计 19:00 前报' },
  ],
  ['说明0001 原因：当事人未到', { kind: 'explain-delay', reason: '当事人未到' }],
  // 同意
  ['同意 0001', approve],
  ['0001 同意', approve],
  ['同意0001！', approve],
  ['我同意 0001', approve],
  ['同意 YQ-2026-0001', approve, 'YQ-2026-0001'],
  ['同意 YQ20260001', approve, 'YQ-2026-0001'],
  ['YQ—2026—0001 同意', approve, 'YQ-2026-0001'],
  ['同意 舆情 0001', approve],
  ['1号 同意', approve],
  // 事发
  ['事发 0001 今天 9:30', occurred(at(20, 9, 30))],
  ['事发 0001 昨晚8点半', occurred(at(19, 20, 30))],
  ['事发时间 0001 约下午3点', occurred(at(20, 15), true)],
  ['事发 0001 11-20 14:05', occurred(at(20, 14, 5))],
  ['0001 事发 １４：０５', occurred(at(20, 14, 5))],
  ['事发 0001 不详', occurred(null)],
  ['事发：0001，11月19日20时30分左右', occurred(at(19, 20, 30), true)],
  // 来源
  ['来源 0001 网信办', origin('市委网信办交办')],
  ['来源 0001 依申请公开', origin('省依申请公开平台')],
  ['来源 0001 微信公众号', origin('局微信公众号')],
  ['来源：0001 其它', origin('其他')],
  ['来源 0001 市长热线', origin('市长热线')],
  // 核实、结论
  ['核实 0001 属实', outcome('confirmed')],
  ['核实 0001 不属实', outcome('untrue')],
  ['结论 0001 部分属实，占道确有其事', outcome('partly', '占道确有其事')],
  ['经核实 0001 失实', outcome('untrue')],
  ['核实 0001 情况属实 已整改', outcome('confirmed', '已整改')],
  ['核实 0001：经核实，反映情况部分属实', outcome('partly')],
  ['核实 0001 大概是真的', outcome('大概是真的')],
  // 回复来源
  ['回复来源 0001 已书面回复网信办', { kind: 'record-feedback', text: '已书面回复网信办' }],
  ['回复 0001 已电话告知', { kind: 'record-feedback', text: '已电话告知' }],
  // 回应
  [
    '回应 0001 官媒 https://weibo.com/2803301701/NqXyZ1abc 审定:李敏 夜市油烟已整改',
    response('官媒', 'https://weibo.com/2803301701/NqXyZ1abc', '李敏', '夜市油烟已整改'),
  ],
  [
    '回应 0001 https://weibo.com/2803301701/NqXyZ1abc 官媒 由李敏审定 已整改',
    response('官媒', 'https://weibo.com/2803301701/NqXyZ1abc', '李敏', '已整改'),
  ],
  [
    '回应 0001 跟帖 审定人：王建国 您反映的问题已办理',
    response('跟帖', null, '王建国', '您反映的问题已办理'),
  ],
  [
    '回应 0001\n渠道：官媒\n链接：https://weibo.com/2803301701/NqXyZ1abc\n审定：李敏\n内容：夜市油烟已整改',
    response('官媒', 'https://weibo.com/2803301701/NqXyZ1abc', '李敏', '夜市油烟已整改'),
  ],
  ['公开回应 0001 政务微博 李敏 情况通报全文', response('政务微博', null, '李敏', '情况通报全文')],
  ['回应 0001 官媒 情况通报全文', response('官媒', null, '', '情况通报全文')],
  // 不予回应、办结、重开
  ['不予回应 0001 信息已过时，热度很低', { kind: 'decline-response', reason: '信息已过时，热度很低' }],
  ['0001 不予回应 理由：重复发帖', { kind: 'decline-response', reason: '重复发帖' }],
  ['办结 0001', { kind: 'close', note: '' }],
  ['0001办结', { kind: 'close', note: '' }],
  ['办结 0001 移交属地办理', { kind: 'close', note: '移交属地办理' }],
  ['重开 0001 出现新的视频', { kind: 'reopen', reason: '出现新的视频' }],
];

describe('a text that names a case and a command', () => {
  it.each(rows.map(([text, command, number = '0001']) => ({ text, command, number })))(
    '$text',
    async ({ text, command, number }) => {
      expect(await write('wang', text)).toEqual({ kind: 'command', number, command });
    },
  );
});
