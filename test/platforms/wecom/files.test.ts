// A kept file on its way out: what is written down beforehand, what the platform is asked, what becomes of trouble.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { KeptFile } from '../../../src/core/kept-file.ts';
import type { Part } from '../../../src/platforms/platform.ts';
import { MEDIA_ID_MS, UPLOAD_BYTES, WEBHOOK_IMAGE_BYTES } from '../../../src/platforms/wecom/limits.ts';
import { only } from './parts.ts';
import { stage } from './stage.ts';

const API = 'http://127.0.0.1:1';
const picture: KeptFile = { sha256: 'aa11', name: 'YQ-2026-0042-附件1.png', type: 'image/png', bytes: 10 };
const table: KeptFile = { ...picture, name: '台账.csv', type: 'text/csv' };
const users = { kind: 'users', ids: ['zhangsan'] } as const;
const group = { kind: 'group', group: 'work' } as const;

const partOf = (file: KeptFile, to: typeof users | typeof group = users, resent = false): Part =>
  only(stage(API).wecom.render({ kind: 'file', to, file }, { resent }));

describe('a file is rendered', () => {
  it('without its bytes: its hash, its name and how it is shown', () => {
    const part = partOf(picture);
    expect(part).toMatchObject({ body: { touser: 'zhangsan', msgtype: 'image' }, file: picture });
    expect(part.repeatable).toBe(false);
    expect(part.budgets.map(({ key }) => key)).toEqual(['user:zhangsan']);
  });

  it.each([
    ['a picture of a kind that the platform does not show', { type: 'image/gif' }],
    ['a picture beyond 10 MB', { bytes: UPLOAD_BYTES.image + 1 }],
    ['a paper', { type: 'application/pdf' }],
  ])('as a file: %s', (_, changes) => {
    expect(partOf({ ...picture, ...changes }).body).toMatchObject({ msgtype: 'file' });
  });

  it('as a file whose name says so when it may be a repeat', () => {
    const part = partOf(picture, users, true);
    expect(part).toMatchObject({
      body: { msgtype: 'file' },
      file: { name: '【重发】YQ-2026-0042-附件1.png' },
    });
  });

  it('for a group by its webhook, under the budget of that webhook', () => {
    const part = partOf(table, group);
    expect(part.body).toEqual({ msgtype: 'file' });
    expect(part.budgets.map(({ key }) => key)).toEqual(['webhook:work']);
  });
});

describe('a picture for a group', () => {
  it('is an image, up to what the webhook takes', () => {
    expect(partOf({ ...picture, bytes: WEBHOOK_IMAGE_BYTES }, group).body).toEqual({ msgtype: 'image' });
    expect(partOf({ ...picture, bytes: WEBHOOK_IMAGE_BYTES + 1 }, group).body).toEqual({ msgtype: 'file' });
    expect(partOf({ ...picture, type: 'image/gif' }, group).body).toEqual({ msgtype: 'file' });
  });

  it('is a file whose name says so when it may be a repeat', () => {
    const part = partOf(picture, group, true);
    expect(part).toMatchObject({ body: { msgtype: 'file' }, file: { name: `【重发】${picture.name}` } });
  });
});

type Seen = { readonly path: string; readonly query: URLSearchParams; readonly body: string };

describe('a file is sent', () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  /** Answers by path; media ids count up. */
  async function platform(answers: Readonly<Record<string, readonly object[]>> = {}) {
    const seen: Seen[] = [];
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const times = seen.filter((one) => one.path === url.pathname).length;
      seen.push({
        path: url.pathname,
        query: url.searchParams,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      const usual = {
        errcode: 0,
        errmsg: 'ok',
        access_token: 't',
        expires_in: 7200,
        media_id: `M${times + 1}`,
      };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...usual, ...answers[url.pathname]?.[times] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(async () => server.close());
    const staged = stage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    staged.blobs.set('aa11', Buffer.from('ten bytes!'));
    return { ...staged, of: (path: string) => seen.filter((one) => one.path === path) };
  }

  const UPLOAD = '/cgi-bin/media/upload';
  const SEND = '/cgi-bin/message/send';

  it('uploaded under its name in plain UTF-8, then named by its id', async () => {
    const { wecom, of } = await platform();
    expect(await wecom.send(partOf(picture))).toMatchObject({ kind: 'sent' });
    const [upload] = of(UPLOAD);
    expect(upload?.query.get('type')).toBe('image');
    expect(upload?.body).toMatch(/name="media"; filename="YQ-2026-0042-附件1.png"[\s\S]*\r\n\r\nten bytes!/);
    expect(JSON.parse(of(SEND)[0]?.body ?? '')).toMatchObject({
      msgtype: 'image',
      image: { media_id: 'M1' },
    });
  });

  it('its id serves again for two and a half days, and a group has another one', async () => {
    const { wecom, of, time } = await platform();
    for (const _ of [1, 2]) await wecom.send(partOf(picture));
    expect(of(UPLOAD)).toHaveLength(1);
    await wecom.send(partOf(table, group));
    const [webhook] = of('/cgi-bin/webhook/upload_media');
    expect([webhook?.query.get('type'), webhook?.query.get('key')]).toEqual(['file', 'SECRET-webhook-key']);
    time.now += MEDIA_ID_MS;
    await wecom.send(partOf(picture));
    expect(of(UPLOAD)).toHaveLength(2);
  });

  it.each([40007, 40145])('an id that is not good any more (%i) is replaced once', async (errcode) => {
    const { wecom, of } = await platform({ [SEND]: [{}, { errcode }] });
    await wecom.send(partOf(picture));
    expect(await wecom.send(partOf(picture))).toMatchObject({ kind: 'sent' });
    expect(of(SEND).map(({ body }) => JSON.parse(body).image.media_id)).toEqual(['M1', 'M1', 'M2']);
  });

  it('a fresh id that is refused is not tried for ever: the administrator is told what to do', async () => {
    const { wecom, of } = await platform({ [SEND]: [{ errcode: 40007 }] });
    expect(await wecom.send(partOf(picture))).toMatchObject({
      kind: 'refused',
      scope: 'message',
      hint: expect.stringContaining('DATA_DIR/attachments'),
    });
    expect(of(UPLOAD)).toHaveLength(1);
  });

  it('whose bytes are lost: nothing is asked of the platform', async () => {
    const { wecom, of, blobs } = await platform();
    blobs.clear();
    expect(await wecom.send(partOf(picture))).toMatchObject({ code: 'file-lost', kind: 'refused' });
    expect([...of(UPLOAD), ...of(SEND)]).toEqual([]);
  });

  it.each([
    ['too large', UPLOAD_BYTES.file + 1, 'too-large'],
    ['almost empty', 5, 'too-small'],
  ])('%s: not even uploaded', async (_, bytes, code) => {
    const { wecom, of, blobs } = await platform();
    blobs.set('aa11', Buffer.alloc(bytes));
    expect(await wecom.send(partOf({ ...picture, bytes }))).toMatchObject({ kind: 'refused', code });
    expect(of(UPLOAD)).toEqual([]);
  });

  it('a picture goes to a group in the call itself: nothing is uploaded, and no row or log holds its bytes', async () => {
    const { wecom, of, lines } = await platform();
    const part = partOf(picture, group);
    expect(await wecom.send(part)).toMatchObject({ kind: 'sent' });
    const [call] = of('/cgi-bin/webhook/send');
    expect(call?.query.get('key')).toBe('SECRET-webhook-key');
    expect(JSON.parse(call?.body ?? '')).toEqual({
      msgtype: 'image',
      image: {
        base64: Buffer.from('ten bytes!').toString('base64'),
        md5: createHash('md5').update('ten bytes!').digest('hex'),
      },
    });
    expect(of('/cgi-bin/webhook/upload_media')).toEqual([]);
    expect(JSON.stringify([part, lines])).not.toContain(Buffer.from('ten bytes!').toString('base64'));
  });

  it('a picture that the webhook finds broken: the administrator is told what to do', async () => {
    const { wecom } = await platform({ '/cgi-bin/webhook/send': [{ errcode: 40123 }] });
    expect(await wecom.send(partOf(picture, group))).toMatchObject({
      kind: 'refused',
      scope: 'message',
      hint: expect.stringContaining('DATA_DIR/attachments'),
    });
  });

  it('an upload that fails sends nothing, and may be tried again', async () => {
    const { wecom, of } = await platform({ [UPLOAD]: [{ errcode: -1 }, { media_id: '' }] });
    expect(await wecom.send(partOf(picture))).toMatchObject({ kind: 'later' });
    expect(await wecom.send(partOf(picture))).toMatchObject({ kind: 'later', code: 'no-media-id' });
    expect(of(SEND)).toEqual([]);
  });

  it('a webhook that is gone closes its channel already at the upload, naming the setting', async () => {
    const { wecom } = await platform({ '/cgi-bin/webhook/upload_media': [{ errcode: 93000 }] });
    expect(await wecom.send(partOf(table, group))).toMatchObject({
      kind: 'refused',
      scope: 'channel',
      hint: expect.stringContaining('groups.work.webhook'),
    });
  });
});
