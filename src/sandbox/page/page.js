// The drill stage: one person plays everybody against the real product.
import { readState, send, trouble, watch } from './api.js';
import { createChat } from './chat.js';
import { createClock } from './clock.js';
import { createComposer } from './composer.js';
import { byId } from './dom.js';
import { createGuide } from './guide.js';
import { conversationsOf, createLists } from './people.js';
import { toast } from './toast.js';
import { createUnread } from './unread.js';

/** The clock may run by itself, and a proxy may hold events back. */
const LOOK_AGAIN_MS = 15_000;
const STORE = 'sandbox-place';

/** @type {import('./types.js').State | undefined} */
let state;
let me = '';
/** @type {Map<string, string>} the conversation each person has open */
const openTalks = new Map();

const unread = createUnread();
const lists = createLists({ unread, become, open: openTalk });
const chat = createChat({ tap, quote, person: (id) => state?.people.find((one) => one.id === id) });
const composer = createComposer({
  sent: () => chat.toBottom(),
  failed: (messageId, words) => chat.note(messageId, words),
});
const clock = createClock({ changed: refresh });
createGuide({
  state: () => state,
  me: () => me,
  go(person, talkId) {
    openTalks.set(person, talkId);
    me = person;
    view('chat');
    show();
  },
  propose: composer.propose,
  callWords: composer.callWords,
  pointAtClock: clock.point,
});

const botName = () =>
  state?.botName ?? state?.conversations.find(({ kind }) => kind === 'bot')?.title ?? '舆情助手';
const talkId = () => openTalks.get(me);

/** On a phone one column is shown at a time. */
function view(/** @type {'people' | 'talks' | 'chat'} */ name) {
  document.body.dataset.view = name;
}

const chatIsSeen = () => byId('chat').getClientRects().length > 0 && !document.hidden;

function become(/** @type {string} */ id) {
  me = id;
  view('talks');
  show();
}

function openTalk(/** @type {string} */ id) {
  openTalks.set(me, id);
  view('chat');
  show();
  if (window.matchMedia('(hover: hover)').matches) composer.focus();
}

function quote(/** @type {import('./types.js').Message} */ message) {
  composer.quote(message.id, chat.quoteWords(message));
}

async function tap(
  /** @type {import('./types.js').Message} */ message,
  /** @type {string} */ key,
  /** @type {Record<string, string[]>} */ selections,
) {
  if (chat.isBusy(message.id)) return;
  chat.note(message.id, undefined);
  chat.busy(message.id, key);
  try {
    const chosen = Object.keys(selections).length > 0 ? { selections } : {};
    const result = await send('tap', { from: me, messageId: message.id, key, ...chosen });
    const words =
      trouble(result) ??
      (result.outcome === 'not-called' ? '产品没有配置回调地址，不知道这次点击' : undefined);
    if (words !== undefined) {
      toast(words);
      chat.note(message.id, words);
    }
  } catch (error) {
    toast(error);
    chat.note(message.id, error instanceof Error ? error.message : String(error));
  }
  // The updated card first, then its buttons again: no flash of the old state.
  await refresh();
  chat.busy(message.id, undefined);
}

function showChat(/** @type {import('./types.js').Conversation} */ talk) {
  if (state === undefined) return;
  const names = talk.members.map((id) => state?.people.find((one) => one.id === id)?.name ?? id);
  const kind = { app: '应用', bot: '机器人' }[talk.kind];
  byId('chat-title').textContent = kind ? `${talk.title}·${kind}` : `${talk.title}（${names.length}）`;
  byId('chat-members').textContent = kind ? `${names[0] ?? ''} 的单聊` : names.join('、');
  byId('chat-members').title = names.join('、');
  chat.show(talk, me, botName());
  composer.enter(talk, me, botName());
}

function show() {
  if (state === undefined) return;
  if (!state.people.some(({ id }) => id === me)) me = state.people[0]?.id ?? '';
  const talks = conversationsOf(state, me);
  const talk = talks.find(({ id }) => id === talkId()) ?? talks[0];
  byId('stage').hidden = talk === undefined;
  byId('no-stage').hidden = talk !== undefined;
  if (talk !== undefined) {
    openTalks.set(me, talk.id);
    if (chatIsSeen()) unread.markRead(talk, me);
    showChat(talk);
  }
  lists.show(state, me, talk?.id);
  clock.show(state.clock);
  const waiting = talks.reduce((sum, one) => sum + unread.count(one, me), 0);
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}舆情演练台`;
  remember();
}

function remember() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ me, talks: Object.fromEntries(openTalks) }));
  } catch {
    // Private windows may refuse; a reload then starts with the first person.
  }
}

function recall() {
  try {
    const { me: before, talks } = JSON.parse(sessionStorage.getItem(STORE) ?? '{}');
    me = String(before ?? '');
    for (const [person, id] of Object.entries(talks ?? {})) openTalks.set(person, String(id));
  } catch {
    // Whatever was stored is not ours.
  }
}

/** @type {Promise<void> | undefined} */
let reading;
let again = false;
let complained = false;

async function read() {
  do {
    again = false;
    try {
      state = await readState();
      complained = false;
      show();
    } catch (error) {
      // A server that is away is shown by the dot; its sentence is said once.
      if (!complained) toast(error);
      complained = true;
    }
  } while (again);
  reading = undefined;
}

/** Reads the state; changes during a reading lead to one more. */
function refresh() {
  if (reading === undefined) reading = read();
  else again = true;
  return reading;
}

recall();
view('people');
for (const button of document.querySelectorAll('[data-back]')) {
  button.addEventListener('click', () => {
    view(/** @type {'people'} */ (/** @type {HTMLElement} */ (button).dataset.back));
    show();
  });
}
document.addEventListener('visibilitychange', () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), LOOK_AGAIN_MS);
watch({
  changed: refresh,
  status(connected) {
    byId('connection').dataset.state = connected ? 'on' : 'off';
    byId('connection-words').textContent = connected ? '已连接' : '连不上服务器，正在重连…';
  },
});
refresh();
