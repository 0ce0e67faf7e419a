import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLineWorld, type Json, type Line, subscribed } from './line-stand-in.ts';
import { START, type World } from './stand-in.ts';

let world: World;
let line: Line;
beforeEach(async () => {
  world = await createLineWorld();
  line = await subscribed(world.wsUrl);
});
afterEach(async () => {
  line.end();
  await world.close();
});

const bytes = Buffer.from('一份日报的内容');
const start = (over: Json = {}) =>
  line.ask('aibot_upload_media_init', {
    type: 'file',
    filename: '日报.xlsx',
    total_size: bytes.length,
    total_chunks: 2,
    md5: createHash('md5').update(bytes).digest('hex'),
    ...over,
  });
const chunk = (upload_id: unknown, chunk_index: number, part: Buffer) =>
  line.ask('aibot_upload_media_chunk', { upload_id, chunk_index, base64_data: part.toString('base64') });
const finish = (upload_id: unknown) => line.ask('aibot_upload_media_finish', { upload_id });
const half = Math.floor(bytes.length / 2);

describe('an upload of the bot', () => {
  it('takes the pieces in any order, and again, and gives a media_id that is good for three days', async () => {
    const { upload_id } = (await start()).body ?? {};
    await chunk(upload_id, 1, bytes.subarray(half));
    expect(await finish(upload_id)).toMatchObject({ errcode: 40058 });
    await chunk(upload_id, 0, bytes.subarray(0, half));
    await chunk(upload_id, 0, bytes.subarray(0, half));
    const done = await finish(upload_id);
    expect(done).toMatchObject({ errcode: 0, body: { type: 'file', created_at: String(START / 1000) } });
    expect(await finish(upload_id)).toMatchObject({ errcode: 40058 });
    await world.tenant.tellBot({ from: 'lisi', text: '在' });
    const send = () =>
      line.ask('aibot_send_msg', {
        chatid: 'lisi',
        msgtype: 'file',
        file: { media_id: done.body?.media_id },
      });
    expect(await send()).toMatchObject({ errcode: 0 });
    world.clock.at = START + 3 * 24 * 3600_000;
    expect(await send()).toMatchObject({ errcode: 40007 });
  });

  it('is refused for its kind, its size, its name, its pieces and its checksum', async () => {
    expect(await start({ type: 'sticker' })).toMatchObject({ errcode: 40005 });
    expect(await start({ total_size: 4 })).toMatchObject({ errcode: 40006 });
    expect(await start({ total_size: (20 << 20) + 1 })).toMatchObject({ errcode: 40006 });
    expect(await start({ type: 'voice', total_size: (2 << 20) + 1 })).toMatchObject({ errcode: 40006 });
    expect(await start({ filename: '长'.repeat(86) })).toMatchObject({ errcode: 40058 });
    expect(await start({ total_chunks: 101 })).toMatchObject({ errcode: 40058 });
    expect(await start({ md5: 'none' })).toMatchObject({ errcode: 40058 });
    const { upload_id } = (await start({ md5: '0'.repeat(32), total_chunks: 1 })).body ?? {};
    expect(await chunk('other', 0, bytes)).toMatchObject({ errcode: 40058 });
    expect(await chunk(upload_id, 1, bytes)).toMatchObject({ errcode: 40058 });
    expect(await chunk(upload_id, 0, Buffer.alloc((512 << 10) + 1))).toMatchObject({ errcode: 40006 });
    expect(await chunk(upload_id, 0, bytes)).toMatchObject({ errcode: 0 });
    expect(await finish(upload_id)).toMatchObject({ errcode: 40058 });
  });

  it('must contain what it claims to be', async () => {
    const { upload_id } = (await start({ type: 'image', total_chunks: 1 })).body ?? {};
    await chunk(upload_id, 0, bytes);
    expect(await finish(upload_id)).toMatchObject({ errcode: 40004 });
  });

  it('must be finished within 30 minutes, and there are 30 a minute', async () => {
    const { upload_id } = (await start({ total_chunks: 1 })).body ?? {};
    for (let again = 1; again < 30; again += 1) expect(await start()).toMatchObject({ errcode: 0 });
    expect(await start()).toMatchObject({ errcode: 45009 });
    world.clock.at = START + 30 * 60_000;
    expect(await chunk(upload_id, 0, bytes)).toMatchObject({ errcode: 40145 });
  });

  it('is a session of the bot: its media is not the app’s', async () => {
    const { upload_id } = (await start({ total_chunks: 1 })).body ?? {};
    await chunk(upload_id, 0, bytes);
    const { media_id } = (await finish(upload_id)).body ?? {};
    expect(await world.send({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40007 });
  });
});
