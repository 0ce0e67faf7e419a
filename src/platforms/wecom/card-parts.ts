// What every template_card has, drawn from a neutral card: heading, fields, drop-downs, and the checks that the platform
// makes too. Fields and lengths: https://developer.work.weixin.qq.com/document/path/90236
import type { Card, CardSelector, CardSubmit } from '../../core/card.ts';
import { BUTTON_KEY_BYTES, CARD_COUNTS, type CardChars, OPTION_ID_BYTES, TASK_ID } from './limits.ts';
import { byteLength, cut, cutLines } from './plain-text.ts';

export type Skeleton = {
  readonly source?: { readonly desc: string; readonly desc_color: number };
  readonly main_title: { readonly title: string; readonly desc?: string };
  readonly sub_title_text?: string;
  readonly horizontal_content_list?: readonly { readonly keyname: string; readonly value: string }[];
  readonly card_action?: { readonly type: 1; readonly url: string };
  readonly task_id?: string;
};

type Option = { readonly id: string; readonly text: string };

export type Selection = {
  readonly question_key: string;
  readonly title: string;
  readonly option_list: readonly Option[];
  readonly selected_id?: string;
};

const GREY = 0;

/** True for the only addresses that a card may open. */
export const isWebAddress = (address: string | undefined): address is string =>
  address !== undefined && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

/** Throws when there are more than the platform takes. */
export function atMost(what: string, count: number, limit: number): void {
  if (count > limit) throw new Error(`企业微信卡片最多 ${limit} 个${what}，这张有 ${count} 个`);
}

/** Shown text that the platform refuses to have empty (42027, 42033, 42038, 42041). */
export function shown(what: string, text: string, max: number): string {
  const cropped = cut(text, max);
  if (cropped.trim() === '') throw new Error(`卡片的${what}没有文字`);
  return cropped;
}

/** The id of a card, where it can be a task_id. */
export function checkTaskId(cardId: string): string {
  if (!TASK_ID.test(cardId)) throw new Error(`卡片编号不能作为 task_id：${cut(cardId, 40)}`);
  return cardId;
}

/** Heading, fields and body. */
export function skeleton(card: Card, chars: CardChars): Skeleton {
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

/** Options under ids that the platform takes, each with words of its own. */
export function optionList(
  options: CardSelector['options'],
  limits: { readonly count: number; readonly chars: number },
): readonly Option[] {
  atMost('选项', options.length, limits.count);
  if (options.length === 0) throw new Error('卡片的选择没有选项');
  for (const { id } of options) {
    if (byteLength(id) > OPTION_ID_BYTES) throw new Error(`选项编号超过 ${OPTION_ID_BYTES} 字节`);
  }
  if (new Set(options.map(({ id }) => id)).size < options.length) {
    throw new Error('卡片的选择里有重复的选项编号');
  }
  return options.map(({ id, text }) => ({ id, text: shown('选项', text, limits.chars) }));
}

/** A drop-down; `option` is how much of an option's words is shown. */
export function selection(selector: CardSelector, chars: CardChars, option: number): Selection {
  return {
    question_key: checkKey(selector.key),
    title: cut(selector.title, chars.selectorTitle),
    option_list: optionList(selector.options, { count: CARD_COUNTS.options, chars: option }),
    ...(selector.selected === undefined ? {} : { selected_id: selector.selected }),
  };
}

/** A key that comes back in the tap. */
export function checkKey(key: string): string {
  if (byteLength(key) > BUTTON_KEY_BYTES) throw new Error(`按钮标识超过 ${BUTTON_KEY_BYTES} 字节`);
  return key;
}

/** The button under a form. */
export function submitButton(submit: CardSubmit, chars: CardChars) {
  return { text: shown('按钮', submit.text, chars.button), key: checkKey(submit.key) };
}
