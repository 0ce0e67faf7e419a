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
import { CARD_CHARS, CARD_COUNTS, CARD_PICTURE_RATIO, type CardChars } from './limits.ts';
import { cutLines, plainText } from './plain-text.ts';

export { isWebAddress } from './card-parts.ts';

export type TextNotice = Skeleton & {
  readonly card_type: 'text_notice';
  readonly card_action: { readonly type: 1; readonly url: string };
};

/** It has no `sub_title_text`; the body stands in the list under the picture. */
export type NewsNotice = Omit<Skeleton, 'sub_title_text'> & {
  readonly card_type: 'news_notice';
  readonly card_action: { readonly type: 1; readonly url: string };
  readonly card_image: { readonly url: string; readonly aspect_ratio: number };
  readonly vertical_content_list?: readonly { readonly title: string; readonly desc?: string }[];
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

export type TemplateCard = TextNotice | NewsNotice | ButtonInteraction | FormCard;

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

/** What tapping a notice opens: its own address, its picture at full size, or else our pages. */
export function openedBy(card: Card, publicUrl?: string): string | undefined {
  return [card.link, card.picture?.url, publicUrl].find(isWebAddress);
}

/** What a card opens when it has nothing of its own, and how much of its words is shown; the app's lengths by default. */
export type Drawing = { readonly publicUrl?: string | undefined; readonly chars?: CardChars };

/** A card that only opens `url` when tapped, with its picture where the platform can fetch it. */
export function noticeCard(card: Card, url: string, chars: CardChars = CARD_CHARS): TextNotice | NewsNotice {
  const action = { type: 1, url } as const;
  const { picture } = card;
  if (picture?.url === undefined)
    return { card_type: 'text_notice', ...skeleton(card, chars), card_action: action };
  const { least, most } = CARD_PICTURE_RATIO;
  if (picture.ratio <= least || picture.ratio >= most)
    throw new Error(`卡片图片的宽高比应在 ${least} 和 ${most} 之间，这张是 ${picture.ratio}`);
  const { body, ...rest } = card;
  return {
    card_type: 'news_notice',
    ...skeleton(rest, chars),
    card_image: { url: picture.url, aspect_ratio: Math.round(picture.ratio * 100) / 100 },
    ...(body ? { vertical_content_list: [vertical(body, chars)] } : {}),
    card_action: action,
  };
}

/** The first line of the body as the title, which the platform asks for, the others under it. */
function vertical(body: string, chars: CardChars) {
  const [first = '', ...others] = body.split('\n');
  const title = shown('正文', first, chars.vertical);
  return others.length === 0 ? { title } : { title, desc: cutLines(others.join('\n'), chars.underVertical) };
}

/** The card as first sent: undefined when it neither asks for anything nor has anything to open, so it must be text. */
export function newCard(
  card: Card,
  cardId: string,
  { publicUrl, chars = CARD_CHARS }: Drawing = {},
): TemplateCard | undefined {
  if (card.form !== undefined) return formCard({ ...card, form: card.form }, cardId, chars);
  if (card.buttons.length > 0) return interaction(card, cardId, chars);
  const url = openedBy(card, publicUrl);
  // The task id makes the platform refuse a repeat (42014), as it does for cards with buttons.
  return url === undefined ? undefined : { ...noticeCard(card, url, chars), task_id: checkTaskId(cardId) };
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
  const lines = [head, card.subtitle, ...fields, card.body, card.link ?? card.picture?.url];
  return plainText(lines.filter((line) => line !== undefined && line !== '').join('\n'));
}
