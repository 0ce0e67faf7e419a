// 文化和旅游局的方案由当事单位自己研判，等级由谁确认要本单位答复（q-judge）: 每一种答复都办得下去。
import { expect, it } from 'vitest';
import { HOUR, reopen } from '../../core/fixture.ts';
import { agree, assignTo, at, done, expectOwed, gradeTo, openSeed, reading, type SeedName } from './seed.ts';

const S3: SeedName = 'wenlv';
const T = at(11, 23, 9);
const DOCUMENT = '市政府领导批示〔2026〕3号';

it('答“当事单位” → 先转办，单位研判定级，再核实；单位没定之前分管领导不能代定', () => {
  const p = openSeed(S3, { 'q-judge': 'unit' }).play(T, { reporter: 'hong' });
  expectOwed(p, '转办（分管领导）');
  expect(p.refused('luo', gradeTo('g1', 'scgl'))).toEqual({ code: 'not-authorised', need: ['承办单位'] });
  p.as('luo', assignTo('scgl'));
  expectOwed(p, '分析研判（市场管理科）');
  expect(reading(p, '分析研判')).toMatchObject({
    how: '本制度只写“第一时间”，未规定时限',
    clause: '(三)',
  });
  expect(p.refused('qin', gradeTo('g1', null))).toEqual({ code: 'not-authorised', need: ['市场管理科'] });
  expect(p.refused('nie', gradeTo('g1', 'ggfw'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
  p.later(HOUR).as('nie', gradeTo('g2', null));
  expect(p.case().route).toBe('major');
  expectOwed(p, '核实衔接（专兼职舆情人员）', '会商（分管领导）');
  p.as('luo', done('meet')).as('luo', agree(DOCUMENT));
  expect(p.titles()).toEqual(['核实衔接', '签收', '核实情况']);
});

it('答“当事单位” → 单位不因此能提前办结、重开或批示自己的事', () => {
  const p = openSeed(S3, { 'q-judge': 'unit' }).play(T, { reporter: 'hong' }).as('luo', assignTo('scgl'));
  p.as('nie', gradeTo('g1', null));
  for (const command of [
    { kind: 'close', note: '没什么事' },
    { kind: 'instruct', text: '从快' },
  ] as const)
    expect(p.refused('tao', command)).toMatchObject({ code: 'not-authorised' });
  p.as('luo', { kind: 'close', note: '误报' });
  expect(p.refused('tao', reopen())).toMatchObject({ code: 'not-authorised' });
  p.as('luo', reopen());
});

it('答“当事单位”，单位退回不办 → 重新转办，由新单位研判', () => {
  const p = openSeed(S3, { 'q-judge': 'unit' }).play(T, { reporter: 'hong' }).as('luo', assignTo('scgl'));
  p.later(HOUR).as('tao', { kind: 'return', reason: '属公共服务科职责' });
  expectOwed(p, '重新交办（分管领导）');
  p.as('luo', assignTo('ggfw'));
  expectOwed(p, '分析研判（公共服务科）');
  p.as('qin', gradeTo('g1', null));
  expectOwed(p, '签收（公共服务科）', '核实情况（公共服务科）');
});

it('答“专兼职舆情人员” → 他们定级，分管领导转办，各做各的；定级的不能顺手交办', () => {
  const p = openSeed(S3, { 'q-judge': 'staff' }).play(T, { reporter: 'tao' });
  expectOwed(p, '分析研判（专兼职舆情人员）', '转办（分管领导）');
  expect(p.refused('hong', gradeTo('g1', 'scgl'))).toEqual({ code: 'not-authorised', need: ['分管领导'] });
  expect(p.refused('luo', gradeTo('g1', null))).toEqual({
    code: 'not-authorised',
    need: ['专兼职舆情人员'],
  });
  p.as('hong', gradeTo('g1', null));
  expectOwed(p, '转办（分管领导）');
  p.as('luo', assignTo('scgl'));
  expectOwed(p, '签收（市场管理科）', '核实情况（市场管理科）');
});
