import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonCard, createWorld, GROUP, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const hook = (body: unknown, key: string = GROUP.webhookKey) =>
  world.post(`/cgi-bin/webhook/send?key=${key}`, body);
const text = (content: string, mentioned_list?: string[]) => ({
  msgtype: 'text',
  text: { content, mentioned_list },
});
const bodies = () => world.tenant.conversation('group', GROUP.chatId).messages.map((message) => message.body);

describe('a group webhook', () => {
  it('needs its key, which never appears in the log', async () => {
    expect(await hook(text('x'), 'wrong')).toMatchObject({ errcode: 93000 });
    expect(await hook(text('x'), '')).toMatchObject({ errcode: 93000 });
    expect(await hook(text('到期提醒'))).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(JSON.stringify(world.tenant.log)).not.toContain(GROUP.webhookKey);
    expect(world.heard).toHaveLength(0);
  });

  it('takes 20 messages a minute and then refuses', async () => {
    for (let n = 0; n < 20; n += 1) expect(await hook(text(`${n}`))).toMatchObject({ errcode: 0 });
    expect(await hook(text('21'))).toMatchObject({ errcode: 45009 });
    expect(bodies()).toHaveLength(20);
    world.clock.at = START + 60_000;
    expect(await hook(text('22'))).toMatchObject({ errcode: 0 });
  });

  it('counts bytes: 2048 for text, 4096 for markdown and markdown_v2', async () => {
    expect(await hook(text('a'.repeat(2048)))).toMatchObject({ errcode: 0 });
    expect(await hook(text('a'.repeat(2049)))).toMatchObject({ errcode: 45002 });
    for (const msgtype of ['markdown', 'markdown_v2']) {
      expect(await hook({ msgtype, [msgtype]: { content: 'a'.repeat(4096) } })).toMatchObject({ errcode: 0 });
      expect(await hook({ msgtype, [msgtype]: { content: '字'.repeat(1366) } })).toMatchObject({
        errcode: 45002,
      });
    }
  });

  it('really mentions members by mentioned_list, and ignores strangers', async () => {
    await hook(text('请反馈', ['ZhangSan', 'wangzong', 'nobody']));
    await hook(text('请反馈', ['@all']));
    expect(bodies()).toMatchObject([{ mentions: ['zhangsan'] }, { mentions: ['@all'] }]);
  });

  it('mentions by <@userid> in markdown, and a careless mark in text counts too; markdown_v2 mentions nobody', async () => {
    await hook({ msgtype: 'markdown', markdown: { content: '请 <@lisi> 处理 <@nobody>' } });
    await hook(text('原文：<@all> <@zhangsan>'));
    await hook({ msgtype: 'markdown_v2', markdown_v2: { content: '<@lisi>' } });
    expect(bodies()).toMatchObject([
      { mentions: ['lisi'] },
      { mentions: ['@all', 'zhangsan'] },
      { mentions: [] },
    ]);
  });

  it('shows notice cards and refuses cards with buttons', async () => {
    const notice = {
      card_type: 'text_notice',
      main_title: { title: '请定级' },
      card_action: { type: 1, url: 'https://e.cn/' },
    };
    expect(await hook({ msgtype: 'template_card', template_card: notice })).toMatchObject({ errcode: 0 });
    expect(await hook({ msgtype: 'template_card', template_card: buttonCard('T1') })).toMatchObject({
      errcode: 42031,
    });
    expect(bodies()).toMatchObject([{ kind: 'card', card: notice, state: 'live' }]);
  });

  it('checks an image and its md5', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]);
    const md5 = createHash('md5').update(png).digest('hex');
    const image = (bytes: Buffer, sum: string) => ({
      msgtype: 'image',
      image: { base64: bytes.toString('base64'), md5: sum },
    });
    expect(await hook(image(png, md5))).toMatchObject({ errcode: 0 });
    expect(await hook(image(png, 'wrong'))).toMatchObject({ errcode: 40058 });
    expect(await hook(image(Buffer.from('not an image'), md5))).toMatchObject({ errcode: 40123 });
    expect(bodies()[0]).toMatchObject({ kind: 'image' });
  });

  it('sends a file that this webhook uploaded', async () => {
    const form = new FormData();
    form.set('media', new Blob(['csv bytes']), '日报.csv');
    const url = `${world.base}/cgi-bin/webhook/upload_media?key=${GROUP.webhookKey}&type=file`;
    const { media_id } = (await (await fetch(url, { method: 'POST', body: form })).json()) as {
      media_id: string;
    };
    expect(await hook({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 0 });
    expect(await hook({ msgtype: 'file', file: { media_id: 'x' } })).toMatchObject({ errcode: 40007 });
    expect(bodies()).toEqual([{ kind: 'file', name: '日报.csv', size: 9 }]);
  });
});
