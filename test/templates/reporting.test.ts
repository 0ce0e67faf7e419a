import { describe, expect, it } from 'vitest';
import {
  addressees,
  alone,
  approved,
  assigned,
  at,
  cardOf,
  fieldsOf,
  mentioned,
  open,
  reported,
  said,
} from './fixture.ts';

const oral = { kind: 'submit', form: 'oral', text: '先清场', toldTo: '孙丽', pictures: 0 } as const;
const written = { kind: 'submit', form: 'written', text: '处置意见', toldTo: null, pictures: 1 } as const;

describe('a report handed in', () => {
  it('is confirmed as in time or late against its clause, with what is still owed', () => {
    const life = assigned();
    const early = life.do(oral, { person: 'zheng', at: at(14, 30) });
    expect(said(early, 'reply')).toContain('口头汇报初步处置计划：按时（时限 11-20 15:03，依据五2）');
    expect(said(early, 'reply')).toContain('还欠：书面汇报：11-20 16:03 前（依据五2）');
    const late = life.do(written, { person: 'zheng', at: at(16, 8) });
    expect(said(late, 'reply')).toContain('书面汇报：迟 5 分钟（时限 11-20 16:03，依据五2）');
  });

  it('goes with its content to the office and to nobody else, and the unit’s card follows', () => {
    const messages = assigned().do(oral, { person: 'zheng', at: at(14, 30) });
    expect(addressees(messages)).toEqual(['person:sun', 'person:zhou', 'reply', 'update:sign']);
    expect(said(messages, 'person:sun')).toContain('先清场');
    expect(said(messages, 'reply')).not.toContain('先清场');
  });

  it('is called 续报 when nothing was owed', () => {
    const messages = reported().do(written, { person: 'zheng', at: at(15, 10) });
    expect(said(messages, 'person:sun')).toContain('续报');
  });
});

describe('a delay explained', () => {
  it('counts as the notice of the rule before the limit, sets no new one, and reaches the office', () => {
    const life = assigned('major');
    life.do(oral, { person: 'zheng', at: at(14, 10) });
    const messages = life.do(
      { kind: 'explain-delay', reason: '现场取证未完' },
      { person: 'zheng', at: at(15, 0) },
    );
    expect(said(messages, 'reply')).toContain('提前口头报告并简要说明原因');
    expect(said(messages, 'reply')).toContain('本制度未规定');
    expect(said(messages, 'person:sun')).toContain('现场取证未完');
  });

  it('is only on record where the rule gives it no meaning', () => {
    const messages = assigned().do(
      { kind: 'explain-delay', reason: '人手不够' },
      { person: 'zheng', at: at(14, 30) },
    );
    expect(said(messages, 'reply')).toContain('只作记录');
  });
});

describe('approval', () => {
  it('asks the leader of the unit with the paper quoted, and nobody else', () => {
    const messages = assigned().do(written, { person: 'zheng', at: at(14, 50) });
    expect(addressees(messages)).toContain('card:approve→zhao');
    expect(addressees(messages).filter((a) => a.startsWith('card:'))).toEqual(['card:approve→zhao']);
    const card = cardOf(messages, 'approve');
    expect(card.body).toContain('处置意见');
    expect(card.buttons.map((b) => b.key)).toEqual(['approve', 'return']);
    expect(card.selector?.options.map((o) => o.text)).toContain('依据不足');
  });

  it('shows the whole of a paper that the card cannot hold to whoever has not read it', () => {
    const text = '经核查属实。'.repeat(60);
    const messages = assigned().do({ ...written, text }, { person: 'zheng', at: at(14, 50) });
    expect(said(messages, 'person:zhao')).toContain(text);
  });

  it('keeps the paragraphs of a long paper, each marked as not ours', () => {
    const text = `一、经过。${'甲'.repeat(100)}\n二、处置。${'乙'.repeat(100)}`;
    const messages = assigned().do({ ...written, text }, { person: 'zheng', at: at(14, 50) });
    const lines = said(messages, 'person:zhao').split('\n');
    expect(lines.filter((l) => l.startsWith('｜'))).toHaveLength(2);
  });

  it('goes on to the office with the opinion of the consulted asked, and says that it does not wait', () => {
    const messages = reported().do({ kind: 'approve' }, { person: 'zhao', via: 'card', at: at(15, 0) });
    expect(addressees(messages)).toEqual([
      'card:approve→sun',
      'card:approve→zhou',
      'person:wu',
      'update:approve!',
    ]);
    expect(said(messages, 'person:wu')).toContain('征求意见');
    expect(said(messages, 'person:wu')).toContain('领导小组办公室');
  });

  it('complete, tells the unit, and the office the words to type next', () => {
    const life = reported();
    life.do({ kind: 'approve' }, { person: 'zhao', via: 'card', at: at(15, 0) });
    const messages = life.do({ kind: 'approve' }, { person: 'sun', via: 'card', at: at(15, 5) });
    expect(addressees(messages)).toEqual([
      'card:outcome→sun',
      'card:outcome→zhou',
      'person:chen',
      'person:sun',
      'person:zheng',
      'person:zhou',
      'update:approve!',
    ]);
    for (const part of ['核实 0001', '回应 0001', '不予回应 0001'])
      expect(said(messages, 'person:sun')).toContain(part);
  });

  it('names the source to be answered when there is one', () => {
    const life = open({}, { facts: { origin: '市委网信办交办' } });
    life.do(
      { kind: 'grade', grade: 'ordinary', unit: 'zf1', reason: null },
      { person: 'wang', at: at(14, 3) },
    );
    life.do(written, { person: 'zheng', at: at(14, 50) });
    life.do({ kind: 'approve' }, { person: 'zhao', at: at(15, 0) });
    const messages = life.do({ kind: 'approve' }, { person: 'sun', at: at(15, 5) });
    expect(said(messages, 'person:zhou')).toContain('市委网信办交办');
    expect(said(messages, 'person:zhou')).toContain('回复来源 0001');
  });

  it('sent back, calls the unit with the reason and says that no limit is set', () => {
    const messages = reported().do(
      { kind: 'return', reason: '事实不清，请补充核查' },
      { person: 'zhao', via: 'card', at: at(15, 0) },
    );
    expect(addressees(messages)).toEqual(['group:work', 'person:chen', 'person:zheng', 'update:approve!']);
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen']);
    expect(said(messages, 'group:work')).toContain('事实不清，请补充核查');
    expect(said(messages, 'group:work')).toContain('本制度未规定时限');
    expect(fieldsOf(cardOf(messages, 'approve'))).toContain('赵强 11-20 15:00');
  });

  it('shows a paper that changed under review on the card that asks', () => {
    const messages = reported().do({ ...written, text: '补充材料' }, { person: 'zheng', at: at(14, 55) });
    expect(cardOf(messages, 'approve').body).toContain('补充材料');
    expect(addressees(messages)).toContain('update:approve');
  });
});

describe('the end', () => {
  const sun = { person: 'sun', at: at(15, 10) } as const;

  it('answers an outcome and disturbs nobody; a decision not to answer is heard in the leadership group', () => {
    const life = approved();
    expect(addressees(life.do({ kind: 'decide-outcome', outcome: 'confirmed', note: '' }, sun))).toEqual([
      'reply',
      'update:outcome!',
    ]);
    const declined = life.do({ kind: 'decline-response', reason: '已当面解释' }, sun);
    expect(said(declined, 'group:leadership')).toContain('已当面解释');
    expect(said(declined, 'person:zhou')).toContain('办结 0001');
  });

  it('tells both groups and the reporter, and no card asks any more', () => {
    const life = approved();
    life.do({ kind: 'decide-outcome', outcome: 'confirmed', note: '' }, sun);
    life.do({ kind: 'decline-response', reason: '已当面解释' }, sun);
    const messages = life.do({ kind: 'close', note: '' }, { ...sun, reply: alone('sun') });
    expect(addressees(messages)).toEqual([
      'group:leadership',
      'group:work',
      'person:chen',
      'person:sun',
      'update:sign!',
    ]);
    expect(said(messages, 'group:work')).toContain('属实');
    for (const m of messages) if (m.kind === 'card-update') expect(m.card.buttons).toEqual([]);
  });

  it('in the middle ends the cards that were open', () => {
    const fresh = open();
    const early = fresh.do({ kind: 'close', note: '重复事项' }, { person: 'wang', at: at(14, 2) });
    expect(addressees(early)).toContain('update:grade!');
    const review = reported().do({ kind: 'close', note: '已平息' }, { person: 'wang', at: at(15, 0) });
    expect(addressees(review)).toEqual(expect.arrayContaining(['update:approve!', 'update:sign!']));
  });

  it('taken back, calls the unit and tells groups and reporter', () => {
    const life = approved();
    life.do({ kind: 'close', note: '已平息' }, { person: 'wang', at: at(15, 10) });
    const messages = life.do({ kind: 'reopen', reason: '又有投诉' }, { person: 'wang', at: at(15, 20) });
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen']);
    expect(said(messages, 'group:work')).toContain('书面 0001');
    expect(said(messages, 'group:leadership')).toContain('又有投诉');
    expect(said(messages, 'person:chen')).toContain('重开');
  });

  it('taken back before it was graded, asks the leadership again', () => {
    const life = open();
    life.do({ kind: 'close', note: '误报' }, { person: 'wang', at: at(14, 2) });
    const messages = life.do({ kind: 'reopen', reason: '并非误报' }, { person: 'wang', at: at(14, 5) });
    expect(addressees(messages)).toContain('card:grade→li');
  });
});

describe('facts', () => {
  it('that move limits are told to the rest of the unit with old and new moments, and on its card', () => {
    const life = assigned('major');
    const messages = life.do(
      { kind: 'set-occurred', occurredAt: at(13, 30), about: false },
      { person: 'chen', reply: alone('chen'), at: at(14, 10) },
    );
    expect(addressees(messages)).toEqual(['person:chen', 'person:zheng', 'update:sign']);
    for (const who of ['person:chen', 'person:zheng'])
      expect(said(messages, who)).toContain('书面报送相关情况：原 11-20 15:30 → 现 11-20 15:00（依据五2）');
  });

  it('that move nothing are only confirmed', () => {
    const messages = assigned().do(
      { kind: 'set-occurred', occurredAt: null, about: false },
      { person: 'chen', at: at(14, 10) },
    );
    expect(addressees(messages)).toEqual(['reply']);
  });

  it('show on the card that still asks for a grade', () => {
    const messages = open().do(
      { kind: 'set-fact', fact: 'origin', value: '局微信公众号' },
      { person: 'chen', at: at(14, 1) },
    );
    expect(fieldsOf(cardOf(messages, 'grade'))).toContain('局微信公众号');
  });
});
