// 协办单位退回：领导群知道谁退回、谁继续办；退回的人得到回执；没有人被请去重新交办。
import { expect, it } from 'vitest';
import { clock, giveBack, grade, play } from '../core/fixture.ts';
import { announced } from './announced.ts';

it('tells the leadership who goes on, and asks nobody to hand the matter over again', () => {
  const p = play(clock(9))
    .as('wang', grade('ordinary', null))
    .as('wang', { kind: 'assign', unit: 'zf1', with: ['zf2'], reason: null });
  const messages = announced(p, 'xu', giveBack('不属本科职责'));
  const said = JSON.stringify(messages);
  expect(messages.map((m) => m.kind)).toEqual(['card-update', 'notice', 'text']);
  expect(said).toContain('执法二科退回：不属本科职责。执法一科继续办理');
  expect(said).toContain('已记：执法二科退回 YQ-2026-0001（许慧），执法一科继续办理。原因：不属本科职责');
  expect(said).not.toContain('重新交办');
});
