// The address book through the adapter, against the emulated tenant.
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryTokens } from '../../../src/coordination/memory.ts';
import { createAccessToken } from '../../../src/platforms/wecom/access-token.ts';
import { createApi } from '../../../src/platforms/wecom/api.ts';
import { createAppCalls } from '../../../src/platforms/wecom/app-call.ts';
import { CONTACTS_KEPT_MS, createContacts } from '../../../src/platforms/wecom/contacts.ts';
import { createIdentity } from '../../../src/platforms/wecom/oauth.ts';
import { APP, CORP, createWorld, START, type World } from '../../sandbox/stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({
    departments: [{ id: 2, name: '执法一科', members: ['zhangsan', 'lisi'], leaders: ['lisi'] }],
    tags: [{ id: 7, name: '领导小组', members: ['wangzong'] }],
  });
});
afterEach(() => world.close());

function adapter(of: World = world) {
  const now = () => of.clock.at;
  const api = createApi({ fetch, timeoutMs: 2_000 });
  const cache = createMemoryTokens(now);
  const keys = { corpId: CORP, agentId: APP.agentId, agentSecret: APP.secret, apiBase: of.base };
  const token = createAccessToken({ ...keys, api, tokens: cache, now, onRefused: () => {} });
  const calls = createAppCalls({ api, token, apiBase: of.base });
  return {
    contacts: createContacts({ calls, cache, corpId: CORP, now }),
    identity: createIdentity({ ...keys, calls }),
  };
}

const asked = (path: string): number => world.tenant.log.filter((call) => call.path === path).length;

describe('members', () => {
  it('of a department by name or number, with who heads it', async () => {
    const { contacts } = adapter();
    const members = [
      { id: 'zhangsan', name: '张三', leads: false },
      { id: 'lisi', name: '李四', leads: true },
    ];
    expect(await contacts.members({ kind: 'department', name: '执法一科' })).toEqual(members);
    expect(await contacts.members({ kind: 'department', name: '2' })).toEqual(members);
    expect(await contacts.members({ kind: 'department', name: '执法九科' })).toBeNull();
  });

  it('of a tag, and null for one that does not exist', async () => {
    const { contacts } = adapter();
    expect(await contacts.members({ kind: 'tag', name: '领导小组' })).toEqual([
      { id: 'wangzong', name: '王总', leads: false },
    ]);
    expect(await contacts.members({ kind: 'tag', name: '宣传' })).toBeNull();
  });

  it('of two departments or tags of one name are nobody until the number says which', async () => {
    const twice = await createWorld({
      departments: [
        { id: 2, name: '城东分局', members: [], leaders: [] },
        { id: 3, name: '执法一科', members: ['zhangsan'], leaders: [] },
        { id: 4, name: '执法一科', parent: 2, members: ['lisi'], leaders: [] },
        { id: 5, name: '3', members: ['wangzong'], leaders: [] },
      ],
      tags: [
        { id: 7, name: '领导小组', members: ['wangzong'] },
        { id: 8, name: '领导小组', members: ['lisi'] },
      ],
    });
    onTestFinished(() => twice.close());
    const { contacts } = adapter(twice);
    expect(await contacts.members({ kind: 'department', name: '执法一科' })).toEqual({
      alike: [
        { number: '3', under: '本单位' },
        { number: '4', under: '城东分局' },
      ],
    });
    expect(await contacts.members({ kind: 'department', name: '4' })).toMatchObject([{ id: 'lisi' }]);
    expect(await contacts.members({ kind: 'department', name: '3' })).toMatchObject([{ id: 'zhangsan' }]);
    expect(await contacts.members({ kind: 'tag', name: '领导小组' })).toEqual({
      alike: [{ number: '7' }, { number: '8' }],
    });
    expect(await contacts.members({ kind: 'tag', name: '8' })).toMatchObject([{ id: 'lisi' }]);
  });

  it('of a tag are also those of its departments and below, each once', async () => {
    const whole = await createWorld({
      departments: [
        { id: 2, name: '执法大队', members: ['zhangsan'], leaders: ['zhangsan'] },
        { id: 3, name: '一中队', parent: 2, members: ['lisi'], leaders: [] },
      ],
      tags: [{ id: 7, name: '值守', members: ['zhangsan'], departments: [2, 99] }],
    });
    onTestFinished(() => whole.close());
    expect(await adapter(whole).contacts.members({ kind: 'tag', name: '值守' })).toEqual([
      { id: 'zhangsan', name: '张三', leads: false },
      { id: 'lisi', name: '李四', leads: false },
    ]);
  });

  it('are asked for again after an answer that cannot be read', async () => {
    const answers = [{ department: 'soon' }, { department: [] }];
    const get = async () => ({ ok: true, answer: { errcode: 0, errmsg: '', ...answers.shift() } }) as const;
    const now = () => world.clock.at;
    const contacts = createContacts({
      calls: { get, post: get },
      cache: createMemoryTokens(now),
      corpId: CORP,
      now,
    });
    const source = { kind: 'department', name: '执法一科' } as const;
    await expect(contacts.members(source)).rejects.toThrow('通讯录的答复无法识别');
    expect(await contacts.members(source)).toBeNull();
  });

  it('are asked for once an hour, however often they are wanted', async () => {
    const { contacts } = adapter();
    const source = { kind: 'department', name: '执法一科' } as const;
    await Promise.all([contacts.members(source), contacts.members(source)]);
    await contacts.members(source);
    expect([asked('/cgi-bin/department/list'), asked('/cgi-bin/user/list')]).toEqual([1, 1]);
    world.clock.at = START + CONTACTS_KEPT_MS;
    world.tenant.removeMember('zhangsan');
    expect(await contacts.members(source)).toHaveLength(1);
  });

  it('cannot be had while the address is not trusted, and the reason names it; nothing wrong is kept', async () => {
    const { contacts } = adapter();
    const source = { kind: 'tag', name: '领导小组' } as const;
    const errmsg = 'not allow to access from your ip, from ip: 203.0.113.7';
    world.tenant.faults.next('/cgi-bin/tag/list', { kind: 'errcode', errcode: 60020, errmsg });
    await expect(contacts.members(source)).rejects.toThrow('203.0.113.7');
    world.tenant.faults.next('/cgi-bin/tag/list', { kind: 'html' });
    await expect(contacts.members(source)).rejects.toThrow('无法识别');
    expect(await contacts.members(source)).toHaveLength(1);
  });
});

it('tells of each member whether messages can reach them, in any spelling of the id', async () => {
  const { contacts } = adapter();
  const standing = async (id: string) => (await contacts.standing([id])).get(id);
  expect(await standing('ZhangSan')).toBe('active');
  for (const [status, word] of [
    [2, 'disabled'],
    [4, 'not-activated'],
    [5, 'gone'],
  ] as const) {
    world.tenant.setStatus('zhangsan', status);
    expect(await standing('zhangsan')).toBe(word);
  }
  world.tenant.hide('lisi');
  expect(await standing('lisi')).toBe('not-visible');
  world.tenant.removeMember('wangzong');
  expect(await standing('wangzong')).toBe('gone');
  expect(await standing('nobody')).toBe('gone');
  world.tenant.faults.next('/cgi-bin/user/get', { kind: 'drop' });
  await expect(standing('zhangsan')).rejects.toThrow(/企业微信/);
});

it('asks the platform about a code only when it can be one', async () => {
  const { identity } = adapter();
  expect(await identity.visitor('')).toEqual({ kind: 'bad-code' });
  expect(await identity.visitor('x'.repeat(513))).toEqual({ kind: 'bad-code' });
  expect(asked('/cgi-bin/auth/getuserinfo')).toBe(0);
  expect(await identity.visitor('made-up')).toEqual({ kind: 'bad-code' });
  world.tenant.faults.next('/cgi-bin/auth/getuserinfo', { kind: 'status', status: 502 });
  expect(await identity.visitor('made-up')).toMatchObject({ kind: 'unavailable' });
});
