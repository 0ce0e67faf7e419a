// The template_card of 企业微信, as JSON goes over the wire, drawn from a neutral card.
// Fields and lengths: https://developer.work.weixin.qq.com/document/path/90236
import type { Card, CardButton } from '../../core/card.ts';
import {
  atMost,
  checkKey,
  checkTaskId,
  isWebAddress,
  type Selection,
  type Skeleton,
  selection,
  shown,
  skeleton,
} from './card-parts.ts';
import { type FormCard, formCard } from './form-card.ts';
import { CARD_CHARS, CARD_COUNTS, type CardChars } from './limits.ts';
import { plainText } from './plain-text.ts';

export { isWebAddress } from './card-parts.ts';

export type TextNotice = Skeleton & {
  readonly card_type: 'text_notice';
  readonly card_action: { readonly type: 1; readonly url: string };
};

export type ButtonInteraction = Skeleton & {
  readonly card_type: 'button_interaction';
  readonly task_id: string;
  readonly button_selection?: Selection;
  readonly button_list: readonly {
    readonly type: 0;
    readonly text: string;
    readonly style: number;
    readonly key: string;
  }[];
  readonly replace_text?: string;
};

export type TemplateCard = TextNotice | ButtonInteraction | FormCard;

// 1 filled blue, 2 plain, 3 red.
const BUTTON_STYLE = { primary: 1, normal: 2, danger: 3 } as const satisfies Record<
  CardButton['style'],
  number
>;

function interaction(card: Card, cardId: string, chars: CardChars): ButtonInteraction {
  atMost('按钮', card.buttons.length, CARD_COUNTS.buttons);
  return {
    card_type: 'button_interaction',
    ...skeleton(card, chars),
    ...(isWebAddress(card.link) ? { card_action: { type: 1, url: card.link } } : {}),
    task_id: checkTaskId(cardId),
    ...(card.selector ? { button_selection: selection(card.selector, chars, chars.option) } : {}),
    button_list: card.buttons.map(({ key, text, style }) => ({
      type: 0,
      text: shown('按钮', text, chars.button),
      style: BUTTON_STYLE[style],
      key: checkKey(key),
    })),
  };
}

/** What a card opens when it has nothing of its own, and how much of its words is shown; the app's lengths by default. */
export type Drawing = { readonly publicUrl?: string | undefined; readonly chars?: CardChars };

/** A card that only opens `url` when tapped. */
export function textNotice(card: Card, url: string, chars: CardChars = CARD_CHARS): TextNotice {
  return { card_type: 'text_notice', ...skeleton(card, chars), card_action: { type: 1, url } };
}

/** The card as first sent: undefined when it neither asks for anything nor has anything to open, so it must be text. */
export function newCard(
  card: Card,
  cardId: string,
  { publicUrl, chars = CARD_CHARS }: Drawing = {},
): TemplateCard | undefined {
  if (card.form !== undefined) return formCard({ ...card, form: card.form }, cardId, chars);
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
