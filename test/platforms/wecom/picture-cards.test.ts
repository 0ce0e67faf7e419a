// Notices with a picture: a picture card where the platform can fetch it, the picture behind the words where it cannot.
import { describe, expect, it } from 'vitest';
import type { Card, CardPicture } from '../../../src/core/card.ts';
import type { Destination, Outgoing, Part } from '../../../src/platforms/platform.ts';
import { otherWay } from '../../../src/platforms/wecom/long-connection/other-way.ts';
import { bodyOf, contents, draw, group, users } from './drawing.ts';

const URL = 'https://p.example.cn/h5/pictures/aa11.png';
const file = { sha256: 'aa11', name: '近两周舆情-2026-11-27.png', type: 'image/png', bytes: 5_000 };
const card: Card = {
  tag: '两周图',
  title: '近两周舆情',
  subtitle: '滨河市综合行政执法局',
  fields: [{ name: '新增', value: '9 件' }],
  body: '左边是新增\n右边是办结\n灰色是休息日',
  buttons: [],
};
const notice = (
  picture: Partial<CardPicture>,
  to: Destination = group,
  changed: Partial<Card> = {},
): Outgoing => ({
  kind: 'notice',
  to,
  card: { ...card, ...changed, picture: { file, ratio: 1.9048, ...picture } },
});
const template = (parts: readonly Part[]) => bodyOf(parts[0]).template_card;

describe('a picture that the platform can fetch', () => {
  it('is shown by a picture card that opens it, with the body under it', () => {
    const parts = draw(notice({ url: URL }));
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ endpoint: '/cgi-bin/webhook/send#work', repeatable: false });
    expect(template(parts)).toEqual({
      card_type: 'news_notice',
      source: { desc: '两周图', desc_color: 0 },
      main_title: { title: '近两周舆情', desc: '滨河市综合行政执法局' },
      horizontal_content_list: [{ keyname: '新增', value: '9 件' }],
      vertical_content_list: [{ title: '左边是新增', desc: '右边是办结\n灰色是休息日' }],
      card_image: { url: URL, aspect_ratio: 1.9 },
      card_action: { type: 1, url: URL },
    });
  });

  it('leaves the card to open what it opens anyway, and marks a repeat in the title', () => {
    const [part] = draw(notice({ url: URL }, group, { link: 'https://weibo.com/1' }), { resent: true });
    expect(bodyOf(part).template_card).toMatchObject({
      main_title: { title: '【重发】近两周舆情' },
      card_action: { url: 'https://weibo.com/1' },
    });
  });

  it('is shown to people by the same card', () => {
    const [byApp] = draw(notice({ url: URL }, users));
    expect(byApp).toMatchObject({ endpoint: '/cgi-bin/message/send', body: { touser: 'zhangsan|LiSi' } });
    const asked: Outgoing = {
      kind: 'card',
      to: users,
      cardId: 'week-1',
      card: { ...card, picture: { file, ratio: 1.9, url: URL } },
    };
    expect(bodyOf(draw(asked)[0]).template_card).toEqual({
      ...bodyOf(byApp).template_card,
      task_id: 'week-1',
    });
  });

  it.each([1.3, 2.25, 0.5, 4])('cannot be %s times as wide as high', (ratio) => {
    expect(() => draw(notice({ url: URL, ratio }))).toThrow('宽高比');
  });
});

describe('a picture that the platform cannot fetch', () => {
  it('follows the words of its card to the group, as an image', () => {
    const parts = draw(notice({}));
    expect(contents(parts.slice(0, 1))).toEqual([
      '【两周图】近两周舆情\n滨河市综合行政执法局\n新增：9 件\n左边是新增\n右边是办结\n灰色是休息日',
    ]);
    expect(parts[1]).toMatchObject({ body: { msgtype: 'image' }, file, repeatable: false });
    expect(parts.map(({ budgets }) => budgets[0]?.key)).toEqual(['webhook:work', 'webhook:work']);
    expect(parts).toHaveLength(2);
  });

  it('follows them to people too, behind a card where there is something to open', () => {
    const [words, image] = draw(notice({}, users));
    expect(bodyOf(words).text.content).toContain('近两周舆情');
    expect(image).toMatchObject({ body: { touser: 'zhangsan|LiSi', msgtype: 'image' }, file });
    const [linked, behind] = draw(notice({}, users), { publicUrl: 'http://p.example.cn' });
    expect(bodyOf(linked).template_card.card_type).toBe('text_notice');
    expect(behind).toMatchObject({ file });
  });

  it('is marked like its words when it may be a repeat', () => {
    const [words, image] = draw(notice({}), { resent: true });
    expect(bodyOf(words).text.content).toMatch(/^【重发】/);
    expect(image).toMatchObject({ body: { msgtype: 'file' }, file: { name: `【重发】${file.name}` } });
  });
});

describe('while the webhook of the group is down, the bot says', () => {
  const other = (outgoing: Outgoing) => draw(outgoing).map((part) => otherWay(part, () => 'wrWork'));

  it('a picture card in words, with the address of the picture', () => {
    const [part] = other(notice({ url: URL }));
    expect(part).toMatchObject({ endpoint: 'aibot_send_msg', body: { to: [{ chatid: 'wrWork' }] } });
    const said = bodyOf(part).message.markdown.content.replaceAll(/\\| +$/gm, '');
    expect(said.split('\n').map((line) => line.trim())).toEqual([
      '【两周图】近两周舆情',
      '滨河市综合行政执法局',
      '新增：9 件',
      '左边是新增',
      '右边是办结',
      '灰色是休息日',
      URL,
    ]);
  });

  it('a plain notice in words too', () => {
    const [part] = other({ kind: 'notice', to: group, card: { ...card, link: 'https://weibo.com/1' } });
    expect(bodyOf(part).message.markdown.content).toContain('https://weibo.com/1');
  });

  it('the words and the picture, as an image', () => {
    const [words, image] = other(notice({}));
    expect(bodyOf(words).message.markdown.content).toContain('新增：9 件');
    expect(image).toMatchObject({ body: { message: { msgtype: 'image' } }, file });
  });

  it('nothing where it is in no such group', () => {
    const parts = draw(notice({ url: URL })).map((part) => otherWay(part, () => undefined));
    expect(parts).toEqual([undefined]);
  });

  it('no card of a member: those wait for the application', () => {
    const to = { kind: 'users', ids: ['zhangsan'] } as const;
    expect(draw(notice({ url: URL }, to)).map((part) => otherWay(part, () => 'wrWork'))).toEqual([undefined]);
  });
});
