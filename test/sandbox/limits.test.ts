// Limits of the platform that no single endpoint owns.
import { afterEach, describe, expect, it } from 'vitest';
import { demandFormat, demandSize } from '../../src/sandbox/media-limits.ts';
import { jpeg, png } from './pictures.ts';
import { APP, buttonCard, createWorld, START, type World } from './stand-in.ts';

let world: World;
afterEach(() => world.close());

async function upload(type: string, bytes: Buffer, name = 'x.bin'): Promise<Record<string, unknown>> {
  const form = new FormData();
  form.set('media', new Blob([new Uint8Array(bytes)]), name);
  const url = `${world.base}/cgi-bin/media/upload?access_token=${await world.token()}&type=${type}`;
  return (await (await fetch(url, { method: 'POST', body: form })).json()) as Record<string, unknown>;
}

/** Voice of so many frames of 20 ms, at the highest rate. */
const voice = (frames: number) =>
  Buffer.concat([
    Buffer.from('#!AMR\n'),
    ...Array.from({ length: frames }, () => Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31)])),
  ]);

describe('an upload', () => {
  it('is refused by size with the code of its kind', async () => {
    world = await createWorld();
    const large = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(10 << 20)]);
    expect(await upload('image', large)).toMatchObject({ errcode: 40009 });
    expect(() => demandSize('video', (10 << 20) + 1, 6)).toThrow(expect.objectContaining({ errcode: 40011 }));
    expect(() => demandSize('file', (20 << 20) + 1, 6)).toThrow(expect.objectContaining({ errcode: 40006 }));
    expect(await upload('file', Buffer.alloc(5))).toMatchObject({ errcode: 40006 });
    expect(await upload('file', Buffer.alloc(6))).toMatchObject({ errcode: 0 });
  });

  it('of voice may last a minute and not a moment longer', async () => {
    world = await createWorld();
    expect(await upload('voice', voice(3000))).toMatchObject({ errcode: 0 });
    expect(await upload('voice', voice(3001))).toMatchObject({ errcode: 45007 });
  });

  it('of a picture is refused when it is broken', async () => {
    world = await createWorld();
    expect(await upload('image', png(640, 480))).toMatchObject({ errcode: 0 });
    expect(await upload('image', jpeg(640, 480))).toMatchObject({ errcode: 0 });
    expect(await upload('image', png(640, 480).subarray(0, 40))).toMatchObject({ errcode: 40123 });
    expect(await upload('image', Buffer.from('no picture'))).toMatchObject({ errcode: 40004 });
  });

  it('of a picture may be a GIF where the bot uploads, and nowhere else', async () => {
    world = await createWorld();
    const gif = Buffer.from('GIF89a......');
    expect(await upload('image', gif)).toMatchObject({ errcode: 40004 });
    expect(() => demandFormat('image', gif, 'bot')).not.toThrow();
  });
});

it('a download may be asked for in parts', async () => {
  world = await createWorld();
  const { media_id } = await upload('file', Buffer.from('0123456789'));
  const url = `${world.base}/cgi-bin/media/get?access_token=${await world.token()}&media_id=${media_id}`;
  const part = async (range: string) => {
    const res = await fetch(url, { headers: { range } });
    return [res.status, await res.text(), res.headers.get('content-range')];
  };
  expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
  expect(await part('bytes=8-')).toEqual([206, '89', 'bytes 8-9/10']);
  expect(await part('bytes=10-')).toEqual([200, '0123456789', null]);
});

describe('an API that is called too often', () => {
  it('is closed for a minute; sending messages does not count', async () => {
    world = await createWorld({ apiLimits: { perMinute: 5, perHour: 1000 } });
    const token = await world.token();
    const get = async () =>
      (
        (await (await fetch(`${world.base}/cgi-bin/tag/list?access_token=${token}`)).json()) as {
          errcode: number;
        }
      ).errcode;
    for (let call = 0; call < 5; call += 1) expect(await get()).toBe(0);
    expect(await get()).toBe(45009);
    const text = { agentid: APP.agentId, touser: 'lisi', msgtype: 'text', text: { content: '好' } };
    for (let call = 0; call < 10; call += 1)
      expect(await world.post(`/cgi-bin/message/send?access_token=${token}`, text)).toMatchObject({
        errcode: 0,
      });
    world.clock.at = START + 59_999;
    expect(await get()).toBe(45009);
    world.clock.at = START + 60_000;
    expect(await get()).toBe(0);
  });
});

it('the app may send 200 person-times a day for each account of the corp', async () => {
  world = await createWorld({ accountLimit: 1 });
  const send = (touser: string) => world.send({ touser, msgtype: 'text', text: { content: '好' } });
  for (let call = 0; call < 66; call += 1)
    expect(await send('lisi|zhangsan|wangzong')).toMatchObject({ errcode: 0 });
  expect(await send('lisi|zhangsan|wangzong')).toMatchObject({ errcode: 45009 });
  expect(await send('lisi|zhangsan')).toMatchObject({ errcode: 0 });
  expect(await send('lisi')).toMatchObject({ errcode: 45009 });
  // Midnight of the office, eight hours before that of UTC.
  world.clock.at = START + 16 * 3600_000;
  expect(await send('lisi')).toMatchObject({ errcode: 0 });
});

it('a selector that is disabled from the start can be used; one that an update disabled cannot', async () => {
  world = await createWorld();
  const selection = {
    question_key: 'q',
    disable: true,
    option_list: [
      { id: 'a', text: '甲' },
      { id: 'b', text: '乙' },
    ],
  };
  const card = buttonCard('T1', { button_selection: selection });
  const sent = await world.send({ msgtype: 'template_card', template_card: card });
  const messageId = world.tenant.conversation('app', 'wangzong').messages[0]?.id ?? '';
  const tap = () =>
    world.tenant.tap({ from: 'wangzong', messageId, key: 'grade.general', selections: { q: ['b'] } });
  expect(await tap()).toMatchObject({ outcome: 'answered' });
  const update = { agentid: APP.agentId, response_code: sent.response_code, atall: 1, template_card: card };
  expect(await world.api('/cgi-bin/message/update_template_card', update)).toMatchObject({ errcode: 0 });
  await expect(tap()).rejects.toThrow('不能修改');
});
