// The template_card of 企业微信, as JSON goes over the wire, drawn from a neutral card.
// Fields and lengths: https://developer.work.weixin.qq.com/document/path/90236
import type { Card, CardButton, CardSelector } from '../../core/card.ts';
import {
  BUTTON_KEY_BYTES,
  CARD_CHARS,
  CARD_COUNTS,
  type CardChars,
  OPTION_ID_BYTES,
  TASK_ID,
} from './limits.ts';
import { byteLength, cut, cutLines, plainText } from './plain-text.ts';

type Skeleton = {
  readonly source?: { readonly desc: string; readonly desc_color: number };
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly { readonly keyname: string; readonly value: string }[];
  readonly card_action?: { readonly type: 1; readonly url: string };
  readonly task_id?: string;
};

type ButtonSelection = {
  readonly question_key: string;
  readonly title: string;
  readonly option_list: readonly { readonly id: string; readonly text: string }[];
  readonly selected_id?: string;
};

export type TextNotice = Skeleton & {
  readonly card_type: 'text_notice';
  readonly card_action: { readonly type: 1; readonly url: string };
};

export type ButtonInteraction = Skeleton & {
  readonly card_type: 'button_interaction';
  readonly task_id: string;
  readonly button_selection?: ButtonSelection;
  readonly button_list: readonly {
    readonly type: 0;
    readonly text: string;
    readonly style: number;
    readonly key: string;
  }[];
  readonly replace_text?: string;
};

export type TemplateCard = TextNotice | ButtonInteraction;

// 1 filled blue, 2 plain, 3 red.
const BUTTON_STYLE = { primary: 1, normal: 2, danger: 3 } as const satisfies Record<
  CardButton['style'],
  number
>;

const GREY = 0;

/** True for the only addresses that a card may open. */
export const isWebAddress = (address: string | undefined): address is string =>
  address !== undefined && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

function atMost(what: string, count: number, limit: number): void {
  if (count > limit) throw new Error(`企业微信卡片最多 ${limit} 个${what}，这张有 ${count} 个`);
}

/** Shown text that the platform refuses to have empty (42027, 42033, 42038, 42041). */
function shown(what: string, text: string, max: number): string {
  const cropped = cut(text, max);
  if (cropped.trim() === '') throw new Error(`卡片的${what}没有文字`);
  return cropped;
}

function checkTaskId(cardId: string): string {
  if (!TASK_ID.test(cardId)) throw new Error(`卡片编号不能作为 task_id：${cut(cardId, 40)}`);
  return cardId;
}

function skeleton(card: Card, chars: CardChars): Skeleton {
  atMost('字段', card.fields.length, CARD_COUNTS.fields);
  const { fields } = card;
  return {
    ...(card.tag ? { source: { desc: cut(card.tag, chars.source), desc_color: GREY } } : {}),
    main_title: {
      title: shown('标题', card.title, chars.title),
      ...(card.subtitle ? { desc: cut(card.subtitle, chars.desc) } : {}),
    },
    ...(card.body ? { sub_title_text: cutLines(card.body, chars.subTitle) } : {}),
    ...(fields.length > 0
      ? {
          horizontal_content_list: fields.map((field) => ({
            keyname: shown('字段名', field.name, chars.keyname),
            value: cut(field.value, chars.value),
          })),
        }
      : {}),
  };
}

function selection(selector: CardSelector, chars: CardChars): ButtonSelection {
  atMost('选项', selector.options.length, CARD_COUNTS.options);
  if (selector.options.length === 0) throw new Error('卡片的下拉选择没有选项');
  for (const { id } of selector.options) {
    if (byteLength(id) > OPTION_ID_BYTES) throw new Error(`选项编号超过 ${OPTION_ID_BYTES} 字节`);
  }
  if (new Set(selector.options.map(({ id }) => id)).size < selector.options.length) {
    throw new Error('下拉选择里有重复的选项编号');
  }
  return {
    question_key: selector.key,
    title: cut(selector.title, chars.selectorTitle),
    option_list: selector.options.map(({ id, text }) => ({
      id,
      text: shown('选项', text, chars.option),
    })),
    ...(selector.selected === undefined ? {} : { selected_id: selector.selected }),
  };
}

function interaction(card: Card, cardId: string, chars: CardChars): ButtonInteraction {
  atMost('按钮', card.buttons.length, CARD_COUNTS.buttons);
  for (const { key } of card.buttons) {
    if (byteLength(key) > BUTTON_KEY_BYTES) throw new Error(`按钮标识超过 ${BUTTON_KEY_BYTES} 字节`);
  }
  return {
    card_type: 'button_interaction',
    ...skeleton(card, chars),
    ...(isWebAddress(card.link) ? { card_action: { type: 1, url: card.link } } : {}),
    task_id: checkTaskId(cardId),
    ...(card.selector ? { button_selection: selection(card.selector, chars) } : {}),
    button_list: card.buttons.map(({ key, text, style }) => ({
      type: 0,
      text: shown('按钮', text, chars.button),
      style: BUTTON_STYLE[style],
      key,
    })),
  };
}

/** What a card opens when it has nothing of its own, and how much of its words is shown; the app's lengths by default. */
export type Drawing = { readonly publicUrl?: string | undefined; readonly chars?: CardChars };

/** A card that only opens `url` when tapped. */
export function textNotice(card: Card, url: string, chars: CardChars = CARD_CHARS): TextNotice {
  return { card_type: 'text_notice', ...skeleton(card, chars), card_action: { type: 1, url } };
}

/** The card as first sent: undefined when it has neither buttons nor anything to open, so it must be text. */
export function newCard(
  card: Card,
  cardId: string,
  { publicUrl, chars = CARD_CHARS }: Drawing = {},
): TemplateCard | undefined {
  if (card.buttons.length > 0) return interaction(card, cardId, chars);
  const url = [card.link, publicUrl].find(isWebAddress);
  // The task id makes the platform refuse a repeat (42014), as it does for cards with buttons.
  return url === undefined ? undefined : { ...textNotice(card, url, chars), task_id: checkTaskId(cardId) };
}

/**
 * The card that replaces one already delivered. An update cannot turn a card into text, and a text_notice must
 * open something (42045). Without any address the card therefore stays a button_interaction whose only button is
 * shown grey under `replace_text`, the documented way to close a card's buttons.
 * https://developer.work.weixin.qq.com/document/path/94888
 */
export function changedCard(card: Card, cardId: string, drawing: Drawing = {}): TemplateCard {
  const closed = '已处理';
  return (
    newCard(card, cardId, drawing) ?? {
      ...interaction(
        { ...card, buttons: [{ key: 'closed', text: closed, style: 'normal' }] },
        cardId,
        drawing.chars ?? CARD_CHARS,
      ),
      replace_text: closed,
    }
  );
}

/** The card in words, for where no card can be shown. */
export function cardAsText(card: Card): string {
  const head = card.tag ? `【${card.tag}】${card.title}` : card.title;
  const fields = card.fields.map(({ name, value }) => `${name}：${value}`);
  const lines = [head, card.subtitle, ...fields, card.body, card.link];
  return plainText(lines.filter((line) => line !== undefined && line !== '').join('\n'));
}
