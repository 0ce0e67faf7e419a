import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/core/refusal.ts';
import { refusalLines } from '../../templates/texts/refusals.ts';
import { assigned, at, bureau, open, policy } from './fixture.ts';

const mark = { by: 'wang', at: at(14, 3) } as const;

/** One of every code; the compiler asks for a new one here. */
const every: { readonly [Code in Refusal['code']]: Extract<Refusal, { code: Code }> } = {
  closed: { code: 'closed', ...mark },
  'not-closed': { code: 'not-closed' },
  'not-authorised': { code: 'not-authorised', need: ['领导小组'] },
  'not-part': { code: 'not-part', need: ['领导小组', '执法一科'] },
  'already-graded': { code: 'already-graded', grade: 'ordinary', unit: 'zf1', ...mark },
  'already-assigned': { code: 'already-assigned', unit: 'zf1', ...mark },
  'same-grade': { code: 'same-grade', grade: 'ordinary' },
  'not-graded': { code: 'not-graded' },
  'not-assigned': { code: 'not-assigned' },
  'unknown-grade': { code: 'unknown-grade', given: '<@all> 特急' },
  'unknown-unit': { code: 'unknown-unit', given: '执法九科' },
  'unknown-value': { code: 'unknown-value', what: '事实结论', given: '真', known: ['属实'] },
  'need-unit': { code: 'need-unit' },
  'need-reason': { code: 'need-reason', what: '退回' },
  'need-text': { code: 'need-text', what: '书面报送' },
  'already-signed': { code: 'already-signed', ...mark },
  'already-reported': { code: 'already-reported', ...mark },
  'already-approved': { code: 'already-approved', decision: 'agreed', ...mark },
  'already-found': { code: 'already-found', outcome: 'partly', ...mark },
  'already-told': { code: 'already-told', fact: '首发媒体', value: '自媒体', given: '中央媒体' },
  'nothing-to-approve': { code: 'nothing-to-approve' },
  'nothing-owed': { code: 'nothing-owed' },
  'not-yet': { code: 'not-yet', waiting: ['审核'] },
  'in-future': { code: 'in-future' },
  'after-report': { code: 'after-report', at: Date.UTC(2026, 10, 23) },
  'is-subject': { code: 'is-subject', person: 'zheng' },
  'unit-is-subject': { code: 'unit-is-subject', unit: 'zf1', person: 'zheng' },
  'need-grade-reason': { code: 'need-grade-reason', grade: 'major', openList: true },
  'need-lower-reason': { code: 'need-lower-reason', grade: 'ordinary', suggested: 'major' },
  'need-record': { code: 'need-record', kind: 'body', title: '领导小组' },
  'need-opinion': { code: 'need-opinion', from: ['局办公室'] },
  'asked-otherwise': { code: 'asked-otherwise', for: ['opinion', 'extension'] },
  'already-recorded': { code: 'already-recorded', what: '会商', ...mark },
  'under-review': { code: 'under-review', what: '拟稿', decided: false },
  'not-consulted': { code: 'not-consulted' },
  'not-named': { code: 'not-named', role: '分管领导', by: '主要领导' },
  'nobody-to-name': { code: 'nobody-to-name' },
  'already-named': { code: 'already-named', role: '分管领导', person: 'zhao' },
  'which-step': { code: 'which-step', open: ['会商', '通报'] },
  'no-step': { code: 'no-step', given: null, open: ['会商'] },
  'paper-not-ordered': { code: 'paper-not-ordered', paper: '专报', by: '主要领导' },
  'already-ordered': { code: 'already-ordered', paper: '专报', ...mark },
  'not-in-rule': { code: 'not-in-rule', what: '延期' },
  'past-due': { code: 'past-due', dueAt: at(14, 3) },
  'beyond-cap': { code: 'beyond-cap', total: '15wd', clause: '九' },
  'notice-first': { code: 'notice-first', whom: '反映人' },
  'extension-pending': { code: 'extension-pending', at: at(14, 3) },
  'no-extension-pending': { code: 'no-extension-pending' },
  'already-paused': { code: 'already-paused', at: at(14, 3) },
  paused: { code: 'paused', at: at(14, 3), by: '办公室' },
  'not-paused': { code: 'not-paused' },
  'same-policy': { code: 'same-policy' },
};

const context = { policy, bureau, case: assigned().case() };
const say = (refusal: Refusal): string => refusalLines(context, refusal).join('\n');

describe('a refusal', () => {
  it('has words for every code, never a code or an id', () => {
    for (const refusal of Object.values(every)) {
      const text = say(refusal);
      expect(text.length).toBeGreaterThan(8);
      expect(text).not.toMatch(/undefined|null|\b[a-z]+-[a-z]+\b|zf1|ordinary|wang/);
      expect(text).not.toContain('<@');
    }
  });

  it('of a second decision says who decided what when, and how to change it', () => {
    expect(say(every['already-graded'])).toBe(
      '0001 已由王建国于 11-20 14:03 定为一般，交办执法一科。要改级请发：改级 0001 重大 原因',
    );
  });

  it('of a form that comes too late says what stands, and how to change it', () => {
    expect(say(every['already-found'])).toBe(
      '0001 已由王建国于 11-20 14:03 核定为部分属实，这次没有改动。要改请发：核实 0001 属实',
    );
    expect(say(every['already-told'])).toContain('要改请发：情况 0001 首发媒体 中央媒体');
  });

  it('of a missing right names whose right it is', () => {
    expect(say(every['not-authorised'])).toContain('领导小组');
  });

  it('of a missing reason shows the words for exactly that act', () => {
    const acts = ['退回', '改级', '改派', '不予回应', '提前结束', '重开', '说明'];
    const words = [
      '退回 0001',
      '改级 0001 重大',
      '交办 0001 执法二科',
      '不予回应 0001',
      '办结 0001',
      '重开 0001',
      '说明 0001',
    ];
    for (const [i, what] of acts.entries()) expect(say({ code: 'need-reason', what })).toContain(words[i]);
  });

  it('of missing words shows how to write them', () => {
    expect(say({ code: 'need-text', what: '口头汇报的对象' })).toContain('口头 0001');
    expect(say({ code: 'need-text', what: '回复来源单位' })).toContain('回复来源 0001');
    expect(say({ code: 'need-text', what: '回应的审定人' })).toContain('审定');
  });

  it('of 同意 that was meant otherwise shows what to write instead', () => {
    expect(say(every['asked-otherwise'])).toBe(
      '0001 现在没有等您审核的材料，没有记。\n等您答复的是征求意见，请发：意见 0001 内容\n等您答复的是延期申请。同意请发：同意延期 0001；不同意请发：不同意延期 0001 原因',
    );
  });

  it('of a second record says who recorded it when, and how to correct it', () => {
    expect(say(every['already-recorded'])).toBe(
      '0001 的“会商”已由王建国于 11-20 14:03 记过，这次没有再记。\n要补充或更正请发：完成 0001 会商 更正：内容',
    );
  });

  it('of words said before, with another step waiting, shows how to name that step', () => {
    expect(say({ code: 'already-recorded', what: '会商', ...mark, open: ['通报'] })).toContain(
      '说的是“通报”的，请发：完成 0001 通报 内容',
    );
  });

  it('of a record that is approved asks nobody for what cannot be done any more', () => {
    expect(say(every['under-review'])).toContain('退回 0001');
    const decided = say({ code: 'under-review', what: '拟稿', decided: true });
    expect(decided).toContain('已审核通过，不能再改，没有记');
    expect(decided).not.toContain('退回');
  });

  it('of 延期 while the clock stands still says so, and who lets it run again', () => {
    expect(say(every.paused)).toBe(
      '0001 从 11-20 14:03 起已中止计时，时限没有在走，现在不用延期，没有记。\n恢复计时后时限顺延，还不够再申请。恢复由办公室发：恢复 0001',
    );
  });

  it('of an unknown grade shows how to grade, or how to grade anew', () => {
    const ungraded = { ...context, case: open().case() };
    expect(refusalLines(ungraded, every['unknown-grade']).at(-1)).toBe('请发：定级 0001 一般 执法一科');
    expect(refusalLines(context, every['unknown-grade']).at(-1)).toBe('请发：改级 0001 重大 原因');
  });

  it('of an unknown name lists the known ones', () => {
    expect(say(every['unknown-unit'])).toContain('执法二科');
    expect(say(every['unknown-grade'])).toContain('一般、重大');
    expect(say({ code: 'unknown-unit', given: '' })).toContain('还没有选承办单位');
  });
});
