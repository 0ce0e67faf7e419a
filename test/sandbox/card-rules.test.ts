import { describe, expect, it } from 'vitest';
import { checkCard } from '../../src/sandbox/card-rules.ts';
import { findOverlong } from '../../src/sandbox/display-advice.ts';
import { Refusal } from '../../src/sandbox/refusal.ts';
import { buttonCard } from './stand-in.ts';

const isPerson = (id: string) => id === 'lisi';
type Options = Partial<Parameters<typeof checkCard>[1]>;

function code(card: unknown, options: Options = {}): number {
  try {
    checkCard(card, { channel: 'app', purpose: 'send', isPerson, ...options });
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return error.errcode;
    throw error;
  }
}

const title = { title: '标题' };
const action = { type: 1, url: 'https://e.cn/a' };
const submit = { text: '提交', key: 'submit' };
const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `o${n}`, text: `选项${n}` }));
const rows = (count: number) => Array.from({ length: count }, () => ({ keyname: '等级', value: '一般' }));

const notice = (extra: object = {}) => ({
  card_type: 'text_notice',
  main_title: title,
  card_action: action,
  ...extra,
});
const news = (extra: object = {}) => ({
  card_type: 'news_notice',
  main_title: title,
  card_action: action,
  card_image: { url: 'https://e.cn/i.png', aspect_ratio: 2 },
  ...extra,
});
const area = (extra: object = {}) => ({
  type: 1,
  url: 'https://e.cn/a',
  title: '左图右文',
  desc: '说明',
  image_url: 'https://e.cn/i.png',
  ...extra,
});
const vote = (extra: object = {}, box: object = {}) => ({
  card_type: 'vote_interaction',
  main_title: title,
  task_id: 'V-1',
  checkbox: { question_key: 'q', mode: 0, option_list: options(20), ...box },
  submit_button: submit,
  ...extra,
});
const multiple = (
  extra: object = {},
  list: object[] = [{ question_key: 'q', option_list: options(10) }],
) => ({
  card_type: 'multiple_interaction',
  main_title: title,
  task_id: 'M-1',
  select_list: list,
  submit_button: submit,
  ...extra,
});
const withButtons = (...buttons: object[]) => buttonCard('B-1', { button_list: buttons });
const button = (extra: object = {}) => ({ text: '同意', key: 'ok', ...extra });

describe('cards the platform accepts', () => {
  it.each([
    ['text_notice', notice()],
    [
      'text_notice with only a sub title',
      { card_type: 'text_notice', sub_title_text: '正文', card_action: action },
    ],
    ['news_notice', news()],
    [
      'news_notice at the narrowest and the widest',
      news({ card_image: { url: 'http://e.cn/i', aspect_ratio: 1.3 } }),
    ],
    ['news_notice with a text beside its picture', news({ card_image: undefined, image_text_area: area() })],
    [
      'news_notice with all it may hold',
      news({
        image_text_area: area({ type: 2, appid: 'wx1', pagepath: '/a' }),
        vertical_content_list: Array(4).fill({ title: 'x', desc: 'y' }),
        jump_list: Array(3).fill({ type: 1, title: 'x', url: 'https://e.cn/' }),
      }),
    ],
    ['button_interaction', buttonCard('A_b-c@1')],
    ['six buttons', withButtons(...Array.from({ length: 6 }, (_, n) => button({ key: `k${n}` })))],
    ['vote_interaction', vote()],
    ['multiple_interaction', multiple()],
    ['a task_id of 128 bytes', buttonCard('x'.repeat(128))],
  ])('%s', (_name, card) => {
    expect(code(card)).toBe(0);
  });
});

describe('cards the platform refuses', () => {
  it.each([
    [42031, 'an unknown type', { card_type: 'poster' }],
    [42031, 'no type', {}],
    [42033, 'a notice without title', { card_type: 'text_notice', card_action: action }],
    [42033, 'buttons without title', buttonCard('B', { main_title: {} })],
    [42045, 'a notice without card_action', { card_type: 'text_notice', main_title: title }],
    [42045, 'a notice with a card_action of type 0', notice({ card_action: { type: 0 } })],
    [42028, 'a card_action without url', notice({ card_action: { type: 1 } })],
    [42030, 'a mini-program without appid', notice({ card_action: { type: 2 } })],
    [42044, 'news without image', news({ card_image: undefined })],
    [42044, 'an image too tall', news({ card_image: { url: 'https://e.cn/i.png', aspect_ratio: 1 } })],
    [42044, 'an image too wide', news({ card_image: { url: 'https://e.cn/i.png', aspect_ratio: 2.26 } })],
    [
      42044,
      'an image whose ratio is a text',
      news({ card_image: { url: 'https://e.cn/i', aspect_ratio: '2' } }),
    ],
    [42044, 'an image without url', news({ card_image: { aspect_ratio: 2 } })],
    [42044, 'an image that is no web address', news({ card_image: { url: 'data:image/png;base64,AA==' } })],
    [
      42044,
      'a text beside no picture',
      news({ card_image: undefined, image_text_area: area({ image_url: '' }) }),
    ],
    [42044, 'a text beside a bad picture', news({ image_text_area: area({ image_url: '/i.png' }) })],
    [42028, 'a text area that jumps nowhere', news({ image_text_area: area({ url: undefined }) })],
    [42030, 'a text area without appid', news({ image_text_area: area({ type: 2 }) })],
    [40058, 'a text area of type 3', news({ image_text_area: area({ type: 3 }) })],
    [40058, 'a text area whose title is no text', news({ image_text_area: area({ title: 5 }) })],
    [40058, 'an image that is no object', news({ card_image: 'https://e.cn/i.png' })],
    [42045, 'news without card_action', news({ card_action: undefined })],
    [42045, 'news with a card_action of type 0', news({ card_action: { type: 0 } })],
    [42033, 'news without title', news({ main_title: { desc: 'x' } })],
    [42042, 'news with four jumps', news({ jump_list: Array(4).fill({ title: 'x' }) })],
    [42033, 'a vertical item without title', news({ vertical_content_list: [{ desc: 'x' }] })],
    [
      40058,
      'a vertical item whose text is no text',
      news({ vertical_content_list: [{ title: 'x', desc: 1 }] }),
    ],
    [
      40058,
      'a menu whose heading is no text',
      notice({ task_id: 'T', action_menu: { desc: 1, action_list: [] } }),
    ],
    [42036, 'five vertical items', news({ vertical_content_list: Array(5).fill({ title: 'x' }) })],
    [42014, 'buttons without task_id', buttonCard('B', { task_id: undefined })],
    [42014, 'a colon in the task_id', buttonCard('YQ:1')],
    [42014, 'a dot in the task_id', buttonCard('YQ.1')],
    [42014, 'Chinese in the task_id', buttonCard('舆情1')],
    [42014, 'a task_id of 129 bytes', buttonCard('x'.repeat(129))],
    [42014, 'a menu without task_id', notice({ action_menu: { action_list: [{ text: 'a', key: 'a' }] } })],
    [42019, 'no buttons', withButtons()],
    [42018, 'seven buttons', withButtons(...Array(7).fill(button()))],
    [42018, 'a button of type 2', withButtons(button({ type: 2 }))],
    [42038, 'a button without text', withButtons({ key: 'k' })],
    [42039, 'a button without key', withButtons({ text: '同意' })],
    [42039, 'a key of 1025 bytes', withButtons(button({ key: 'k'.repeat(1025) }))],
    [42028, 'a link button without url', withButtons({ type: 1, text: '详情' })],
    [40058, 'a button of style 5', withButtons(button({ style: 5 }))],
    [42035, 'seven rows', notice({ horizontal_content_list: rows(7) })],
    [42027, 'a row without keyname', notice({ horizontal_content_list: [{ value: 'x' }] })],
    [42028, 'a link row without url', notice({ horizontal_content_list: [{ keyname: 'k', type: 1 }] })],
    [42029, 'a file row without media_id', notice({ horizontal_content_list: [{ keyname: 'k', type: 2 }] })],
    [
      42050,
      'a member row of a stranger',
      notice({ horizontal_content_list: [{ keyname: 'k', type: 3, userid: 'x' }] }),
    ],
    [42042, 'four jumps', notice({ jump_list: Array(4).fill({ title: 'x' }) })],
    [42033, 'a jump without title', notice({ jump_list: [{ type: 0 }] })],
    [40058, 'a jump that asks', notice({ jump_list: [{ type: 3, title: 'x', question: '进度' }] })],
    [40058, 'an unknown quote', notice({ quote_area: { type: 3, title: 'x' } })],
    [40058, 'an unknown colour', notice({ source: { desc: 'x', desc_color: 4 } })],
    [42043, 'a vote without question_key', vote({}, { question_key: '' })],
    [42037, 'a vote with 21 options', vote({}, { option_list: options(21) })],
    [42040, 'two options with one id', vote({}, { option_list: [...options(1), ...options(1)] })],
    [42040, 'an option id of 129 bytes', vote({}, { option_list: [{ id: 'x'.repeat(129), text: 'a' }] })],
    [42041, 'an option without text', vote({}, { option_list: [{ id: 'a' }] })],
    [42049, 'a vote without submit text', vote({ submit_button: { key: 'k' } })],
    [42046, 'a vote without submit key', vote({ submit_button: { text: 't' } })],
    [42047, 'no selector', multiple({}, [])],
    [42047, 'four selectors', multiple({}, Array(4).fill({ question_key: 'q', option_list: options(1) }))],
    [42037, 'a selector with 11 options', multiple({}, [{ question_key: 'q', option_list: options(11) }])],
    [
      42043,
      'two selectors with one key',
      multiple({}, Array(2).fill({ question_key: 'q', option_list: options(1) })),
    ],
    [40058, 'a number as title', notice({ main_title: { title: 5 } })],
  ])('%i: %s', (errcode, _name, card) => {
    expect(code(card)).toBe(errcode);
  });

  it('42051: two menu entries with one key; 42019/42020: without key or text', () => {
    const menu = (...action_list: object[]) => notice({ task_id: 'T', action_menu: { action_list } });
    expect(code(menu({ text: 'a', key: 'a' }, { text: 'b', key: 'a' }))).toBe(42051);
    expect(code(menu({ text: 'a' }))).toBe(42019);
    expect(code(menu({ key: 'a' }))).toBe(42020);
    expect(code(menu(...Array(4).fill({ text: 'a', key: 'a' })))).toBe(40058);
  });
});

describe('by channel and purpose', () => {
  it('a webhook shows notices only', () => {
    expect(code(notice(), { channel: 'webhook' })).toBe(0);
    expect(code(buttonCard('B'), { channel: 'webhook' })).toBe(42031);
  });

  it('a bot card has no attachment rows', () => {
    const card = notice({ horizontal_content_list: [{ keyname: 'k', type: 2, media_id: 'm' }] });
    expect(code(card)).toBe(0);
    expect(code(card, { channel: 'bot' })).toBe(40058);
  });

  it('an update may leave out the task_id, and its replace_text stands for the buttons', () => {
    const card = { card_type: 'button_interaction', main_title: title };
    expect(code(card, { purpose: 'update' })).toBe(42019);
    expect(code({ ...card, replace_text: '已定级' }, { purpose: 'update' })).toBe(0);
    expect(code({ ...vote(), submit_button: undefined, replace_text: '已投' }, { purpose: 'update' })).toBe(
      0,
    );
  });

  it('display advice is shorter for the bot than for the app', () => {
    const card = notice({ main_title: { title: '题'.repeat(30) }, horizontal_content_list: rows(1) });
    expect(findOverlong(card, 'app')).toEqual([]);
    expect(findOverlong(card, 'bot')).toEqual([{ field: 'main_title.title', limit: 26, length: 30 }]);
  });
});
