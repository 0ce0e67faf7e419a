// Every fault of the switchboard at every frame of the product.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createLineWorld, type Json, type Line, subscribed } from './line-stand-in.ts';
import { buttonCard, type World } from './stand-in.ts';

let world: World;
let line: Line | undefined;
afterEach(async () => {
  line?.end();
  line = undefined;
  await world.close();
});

describe('frames of the long connection', () => {
  const card = { msgtype: 'template_card', template_card: buttonCard('T1') };
  const bytes = Buffer.from('0123456789');
  const init = {
    type: 'file',
    filename: 'a.txt',
    total_size: bytes.length,
    total_chunks: 1,
    md5: createHash('md5').update(bytes).digest('hex'),
  };

  async function ready(): Promise<Line> {
    world = await createLineWorld({ known: ['lisi'] });
    line = await subscribed(world.wsUrl);
    return line;
  }

  /** The req_id of the callback that an act causes. */
  async function reqIdOf(open: Line, act: Promise<unknown>): Promise<string> {
    await act;
    return (await open.next()).headers.req_id;
  }

  const ANSWERS: Readonly<Record<string, (open: Line) => Promise<[body: Json, reqId?: string]>>> = {
    ping: async () => [{}],
    aibot_send_msg: async () => [{ chatid: 'lisi', msgtype: 'markdown', markdown: { content: '好' } }],
    aibot_respond_msg: async (open) => [
      { msgtype: 'markdown', markdown: { content: '好' } },
      await reqIdOf(open, world.tenant.tellBot({ from: 'lisi', text: '在' })),
    ],
    aibot_respond_welcome_msg: async (open) => [
      { msgtype: 'text', text: { content: '您好' } },
      await reqIdOf(open, world.tenant.enterBot({ from: 'lisi' })),
    ],
    async aibot_respond_update_msg(open) {
      await open.ask('aibot_send_msg', { chatid: 'lisi', ...card });
      const messageId = world.tenant.conversation('bot', 'lisi').messages.at(-1)?.id ?? '';
      const tap = world.tenant.tap({ from: 'lisi', messageId, key: 'grade.general' });
      return [{ response_type: 'update_template_card', ...card }, await reqIdOf(open, tap)];
    },
    aibot_upload_media_init: async () => [init],
    async aibot_upload_media_chunk(open) {
      const { upload_id } = (await open.ask('aibot_upload_media_init', init)).body ?? {};
      return [{ upload_id, chunk_index: 0, base64_data: bytes.toString('base64') }];
    },
    async aibot_upload_media_finish(open) {
      const body: Json = (await ANSWERS.aibot_upload_media_chunk?.(open))?.[0] ?? {};
      await open.ask('aibot_upload_media_chunk', body);
      return [{ upload_id: body.upload_id }];
    },
  };

  it.each(Object.keys(ANSWERS))('%s can be refused n times, garbled, unanswered and cut off', async (cmd) => {
    const open = await ready();
    const { faults } = world.tenant;
    const [body, reqId] = (await ANSWERS[cmd]?.(open)) ?? [{}];
    faults.next(cmd, { kind: 'errcode', errcode: -1, times: 2 });
    for (let n = 0; n < 2; n += 1) expect(await open.ask(cmd, body, reqId)).toMatchObject({ errcode: -1 });
    faults.next(cmd, { kind: 'silence' });
    const before = world.tenant.log.length;
    open.write(JSON.stringify({ cmd, headers: { req_id: reqId ?? 'silent' }, body }));
    await expect.poll(() => world.tenant.log.length).toBe(before + 1);
    expect(world.tenant.log.at(-1)).toMatchObject({ fault: 'silence' });
    expect(await open.ask(cmd, body, reqId)).toMatchObject({ errcode: 0 });
    faults.next(cmd, { kind: 'drop' });
    void open.ask(cmd, body, reqId);
    expect(await open.closed).toBe(1006);
  });

  it('a frame may be answered by a page of HTML, late, or after the frame that follows it', async () => {
    const open = await ready();
    const { faults } = world.tenant;
    let go = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    faults.next('aibot_send_msg', { kind: 'delay', until });
    const push = (content: string) =>
      open.ask('aibot_send_msg', { chatid: 'lisi', msgtype: 'markdown', markdown: { content } });
    const first = push('一');
    expect(await push('二')).toMatchObject({ errcode: 0 });
    go();
    expect(await first).toMatchObject({ errcode: 0 });
    const shown = world.tenant.conversation('bot', 'lisi').messages;
    expect(shown).toMatchObject([{ body: { text: '二' } }, { body: { text: '一' } }]);
    faults.next('ping', { kind: 'html' });
    const page = new Promise<string>((resolve) => open.raw((said) => resolve(said)));
    void open.ask('ping');
    expect(await page).toContain('<html>');
  });
});
