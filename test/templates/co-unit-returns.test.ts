// 协办单位退回：领导群知道谁退回、谁继续办；退回的人得到回执；没有人被请去重新交办。
import { expect, it } from 'vitest';
import { clock, giveBack, grade, play } from '../core/fixture.ts';
import { announced } from './announced.ts';

const together = () =>
  play(clock(9))
    .as('wang', grade('ordinary', null))
    .as('wang', { kind: 'assign', unit: 'zf1', with: ['zf2'], reason: null });

it('tells the leadership who goes on, and asks nobody to hand the matter over again', () => {
  const messages = announced(together(), 'xu', giveBack('不属本科职责'));
  const said = JSON.stringify(messages);
  expect(messages.map((m) => m.kind)).toEqual(['card-update', 'notice', 'text', 'text']);
  expect(said).toContain('执法二科退回：不属本科职责。执法一科继续办理');
  expect(said).toContain('已记：执法二科退回 YQ-2026-0001（许慧），执法一科继续办理。原因：不属本科职责');
  expect(said).not.toContain('重新交办');
});

it.each(['card', 'text'] as const)(
  'tells the unit that it is rid of the matter, whose card still shows the others (by %s)',
  (via) => {
    const messages = announced(together(), 'xu', giveBack('不属本科职责'), via);
    const told = messages.flatMap((m) =>
      m.kind === 'text' && m.to.kind === 'person' ? [[m.to.person, m.lines.join('\n')] as const] : [],
    );
    // Whoever wrote is answered already; whoever tapped is not.
    expect(told.map(([person]) => person)).toEqual(via === 'card' ? ['feng', 'xu'] : ['feng']);
    for (const [, words] of told)
      expect(words).toMatch(
        /^【退回】YQ-2026-0001.*执法二科已退回（许慧 11-20 09:00），不用再办。原因：不属本科职责$/,
      );
  },
);
