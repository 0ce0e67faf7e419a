// 文化和旅游局的方案没有一个数字: 没有一条会逾期；本单位答复了“第一时间”，回应才有时限，赶上和赶不上。
import { expect, it } from 'vitest';
import { DAY, HOUR, sign, written } from '../../core/fixture.ts';
import {
  agree,
  at,
  done,
  fate,
  find,
  gradeTo,
  openSeed,
  publish,
  reading,
  type SeedName,
  said,
} from './seed.ts';

const S3: SeedName = 'wenlv';
const T = at(11, 23, 9);
const DOCUMENT = '市政府领导批示〔2026〕3号';

/** 一般，巡查发现，交市场管理科，已报核实情况。 */
function checked(facts: Readonly<Record<string, string>> = {}, answers = {}) {
  return openSeed(S3, answers)
    .play(T, { reporter: 'hong', facts })
    .as('luo', gradeTo('g1', 'scgl'))
    .as('tao', sign)
    .later(HOUR)
    .as('nie', written);
}

it.each(['g1', 'g2'])('%s：什么都不办，过一个月也没有一条“到时限”“逾期”，都是按建议值的询问', (grade) => {
  const p = openSeed(S3).play(T, { reporter: 'hong' });
  const stages = new Set<string>();
  const listen = () => {
    for (const { stage, dueAt } of p.reminders()) {
      stages.add(stage);
      expect(dueAt).toBeNull();
    }
  };
  for (let day = 0; day < 3; day += 1) {
    p.later(DAY);
    listen();
  }
  p.as('luo', gradeTo(grade, 'scgl'));
  if (grade === 'g2') p.as('luo', done('meet')).as('luo', agree(DOCUMENT));
  for (let day = 0; day < 30; day += 1) {
    p.later(DAY);
    listen();
  }
  expect([...stages]).toEqual(['idle']);
  expect(p.all().every((o) => o.dueAt === null && o.aimAt === null)).toBe(true);
  p.as('nie', written);
  expect(fate(p.find('核实情况'))).toBe('按时');
});

it('q-hours 没答 → 回应写明“本制度未规定，待本单位答复”', () => {
  const p = checked().as('luo', find('untrue')).as('luo', agree());
  expect(reading(p, '在载发的网站、论坛澄清')).toMatchObject({
    due: null,
    how: '本制度未规定，待本单位答复：“第一时间”向社会回应，是否定为具体时长',
    clause: '(三)',
    basis: 'text',
  });
});

const answered = [
  ['48h', '11-25 09:00', '+2 天'],
  ['24h', '11-24 09:00', '+1 天'],
  ['6h', '11-23 15:00', '+6 小时'],
] as const;
const publics = [
  ['real', '公开答复'],
  ['untrue', '在载发的网站、论坛澄清'],
  ['malicious', '公开辟谣'],
  ['heated', '做好解答、正面回应'],
] as const;
const cases = answered.flatMap(([hours, due, plus]) =>
  publics.map(([id, title]) => ({ hours, due, plus, id, title })),
);
it.each(cases)('q-hours 答 $hours → “$title”从发现起算，$due 为限，依据是本单位答复', (one) => {
  const p = checked({}, { 'q-hours': one.hours }).as('luo', find(one.id));
  if (one.id === 'real') p.as('nie', done('solve'));
  p.as('luo', agree());
  expect(reading(p, one.title)).toEqual({
    who: '市场管理科',
    due: one.due,
    aim: null,
    how: `发现 11-23 09:00 → ${one.plus} → ${one.due}`,
    clause: '(三)',
    basis: 'bureau',
  });
});

it('24 小时：赶上算按时；赶不上到点催，半小时后报上一级，补办记为超时', () => {
  const late = checked({}, { 'q-hours': '24h' }).as('luo', find('untrue')).as('luo', agree());
  const title = '在载发的网站、论坛澄清';
  const due = T + DAY;
  said(late, due - HOUR);
  expect(said(late, due)).toEqual([`${title} due → 市场管理科`]);
  expect(said(late, due + HOUR / 2)).toEqual([`${title} overdue → 市场管理科、专兼职舆情人员`]);
  expect(fate(late.find(title))).toBe('未办');
  late.as('tao', publish('载发的网站论坛', '罗文清'));
  expect(fate(late.find(title))).toBe('超时');

  const met = checked({}, { 'q-hours': '24h' }).as('luo', find('untrue')).as('luo', agree());
  met.at(due).as('tao', publish('载发的网站论坛', '罗文清'));
  expect(fate(met.find(title))).toBe('按时');
});

it('24 小时到了还在核实、没有认定 → 没有结论就说不出欠哪一种回应，先催核实', () => {
  const p = openSeed(S3, { 'q-hours': '24h' }).play(T, { reporter: 'hong' }).as('luo', gradeTo('g1', 'scgl'));
  said(p, T + DAY - HOUR);
  expect(said(p, T + DAY).every((line) => line.includes('idle'))).toBe(true);
  p.as('nie', written).as('luo', find('untrue'));
  // 结论一出，已过的时限立刻算到账上。
  expect(reading(p, '在载发的网站、论坛澄清').due).toBe('11-24 09:00');
});
