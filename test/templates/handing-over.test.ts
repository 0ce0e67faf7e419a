import { describe, expect, it } from 'vitest';
import { openLink } from '../../src/core/steps.ts';
import {
  addressees,
  assigned,
  at,
  cardOf,
  fieldsOf,
  mentioned,
  open,
  policy,
  reported,
  said,
} from './fixture.ts';

const wang = { person: 'wang', via: 'card', at: at(14, 3) } as const;
const unit = ['card:sign→chen', 'card:sign→zheng'];

describe('grade and unit in one tap', () => {
  it('reach the unit by card and by a real mention, the leadership group by one line, and close the question', () => {
    const life = open();
    const messages = life.do({ kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null }, wang);
    expect(addressees(messages)).toEqual([...unit, 'group:leadership', 'group:work', 'update:grade!']);
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen']);
    const decided = messages.find((m) => m.kind === 'card-update');
    expect(decided?.kind === 'card-update' && decided.card.buttons).toEqual([]);
    expect(decided?.kind === 'card-update' && fieldsOf(decided.card)).toContain('王建国 11-20 14:03');
  });

  it('names everything owed with its moment and clause, in the group and on the card', () => {
    const life = open();
    const messages = life.do({ kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null }, wang);
    const text = said(messages, 'group:work');
    expect(text).toMatch(/口头汇报初步处置计划：11-20 15:03 前（依据五2）/);
    expect(text).toMatch(/书面汇报：11-20 16:03 前（依据五2）/);
    const card = cardOf(messages, 'sign');
    expect(fieldsOf(card)).toContain('11-20 15:03 前 口头汇报初步处置计划（五2）');
    expect(card.buttons.map((b) => b.key)).toEqual(['sign', 'return']);
    expect(card.selector?.options.map((o) => o.id)).toContain('other');
  });

  it('are answered in words when they were written in words', () => {
    const life = open();
    const messages = life.do(
      { kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null },
      { ...wang, via: 'text' },
    );
    expect(said(messages, 'reply')).toContain('执法一科');
  });

  it('ask the unit, the office and the reporter for 事发 when a limit counts from it, and say what is used until then', () => {
    const life = open({ person: 'xu' });
    const messages = life.do({ kind: 'grade', grade: 'major', unit: 'zf1', reason: null }, wang);
    const asked = addressees(messages).filter((a) => a.startsWith('person:'));
    expect(asked).toEqual(['person:chen', 'person:sun', 'person:xu', 'person:zheng', 'person:zhou']);
    const text = said(messages, 'person:xu');
    expect(text).toContain('事发 0001 不详');
    expect(text).toContain('暂从发现起算');
    expect(fieldsOf(cardOf(messages, 'sign'))).toContain('力争');
  });
});

describe('a grade without a unit', () => {
  it('keeps the card open and asks for the unit; no unit hears of it', () => {
    const life = open();
    const messages = life.do({ kind: 'grade', grade: 'major', unit: null, reason: null }, wang);
    expect(addressees(messages)).toEqual(['group:leadership', 'update:grade']);
    const card = cardOf(messages, 'grade');
    expect(card.buttons.map((b) => b.key)).toEqual(['assign']);
    expect(card.selector?.key).toBe('unit');
  });

  it('and a unit without a grade keeps asking for the grade', () => {
    const life = open();
    const messages = life.do({ kind: 'assign', unit: 'zf1', reason: null }, { ...wang, via: 'text' });
    expect(addressees(messages)).toEqual(['group:leadership', 'reply', 'update:grade']);
    expect(cardOf(messages, 'grade').buttons[0]?.key).toBe('grade:ordinary');
  });
});

describe('another grade', () => {
  it('tells old and new grade, reason and new limits to the unit and the leadership group', () => {
    const life = assigned();
    const messages = life.do(
      { kind: 'regrade', grade: 'major', reason: '转发过万' },
      { person: 'wang', at: at(14, 10) },
    );
    const text = said(messages, 'group:work');
    for (const part of [
      '由一般改为重大',
      '转发过万',
      '书面报送相关情况：11-20 15:30 前，力争 11-20 14:40（依据五2）',
    ])
      expect(text).toContain(part);
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen']);
    expect(said(messages, 'group:leadership')).toContain('由一般改为重大');
    expect(fieldsOf(cardOf(messages, 'sign'))).toContain('重大');
  });

  it('shows on the card of an approver, who is asked exactly as long as the approval is open', () => {
    const paper = { kind: 'submit', form: 'written', text: '意见', toldTo: null, pictures: 0 } as const;
    for (const [from, to, name] of [
      ['ordinary', 'major', '重大'],
      ['major', 'ordinary', '一般'],
    ] as const) {
      const life = assigned(from);
      life.do(paper, { person: 'zheng', at: at(14, 20) });
      const regrade = { kind: 'regrade', grade: to, reason: '形势有变' } as const;
      const card = cardOf(life.do(regrade, { person: 'wang', at: at(14, 30) }), 'approve');
      expect(card.subtitle).toContain(name);
      expect(card.buttons.length > 0).toBe(openLink(policy, life.case()) !== null);
    }
  });
});

describe('another unit', () => {
  it('takes the draft of the first one back from its approver', () => {
    const messages = reported().do(
      { kind: 'assign', unit: 'zf2', reason: '属工地' },
      { person: 'wang', at: at(15, 0) },
    );
    expect(addressees(messages)).toContain('update:approve!');
  });

  it('gets the card, and the first unit hears that it is no longer in charge', () => {
    const messages = assigned().do(
      { kind: 'assign', unit: 'zf2', reason: '属工地噪音' },
      { person: 'wang', at: at(14, 20) },
    );
    expect(addressees(messages)).toEqual(
      expect.arrayContaining([
        'card:sign→feng',
        'card:sign→xu',
        'person:chen',
        'person:zheng',
        'update:sign!',
      ]),
    );
    expect(said(messages, 'person:zheng')).toContain('不再承办');
    expect(mentioned(messages, 'group:work')).toEqual(['feng', 'xu']);
    const order = messages.filter((m) => m.kind === 'card' || m.kind === 'card-update').map((m) => m.kind);
    expect(order.indexOf('card')).toBeGreaterThan(order.lastIndexOf('card-update'));
  });
});

describe('签收', () => {
  it('shows on the card who signed and what is still owed, and stands in the work group in one line without a mention', () => {
    const messages = assigned().do({ kind: 'sign' }, { person: 'zheng', via: 'card', at: at(14, 10) });
    expect(addressees(messages)).toEqual(['group:work', 'update:sign']);
    expect(mentioned(messages, 'group:work')).toEqual([]);
    const card = cardOf(messages, 'sign');
    expect(card.buttons).toEqual([]);
    expect(fieldsOf(card)).toContain('郑伟 11-20 14:10');
    expect(fieldsOf(card)).toContain('书面汇报（五2）');
  });

  it('written in the work group is answered there and not said twice', () => {
    const messages = assigned().do({ kind: 'sign' }, { person: 'zheng', at: at(14, 10) });
    expect(addressees(messages)).toEqual(['reply', 'update:sign']);
  });
});

describe('退回 by the unit', () => {
  it('ends its card and asks the leadership for another unit with the reason, the grade kept', () => {
    const messages = assigned().do(
      { kind: 'return', reason: '不属本单位职责' },
      { person: 'zheng', at: at(14, 10) },
    );
    expect(addressees(messages)).toEqual([
      'card:grade→li',
      'card:grade→wang',
      'card:grade→zhao',
      'notice:leadership',
      'reply',
      'update:sign!',
    ]);
    const card = cardOf(messages, 'grade');
    expect(card.body).toContain('不属本单位职责');
    expect(fieldsOf(card)).toContain('一般');
    expect(card.buttons.map((b) => b.key)).toEqual(['assign']);
    expect(card.selector?.selected).not.toBe('zf1');
  });
});
