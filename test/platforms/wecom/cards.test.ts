import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/core/card.ts';
import type { Part } from '../../../src/platforms/platform.ts';
import { API, bodyOf, contents, draw, group, users } from './drawing.ts';
import { stage } from './stage.ts';

const card: Card = {
  tag: '舆情助手',
  title: 'YQ-2026-0001 请定级',
  subtitle: '来源：微博',
  fields: [{ name: '线索', value: '路面积水' }],
  body: '符合“重大”的第 2 条',
  selector: { key: 'unit', title: '牵头科室', options: [{ id: 'u1', text: '办公室' }], selected: 'u1' },
  buttons: [
    { key: 'grade:g1', text: '重大', style: 'danger' },
    { key: 'grade:g2', text: '一般', style: 'primary' },
    { key: 'grade:none', text: '不是舆情', style: 'normal' },
  ],
  link: 'https://duban.example.cn/c/1',
};
const notice: Card = { ...card, buttons: [] };
const { selector: _s, link: _l, ...bare } = notice;

describe('cards', () => {
  const sent = (changed: Partial<Card>, publicUrl?: string) =>
    draw(
      { kind: 'card', to: users, cardId: 'YQ-1@2_a', card: { ...card, ...changed } },
      publicUrl ? { publicUrl } : {},
    );

  it('with buttons go to members under their own id', () => {
    const [part, ...more] = sent({});
    expect(more).toEqual([]);
    expect(part).toMatchObject({ endpoint: '/cgi-bin/message/send', repeatable: true });
    expect(part?.body).toEqual({
      touser: 'zhangsan|LiSi',
      agentid: 1000007,
      msgtype: 'template_card',
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
      template_card: {
        card_type: 'button_interaction',
        source: { desc: '舆情助手', desc_color: 0 },
        main_title: { title: 'YQ-2026-0001 请定级', desc: '来源：微博' },
        sub_title_text: '符合“重大”的第 2 条',
        horizontal_content_list: [{ keyname: '线索', value: '路面积水' }],
        card_action: { type: 1, url: 'https://duban.example.cn/c/1' },
        task_id: 'YQ-1@2_a',
        button_selection: {
          question_key: 'unit',
          title: '牵头科室',
          option_list: [{ id: 'u1', text: '办公室' }],
          selected_id: 'u1',
        },
        button_list: [
          { type: 0, text: '重大', style: 3, key: 'grade:g1' },
          { type: 0, text: '一般', style: 1, key: 'grade:g2' },
          { type: 0, text: '不是舆情', style: 2, key: 'grade:none' },
        ],
      },
    });
  });

  it('are cut to what the client shows, by characters', () => {
    const long = '😀'.repeat(300);
    const [part] = sent({
      tag: long,
      title: long,
      subtitle: long,
      body: long,
      fields: [{ name: long, value: long }],
      selector: { key: 'unit', title: long, options: [{ id: 'u1', text: long }] },
      buttons: [{ key: 'k', text: long, style: 'normal' }],
    });
    const shown = (count: number) => `${'😀'.repeat(count - 1)}…`;
    expect(bodyOf(part).template_card).toMatchObject({
      source: { desc: shown(20) },
      main_title: { title: shown(36), desc: shown(44) },
      sub_title_text: shown(160),
      horizontal_content_list: [{ keyname: shown(5), value: shown(30) }],
      button_selection: { title: shown(13), option_list: [{ text: shown(16) }] },
      button_list: [{ text: shown(10) }],
    });
  });

  it('keep line breaks in the body only', () => {
    const [part] = sent({ title: '一\n二', body: '理由一\n理由二' });
    expect(bodyOf(part).template_card).toMatchObject({
      main_title: { title: '一 二' },
      sub_title_text: '理由一\n理由二',
    });
  });

  it('that the platform would refuse are refused before', () => {
    const option = (i: number) => ({ id: `u${i}`, text: 'x' });
    const many = <T>(count: number, one: (i: number) => T) => Array.from({ length: count }, (_, i) => one(i));
    const wrong: Partial<Card>[] = [
      { fields: many(7, () => ({ name: 'a', value: 'b' })) },
      { fields: [{ name: '', value: 'b' }] },
      { buttons: many(7, (i) => ({ key: `k${i}`, text: 'x', style: 'normal' as const })) },
      { buttons: [{ key: 'k'.repeat(1025), text: 'x', style: 'normal' }] },
      { buttons: [{ key: 'k', text: ' ', style: 'normal' }] },
      { selector: { key: 's', title: 't', options: many(11, option) } },
      { selector: { key: 's', title: 't', options: [] } },
      { selector: { key: 's', title: 't', options: [option(1), option(1)] } },
      { selector: { key: 's', title: 't', options: [{ id: '中'.repeat(43), text: 'x' }] } },
      { title: '  ' },
    ];
    for (const changed of wrong) expect(() => sent(changed)).toThrow();
    for (const cardId of ['', 'YQ:1', 'YQ.1', 'YQ/1', '中', 'a'.repeat(129)]) {
      expect(() => draw({ kind: 'card', to: users, cardId, card })).toThrow('task_id');
    }
    const ids = many(1001, (i) => `u${i}`);
    expect(() => draw({ kind: 'card', to: { kind: 'users', ids }, cardId: 'a', card })).toThrow('1000');
    expect(() => draw({ kind: 'card', to: group, cardId: 'a', card })).toThrow('个人');
  });

  it('without buttons open their link, else the public address, else become text', () => {
    const template = (parts: readonly Part[]) => bodyOf(parts[0]).template_card;
    const withLink = sent({ buttons: [] });
    expect(template(withLink)).toMatchObject({ card_type: 'text_notice', card_action: { url: card.link } });
    expect(template(withLink)).not.toHaveProperty('button_list');
    const plain = (publicUrl?: string) =>
      draw(
        { kind: 'card', to: users, cardId: 'a', card: { ...bare, fields: [...card.fields] } },
        publicUrl ? { publicUrl } : {},
      );
    expect(template(plain('https://p.example.cn'))).toMatchObject({
      card_action: { url: 'https://p.example.cn' },
    });
    expect(contents(plain())).toEqual([
      '【舆情助手】YQ-2026-0001 请定级\n来源：微博\n线索：路面积水\n符合“重大”的第 2 条',
    ]);
  });

  it('for a group are notices with a link, or else text', () => {
    const [linked] = draw({ kind: 'notice', to: group, card: notice }, { resent: true });
    expect(linked).toMatchObject({
      endpoint: '/cgi-bin/webhook/send#work',
      repeatable: false,
      body: {
        msgtype: 'template_card',
        template_card: {
          card_type: 'text_notice',
          main_title: { title: '【重发】YQ-2026-0001 请定级' },
          card_action: { url: card.link },
        },
      },
    });
    for (const unlinked of [bare, { ...bare, link: 'javascript:alert(1)' }]) {
      const [part] = draw({ kind: 'notice', to: group, card: unlinked });
      expect(bodyOf(part).text.content).toContain('YQ-2026-0001 请定级\n');
    }
  });

  it('are updated for everybody with a single-use code', () => {
    const update = (changed: Card) =>
      draw({ kind: 'card-update', cardId: 'YQ-1', card: changed, code: 'rc' })[0];
    expect(update(card)).toMatchObject({
      endpoint: '/cgi-bin/message/update_template_card',
      repeatable: true,
      budgets: [],
      body: {
        agentid: 1000007,
        response_code: 'rc',
        atall: 1,
        template_card: { card_type: 'button_interaction', task_id: 'YQ-1' },
      },
    });
    expect(update(notice)?.body).toMatchObject({
      template_card: { card_type: 'text_notice', card_action: { type: 1, url: card.link } },
    });
  });

  it('that end without anything to open keep one grey button', () => {
    const [part] = draw({ kind: 'card-update', cardId: 'YQ-1', card: bare, code: 'rc' });
    expect(bodyOf(part).template_card).toMatchObject({
      card_type: 'button_interaction',
      task_id: 'YQ-1',
      replace_text: '已处理',
      button_list: [{ text: '已处理', key: 'closed' }],
    });
  });
});

it('the adapter says what it can do', () => {
  expect(stage(API).wecom.abilities).toEqual({
    groupMention: true,
    groupCardButtons: false,
    cardUpdateMs: 72 * 3_600_000,
    recallMs: 24 * 3_600_000,
    fileBytes: 20 * 1024 * 1024,
    maxReceivers: 1000,
    repeatCheckMs: 1_800_000,
    answersOnce: true,
  });
});
