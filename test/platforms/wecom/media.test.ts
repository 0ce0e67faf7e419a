import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isMediaAddress } from '../../../src/platforms/wecom/addresses.ts';
import { decodeAesKey } from '../../../src/platforms/wecom/envelope.ts';
import { parseBot } from '../../../src/platforms/wecom/parse-bot.ts';
import { sniffType } from '../../../src/platforms/wecom/sniff.ts';
import { json, type Reply, secrets, usePlatforms } from './stage.ts';
import { keys } from './vectors.ts';

const GET = '/cgi-bin/media/get';
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const MB = 1024 * 1024;

function sealed(plain: Buffer, key = decodeAesKey(keys.aesKey)): Buffer {
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]);
}

const bytes =
  (content: Buffer, type = 'application/octet-stream'): Reply =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(content);

const platform = usePlatforms();

const fromApp = { channel: 'wecom.app', kind: 'image', handle: 'MEDIA', fetchableUntil: 0 } as const;

describe('a medium', () => {
  it('of the app comes by its id with the token', async () => {
    const { wecom, of } = await platform({ [GET]: bytes(png, 'image/jpeg') });
    const medium = await wecom.fetchMedia(fromApp);
    expect(Buffer.from(medium.bytes).equals(png)).toBe(true);
    expect(medium.type).toBe('image/png');
    expect(of(GET)[0]?.query.get('media_id')).toBe('MEDIA');
  });

  it('of the app survives a token that has just expired', async () => {
    const { wecom, of } = await platform({ [GET]: [json({ errcode: 42001, errmsg: '' }), bytes(png)] });
    expect((await wecom.fetchMedia(fromApp)).type).toBe('image/png');
    expect(of('/cgi-bin/gettoken')).toHaveLength(2);
  });

  it('of the bot is decrypted', async () => {
    const { base, wecom } = await platform({ '/f': bytes(sealed(Buffer.from('%PDF-1.7 x'))) });
    const medium = await wecom.fetchMedia({
      channel: 'wecom.bot',
      kind: 'file',
      handle: `${base}/f`,
      fetchableUntil: 0,
    });
    expect([Buffer.from(medium.bytes).toString(), medium.type]).toEqual(['%PDF-1.7 x', 'application/pdf']);
  });

  it('of the bot that came with its own key is opened with that one', async () => {
    // Not by chance: one wrong key in many leaves bytes that look whole, and then the type tells.
    const own = Buffer.alloc(32, 1);
    const { base, wecom } = await platform({ '/f': bytes(sealed(png, own)), '/g': bytes(sealed(png)) });
    const parsed = (aeskey: string, path: string) => {
      const body = { msgid: 'm', chattype: 'single', from: { userid: 'a' }, msgtype: 'image' };
      const json = JSON.stringify({ ...body, image: { url: `${base}${path}`, aeskey } });
      const result = parseBot(json, { now: 0, botName: 'x', apiBase: base });
      const content = result.ok ? result.event.content : undefined;
      const ref = content?.kind === 'text' ? content.media[0] : undefined;
      if (!ref) throw new Error('no medium');
      return ref;
    };
    for (const aeskey of [own.toString('base64'), own.toString('base64').replace(/=$/, '')]) {
      expect(await wecom.fetchMedia(parsed(aeskey, '/f'))).toMatchObject({ type: 'image/png' });
    }
    for (const wrong of [Buffer.alloc(32, 2).toString('base64'), 'short', '!']) {
      await expect(wecom.fetchMedia(parsed(wrong, '/f'))).rejects.toThrow('请对方重新发送');
    }
  });

  it('must be by its content what the platform calls it', async () => {
    const contents: Record<string, Buffer> = {
      image: png,
      voice: Buffer.from('#!AMR\n...'),
      video: Buffer.from('....ftypisom'),
      file: Buffer.from('anything'),
    };
    for (const kind of ['image', 'voice', 'video', 'file'] as const) {
      for (const [name, content] of Object.entries(contents)) {
        const { wecom } = await platform({ [GET]: bytes(content) });
        const fetched = wecom.fetchMedia({ ...fromApp, kind });
        if (kind === name || kind === 'file') await expect(fetched).resolves.toBeDefined();
        else await expect(fetched).rejects.toMatchObject({ final: true });
      }
    }
  });

  it('that looks like an answer of the platform is still a file', async () => {
    const { wecom } = await platform({ [GET]: json({ errcode: 0, title: '台账' }) });
    expect((await wecom.fetchMedia({ ...fromApp, kind: 'file' })).bytes.length).toBeGreaterThan(0);
  });

  it('is worth another try only when that could help', async () => {
    const cases: [Reply, boolean][] = [
      [json({ errcode: 40007, errmsg: '' }), true],
      [json({ errcode: -1, errmsg: '' }), false],
      [(response) => void response.writeHead(404).end(), true],
      [(response) => void response.writeHead(502).end(), false],
      [(response) => void response.destroy(), false],
    ];
    for (const [reply, final] of cases) {
      const { wecom } = await platform({ [GET]: reply });
      await expect(wecom.fetchMedia(fromApp)).rejects.toMatchObject({ final });
    }
  });

  it('that cannot be had says why in plain words and names no address or token', async () => {
    const big = Buffer.alloc(20 * MB + 64);
    const endless: Reply = (response) => {
      response.writeHead(200);
      const more = () => void (response.destroyed || response.write(Buffer.alloc(MB), more));
      more();
    };
    const cases: [Record<string, Reply>, string][] = [
      [{ [GET]: json({ errcode: 40007, errmsg: secrets.accessToken }) }, '媒体文件无效'],
      [{ [GET]: bytes(Buffer.from('MZ not an image')) }, '不是图片'],
      [{ [GET]: bytes(Buffer.alloc(0)) }, '空的'],
      [{ [GET]: bytes(big) }, '20 MB'],
      [{ [GET]: endless }, '20 MB'],
      [{ [GET]: (response) => void response.writeHead(404).end() }, 'HTTP 404'],
      [
        { [GET]: (response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end() },
        'HTTP 302',
      ],
      [{ [GET]: (response) => void response.destroy() }, '连接中断'],
      [{ '/cgi-bin/gettoken': json({ errcode: 40001, errmsg: '' }) }, '密钥不正确'],
    ];
    for (const [replies, reason] of cases) {
      const { wecom, base } = await platform(replies);
      const error: unknown = await wecom.fetchMedia(fromApp).catch((caught: unknown) => caught);
      expect(String(error)).toContain(reason);
      expect(String(error)).not.toContain(base);
      expect(String(error)).not.toMatch(/SECRET/);
    }
  });

  it('of the bot is read from the platform only, and only when it decrypts', async () => {
    const { base, wecom, calls } = await platform({ '/f': bytes(Buffer.alloc(64, 7)) });
    const bot = (handle: string) =>
      wecom.fetchMedia({ channel: 'wecom.bot', kind: 'file', handle, fetchableUntil: 0 });
    await expect(bot('http://169.254.169.254/latest/meta-data')).rejects.toThrow('不属于企业微信');
    await expect(bot('file:///etc/passwd')).rejects.toThrow('不属于企业微信');
    expect(calls).toEqual([]);
    await expect(bot(`${base}/f`)).rejects.toThrow('无法解密');
    await expect(
      wecom.fetchMedia({ channel: 'dingtalk', kind: 'file', handle: 'x', fetchableUntil: 0 }),
    ).rejects.toThrow('不是企业微信');
  });
});

it('media addresses are the platform or its own store, nothing like it', () => {
  const api = 'http://127.0.0.1:9999';
  const store = 'ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com';
  for (const good of [`${api}/x`, `https://${store}/a?sign=1`, 'https://qyapi.weixin.qq.com/x']) {
    expect(isMediaAddress(good, api)).toBe(true);
  }
  for (const bad of [
    `http://${store}/a`,
    `https://${store}:8443/a`,
    `https://${store}.evil.cn/a`,
    'https://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com/a',
    `https://x@${store}/`,
    'http://localhost:9999/x',
  ]) {
    expect(isMediaAddress(bad, api)).toBe(false);
  }
});

it('bytes tell what they are', () => {
  const zip = (entry: string) =>
    Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(`....${entry}`)]);
  const known: [Buffer, string][] = [
    [png, 'image/png'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [Buffer.from('GIF89a'), 'image/gif'],
    [Buffer.from('RIFF....WEBPVP8'), 'image/webp'],
    [Buffer.from('%PDF-1.4'), 'application/pdf'],
    [Buffer.from('#!AMR\n'), 'audio/amr'],
    [Buffer.from('....ftypisom'), 'video/mp4'],
    [Buffer.from('....ftypqt  '), 'video/quicktime'],
    [Buffer.from('....ftypheic'), 'image/heic'],
    [Buffer.from('....ftypM4A '), 'audio/mp4'],
    [zip('a.txt'), 'application/zip'],
    [zip('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [zip('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [Buffer.from('hello'), 'application/octet-stream'],
    [Buffer.alloc(0), 'application/octet-stream'],
  ];
  for (const [content, type] of known) expect(sniffType(content)).toBe(type);
});
