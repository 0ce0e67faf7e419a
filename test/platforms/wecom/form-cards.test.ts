import { describe, expect, it } from 'vitest';
import type { Card, CardForm } from '../../../src/core/card.ts';
import { updateCardXml } from '../../../src/platforms/wecom/card-xml.ts';
import { BOT_CARD_CHARS, CARD_COUNTS } from '../../../src/platforms/wecom/limits.ts';
import { changedCard, newCard } from '../../../src/platforms/wecom/template-card.ts';
import { readAppReply } from '../../../src/sandbox/app-reply.ts';
import { checkCard } from '../../../src/sandbox/card-rules.ts';
import { findOverlong } from '../../../src/sandbox/display-advice.ts';

const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `o${n}`, text: `选项${n}，自治区电视或网络媒体` }));
const submit = { key: 'facts', text: '提交情况' };
const selectors = (count: number, each = 10): CardForm => ({
  kind: 'selectors',
  selectors: Array.from({ length: count }, (_, n) => ({
    key: `fact:${n}`,
    title: `第${n}个要补的情况，名称写得特别长`,
    options: options(each),
    selected: 'o0',
  })),
  submit,
});
const choice = (count: number): CardForm => ({
  kind: 'choice',
  key: 'outcome',
  options: options(count),
  submit,
});
const cardWith = (form: CardForm): Card => ({
  tag: '舆情助手·请补情况',
  title: '网传某路段塌陷',
  fields: [{ name: '编号', value: 'YQ-2026-0001' }],
  body: '不知道的留着不选。',
  buttons: [],
  form,
});
const people = { isPerson: () => true };

describe('a card to fill in', () => {
  it.each([
    ['app', undefined],
    ['bot', BOT_CARD_CHARS],
  ] as const)(
    'is what the platform takes from the %s, whole and nothing cut by the client',
    (channel, chars) => {
      for (const form of [selectors(1, 1), selectors(3), choice(1), choice(20)]) {
        const drawn = newCard(cardWith(form), 'YQ-1-facts-2', chars === undefined ? {} : { chars });
        const taken = checkCard(drawn, { ...people, channel, purpose: 'send' });
        expect(findOverlong(taken, channel)).toEqual([]);
      }
    },
  );

  it('of drop-downs brings each with what is chosen beforehand and one button', () => {
    expect(newCard(cardWith(selectors(2, 2)), 'YQ-1-facts-2')).toMatchObject({
      card_type: 'multiple_interaction',
      task_id: 'YQ-1-facts-2',
      select_list: [
        { question_key: 'fact:0', selected_id: 'o0', option_list: [{ id: 'o0' }, { id: 'o1' }] },
        { question_key: 'fact:1', selected_id: 'o0' },
      ],
      submit_button: { key: 'facts', text: '提交情况' },
    });
  });

  it('of one list allows one choice and has none made', () => {
    const drawn = newCard(cardWith(choice(5)), 'YQ-1-outcome-9');
    expect(drawn).toMatchObject({
      card_type: 'vote_interaction',
      checkbox: { question_key: 'outcome', mode: 0 },
    });
    expect(JSON.stringify(drawn)).not.toMatch(/is_checked|selected_id/);
  });

  it.each([
    ['a fourth drop-down', selectors(CARD_COUNTS.selectors + 1)],
    ['an eleventh option of a drop-down', selectors(1, CARD_COUNTS.options + 1)],
    ['no drop-down at all', selectors(0)],
    ['a twenty-first choice', choice(CARD_COUNTS.choices + 1)],
    ['no choice at all', choice(0)],
    ['two options under one id', { ...choice(1), options: [...options(1), ...options(1)] } as CardForm],
  ])('is refused with %s before the platform has to', (_, form) => {
    expect(() => newCard(cardWith(form), 'YQ-1')).toThrow(/卡片/);
  });

  it('that is still open comes back the same in the answer to a tap', () => {
    for (const form of [selectors(1, 2), selectors(3), choice(1), choice(20)]) {
      const card = changedCard(cardWith(form), 'YQ-1-facts-2');
      const inner = updateCardXml({ toUser: 'li', corpId: 'ww1', seconds: 1, card });
      const read = readAppReply(inner, { corpId: 'ww1', userid: 'li' });
      expect(read).toMatchObject({ kind: 'update_template_card' });
      if (read.kind !== 'update_template_card') continue;
      expect(checkCard(read.card, { ...people, channel: 'app', purpose: 'update' })).toEqual(card);
    }
  });
});
