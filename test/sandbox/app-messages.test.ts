import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, buttonCard, createWorld, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const text = (content: string) => ({ msgtype: 'text', text: { content } });
const card = (template_card: unknown) => ({ msgtype: 'template_card', template_card });
const messages = (who = 'wangzong') => world.tenant.conversation('app', who).messages;
const last = () => world.tenant.log.at(-1);

describe('message/send', () => {
  it('shows the text to every receiver and names the unknown ones in lower case', async () => {
    const answer = await world.send({ touser: 'WangZong|lisi|NoBody', ...text('你好') });
    expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
    expect(answer.response_code).toBeUndefined();
    expect(messages()[0]?.body).toEqual({ kind: 'text', text: '你好', mentions: [] });
    expect(messages('lisi')).toHaveLength(1);
    expect(messages('zhangsan')).toHaveLength(0);
  });

  it('refuses wrong receivers, wrong agents and unknown kinds', async () => {
    expect(await world.send({ touser: 'nobody', ...text('x') })).toMatchObject({ errcode: 81013 });
    expect(await world.send({ touser: '', ...text('x') })).toMatchObject({ errcode: 82001 });
    expect(await world.send({ touser: Array(1001).fill('lisi').join('|'), ...text('x') })).toMatchObject({
      errcode: 82001,
    });
    expect(await world.send({ agentid: '1000007', ...text('x') })).toMatchObject({ errcode: 40056 });
    expect(await world.send({ agentid: 5, ...text('x') })).toMatchObject({ errcode: 301002 });
    expect(await world.send({ msgtype: 'markdown_v2' })).toMatchObject({ errcode: 40008 });
    expect(await world.send(text(''))).toMatchObject({ errcode: 44004 });
    expect(messages()).toHaveLength(0);
  });

  it('takes 0 and 1 for what is switched on or off', async () => {
    for (const field of ['safe', 'enable_id_trans', 'enable_duplicate_check']) {
      expect(await world.send({ ...text('x'), [field]: 1 })).toMatchObject({ errcode: 0 });
      expect(await world.send({ ...text('x'), [field]: true })).toMatchObject({ errcode: 40058 });
    }
  });

  it('counts bytes, not characters', async () => {
    expect(await world.send(text('字'.repeat(682)))).toMatchObject({ errcode: 0 });
    expect(await world.send(text('字'.repeat(683)))).toMatchObject({ errcode: 45002 });
    const markdown = { msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) } };
    expect(await world.send(markdown)).toMatchObject({ errcode: 45002 });
  });

  it('drops a duplicate inside the interval, with the same msgid', async () => {
    const body = { ...text('催办'), enable_duplicate_check: 1, duplicate_check_interval: 60 };
    const first = await world.send(body);
    world.clock.at = START + 59_000;
    expect(await world.send(body)).toMatchObject({ errcode: 0, msgid: first.msgid });
    expect(messages()).toHaveLength(1);
    expect(last()?.duplicate).toBe(true);
    world.clock.at = START + 60_000;
    expect((await world.send(body)).msgid).not.toBe(first.msgid);
    expect(messages()).toHaveLength(2);
    expect(await world.send({ ...body, duplicate_check_interval: 14401 })).toMatchObject({ errcode: 40058 });
  });

  it('answers ok but shows nothing beyond 30 a minute for one member', async () => {
    for (let n = 0; n < 31; n += 1) expect(await world.send(text(`第${n}条`))).toMatchObject({ errcode: 0 });
    expect(messages()).toHaveLength(30);
    expect(last()?.dropped).toEqual(['wangzong']);
    world.clock.at = START + 60_000;
    await world.send(text('过了一分钟'));
    expect(messages()).toHaveLength(31);
  });

  it('recalls inside 24 hours from everybody', async () => {
    const { msgid } = await world.send({ touser: 'wangzong|lisi', ...text('发错了') });
    world.clock.at = START + 3600_000;
    expect(await world.api('/cgi-bin/message/recall', { msgid })).toMatchObject({ errcode: 0 });
    expect(messages()[0]?.body).toEqual({ kind: 'recalled' });
    expect(messages('lisi')[0]?.body).toEqual({ kind: 'recalled' });
    world.clock.at = START + 24 * 3600_000;
    expect(await world.api('/cgi-bin/message/recall', { msgid })).toMatchObject({ errcode: 42052 });
  });

  it('takes uploaded files and images by media_id', async () => {
    const form = new FormData();
    form.set('media', new Blob(['xlsx bytes']), '台账.xlsx');
    const url = `${world.base}/cgi-bin/media/upload?access_token=${await world.token()}&type=file`;
    const { media_id } = (await (await fetch(url, { method: 'POST', body: form })).json()) as {
      media_id: string;
    };
    expect(await world.send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 0 });
    expect(messages()[0]?.body).toEqual({ kind: 'file', name: '台账.xlsx', size: 10 });
    world.clock.at = START + 3 * 24 * 3600_000;
    expect(await world.send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40007 });
  });
});

describe('a response_code', () => {
  const update = (code: unknown, extra: Record<string, unknown> = {}) =>
    world.api('/cgi-bin/message/update_template_card', {
      agentid: APP.agentId,
      response_code: code,
      atall: 1,
      button: { replace_name: '已处理' },
      ...extra,
    });

  it('works once, for 72 hours', async () => {
    const { response_code: code } = await world.send(card(buttonCard('T1')));
    expect(await update('nonsense')).toMatchObject({ errcode: 42016 });
    expect(await update(code)).toMatchObject({ errcode: 0 });
    expect(await update(code)).toMatchObject({ errcode: 42022 });
    const { response_code: late } = await world.send(card(buttonCard('T2')));
    world.clock.at = START + 72 * 3600_000;
    expect(await update(late)).toMatchObject({ errcode: 42022 });
  });

  it('is not used up by a refused update', async () => {
    const { response_code: code } = await world.send(card(buttonCard('T1')));
    expect(await update(code, { agentid: 5 })).toMatchObject({ errcode: 301002 });
    expect(await update(code, { button: {} })).toMatchObject({ errcode: 42020 });
    expect(await update(code, { atall: 0 })).toMatchObject({ errcode: 82001 });
    expect(await update(code, { template_card: { card_type: 'x' } })).toMatchObject({ errcode: 42031 });
    expect(await update(code)).toMatchObject({ errcode: 0 });
  });

  it('changes the named copies to any card, and names who has none', async () => {
    const { response_code: code } = await world.send({ touser: 'wangzong|lisi', ...card(buttonCard('T1')) });
    const notice = {
      card_type: 'text_notice',
      main_title: { title: '已定级：一般' },
      card_action: { type: 1, url: 'https://e.cn/' },
    };
    const answer = await update(code, { atall: 0, userids: ['LISI', 'zhangsan'], template_card: notice });
    expect(answer).toMatchObject({ errcode: 0, invaliduser: ['zhangsan'] });
    expect(messages('lisi')[0]?.body).toMatchObject({ card: notice, taskId: 'T1', state: 'updated' });
    expect(messages()[0]?.body).toMatchObject({ state: 'live' });
  });

  it('does not come with a plain notice', async () => {
    const notice = {
      card_type: 'text_notice',
      main_title: { title: 'x' },
      card_action: { type: 1, url: 'https://e.cn/' },
    };
    const answer = await world.send(card(notice));
    expect(answer).toMatchObject({ errcode: 0 });
    expect(answer.response_code).toBeUndefined();
    const menu = {
      ...notice,
      task_id: 'T9',
      action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
    };
    expect((await world.send(card(menu))).response_code).toEqual(expect.any(String));
  });
});

it('interactive cards need a callback URL', async () => {
  world.tenant.setCallbacks({ app: '' });
  expect(await world.send(card(buttonCard('T1')))).toMatchObject({ errcode: 43012 });
});

it('a task_id is used once, and overlong texts are recorded but not refused', async () => {
  expect(await world.send(card(buttonCard('T1')))).toMatchObject({ errcode: 0 });
  expect(last()?.overlong).toEqual([]);
  expect(await world.send(card(buttonCard('T1', { sub_title_text: '又一次' })))).toMatchObject({
    errcode: 42014,
  });
  const long = buttonCard('T2', { main_title: { title: '长'.repeat(37) }, sub_title_text: '长'.repeat(160) });
  expect(await world.send(card(long))).toMatchObject({ errcode: 0 });
  expect(last()?.overlong).toEqual([{ field: 'main_title.title', limit: 36, length: 37 }]);
});
