// Groups that the app makes itself.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buttonCard, createWorld, GROUP, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const create = (body: Record<string, unknown> = {}) =>
  world.api('/cgi-bin/appchat/create', {
    name: '专班',
    chatid: 'zhuanban1',
    userlist: ['ZhangSan', 'lisi'],
    ...body,
  });
const send = (body: Record<string, unknown>) =>
  world.api('/cgi-bin/appchat/send', { chatid: 'zhuanban1', ...body });
const shown = () => world.tenant.conversation('group', 'zhuanban1').messages;
const text = (content: string, more: object = {}) => ({ msgtype: 'text', text: { content, ...more } });

it('are made of two members or more, with an owner among them and a chatid of letters and digits', async () => {
  expect(await create({ userlist: ['lisi'] })).toMatchObject({ errcode: 86001 });
  expect(await create({ userlist: ['lisi', 'nobody'] })).toMatchObject({ errcode: 86003 });
  expect(await create({ owner: 'wangzong' })).toMatchObject({ errcode: 86003 });
  expect(await create({ chatid: '专班' })).toMatchObject({ errcode: 40050 });
  expect(await create({ name: '长'.repeat(51) })).toMatchObject({ errcode: 40058 });
  expect(await create()).toMatchObject({ errcode: 0, chatid: 'zhuanban1' });
  expect(await create()).toMatchObject({ errcode: 40050 });
  const url = `${world.base}/cgi-bin/appchat/get?access_token=${await world.token()}&chatid=zhuanban1`;
  expect(await (await fetch(url)).json()).toMatchObject({
    chat_info: { name: '专班', owner: 'zhangsan', userlist: ['zhangsan', 'lisi'] },
  });
});

it('take text and markdown with real mentions of their members, and no cards', async () => {
  await create();
  expect(await send(text('请看', { mentioned_list: ['lisi', 'wangzong'] }))).toMatchObject({ errcode: 0 });
  await send({ msgtype: 'markdown', markdown: { content: '<@zhangsan> 到期' } });
  expect(shown()).toMatchObject([{ body: { mentions: ['lisi'] } }, { body: { mentions: ['zhangsan'] } }]);
  const card = { msgtype: 'template_card', template_card: buttonCard('T1') };
  expect(await send(card)).toMatchObject({ errcode: 40008 });
  expect(await send(text('字'.repeat(683)))).toMatchObject({ errcode: 45002 });
});

it('are the only groups the app can write to', async () => {
  expect(await send({ ...text('x'), chatid: GROUP.chatId })).toMatchObject({ errcode: 86008 });
  expect(await send({ ...text('x'), chatid: '' })).toMatchObject({ errcode: 40050 });
});

it('change their members, and keep what was said', async () => {
  await create();
  await send(text('一'));
  const change = (body: object) => world.api('/cgi-bin/appchat/update', { chatid: 'zhuanban1', ...body });
  expect(await change({ del_user_list: ['lisi'] })).toMatchObject({ errcode: 86001 });
  expect(await change({ add_user_list: ['wangzong'], del_user_list: ['lisi'] })).toMatchObject({
    errcode: 0,
  });
  await send(text('二'));
  expect(shown().map((message) => message.at)).toEqual([START, START]);
  expect(world.tenant.conversation('group', 'zhuanban1').members).toEqual(['zhangsan', 'wangzong']);
});
