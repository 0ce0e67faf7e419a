// What the platform demands of a template_card, by type.
// https://developer.work.weixin.qq.com/document/path/101032 and /90236; codes: /90313
import {
  type CardContext,
  checkCardAction,
  checkCommonFields,
  checkOptions,
  demandJump,
  demandKey,
  demandList,
  demandRecord,
  demandStrings,
  demandText,
  demandUrl,
} from './card-fields.ts';
import { byteLength, filledText, isRecord, type JsonRecord, recordAt } from './json-shape.ts';
import { demand } from './refusal.ts';

const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction'];
const NOTICES = ['text_notice', 'news_notice'];

/** Card types that call back, so that they need a task_id, a callback URL and get a response_code. */
export function isInteractive(card: JsonRecord): boolean {
  return INTERACTIVE.includes(String(card.card_type)) || card.action_menu !== undefined;
}

/** ≤ 128 bytes of `0-9A-Za-z_-@` (path/90236); 42014. */
function checkTaskId(card: JsonRecord, required: boolean): void {
  if (card.task_id === undefined && !required) return;
  const taskId = filledText(card.task_id);
  const legal = taskId !== undefined && /^[0-9A-Za-z_\-@]+$/.test(taskId) && byteLength(taskId) <= 128;
  demand(legal, 42014, 'invalid task_id');
}

/** The picture above, and the text beside a smaller one. No code is named for a wrong aspect ratio: 42044 is inferred. */
function checkImage(card: JsonRecord): void {
  const image = demandRecord(card, 'card_image');
  if (image !== undefined) {
    demandUrl(image.url, 'card_image.url', 42044);
    const ratio = image.aspect_ratio;
    const fits = ratio === undefined || (typeof ratio === 'number' && ratio >= 1.3 && ratio <= 2.25);
    demand(fits, 42044, 'card_image.aspect_ratio must be 1.3 to 2.25');
  }
  const area = demandRecord(card, 'image_text_area');
  if (area === undefined) return;
  demandUrl(area.image_url, 'image_text_area.image_url', 42044);
  demandStrings(area, ['title', 'desc']);
  demandJump(area, 'image_text_area');
}

function checkNotice(card: JsonRecord): void {
  const title = filledText(recordAt(card, 'main_title')?.title);
  checkImage(card);
  if (card.card_type === 'text_notice') {
    demand(
      title !== undefined || filledText(card.sub_title_text) !== undefined,
      42033,
      'missing main_title.title',
    );
  } else {
    demand(title !== undefined, 42033, 'missing main_title.title');
    const hasImage = isRecord(card.card_image) || isRecord(card.image_text_area);
    demand(hasImage, 42044, 'news_notice needs card_image or image_text_area');
  }
  checkCardAction(card, true);
}

function checkSelection(selection: JsonRecord, field: string): void {
  demandKey(selection.question_key, 42043, `${field}.question_key`);
  checkOptions(selection, field, 10);
}

function checkButtons(card: JsonRecord, replaced: boolean): void {
  const selection = demandRecord(card, 'button_selection');
  if (selection !== undefined) checkSelection(selection, 'button_selection');
  if (replaced && card.button_list === undefined) return;
  const given = Array.isArray(card.button_list) ? card.button_list.length : 0;
  demand(given > 0, 42019, 'missing button_list');
  for (const button of demandList(card, 'button_list', { min: 1, max: 6, errcode: 42018 })) {
    demandText(button.text, 42038, 'button_list.text');
    const type = button.type ?? 0;
    demand(type === 0 || type === 1, 42018, 'button_list.type must be 0 or 1');
    const style = button.style ?? 1;
    demand([1, 2, 3, 4].includes(Number(style)), 40058, 'button_list.style must be 1 to 4');
    if (type === 0) demandKey(button.key, 42039, 'button_list.key');
    else demandUrl(button.url, 'button_list.url');
  }
}

function checkSubmit(card: JsonRecord, replaced: boolean): void {
  const submit = demandRecord(card, 'submit_button');
  if (replaced && submit === undefined) return;
  demandText(submit?.text, 42049, 'submit_button.text');
  demandKey(submit?.key, 42046, 'submit_button.key');
}

function checkVote(card: JsonRecord, replaced: boolean): void {
  const box = demandRecord(card, 'checkbox');
  demandKey(box?.question_key, 42043, 'checkbox.question_key');
  const mode = box?.mode ?? 0;
  demand(mode === 0 || mode === 1, 40058, 'checkbox.mode must be 0 or 1');
  checkOptions(box ?? {}, 'checkbox', 20);
  checkSubmit(card, replaced);
}

function checkMultiple(card: JsonRecord, replaced: boolean): void {
  const keys = new Set<unknown>();
  for (const selection of demandList(card, 'select_list', { min: 1, max: 3, errcode: 42047 })) {
    checkSelection(selection, 'select_list');
    demand(!keys.has(selection.question_key), 42043, 'duplicate select_list.question_key');
    keys.add(selection.question_key);
  }
  checkSubmit(card, replaced);
}

/**
 * Throws the platform's refusal unless the card may be shown.
 * In an update `task_id` may be absent and `replace_text` may stand for the buttons (path/94888).
 */
export function checkCard(
  card: unknown,
  options: CardContext & { readonly purpose: 'send' | 'update' },
): JsonRecord {
  demand(isRecord(card), 40058, 'template_card must be an object');
  const type = String(card.card_type);
  // A group webhook shows notices only (path/99110).
  const known = options.channel === 'webhook' ? NOTICES : [...NOTICES, ...INTERACTIVE];
  demand(known.includes(type), 42031, 'invalid card_type');
  const update = options.purpose === 'update';
  const replaced = update && filledText(card.replace_text) !== undefined;
  if (options.channel === 'webhook')
    demand(card.action_menu === undefined, 40058, 'action_menu not allowed here');
  checkTaskId(card, !update && isInteractive(card));
  checkCommonFields(card, options);
  if (NOTICES.includes(type)) checkNotice(card);
  else {
    demandText(recordAt(card, 'main_title')?.title, 42033, 'main_title.title');
    checkCardAction(card, false);
    if (type === 'button_interaction') checkButtons(card, replaced);
    else if (type === 'vote_interaction') checkVote(card, replaced);
    else checkMultiple(card, replaced);
  }
  return card;
}
