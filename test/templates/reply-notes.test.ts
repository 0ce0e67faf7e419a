// What the rule asks of the words of a reply and of the keeping of records, said where somebody can act on it.
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { clock, grade, play, written } from '../core/fixture.ts';
import { agree, bureau, rule } from '../core/tricky/rule.ts';
import { heard } from './announced.ts';

const policy = rule({
  wording: [
    { ban: ['近期', '尽快'], clause: '8' },
    { need: '引用规定注明出处', clause: '9' },
  ],
  retain: [{ years: 10, what: '处置材料', clause: '12' }],
});

const paper: Command = { ...written, text: '我局将尽快处理' } as Command;

describe('the words of a reply', () => {
  it('are pointed out to the approver, as far as a program can judge them, before the draft goes out', () => {
    const p = play(clock(9), { policy, bureau }).as('wang', grade('low'));
    const [advice] = heard(p, 'chen', paper).filter(([, text]) => text.includes('审核提示'));
    expect(advice?.[0]).toContain('zhao');
    expect(advice?.[1]).toContain('用语：不宜写“尽快”（依据8）');
    expect(advice?.[1]).not.toContain('注明出处');
  });

  it('are all named to whoever records what was published', () => {
    const p = play(clock(9), { policy, bureau }).as('wang', grade('low')).as('chen', paper);
    p.as('zhao', agree()).as('sun', agree());
    const said = heard(p, 'sun', {
      kind: 'record-response',
      channel: '门户网站',
      link: null,
      text: '近期整改到位',
      approvedBy: '王建国',
    });
    const own = said.find(([to]) => to.includes('"h"'))?.[1] ?? '';
    expect(own).toContain('用语：不宜写“近期”（依据8）');
    expect(own).toContain('用语：请核对：引用规定注明出处（依据9）');
    expect(said.filter(([to]) => to.includes('group')).join()).not.toContain('用语');
    expect(own).toContain('请在办结前再记一次：回应 0001 门户网站 链接 审定:姓名 回应内容');
    const better = { channel: '门户网站', link: null, text: '11月底前整改到位', approvedBy: '王建国' };
    const again = heard(p, 'sun', { kind: 'record-response', ...better });
    expect(again.map(([, text]) => text).join()).not.toContain('再记一次');
    expect(p.case().responses).toHaveLength(2);
  });
});

describe('the keeping of records', () => {
  it('is said to whoever closes the matter, with its clause', () => {
    const p = play(clock(9), { policy, bureau }).as('wang', grade('low'));
    const said = heard(p, 'wang', { kind: 'close', note: '误报' });
    expect(said.map(([, text]) => text).join()).toContain('处置材料保存到 2036-12-31（依据12）');
  });
});
