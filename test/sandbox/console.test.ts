// What administrators of the corp and of the groups do in the console, and what the product then meets.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineWorld, subscribed } from './line-stand-in.ts';
import { APP, buttonCard, createWorld, GROUP, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld({
    departments: [{ id: 2, name: '一科', members: ['lisi'], leaders: [] }],
    tags: [{ id: 7, name: '领导', members: ['wangzong'] }],
  });
});
afterEach(() => world.close());

const ask = { from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' };
const text = { msgtype: 'text', text: { content: '好' } };

describe('the group webhook', () => {
  it('answers why it cannot: disabled, taken out, or its group is gone', async () => {
    const send = () => world.post(`/cgi-bin/webhook/send?key=${GROUP.webhookKey}`, text);
    for (const [state, errcode] of [
      ['disabled', 93004],
      ['removed', 93000],
      ['outside', 93008],
      ['live', 0],
    ] as const) {
      world.tenant.setWebhook(GROUP.chatId, state);
      expect(await send()).toMatchObject({ errcode });
    }
  });

  it('takes one to eight articles, and voice it was given', async () => {
    const post = (body: unknown) => world.post(`/cgi-bin/webhook/send?key=${GROUP.webhookKey}`, body);
    const article = { title: '日报', description: '今日', url: 'https://a.example.cn/1' };
    const news = (articles: unknown[]) => ({ msgtype: 'news', news: { articles } });
    expect(await post(news([article]))).toMatchObject({ errcode: 0 });
    expect(await post(news([]))).toMatchObject({ errcode: 40058 });
    expect(await post(news(Array(9).fill(article)))).toMatchObject({ errcode: 40058 });
    expect(await post(news([{ ...article, url: 'x' }]))).toMatchObject({ errcode: 40058 });
    const form = new FormData();
    form.set('media', new Blob(['#!AMR\n123']), 'v.amr');
    const upload = `${world.base}/cgi-bin/webhook/upload_media?key=${GROUP.webhookKey}&type=voice`;
    const res = await fetch(upload, { method: 'POST', body: form });
    const { media_id } = (await res.json()) as { media_id: string };
    expect(await post({ msgtype: 'voice', voice: { media_id } })).toMatchObject({ errcode: 0 });
    expect(await post({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40007 });
  });
});

describe('the bot', () => {
  it('hears nothing of a group it was taken out of, and may push there only when somebody calls it again', async () => {
    await world.close();
    world = await createLineWorld();
    const line = await subscribed(world.wsUrl);
    const push = async () =>
      (
        await line.ask('aibot_send_msg', {
          chatid: GROUP.chatId,
          msgtype: 'markdown',
          markdown: { content: 'x' },
        })
      ).errcode;
    await world.tenant.say(ask);
    expect(await push()).toBe(0);
    world.tenant.setBotInGroup(GROUP.chatId, false);
    expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'not-called' });
    expect(await push()).toBe(93006);
    world.tenant.setBotInGroup(GROUP.chatId, true);
    expect(await push()).toBe(93006);
    await world.tenant.say(ask);
    expect(await push()).toBe(0);
    line.end();
  });
});

describe('the app', () => {
  it('is refused from an address that is not trusted, and the refusal names the address', async () => {
    await world.close();
    world = await createWorld({ app: { ...APP, callbackUrl: '', trustedIps: ['203.0.113.7'] } });
    expect(await world.token()).not.toBe('undefined');
    const refused = await world.send(text);
    expect(refused).toMatchObject({ errcode: 60020, errmsg: expect.stringContaining('127.0.0.1') });
    expect(await world.post(`/cgi-bin/webhook/send?key=${GROUP.webhookKey}`, text)).toMatchObject({
      errcode: 0,
    });
    await world.close();
    world = await createWorld({ app: { ...APP, callbackUrl: '', trustedIps: ['127.0.0.1'] } });
    expect(await world.send(text)).toMatchObject({ errcode: 0 });
  });

  it('hears taps on its menu, with the key or the address', async () => {
    const button = [
      { type: 'click', name: '待办', key: 'todo' },
      { name: '查看', sub_button: [{ type: 'view', name: '台账', url: 'https://a.example.cn/h5' }] },
    ];
    await world.post(`/cgi-bin/menu/create?access_token=${await world.token()}&agentid=${APP.agentId}`, {
      button,
    });
    expect(await world.tenant.tapMenu({ from: 'lisi', name: '待办' })).toMatchObject({ outcome: 'answered' });
    expect(await world.tenant.tapMenu({ from: 'lisi', name: '台账' })).toMatchObject({ outcome: 'opened' });
    expect(world.heard[0]?.message).toContain('<Event><![CDATA[click]]></Event><EventKey><![CDATA[todo]]>');
    expect(world.heard[1]?.message).toContain('<Event><![CDATA[view]]></Event>');
    await expect(world.tenant.tapMenu({ from: 'lisi', name: '查看' })).rejects.toThrow('菜单里没有“查看”');
  });

  it('hears the other events, of members and of the platform itself', async () => {
    await world.tenant.appEvent({ from: 'lisi', event: 'subscribe' });
    await world.tenant.appEvent({ from: 'sys', event: 'inactive_alert', fields: { EffectTime: 1767312000 } });
    expect(world.heard[0]?.message).toContain('<FromUserName><![CDATA[lisi]]></FromUserName>');
    expect(world.heard[0]?.message).toContain('<Event><![CDATA[subscribe]]></Event>');
    expect(world.heard[1]?.message).toContain('<FromUserName><![CDATA[sys]]></FromUserName>');
    expect(world.heard[1]?.message).toContain('<EffectTime>1767312000</EffectTime>');
  });

  it('hears voice and video by media_id, and can fetch them', async () => {
    await world.tenant.tellApp({ from: 'lisi', voice: Buffer.from('#!AMR\n一段话') });
    await world.tenant.tellApp({ from: 'lisi', video: Buffer.from('....ftypisom') });
    const [voice = '', video = ''] = world.heard.map((one) => one.message);
    expect(voice).toContain('<Format><![CDATA[amr]]></Format>');
    expect(video).toContain('<ThumbMediaId>');
    const mediaId = /<MediaId><!\[CDATA\[(.*?)\]\]>/.exec(video)?.[1] ?? '';
    const url = `${world.base}/cgi-bin/media/get?access_token=${await world.token()}&media_id=${mediaId}`;
    expect(await (await fetch(url)).text()).toBe('....ftypisom');
  });

  it('no longer knows a member who left, and that member can do nothing more', async () => {
    world.tenant.removeMember('lisi');
    await expect(world.tenant.tellApp({ from: 'lisi', text: '在' })).rejects.toThrow('没有这个人');
  });

  it('updates the copies of a department and of a tag', async () => {
    const sent = await world.send({
      touser: 'lisi|wangzong|zhangsan',
      msgtype: 'template_card',
      template_card: buttonCard('T1'),
    });
    const update = {
      agentid: APP.agentId,
      response_code: sent.response_code,
      button: { replace_name: '已定级' },
    };
    const path = '/cgi-bin/message/update_template_card';
    expect(await world.api(path, update)).toMatchObject({ errcode: 82001 });
    expect(await world.api(path, { ...update, partyids: [2], tagids: [7] })).toMatchObject({ errcode: 0 });
    const states = ['lisi', 'wangzong', 'zhangsan'].map(
      (id) => world.tenant.conversation('app', id).messages[0]?.body,
    );
    expect(states).toMatchObject([{ state: 'updated' }, { state: 'updated' }, { state: 'live' }]);
  });

  it('sends articles, voice and video it uploaded', async () => {
    const upload = async (type: string, content: string, name: string) => {
      const form = new FormData();
      form.set('media', new Blob([content]), name);
      const url = `${world.base}/cgi-bin/media/upload?access_token=${await world.token()}&type=${type}`;
      return (await (await fetch(url, { method: 'POST', body: form })).json()) as Record<string, unknown>;
    };
    expect(await upload('voice', 'not a voice', 'v.amr')).toMatchObject({ errcode: 40004 });
    expect(await upload('video', 'not a video', 'v.mp4')).toMatchObject({ errcode: 40004 });
    const { media_id } = await upload('video', '....ftypisom', '现场.mp4');
    expect(await world.send({ msgtype: 'video', video: { media_id } })).toMatchObject({ errcode: 0 });
    const articles = [{ title: '日报', url: 'https://a.example.cn/1' }];
    expect(await world.send({ msgtype: 'news', news: { articles } })).toMatchObject({ errcode: 0 });
    const mpnews = { articles: [{ title: '日报', thumb_media_id: media_id, content: 'x' }] };
    expect(await world.send({ msgtype: 'mpnews', mpnews })).toMatchObject({ errcode: 40007 });
    const kinds = world.tenant.conversation('app', 'wangzong').messages.map((message) => message.body.kind);
    expect(kinds).toEqual(['file', 'link']);
  });
});
