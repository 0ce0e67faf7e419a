// 演练步骤: five steps; each one brings the stage to where its act happens and sends nothing by itself.
import { byId, el } from './dom.js';
import { conversationsOf } from './people.js';

/** @typedef {import('./types.js').State} State */

/**
 * @typedef {object} GuideHands
 * @property {() => State | undefined} state
 * @property {() => string} me
 * @property {(me: string, talkId: string) => void} go
 * @property {(words: string) => void} propose
 * @property {() => string} callWords
 * @property {(selector: string) => void} pointAtClock
 */

const REPORT =
  'https://www.example.com/post/20481 网友反映新华路夜市摊贩占道经营、油烟扰民，评论较多，请关注';

function hasOpenCard(/** @type {import('./types.js').Conversation} */ talk) {
  return talk.messages.some(
    ({ body }) => body.kind === 'card' && body.replaced === undefined && body.card?.button_list,
  );
}

/** Who would act next: somebody of that title with a card to tap, else whoever has one, else the title alone. */
function actor(/** @type {State} */ state, /** @type {RegExp} */ title) {
  const holders = state.people.filter((one) => {
    const app = state.conversations.find((talk) => talk.kind === 'app' && talk.person === one.id);
    return app !== undefined && hasOpenCard(app);
  });
  const titled = (/** @type {import('./types.js').Person} */ one) => title.test(one.title ?? '');
  return holders.find(titled) ?? holders[0] ?? state.people.find(titled) ?? state.people[0];
}

export function createGuide(/** @type {GuideHands} */ hands) {
  function toApp(/** @type {RegExp} */ title) {
    const state = hands.state();
    const person = state && actor(state, title);
    if (person !== undefined) hands.go(person.id, `app:${person.id}`);
  }

  /** To a group of the first of `title`, else of the person one already is. */
  function toGroup(title = /^$/) {
    const state = hands.state();
    if (state === undefined) return false;
    const someone = state.people.find((one) => one.title && title.test(one.title))?.id;
    for (const me of [someone, hands.me(), ...state.people.map(({ id }) => id)]) {
      const group = me && conversationsOf(state, me).find(({ kind }) => kind === 'group');
      if (!me || !group) continue;
      hands.go(me, group.id);
      return true;
    }
    return false;
  }

  const steps = [
    {
      title: '上报一条链接',
      words: '在群里 @机器人，把链接和一句话发出去。点这里替你填好，按 Enter 发送。',
      act: () => toGroup(/联络员|信息员/) && hands.propose(`${hands.callWords()}${REPORT}`),
    },
    {
      title: '领导定级、交办',
      words: '换成领导，在“应用”里打开收到的卡片，选好再点按钮。',
      act: () => toApp(/^(副)?局长|领导/),
    },
    {
      title: '处室核查、反馈',
      words: '换成承办处室的人，在卡片上签收，或在对话里写反馈。',
      act: () => toApp(/科长|联络员|处长/),
    },
    {
      title: '快进，看催办',
      words: '让虚拟时钟走 30 分钟，看谁被提醒、谁被升级。',
      act: () => hands.pointAtClock('[data-minutes="30"]'),
    },
    {
      title: '到 18:00，看每日汇总',
      words: '时钟拨到傍晚，群里会出现当天的汇总。',
      act: () => toGroup() && hands.pointAtClock('#clock-18'),
    },
  ];

  const toggle = byId('guide-toggle');
  const box = byId('guide');
  function open(/** @type {boolean} */ wanted) {
    box.hidden = !wanted;
    toggle.setAttribute('aria-expanded', String(wanted));
  }
  toggle.addEventListener('click', () => open(box.hidden));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || box.hidden) return;
    open(false);
    toggle.focus();
  });
  const items = steps.map(({ title, words, act }) => {
    const press = () => {
      if (window.matchMedia('(max-width: 760px)').matches) open(false);
      act();
    };
    const body = [el('strong', { text: title }), el('span', { text: words })];
    return el('li', {}, el('button', { type: 'button', onclick: press }, ...body));
  });
  byId('guide-steps').replaceChildren(...items);
}
