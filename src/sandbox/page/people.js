// Whom one acts as, and the conversations of that person.
import { arrange, byId, el } from './dom.js';
import { face, parts, summary } from './format.js';

/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Conversation} Conversation */

/** Conversations a person has, groups first. */
export function conversationsOf(/** @type {State} */ state, /** @type {string} */ me) {
  return state.conversations.filter((one) => (one.person ? one.person === me : one.members.includes(me)));
}

/** @param {import('./types.js').Person} person */
function hintOf(person) {
  const roles = Array.isArray(person.roles) ? person.roles.join('、') : person.role;
  return [person.title, person.unit, roles]
    .filter((words) => typeof words === 'string' && words !== '')
    .join(' · ');
}

function badge(/** @type {number} */ count) {
  if (count === 0) return undefined;
  const words = count > 99 ? '99+' : String(count);
  return el('span', { class: 'badge' }, words, el('span', { class: 'sr-only', text: ' 条未读' }));
}

/** Rows that are redrawn only when they change, so that the keyboard keeps its place. */
function createRows(/** @type {Element} */ list) {
  /** @type {Map<string, { mark: string, node: HTMLElement }>} */
  const rows = new Map();
  return (/** @type {{ id: string, mark: string, draw: () => HTMLElement }[]} */ wanted) => {
    const nodes = wanted.map(({ id, mark, draw }) => {
      const known = rows.get(id);
      if (known?.mark === mark) return known.node;
      const focused = known?.node.contains(document.activeElement) ?? false;
      const node = el('li', {}, draw());
      rows.set(id, { mark, node });
      if (focused) queueMicrotask(() => node.querySelector('button')?.focus({ preventScroll: true }));
      return node;
    });
    arrange(list, nodes);
  };
}

const KINDS = { app: '应用', bot: '机器人' };

/**
 * @param {object} options
 * @param {ReturnType<typeof import('./unread.js').createUnread>} options.unread
 * @param {(id: string) => void} options.become
 * @param {(id: string) => void} options.open
 */
export function createLists({ unread, become, open }) {
  const peopleRows = createRows(byId('people'));
  const talkRows = createRows(byId('talks'));

  function drawPerson(
    /** @type {import('./types.js').Person} */ person,
    /** @type {boolean} */ current,
    /** @type {number} */ count,
  ) {
    const hint = hintOf(person);
    const words = el(
      'span',
      { class: 'row-words' },
      el('span', { class: 'row-top' }, el('span', { class: 'row-name', text: person.name }), badge(count)),
      hint ? el('span', { class: 'row-hint', text: hint, title: hint }) : undefined,
    );
    const props = { type: 'button', class: 'row person', 'aria-current': current && 'true' };
    return el('button', { ...props, onclick: () => become(person.id) }, face(person.name), words);
  }

  function drawTalk(
    /** @type {Conversation} */ talk,
    /** @type {string} */ me,
    /** @type {boolean} */ current,
    /** @type {number} */ count,
    /** @type {(id: string) => string | undefined} */ nameOf,
  ) {
    const last = talk.messages.at(-1);
    const kind = KINDS[/** @type {'app'} */ (talk.kind)];
    const who =
      last !== undefined && talk.kind === 'group' && last.from.id !== me ? `${last.from.name}：` : '';
    const called = unread.mentioned(talk, me)
      ? el('span', { class: 'called', text: '[有人@我] ' })
      : undefined;
    const preview = last === undefined ? '暂无消息' : `${who}${summary(last.body, nameOf)}`;
    const name = kind === undefined ? talk.title : `${talk.title}·${kind}`;
    return el(
      'button',
      {
        type: 'button',
        class: 'row talk',
        'data-talk': talk.id,
        'aria-current': current && 'true',
        onclick: () => open(talk.id),
      },
      face(talk.title, talk.kind),
      el(
        'span',
        { class: 'row-words' },
        el(
          'span',
          { class: 'row-top' },
          el('span', { class: 'row-name', text: name }),
          last ? el('time', { text: parts(last.at).time }) : undefined,
        ),
        el(
          'span',
          { class: 'row-top' },
          el('span', { class: 'row-hint' }, called, preview.slice(0, 80)),
          badge(count),
        ),
      ),
    );
  }

  return {
    show(/** @type {State} */ state, /** @type {string} */ me, /** @type {string | undefined} */ talkId) {
      const person = state.people.find(({ id }) => id === me);
      const nameOf = (/** @type {string} */ id) => state.people.find((one) => one.id === id)?.name;
      byId('me-name').textContent = person?.name ?? '—';
      byId('me-hint').textContent = person === undefined ? '' : hintOf(person);
      peopleRows(
        state.people.map((one) => {
          const count = conversationsOf(state, one.id).reduce(
            (sum, talk) => sum + unread.count(talk, one.id),
            0,
          );
          const current = one.id === me;
          const mark = JSON.stringify([one, current, count]);
          return { id: one.id, mark, draw: () => drawPerson(one, current, count) };
        }),
      );
      talkRows(
        conversationsOf(state, me).map((talk) => {
          const count = unread.count(talk, me);
          const current = talk.id === talkId;
          const last = talk.messages.at(-1);
          const mark = JSON.stringify([me, talk.title, current, count, last?.id, last?.body]);
          return { id: talk.id, mark, draw: () => drawTalk(talk, me, current, count, nameOf) };
        }),
      );
    },
  };
}
