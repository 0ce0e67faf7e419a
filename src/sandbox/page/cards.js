// A template_card drawn the way the client draws it. Unknown parts are left out, unknown kinds shown as text.
import { el, outside, webAddress } from './dom.js';

/**
 * @typedef {object} CardHands
 * @property {string} messageId
 * @property {string | undefined} busy key of the button whose tap is under way
 * @property {Record<string, string[]>} choices what was chosen here so far, by question
 * @property {(key: string) => void} tap
 * @property {(userid: string) => string | undefined} person
 */

const list = (/** @type {unknown} */ value) =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
const text = (/** @type {unknown} */ value) =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** @param {string} className */
function line(className, /** @type {unknown} */ value) {
  return text(value) === '' ? undefined : el('p', { class: className, text: text(value) });
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Where this page may load the picture from: itself, by whichever name of this machine it was opened. */
function ownPicture(/** @type {string} */ address) {
  if (/^data:image\/(png|jpeg|gif|webp);/.test(address)) return address;
  const url = webAddress(address) === undefined ? undefined : new URL(address);
  if (url === undefined) return undefined;
  const bothHere = [url.hostname, location.hostname].every((host) => LOOPBACK.includes(host));
  const own = url.origin === location.origin || (bothHere && url.port === location.port);
  return own ? `${url.pathname}${url.search}` : undefined;
}

/**
 * Pictures of other servers are offered as links: the page loads nothing from elsewhere.
 * @param {unknown} address
 * @param {{ className: string, ratio?: unknown }} look
 */
function picture(address, { className, ratio }) {
  if (typeof address !== 'string') return undefined;
  const src = ownPicture(address);
  if (src === undefined) return outside(address, '查看图片', 'card-link');
  const image = el('img', { class: className, src, alt: '卡片图片' });
  if (typeof ratio === 'number') image.style.aspectRatio = String(ratio);
  image.addEventListener('error', () =>
    image.replaceWith(el('span', { class: 'card-image-gone', text: '图片无法显示' })),
  );
  return image;
}

/** A small picture with its words to the right of it. */
function imageText(/** @type {any} */ area) {
  if (typeof area !== 'object' || area === null) return undefined;
  const open = area.type === 1 ? outside(area.url, '打开 ›', 'card-area-link') : undefined;
  return el(
    'div',
    { class: 'card-area' },
    picture(area.image_url, { className: 'card-area-image' }),
    el('div', {}, line('card-vertical-title', area.title), line('card-desc', area.desc), open),
  );
}

function source(/** @type {any} */ card) {
  const words = text(card.source?.desc);
  if (words === '') return undefined;
  return el('span', { class: `card-source source-${Number(card.source.desc_color) || 0}`, text: words });
}

function fieldValue(/** @type {any} */ item, /** @type {CardHands} */ hands) {
  const value = text(item.value);
  if (item.type === 1) return outside(item.url, value || '打开');
  if (item.type === 2) return el('span', { text: `[文件] ${value}` });
  if (item.type === 3)
    return el('span', { class: 'mention', text: value || hands.person(item.userid) || item.userid });
  return el('span', { text: value || '—' });
}

function fields(/** @type {any} */ card, /** @type {CardHands} */ hands) {
  const items = list(card.horizontal_content_list);
  if (items.length === 0) return undefined;
  const rows = items.map((item) =>
    el('div', {}, el('dt', { text: text(item.keyname) }), el('dd', {}, fieldValue(item, hands))),
  );
  return el('dl', { class: 'card-fields' }, ...rows);
}

function quoteArea(/** @type {any} */ quote) {
  if (typeof quote !== 'object' || quote === null) return undefined;
  const address = quote.type === 1 ? webAddress(quote.url) : undefined;
  const open = address === undefined ? undefined : outside(address, '查看原文');
  return el(
    'blockquote',
    { class: 'card-quote' },
    line('card-quote-title', quote.title),
    line('', quote.quote_text),
    open,
  );
}

/** @param {any} holder button_selection or one of select_list */
function selector(holder, /** @type {CardHands} */ hands, /** @type {boolean} */ closed) {
  const key = text(holder.question_key);
  const id = `choice-${hands.messageId}-${key}`;
  const chosen = hands.choices[key]?.[0] ?? holder.selected_id;
  const options = list(holder.option_list).map((option) => {
    const selected = text(option.id) === text(chosen);
    return el('option', { value: text(option.id), text: text(option.text), selected });
  });
  const change = (/** @type {Event} */ event) => {
    hands.choices[key] = [/** @type {HTMLSelectElement} */ (event.currentTarget).value];
  };
  const disabled = closed || holder.disable === true || hands.busy !== undefined;
  return el(
    'div',
    { class: 'card-choice' },
    el('label', { for: id, text: text(holder.title) || '请选择' }),
    el('select', { id, disabled, onchange: change }, ...options),
  );
}

function checkbox(/** @type {any} */ box, /** @type {CardHands} */ hands, /** @type {boolean} */ closed) {
  const key = text(box.question_key);
  const options = list(box.option_list);
  const preset = options.filter((option) => option.is_checked === true).map((option) => text(option.id));
  const chosen = hands.choices[key] ?? preset;
  const many = box.mode === 1;
  const set = el('fieldset', { class: 'card-votes', disabled: closed || box.disable === true });
  set.append(el('legend', { class: 'sr-only', text: '选项' }));
  for (const option of options) {
    const value = text(option.id);
    const name = `vote-${hands.messageId}-${key}`;
    const checked = chosen.includes(value);
    const input = el('input', { type: many ? 'checkbox' : 'radio', name, value, checked });
    input.addEventListener('change', () => {
      const ticked = [...set.querySelectorAll('input:checked')];
      hands.choices[key] = ticked.map((one) => /** @type {HTMLInputElement} */ (one).value);
    });
    set.append(el('label', {}, input, text(option.text)));
  }
  return set;
}

/**
 * @param {any} spec
 * @param {CardHands} hands
 * @param {string} className
 */
function button(spec, hands, className) {
  if (spec.type === 1) return outside(spec.url, text(spec.text), `card-button ${className}`);
  const key = text(spec.key);
  const busy = hands.busy === key;
  return el(
    'button',
    {
      type: 'button',
      class: `card-button ${className}`,
      disabled: hands.busy !== undefined,
      'aria-busy': busy,
      'data-key': key,
      onclick: () => hands.tap(key),
    },
    busy ? el('span', { class: 'spinner', 'aria-hidden': 'true' }) : undefined,
    busy ? '处理中…' : text(spec.text),
  );
}

function choices(/** @type {any} */ card, /** @type {CardHands} */ hands, /** @type {boolean} */ closed) {
  const nodes = list(card.select_list).map((holder) => selector(holder, hands, closed));
  if (card.button_selection) nodes.push(selector(card.button_selection, hands, closed));
  if (card.checkbox) nodes.push(checkbox(card.checkbox, hands, closed));
  return nodes;
}

function buttons(/** @type {import('./types.js').Body} */ body, /** @type {CardHands} */ hands) {
  const { card, replaced } = body;
  if (replaced !== undefined) {
    const gone = el('button', { type: 'button', class: 'card-button', disabled: true, text: text(replaced) });
    return el('div', { class: 'card-buttons' }, gone);
  }
  const nodes = list(card.button_list).map((spec) => {
    const style = [1, 2, 3, 4].includes(Number(spec.style)) ? Number(spec.style) : 1;
    return button(spec, hands, `style-${style}`);
  });
  if (card.submit_button) nodes.push(button(card.submit_button, hands, 'style-1'));
  return nodes.length === 0 ? undefined : el('div', { class: 'card-buttons' }, ...nodes);
}

function menu(/** @type {any} */ card, /** @type {CardHands} */ hands) {
  const actions = list(card.action_menu?.action_list);
  if (actions.length === 0) return undefined;
  const items = actions.map((action) => button({ text: action.text, key: action.key }, hands, 'style-2'));
  const title = text(card.action_menu.desc) || '更多操作';
  return el('details', { class: 'card-menu' }, el('summary', { text: title }), el('div', {}, ...items));
}

function jumps(/** @type {any} */ card) {
  const links = list(card.jump_list).map((jump) =>
    jump.type === 1
      ? outside(jump.url, text(jump.title), 'card-link')
      : el('span', { class: 'card-link', text: text(jump.title) }),
  );
  if (card.card_action?.type === 1) links.push(outside(card.card_action.url, '查看详情 ›', 'card-link'));
  return links;
}

/** @param {import('./types.js').Body} body */
export function drawCard(body, /** @type {CardHands} */ hands) {
  const card = typeof body.card === 'object' && body.card !== null ? body.card : {};
  const closed = body.replaced !== undefined;
  const verticals = list(card.vertical_content_list).map((item) =>
    el(
      'div',
      { class: 'card-vertical' },
      line('card-vertical-title', item.title),
      line('card-desc', item.desc),
    ),
  );
  const emphasis = card.emphasis_content;
  const updated =
    body.state === 'updated' ? el('span', { class: 'card-updated', text: '已更新' }) : undefined;
  const top = [source(card), updated].filter((node) => node !== undefined);
  return el(
    'section',
    { class: 'card', 'aria-label': `卡片：${text(card.main_title?.title) || text(card.sub_title_text)}` },
    top.length > 0 ? el('div', { class: 'card-top' }, ...top) : undefined,
    line('card-title', card.main_title?.title),
    line('card-desc', card.main_title?.desc),
    emphasis && line('card-emphasis', emphasis.title),
    emphasis && line('card-desc', emphasis.desc),
    picture(card.card_image?.url, { className: 'card-image', ratio: card.card_image?.aspect_ratio }),
    imageText(card.image_text_area),
    quoteArea(card.quote_area),
    line('card-body', card.sub_title_text),
    ...verticals,
    fields(card, hands),
    ...jumps(card),
    ...choices(card, hands, closed),
    buttons({ ...body, card }, hands),
    menu(card, hands),
  );
}
