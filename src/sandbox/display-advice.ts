// Suggested lengths of card texts. The platform does not refuse more, clients cut it; so these are recorded, not enforced.
// https://developer.work.weixin.qq.com/document/path/101032 (智能机器人, webhook) and /90236 (app)
import type { Overlong } from './call-log.ts';
import { isRecord, type JsonRecord } from './json-shape.ts';

type Advice = readonly [field: string, bot: number, app: number];

const ADVICE: readonly Advice[] = [
  ['source.desc', 13, 20],
  ['main_title.title', 26, 36],
  ['main_title.desc', 30, 44],
  ['emphasis_content.title', 10, 10],
  ['emphasis_content.desc', 15, 15],
  ['sub_title_text', 112, 160],
  ['horizontal_content_list.keyname', 5, 5],
  ['horizontal_content_list.value', 26, 30],
  ['vertical_content_list.title', 26, 38],
  ['vertical_content_list.desc', 112, 160],
  ['jump_list.title', 13, 18],
  ['button_list.text', 10, 10],
  ['button_selection.title', 13, 13],
  ['button_selection.option_list.text', 10, 16],
  ['select_list.title', 13, 13],
  ['select_list.option_list.text', 10, 10],
  ['checkbox.option_list.text', 11, 11],
  ['submit_button.text', 10, 10],
];

function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return typeof value === 'string' ? [value] : [];
  return isRecord(value) ? textsAt(value[head], rest) : [];
}

/** Every text of the card that clients would cut. */
export function findOverlong(card: JsonRecord, channel: 'app' | 'bot' | 'webhook'): Overlong[] {
  return ADVICE.flatMap(([field, bot, app]) => {
    const limit = channel === 'app' ? app : bot;
    return textsAt(card, field.split('.'))
      .map((text) => ({ field, limit, length: [...text].length }))
      .filter((found) => found.length > limit);
  });
}
