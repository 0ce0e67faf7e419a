// The chosen conversation: one bubble per message, redrawn only where something changed.
import { drawCard } from './cards.js';
import { arrange, byId, el, outside } from './dom.js';
import { face, parts, summary } from './format.js';
import { markdown, plainText } from './rich-text.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').Conversation} Conversation */

/**
 * @typedef {object} ChatHands
 * @property {(message: Message, key: string, selections: Record<string, string[]>) => void} tap
 * @property {(message: Message) => void} quote
 * @property {(id: string) => import('./types.js').Person | undefined} person
 */

const NEAR_BOTTOM = 60;
/** Messages drawn at once; older ones are fetched into view by a button, so that a long day stays quick. */
const PORTION = 200;

function size(/** @type {number} */ bytes) {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1048576).toFixed(1)} MB`;
}

function picture(/** @type {unknown} */ address) {
  const local = typeof address === 'string' && /^data:image\/(png|jpeg|gif|webp);/.test(address);
  if (!local) return el('span', { class: 'muted', text: '[图片无法显示]' });
  const image = el('img', { class: 'picture', src: address, alt: '图片' });
  image.addEventListener('error', () =>
    image.replaceWith(el('span', { class: 'muted', text: '[图片无法显示]' })),
  );
  return image;
}

export function createChat(/** @type {ChatHands} */ hands) {
  const log = byId('log');
  const jump = byId('to-bottom');
  /** @type {Map<string, { mark: string, node: HTMLElement }>} */
  const drawn = new Map();
  /** @type {Map<string, Record<string, string[]>>} what was chosen on cards, by person and message */
  const choices = new Map();
  /** @type {Map<string, string>} taps under way: message → key */
  const busy = new Map();
  /** @type {Map<string, string>} what went wrong with a message */
  const notes = new Map();
  let shown = '';
  let wasSeen = false;
  let from = 0;
  /** @type {{ conversation: Conversation, me: string, botName: string } | undefined} */
  let current;

  const atBottom = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_BOTTOM;
  const toBottom = () => {
    log.scrollTop = log.scrollHeight;
  };
  /** To the end, but never past the beginning of what is new: a long message is read from its first line. */
  function reveal(/** @type {Message | undefined} */ first) {
    toBottom();
    const node = first === undefined ? undefined : drawn.get(first.id)?.node;
    if (node === undefined) return;
    const above = log.getBoundingClientRect().top - node.getBoundingClientRect().top;
    if (above > 0) log.scrollTop -= above + 8;
  }
  // Arrow keys scroll it in every browser.
  log.tabIndex = 0;
  log.addEventListener('scroll', () => {
    if (atBottom()) jump.hidden = true;
  });
  jump.addEventListener('click', toBottom);

  function content(/** @type {Message} */ message) {
    const { body } = message;
    const me = current?.me ?? '';
    const called = message.from.kind === 'person' && current?.conversation.kind === 'group';
    const context = {
      person: (/** @type {string} */ id) => hands.person(id)?.name,
      me,
      mentions: Array.isArray(body.mentions) ? body.mentions : [],
      ...(called ? { botName: current?.botName } : {}),
    };
    switch (body.kind) {
      case 'text':
        return plainText(String(body.text), context);
      case 'markdown':
        return markdown(String(body.text), context);
      case 'mixed':
        return el('div', {}, plainText(String(body.text), context), ...(body.images ?? []).map(picture));
      case 'image':
        return picture(body.dataUrl);
      case 'voice':
        return el('div', { class: 'words', text: `🎤 ${body.text}` });
      case 'file':
        return el('div', { class: 'words', text: `📄 ${body.name}（${size(Number(body.size) || 0)}）` });
      case 'location':
        return el('div', { class: 'words', text: `📍 ${body.label}` });
      case 'link':
        return el(
          'div',
          { class: 'link-card' },
          outside(body.url, String(body.title), 'link-title'),
          body.description ? el('p', { text: body.description }) : undefined,
          el('p', { class: 'link-url', text: body.url }),
        );
      case 'card':
        return drawCard(body, cardHands(message));
      default:
        return el('div', { class: 'words muted', text: JSON.stringify(body) });
    }
  }

  function cardHands(/** @type {Message} */ message) {
    const chosen = choices.get(message.id) ?? {};
    choices.set(message.id, chosen);
    return {
      messageId: message.id,
      busy: busy.get(message.id),
      choices: chosen,
      person: (/** @type {string} */ id) => hands.person(id)?.name,
      tap: (/** @type {string} */ key) => hands.tap(message, key, chosen),
    };
  }

  function quoteBlock(/** @type {import('./types.js').Quote | undefined} */ quote) {
    if (quote === undefined) return undefined;
    const from = quote.from ? `${quote.from}：` : '';
    return el('blockquote', { class: 'quote', text: `${from}${quote.text}` });
  }

  function draw(/** @type {Message} */ message) {
    const { from, body } = message;
    const mine = from.kind === 'person' && from.id === current?.me;
    const time = parts(message.at);
    if (body.kind === 'recalled') {
      return el('article', { class: 'message recalled', text: `${from.name} 撤回了一条消息` });
    }
    const title = from.kind === 'person' ? hands.person(from.id ?? '')?.title : undefined;
    const tag = { app: '应用', bot: '机器人', webhook: '消息推送' }[from.kind];
    const quotable = current?.conversation.kind !== 'app';
    const quote = quotable
      ? el('button', {
          type: 'button',
          class: 'quote-button',
          'aria-label': `引用${from.name}的消息`,
          text: '引用',
          onclick: () => hands.quote(message),
        })
      : undefined;
    const meta = el(
      'p',
      { class: 'meta' },
      el('span', { class: 'sender', text: from.name }),
      title ? el('span', { class: 'sender-title', text: title }) : undefined,
      tag && tag !== from.name ? el('span', { class: 'sender-tag', text: tag }) : undefined,
      el('time', { datetime: `${time.date}T${time.time}+08:00`, text: time.time }),
      message.editedAt && body.kind !== 'card' ? el('span', { text: '已编辑' }) : undefined,
      quote,
    );
    const framed = body.kind === 'card' || body.kind === 'image';
    const bubble = el(
      'div',
      { class: framed ? 'bubble bubble-bare' : 'bubble' },
      quoteBlock(message.quote),
      content(message),
    );
    const note = notes.get(message.id);
    return el(
      'article',
      { class: mine ? 'message mine' : 'message', 'data-message': message.id, tabindex: '-1' },
      face(from.name, from.kind),
      el(
        'div',
        { class: 'message-main' },
        meta,
        bubble,
        note ? el('p', { class: 'note', text: `⚠ ${note}` }) : undefined,
      ),
    );
  }

  function nodeOf(/** @type {Message} */ message) {
    const mark = JSON.stringify([message, busy.get(message.id), notes.get(message.id)]);
    const known = drawn.get(message.id);
    if (known?.mark === mark) return known.node;
    const node = draw(message);
    if (known !== undefined) keepFocus(known.node, node);
    drawn.set(message.id, { mark, node });
    return node;
  }

  /** A redrawn card keeps the keyboard where it was: on the same button, or on the message itself. */
  function keepFocus(/** @type {HTMLElement} */ before, /** @type {HTMLElement} */ after) {
    const active = document.activeElement;
    if (active === null || !before.contains(active)) return;
    const key = active.getAttribute('data-key');
    queueMicrotask(() => {
      const buttons = /** @type {HTMLButtonElement[]} */ ([...after.querySelectorAll('button[data-key]')]);
      const same = buttons.find((button) => button.dataset.key === key && !button.disabled);
      (same ?? after).focus({ preventScroll: true });
    });
  }

  function dayLine(/** @type {number} */ at) {
    const { date, dateWords, weekday } = parts(at);
    const key = `day ${date}`;
    const known = drawn.get(key);
    if (known !== undefined) return known.node;
    const node = el('p', { class: 'day', text: `${dateWords} ${weekday}` });
    drawn.set(key, { mark: '', node });
    return node;
  }

  function redraw() {
    if (current === undefined) return;
    const { conversation } = current;
    /** @type {HTMLElement[]} */
    const nodes = [];
    let day = '';
    const total = conversation.messages.length;
    // Fewer than were shown: the stage was started anew.
    if (from >= total) from = Math.max(0, total - PORTION);
    if (from > 0) nodes.push(earlier);
    for (const message of conversation.messages.slice(from)) {
      const { date } = parts(message.at);
      if (date !== day) {
        const line = dayLine(message.at);
        // The clock may have been turned back: the same day may open twice, its line only once.
        if (!nodes.includes(line)) nodes.push(line);
        day = date;
      }
      nodes.push(nodeOf(message));
    }
    if (nodes.length === 0) nodes.push(emptyLine(conversation));
    arrange(log, nodes);
  }

  const earlier = el('button', { type: 'button', class: 'plain earlier', text: '更早的消息' });
  earlier.addEventListener('click', () => {
    const below = log.scrollHeight - log.scrollTop;
    from = Math.max(0, from - PORTION);
    redraw();
    log.scrollTop = log.scrollHeight - below;
    // The button moves up or goes away; the keyboard stays in the messages.
    log.focus({ preventScroll: true });
  });

  function emptyLine(/** @type {Conversation} */ conversation) {
    const words = {
      group: '还没有消息。@机器人 说一句话，它才会听到。',
      app: '还没有消息。应用的卡片和通知会出现在这里。',
      bot: '还没有消息。直接说话，机器人就会听到。',
    };
    const text = words[/** @type {'group'} */ (conversation.kind)] ?? '还没有消息。';
    return el('p', { class: 'empty', text });
  }

  return {
    /** Shows a conversation as `me` sees it; keeps the place of reading unless at the bottom. */
    show(/** @type {Conversation} */ conversation, /** @type {string} */ me, /** @type {string} */ botName) {
      const view = `${me} ${conversation.id}`;
      const fresh = view !== shown;
      // A column that was not shown has no place of reading.
      const follow = fresh || !wasSeen || atBottom();
      const opened = fresh || !wasSeen;
      wasSeen = log.clientHeight > 0;
      const before = current?.conversation.messages.length ?? 0;
      current = { conversation, me, botName };
      if (fresh) {
        shown = view;
        from = Math.max(0, conversation.messages.length - PORTION);
        drawn.clear();
        // Opening a conversation is not news: only what arrives later is read out.
        log.setAttribute('aria-live', 'off');
        log.replaceChildren();
        setTimeout(() => log.setAttribute('aria-live', 'polite'), 300);
      }
      redraw();
      if (follow) {
        reveal(conversation.messages[opened ? conversation.messages.length - 1 : before]);
        jump.hidden = true;
      } else if (conversation.messages.length > before) jump.hidden = false;
    },
    busy(/** @type {string} */ messageId, /** @type {string | undefined} */ key) {
      if (key === undefined) busy.delete(messageId);
      else busy.set(messageId, key);
      redraw();
    },
    note(/** @type {string} */ messageId, /** @type {string | undefined} */ words) {
      if (words === undefined) notes.delete(messageId);
      else notes.set(messageId, words);
      const follow = atBottom();
      redraw();
      if (follow) toBottom();
    },
    isBusy: (/** @type {string} */ messageId) => busy.has(messageId),
    toBottom,
    /** The words a quote of this message shows above the text box. */
    quoteWords: (/** @type {Message} */ message) =>
      `${message.from.name}：${summary(message.body, (id) => hands.person(id)?.name)}`,
  };
}
