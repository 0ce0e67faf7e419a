import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import { NO_UNIT } from '../../templates/cards/grade-card.ts';
import {
  addressees,
  alone,
  at,
  bureau,
  cardOf,
  fieldsOf,
  inGroup,
  nightMarket,
  open,
  said,
} from './fixture.ts';

const first = (messages: readonly Message[]) => messages.filter((m) => m.first === true);

describe('a new case', () => {
  it('answers where it was reported, asks every leader, shows the leadership group and copies the office of the bureau', () => {
    expect(addressees(open().opening)).toEqual([
      'card:grade→li',
      'card:grade→wang',
      'card:grade→zhao',
      'notice:leadership',
      'person:wu',
      'reply',
    ]);
  });

  it('gives a receipt with number, platform, title, link, reporter and how to ask for it, before everything else', () => {
    const { opening } = open();
    const receipt = said(opening, 'reply');
    for (const part of [
      'YQ-2026-0001',
      '微博',
      '夜市油烟扰民',
      'https://weibo.com/1/A6abc',
      '陈晨',
      '@舆情助手 0001',
    ])
      expect(receipt).toContain(part);
    expect(first(opening).length).toBeGreaterThan(0);
    expect(addressees(first(opening))).toContain('reply');
  });

  it('also stands in the work group when it was reported one to one', () => {
    for (const reply of [alone('chen'), { kind: 'reply', handle: 'h', otherwise: alone('chen') } as const]) {
      const { opening } = open({ reply });
      expect(said(opening, 'group:work')).toContain('YQ-2026-0001');
    }
    expect(addressees(open({ reply: inGroup }).opening)).not.toContain('group:work');
  });

  it('says of a telephone report that it has no link, and of a known link which cases it had', () => {
    const report = { text: '群众来电反映占道经营', title: null, links: [], pictures: 0 };
    const { opening } = open({}, { report, related: ['YQ-2026-0003'] });
    expect(said(opening, 'reply')).toContain('没有链接');
    expect(said(opening, 'reply')).toContain('YQ-2026-0003');
  });

  it('offers the grades as buttons, the most severe in red, and chooses the unit whose keywords match', () => {
    const card = cardOf(open().opening, 'grade');
    expect(card.buttons.map((b) => [b.key, b.style])).toEqual([
      ['grade:ordinary', 'normal'],
      ['grade:major', 'danger'],
    ]);
    expect(card.selector?.selected).toBe('zf1');
    expect(card.link).toBe('https://weibo.com/1/A6abc');
    for (const part of ['YQ-2026-0001', '微博', '陈晨', '11-20 14:00', '信息员发现'])
      expect(fieldsOf(card)).toContain(part);
  });

  it('chooses no unit where nothing matches, so that no unit is assigned by accident', () => {
    const report = { ...nightMarket, title: '路灯不亮', text: '路灯不亮' };
    const { selector } = cardOf(open({}, { report }).opening, 'grade');
    expect(selector?.selected).toBe(NO_UNIT);
    expect(selector?.options.map((o) => o.id)).toContain(NO_UNIT);
  });

  it('shows at most ten units, the suggested first', () => {
    const template = bureau.units[0];
    if (template === undefined) throw new Error('no unit');
    const many = Array.from({ length: 14 }, (_, i) => ({
      ...template,
      id: `u${i}`,
      name: `处室${i}`,
      keywords: i === 12 ? ['油烟'] : [],
    }));
    const { selector } = cardOf(open({}, { desk: { ...bureau, units: many } }).opening, 'grade');
    expect(selector?.options).toHaveLength(10);
    expect(selector?.options[0]?.id).toBe('u12');
  });

  it('tells the administrators which role nobody fills', () => {
    const desk = { ...bureau, roles: { ...bureau.roles, juban: [] } };
    const { opening } = open({}, { desk });
    expect(said(opening, 'person:zhou')).toContain('局办公室');
  });

  it('marks everything of a drill', () => {
    const { opening } = open({}, { drill: true });
    expect(said(opening, 'reply')).toMatch(/^【演练】/);
    expect(cardOf(opening, 'grade').tag).toContain('演练');
  });
});

describe('the same link again', () => {
  it('is answered with who reported it when and how it stands, and disturbs nobody else', () => {
    const life = open();
    const messages = life.do({ kind: 'attach-report', report: nightMarket }, { person: 'xu', at: at(14, 2) });
    expect(addressees(messages)).toEqual(['reply']);
    for (const part of ['YQ-2026-0001', '陈晨', '11-20 14:00', '待定级'])
      expect(said(messages, 'reply')).toContain(part);
  });
});
