// Field checks shared by every card type. https://developer.work.weixin.qq.com/document/path/101032 and /90236
import { byteLength, filledText, isRecord, type JsonRecord, recordAt, recordsAt } from './json-shape.ts';
import { demand } from './refusal.ts';

export interface CardContext {
  readonly channel: 'app' | 'bot' | 'webhook';
  readonly isPerson: (userid: string) => boolean;
}

/** Keys ≤ 1024 bytes (path/90236). */
export function demandKey(value: unknown, errcode: number, field: string): void {
  const key = filledText(value);
  demand(key !== undefined && byteLength(key) <= 1024, errcode, `invalid ${field}`);
}

/** The value must be a text that is not empty. */
export function demandText(value: unknown, errcode: number, field: string): void {
  demand(filledText(value) !== undefined, errcode, `missing ${field}`);
}

/** A web address; 42028, or the code of its own that the field has. */
export function demandUrl(value: unknown, field: string, errcode = 42028): void {
  const url = filledText(value);
  demand(url !== undefined && /^https?:\/\/[^\s/]/.test(url), errcode, `invalid ${field}`);
}

/** Every text field must be a string where it is present at all. */
export function demandStrings(record: JsonRecord | undefined, fields: readonly string[]): void {
  for (const field of fields) {
    const value = record?.[field];
    demand(value === undefined || typeof value === 'string', 40058, `${field} must be a string`);
  }
}

/** The field as an object, undefined when absent; refuses anything else (40058). */
export function demandRecord(card: JsonRecord, field: string): JsonRecord | undefined {
  const value = card[field];
  demand(value === undefined || isRecord(value), 40058, `${field} must be an object`);
  return recordAt(card, field);
}

/** A list of min..max objects; `errcode` is the list-length code of path/90313. */
export function demandList(
  holder: JsonRecord,
  field: string,
  bounds: { min: number; max: number; errcode: number },
): JsonRecord[] {
  if (holder[field] === undefined && bounds.min === 0) return [];
  const list = recordsAt(holder, field);
  const fits = list !== undefined && list.length >= bounds.min && list.length <= bounds.max;
  demand(fits, bounds.errcode, `${field} must hold ${bounds.min} to ${bounds.max} items`);
  return list;
}

/** Of a part that may be tapped: 0 or no type is no jump, 1 a url, 2 a mini-program. */
export function demandJump(part: JsonRecord, field: string): void {
  demand([0, 1, 2].includes(Number(part.type ?? 0)), 40058, `${field}.type not allowed`);
  demandTarget(part, field);
}

/** A jump: type 1 needs a url, type 2 an appid. */
function demandTarget(target: JsonRecord, field: string): void {
  if (target.type === 1) demandUrl(target.url, `${field}.url`);
  if (target.type === 2) demandText(target.appid, 42030, `${field}.appid`);
}

/** The jump of a whole card: a known type with its target; may be absent unless `required`. */
export function checkCardAction(card: JsonRecord, required: boolean): void {
  const action = card.card_action;
  if (action === undefined && !required) return;
  const types = required ? [1, 2] : [0, 1, 2];
  demand(isRecord(action) && types.includes(Number(action.type)), 42045, 'missing or invalid card_action');
  demandTarget(action, 'card_action');
}

function checkHorizontal(card: JsonRecord, context: CardContext): void {
  for (const item of demandList(card, 'horizontal_content_list', { min: 0, max: 6, errcode: 42035 })) {
    demandText(item.keyname, 42027, 'horizontal_content_list.keyname');
    demandStrings(item, ['value']);
    const type = item.type ?? 0;
    const allowed = context.channel === 'bot' ? [0, 1, 3] : [0, 1, 2, 3];
    demand(allowed.includes(Number(type)), 40058, 'horizontal_content_list.type not allowed');
    if (type === 1) demandUrl(item.url, 'horizontal_content_list.url');
    if (type === 2) demandText(item.media_id, 42029, 'horizontal_content_list.media_id');
    if (type === 3) {
      const userid = filledText(item.userid);
      demand(
        userid !== undefined && context.isPerson(userid),
        42050,
        'invalid horizontal_content_list.userid',
      );
    }
  }
}

/** 0 none, 1 url, 2 mini-program; the bot also 3, a question to itself (path/101032). */
function checkJumps(card: JsonRecord, context: CardContext): void {
  for (const jump of demandList(card, 'jump_list', { min: 0, max: 3, errcode: 42042 })) {
    demandText(jump.title, 42033, 'jump_list.title');
    const types = context.channel === 'bot' ? [0, 1, 2, 3] : [0, 1, 2];
    demand(types.includes(Number(jump.type ?? 0)), 40058, 'jump_list.type not allowed');
    demandTarget(jump, 'jump_list');
    const question = filledText(jump.question);
    if (jump.type === 3)
      demand(question !== undefined && byteLength(question) <= 200, 40058, 'jump_list.question');
  }
}

/** 1–3 entries with keys that differ (path/90236). */
function checkActionMenu(card: JsonRecord): void {
  const menu = demandRecord(card, 'action_menu');
  if (menu === undefined) return;
  demandStrings(menu, ['desc']);
  const actions = demandList(menu, 'action_list', { min: 1, max: 3, errcode: 40058 });
  const keys = new Set<unknown>();
  for (const action of actions) {
    demandText(action.text, 42020, 'action_menu.action_list.text');
    demandKey(action.key, 42019, 'action_menu.action_list.key');
    demand(!keys.has(action.key), 42051, 'duplicate action_menu key');
    keys.add(action.key);
  }
}

/** The parts any card may carry. */
export function checkCommonFields(card: JsonRecord, context: CardContext): void {
  const source = demandRecord(card, 'source');
  demandStrings(source, ['desc', 'icon_url']);
  demand([0, 1, 2, 3].includes(Number(source?.desc_color ?? 0)), 40058, 'source.desc_color not allowed');
  demandStrings(demandRecord(card, 'main_title'), ['title', 'desc']);
  demandStrings(demandRecord(card, 'emphasis_content'), ['title', 'desc']);
  demandStrings(card, ['sub_title_text']);
  const quote = demandRecord(card, 'quote_area');
  demandStrings(quote, ['title', 'quote_text']);
  if (quote !== undefined) demandJump(quote, 'quote_area');
  checkHorizontal(card, context);
  for (const item of demandList(card, 'vertical_content_list', { min: 0, max: 4, errcode: 42036 })) {
    demandText(item.title, 42033, 'vertical_content_list.title');
    demandStrings(item, ['desc']);
  }
  checkJumps(card, context);
  checkActionMenu(card);
}

/** Options with distinct ids ≤ 128 bytes. */
export function checkOptions(holder: JsonRecord, field: string, max: number): void {
  const ids = new Set<unknown>();
  for (const option of demandList(holder, 'option_list', { min: 1, max, errcode: 42037 })) {
    const id = filledText(option.id);
    demand(
      id !== undefined && byteLength(id) <= 128 && !ids.has(id),
      42040,
      `invalid ${field}.option_list.id`,
    );
    demandText(option.text, 42041, `${field}.option_list.text`);
    ids.add(id);
  }
}
