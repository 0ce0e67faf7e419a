import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import { addressees, approved, assigned, at, mentioned, open, reported, said } from './fixture.ts';

const signed = (grade = 'ordinary') => {
  const life = assigned(grade);
  life.do({ kind: 'sign' }, { person: 'zheng', via: 'card', at: at(14, 5) });
  return life;
};
const remind = { kind: 'remind' } as const;
const digests = (messages: readonly Message[]) =>
  messages.flatMap((m) => (m.kind === 'text' && m.digest !== undefined ? [m.digest] : []));

describe('a reminder', () => {
  it('before the limit reaches the unit in the work group with a real mention and one to one, and nobody else', () => {
    const messages = signed().do(remind, { at: at(14, 48) });
    expect(addressees(messages)).toEqual(['group:work', 'person:chen', 'person:zheng']);
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen']);
  });

  it('names number, title, what is owed, the moment, how long is left and the clause', () => {
    const text = said(signed().do(remind, { at: at(14, 48) }), 'group:work');
    for (const part of [
      'YQ-2026-0001',
      '夜市油烟',
      '口头汇报初步处置计划',
      '11-20 15:03',
      '还有 15 分钟',
      '依据五2',
    ])
      expect(text).toContain(part);
  });

  it('before an aim names the aim and the last moment', () => {
    const life = signed('major');
    const text = said(life.do(remind, { at: at(14, 15) }), 'group:work');
    expect(text).toContain('力争 11-20 14:20 前');
    expect(text).toContain('最迟 11-20 14:30');
  });

  it('after the limit says how long it is over and tells one level up in words and by mention', () => {
    const life = signed();
    life.do(remind, { at: at(15, 3) });
    const messages = life.do(remind, { at: at(15, 18) });
    expect(said(messages, 'group:work')).toContain('已超 15 分钟');
    expect(said(messages, 'group:work')).toContain('上报一级：执法一科分管领导');
    expect(mentioned(messages, 'group:work')).toEqual(['zheng', 'chen', 'zhao']);
    expect(addressees(messages)).toEqual(['group:work', 'person:chen', 'person:zhao', 'person:zheng']);
  });

  it('tells only those who owe what to type', () => {
    const life = signed();
    life.do(remind, { at: at(15, 3) });
    const messages = life.do(remind, { at: at(15, 18) });
    expect(said(messages, 'person:zheng')).toContain('口头 0001 孙丽');
    expect(said(messages, 'person:zhao')).not.toContain('口头 0001');
  });

  it('that comes late says so with the moment it should have come', () => {
    const life = signed();
    life.do(remind, { at: at(14, 48) });
    const text = said(life.do(remind, { at: at(15, 10) }), 'person:zheng');
    expect(text).toMatch(/（系统迟发：应于 15:03 提醒）/);
    expect(said(signed().do(remind, { at: at(14, 48) }), 'person:zheng')).not.toContain('系统迟发');
  });

  it('of several limits in one commit is one message for each reader, under keys of that minute', () => {
    const messages = signed().do(remind, { at: at(17, 0) });
    expect(messages.filter((m) => addressees([m])[0] === 'group:work')).toHaveLength(1);
    const text = said(messages, 'group:work');
    expect(text).toContain('口头汇报初步处置计划');
    expect(text).toContain('书面汇报');
    expect(digests(messages).map((d) => d.key)).toEqual(
      expect.arrayContaining(['remind:group:202611201700', 'remind:zheng:202611201700']),
    );
    expect(digests(messages).every((d) => d.heading.includes('建议值'))).toBe(true);
  });

  it('for leaders who have not decided goes to them and to the leadership group, without an invented limit', () => {
    const messages = open().do(remind, { at: at(14, 15) });
    expect(addressees(messages)).toEqual(['group:leadership', 'person:li', 'person:wang', 'person:zhao']);
    expect(said(messages, 'group:leadership')).toContain('本制度未规定时限，按建议值提醒');
  });

  it('for an approver and for the office goes the same way, with the words to type', () => {
    const approver = reported().do(remind, { at: at(16, 50) });
    expect(addressees(approver)).toEqual(['group:leadership', 'person:zhao']);
    expect(said(approver, 'person:zhao')).toContain('同意 0001');
    const office = approved().do(remind, { at: at(17, 5) });
    expect(addressees(office)).toEqual(['group:leadership', 'person:sun', 'person:zhou']);
  });

  it('always names a clause or says 建议值, and a moment', () => {
    const lives = [open(), assigned(), signed('major'), reported(), approved()];
    for (const life of lives) {
      for (const m of life.do(remind, { at: at(23, 0) })) {
        const lines = m.kind === 'text' ? m.lines.filter((l) => l.startsWith('YQ-')) : [];
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) {
          expect(line).toMatch(/依据|建议值/);
          expect(line).toMatch(/\d\d-\d\d \d\d:\d\d/);
        }
      }
    }
  });
});
