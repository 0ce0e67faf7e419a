// The emulated address book, sign-in and menu, asked as a product would over the wire.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLineWorld, subscribed } from './line-stand-in.ts';
import { APP, CORP, createWorld, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({
    departments: [
      { id: 2, name: '执法一科', members: ['zhangsan'], leaders: [] },
      { id: 3, name: '一组', parent: 2, members: ['lisi'], leaders: ['lisi'] },
    ],
    tags: [{ id: 7, name: '领导小组', members: ['wangzong'] }],
  });
});
afterEach(() => world.close());

async function get(path: string, query: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const url = new URL(`${world.base}${path}`);
  for (const [name, value] of Object.entries({ access_token: await world.token(), ...query })) {
    url.searchParams.set(name, value);
  }
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

it('tells departments, and whoever is in no other is in the root', async () => {
  const { department } = await get('/cgi-bin/department/list');
  expect(department).toMatchObject([
    { id: 1, name: '本单位', parentid: 0 },
    { id: 2, name: '执法一科', parentid: 1 },
    { id: 3, name: '一组', parentid: 2 },
  ]);
  const root = await get('/cgi-bin/user/list', { department_id: '1' });
  expect(root.userlist).toMatchObject([{ userid: 'wangzong', department: [1] }]);
});

it('tells the members of a department, with those below only when asked, and who leads', async () => {
  const own = await get('/cgi-bin/user/list', { department_id: '2', fetch_child: '0' });
  expect(own.userlist).toMatchObject([{ userid: 'zhangsan', is_leader_in_dept: [0] }]);
  const all = await get('/cgi-bin/user/list', { department_id: '2', fetch_child: '1' });
  expect(all.userlist).toMatchObject([
    { userid: 'zhangsan' },
    { userid: 'lisi', department: [3], is_leader_in_dept: [1] },
  ]);
  expect(await get('/cgi-bin/user/list', { department_id: '9' })).toMatchObject({ errcode: 60003 });
});

it('tells tags and their members', async () => {
  expect((await get('/cgi-bin/tag/list')).taglist).toEqual([{ tagid: 7, tagname: '领导小组' }]);
  expect((await get('/cgi-bin/tag/get', { tagid: '7' })).userlist).toEqual([
    { userid: 'wangzong', name: '王总' },
  ]);
  expect(await get('/cgi-bin/tag/get', { tagid: '8' })).toMatchObject({ errcode: 40068 });
});

it('knows members by any spelling of their id, and no longer those who were deleted', async () => {
  expect(await get('/cgi-bin/user/get', { userid: 'ZhangSan' })).toMatchObject({
    userid: 'zhangsan',
    status: 1,
  });
  world.tenant.setStatus('zhangsan', 5);
  expect(await get('/cgi-bin/user/get', { userid: 'zhangsan' })).toMatchObject({ status: 5 });
  world.tenant.removeMember('zhangsan');
  world.tenant.hide('lisi');
  expect(await get('/cgi-bin/user/get', { userid: 'zhangsan' })).toMatchObject({ errcode: 60111 });
  expect(await get('/cgi-bin/user/get', { userid: 'lisi' })).toMatchObject({ errcode: 60011 });
  world.tenant.moveMember('wangzong', 2, { leads: true });
  const list = await get('/cgi-bin/user/list', { department_id: '2', fetch_child: '1' });
  expect(list.userlist).toMatchObject([{ userid: 'wangzong', is_leader_in_dept: [1] }]);
});

const authorize = (change: Record<string, string> = {}): string => {
  const url = new URL('https://open.weixin.qq.com/connect/oauth2/authorize#wechat_redirect');
  const query = { appid: CORP, redirect_uri: 'https://a.example.cn/back', response_type: 'code' };
  const all = { ...query, scope: 'snsapi_base', state: 's1', agentid: String(APP.agentId), ...change };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.toString();
};

it('hands out a code that answers once and within five minutes', async () => {
  const back = new URL(world.tenant.openAuthorize(authorize(), { member: 'lisi' }));
  expect(back.searchParams.get('state')).toBe('s1');
  const code = back.searchParams.get('code') ?? '';
  expect(await get('/cgi-bin/auth/getuserinfo', { code })).toMatchObject({ errcode: 0, userid: 'lisi' });
  expect(await get('/cgi-bin/auth/getuserinfo', { code })).toMatchObject({ errcode: 40029 });
  const late =
    new URL(world.tenant.openAuthorize(authorize(), { member: 'lisi' })).searchParams.get('code') ?? '';
  world.clock.at = START + 5 * 60_000;
  expect(await get('/cgi-bin/auth/getuserinfo', { code: late })).toMatchObject({ errcode: 40029 });
});

it('tells an outsider by openid only, and refuses an address that the client would refuse', async () => {
  const code = new URL(world.tenant.openAuthorize(authorize(), 'outsider')).searchParams.get('code') ?? '';
  const answer = await get('/cgi-bin/auth/getuserinfo', { code });
  expect(answer).toMatchObject({ errcode: 0 });
  expect(answer.userid).toBeUndefined();
  expect(() => world.tenant.openAuthorize(authorize({ appid: 'wwother' }), 'outsider')).toThrow('appid');
  expect(() => world.tenant.openAuthorize(authorize({ state: 'x'.repeat(129) }), 'outsider')).toThrow('128');
  const bare = authorize().replace('#wechat_redirect', '');
  expect(() => world.tenant.openAuthorize(bare, 'outsider')).toThrow('#wechat_redirect');
});

it('keeps the menu of its own app, within the platform’s lengths', async () => {
  const menu = { button: [{ type: 'click', name: '我的待办', key: '待办' }] };
  const create = async (body: unknown, agentid = String(APP.agentId)) =>
    world.post(`/cgi-bin/menu/create?access_token=${await world.token()}&agentid=${agentid}`, body);
  expect(await create(menu)).toMatchObject({ errcode: 0 });
  expect(world.tenant.menu()).toEqual(menu.button);
  expect(await create(menu, '1')).toMatchObject({ errcode: 301002 });
  expect(await create({ button: [] })).toMatchObject({ errcode: 40016 });
  const long = { button: [{ type: 'click', name: '这个名字太长了', key: '待办' }] };
  expect(await create(long)).toMatchObject({ errcode: 40018 });
  expect(await get('/cgi-bin/agent/get', { agentid: String(APP.agentId) })).toMatchObject({ close: 0 });
});

it('tells the ids of departments, one department, and what is below one', async () => {
  expect((await get('/cgi-bin/department/simplelist', { id: '2' })).department_id).toEqual([
    { id: 2, parentid: 1, order: 0 },
    { id: 3, parentid: 2, order: 0 },
  ]);
  expect((await get('/cgi-bin/department/get', { id: '3' })).department).toMatchObject({
    name: '一组',
    department_leader: ['lisi'],
  });
  expect(await get('/cgi-bin/department/get', { id: '9' })).toMatchObject({ errcode: 60003 });
  expect(await get('/cgi-bin/department/list', { id: '9' })).toMatchObject({ errcode: 60003 });
});

it('does not list all ids: that needs a secret this corp has not', async () => {
  expect(await world.api('/cgi-bin/user/list_id', {})).toMatchObject({ errcode: 48002 });
});

it('tells the departments of a tag, and a message to the tag reaches whoever is in them or below', async () => {
  const tags = [{ id: 7, name: '值守', members: ['wangzong'], departments: [2] }];
  await world.close();
  world = await createWorld({
    departments: [
      { id: 2, name: '执法一科', members: ['zhangsan'], leaders: [] },
      { id: 3, name: '一组', parent: 2, members: ['lisi'], leaders: [] },
    ],
    tags,
  });
  const tag = await get('/cgi-bin/tag/get', { tagid: '7' });
  expect(tag.userlist).toEqual([{ userid: 'wangzong', name: '王总' }]);
  expect(tag.partylist).toEqual([2]);
  await world.send({ totag: '7', msgtype: 'text', text: { content: '通知' } });
  for (const id of ['wangzong', 'zhangsan', 'lisi'])
    expect(world.tenant.conversation('app', id).messages).toHaveLength(1);
});

it('forgets a deleted department with those below; its members are in the root then', async () => {
  world.tenant.removeDepartment(99);
  expect((await get('/cgi-bin/department/list')).department).toHaveLength(3);
  world.tenant.removeDepartment(2);
  expect((await get('/cgi-bin/department/list')).department).toMatchObject([{ id: 1 }]);
  expect(await get('/cgi-bin/user/list', { department_id: '2' })).toMatchObject({ errcode: 60003 });
  const root = await get('/cgi-bin/user/list', { department_id: '1' });
  expect(root.userlist).toMatchObject([{ userid: 'zhangsan' }, { userid: 'lisi' }, { userid: 'wangzong' }]);
});

it('reaches members through departments and tags, each once, and names what it could not reach', async () => {
  const text = { msgtype: 'text', text: { content: '通知' } };
  const reached = () =>
    ['zhangsan', 'lisi', 'wangzong'].map((id) => world.tenant.conversation('app', id).messages.length);
  expect(await world.send({ ...text, touser: 'lisi', toparty: '2', totag: '7' })).toMatchObject({
    errcode: 0,
  });
  expect(reached()).toEqual([1, 1, 1]);
  world.tenant.removeMember('zhangsan');
  world.tenant.setStatus('wangzong', 5);
  const partly = await world.send({ ...text, touser: 'lisi|ZhangSan|wangzong', toparty: '9', totag: '7|8' });
  expect(partly).toMatchObject({
    errcode: 0,
    invaliduser: 'zhangsan|wangzong',
    invalidparty: '9',
    invalidtag: '7|8',
  });
  expect(reached()).toEqual([1, 2, 1]);
  world.tenant.hide('lisi');
  expect(await world.send({ ...text, touser: 'lisi', toparty: '2' })).toMatchObject({ errcode: 81013 });
});

it('translates the encrypted ids of a bot, and returns what is none', async () => {
  await world.close();
  world = await createLineWorld({ plainIds: false });
  const line = await subscribed(world.wsUrl);
  await world.tenant.tellBot({ from: 'lisi', text: '在' });
  const openId = (await line.next()).body?.from as { userid: string };
  expect(openId.userid).toMatch(/^wo/);
  const markdown = { msgtype: 'markdown', markdown: { content: '好' } };
  expect(await line.ask('aibot_send_msg', { chatid: openId.userid, ...markdown })).toMatchObject({
    errcode: 0,
  });
  const translate = (open_userid_list: unknown) =>
    world.api('/cgi-bin/batch/openuserid_to_userid', { open_userid_list });
  expect(await translate([openId.userid, 'lisi', 'woNobody'])).toMatchObject({
    userid_list: [{ open_userid: openId.userid, userid: 'lisi' }],
    invalid_open_userid_list: ['lisi', 'woNobody'],
  });
  expect(await translate([])).toMatchObject({ errcode: 40058 });
  world.tenant.hide('lisi');
  expect(await translate([openId.userid])).toMatchObject({ userid_list: [] });
  line.end();
});

it('shows and deletes the menu, and tells its own addresses', async () => {
  const agentid = String(APP.agentId);
  expect(await get('/cgi-bin/menu/get', { agentid })).toMatchObject({ errcode: 46003 });
  const button = [
    { name: '查看', sub_button: [{ type: 'view', name: '台账', url: 'https://a.example.cn/h5' }] },
  ];
  const create = async (body: unknown) =>
    world.post(`/cgi-bin/menu/create?access_token=${await world.token()}&agentid=${agentid}`, body);
  expect(await create({ button: [{ type: 'view', name: '台账', url: 'h5' }] })).toMatchObject({
    errcode: 40020,
  });
  expect(await create({ button })).toMatchObject({ errcode: 0 });
  expect(await get('/cgi-bin/menu/get', { agentid })).toMatchObject({ button });
  expect(await get('/cgi-bin/menu/delete', { agentid })).toMatchObject({ errcode: 0 });
  expect(world.tenant.menu()).toEqual([]);
  expect((await get('/cgi-bin/getcallbackip')).ip_list).toEqual(['127.0.0.1']);
  expect((await get('/cgi-bin/get_api_domain_ip')).ip_list).toEqual(['127.0.0.1']);
});

it('opens the authorize page in a browser: it asks who opens it, and sends that person back', async () => {
  const there = authorize().replace('https://open.weixin.qq.com', world.base).replace(/#.*/, '');
  const html = await (await fetch(there)).text();
  const link = /<a href="([^"]+)">李四<\/a>/.exec(html)?.[1]?.replaceAll('&#38;', '&') ?? '';
  const res = await fetch(`${world.base}${link}`, { redirect: 'manual' });
  expect(res.status).toBe(302);
  const back = new URL(res.headers.get('location') ?? '');
  expect(back.host).toBe('a.example.cn');
  const code = back.searchParams.get('code') ?? '';
  expect(await get('/cgi-bin/auth/getuserinfo', { code })).toMatchObject({ userid: 'lisi' });
  const wrong = await fetch(`${there.replace(CORP, 'wwother')}&sandbox_member=lisi`);
  expect(await wrong.text()).toContain('appid 不是本企业');
});
