import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpeg, png } from './pictures.ts';
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

  it('wants lists of texts to mention', async () => {
    const asked = { content: 'x', mentioned_mobile_list: 13800001111 };
    expect(await hook({ msgtype: 'text', text: asked })).toMatchObject({ errcode: 40058 });
    const listed = { content: 'x', mentioned_mobile_list: ['13800001111'] };
    expect(await hook({ msgtype: 'text', text: listed })).toMatchObject({ errcode: 0 });
    expect(bodies()).toMatchObject([{ mentions: [] }]);
  });

  it('shows a picture card with all it says, and a quote of it reads like it', async () => {
    const news = {
      card_type: 'news_notice',
      main_title: { title: '一周舆情', desc: '11月16日至22日' },
      card_image: { url: 'https://e.cn/week.png', aspect_ratio: 2.25 },
      vertical_content_list: [{ title: '共 12 件', desc: '办结 9 件' }],
      card_action: { type: 1, url: 'https://e.cn/' },
    };
    expect(await hook({ msgtype: 'template_card', template_card: news })).toMatchObject({ errcode: 0 });
    expect(bodies()).toEqual([{ kind: 'card', card: news, taskId: '', state: 'live' }]);
    const quote = world.tenant.conversation('group', GROUP.chatId).messages[0]?.id ?? '';
    await world.tenant.say({ from: 'lisi', group: GROUP.chatId, text: '@舆情助手 看', quote });
    expect(JSON.parse(world.heard[0]?.message ?? '{}')).toMatchObject({
      quote: { text: { content: '一周舆情\n11月16日至22日\n共 12 件\n办结 9 件' } },
    });
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

  describe('with a picture', () => {
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
    const image = (bytes: Buffer, over: object = {}) => ({
      msgtype: 'image',
      image: { base64: bytes.toString('base64'), md5: md5(bytes), ...over },
    });
    const code = async (body: unknown) => (await hook(body)).errcode;
    const good = png(1000, 600);

    it('shows a PNG and a JPG', async () => {
      expect(await code(image(good))).toBe(0);
      expect(await code(image(jpeg(1000, 600)))).toBe(0);
      expect(bodies()).toEqual([
        { kind: 'image', dataUrl: `data:image/png;base64,${good.toString('base64')}` },
        { kind: 'image', dataUrl: `data:image/jpeg;base64,${jpeg(1000, 600).toString('base64')}` },
      ]);
    });

    it('refuses one that is broken, cut off, of another kind or a single pixel', async () => {
      const gif = Buffer.from('GIF89a......');
      for (const broken of [gif, good.subarray(0, -4), good.subarray(0, 20), jpeg(9, 9).subarray(0, -1)])
        expect(await code(image(broken))).toBe(40123);
      for (const dot of [png(1, 1), png(0, 9), jpeg(1, 1)]) expect(await code(image(dot))).toBe(40123);
      expect(bodies()).toEqual([]);
    });

    it('counts 2 MB before base64', async () => {
      const filling = (2 << 20) - png(9, 9, 0).length;
      expect(await code(image(png(9, 9, filling)))).toBe(0);
      expect(await code(image(png(9, 9, filling + 1)))).toBe(40009);
    });

    it('wants plain base64 and the md5 of the raw bytes', async () => {
      const text = good.toString('base64');
      for (const over of [
        { base64: undefined },
        { base64: `data:image/png;base64,${text}` },
        { base64: `${text.slice(0, 8)}\n${text.slice(8)}` },
        { md5: undefined },
        { md5: 'wrong' },
        { md5: md5(Buffer.from(text)) },
      ])
        expect(await code(image(good, over))).toBe(40058);
      expect(await code({ msgtype: 'image' })).toBe(40058);
      expect(await code(image(good, { md5: md5(good).toUpperCase() }))).toBe(0);
    });

    it('leaves none of its bytes in the log', async () => {
      await hook(image(good));
      expect(JSON.stringify(world.tenant.log)).not.toContain(good.toString('base64'));
    });
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
