// Whatever comes over the line is a frame or is named as none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameText, readFrame } from '../../../../src/platforms/wecom/long-connection/frames.ts';
import { parseBot } from '../../../../src/platforms/wecom/parse-bot.ts';
import { decodeRequestHandle } from '../../../../src/platforms/wecom/reply-handle.ts';

const RUNS = 10_000;
const context = { now: 1_000, botName: '舆情助手', apiBase: 'https://qyapi.weixin.qq.com', reqId: 'req-1' };

test('any text gives a frame or a reason', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const read = readFrame(text);
      expect(read.ok ? read.frame.kind : read.reason).toBeTruthy();
    }),
    { numRuns: RUNS },
  );
});

test('anything in the shape of a callback gives a frame, and its body an event or a reason', () => {
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const loose = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.json().map((text) => JSON.parse(text)),
  );
  const medium = fc.record({ url: fc.oneof(fc.webUrl(), loose), aeskey: some(loose) });
  const part = fc.record({
    msgtype: fc.constantFrom('text', 'voice', 'image', 'file', 'video', 'mixed', 'event', 'stream', 'x'),
    text: some(fc.record({ content: loose })),
    voice: some(fc.record({ content: loose })),
    image: some(medium),
    file: some(medium),
    video: some(loose),
    mixed: some(fc.record({ msg_item: fc.oneof(loose, fc.array(loose)) })),
  });
  const body = fc
    .tuple(
      part,
      fc.record({
        msgid: fc.oneof(fc.string(), fc.bigInt().map(String)),
        chattype: fc.constantFrom('single', 'group', 'x'),
        chatid: some(fc.string()),
        from: fc.oneof(fc.record({ userid: fc.string() }), loose),
        create_time: some(loose),
        quote: some(part),
        event: some(fc.record({ eventtype: loose, template_card_event: loose })),
      }),
    )
    .map(([said, about]) => ({ ...said, ...about }));
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), body, (req_id, sent) => {
      const read = readFrame(JSON.stringify({ cmd: 'aibot_msg_callback', headers: { req_id }, body: sent }));
      if (!read.ok || read.frame.kind !== 'callback') throw new Error('no callback');
      const parsed = parseBot(read.frame.body, context);
      if (!parsed.ok) expect(parsed.reason).toBeTruthy();
      else expect(parsed.event.key).toBe(`bot:${sent.msgid}`);
    }),
    { numRuns: RUNS },
  );
});

describe('frames as documented', () => {
  const callback = (body: unknown, cmd = 'aibot_msg_callback') =>
    readFrame(JSON.stringify({ cmd, headers: { req_id: 'r' }, body }));

  test('an answer of the platform, with or without a body', () => {
    expect(readFrame('{"headers":{"req_id":"r"},"errcode":0,"errmsg":"ok","body":{"media_id":"m"}}')).toEqual(
      {
        ok: true,
        frame: { kind: 'answer', reqId: 'r', errcode: 0, errmsg: 'ok', body: { media_id: 'm' } },
      },
    );
    expect(readFrame('{"headers":{"req_id":"r"},"errcode":40001}')).toMatchObject({
      frame: { errcode: 40001, errmsg: '', body: {} },
    });
  });

  test('the eviction is known by its event, whatever else is missing', () => {
    expect(callback({ event: { eventtype: 'disconnected_event' } }, 'aibot_event_callback')).toEqual({
      ok: true,
      frame: { kind: 'evicted' },
    });
  });

  test.each([
    { what: 'a list', text: '[]', reason: 'neither a command nor an answer' },
    { what: 'a new command', text: '{"cmd":"aibot_new"}', reason: 'unexpected frame aibot_new' },
    {
      what: 'no id',
      text: '{"cmd":"aibot_msg_callback","headers":{"req_id":""},"body":{}}',
      reason: 'unexpected frame aibot_msg_callback',
    },
    {
      what: 'an endless id',
      text: `{"cmd":"aibot_msg_callback","headers":{"req_id":"${'x'.repeat(257)}"},"body":{}}`,
      reason: 'req_id too long',
    },
    { what: 'too much', text: JSON.stringify('x'.repeat(300_000)), reason: 'frame too large' },
    {
      what: 'a pit of brackets',
      text: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      reason: 'neither a command nor an answer',
    },
  ])('$what is refused: $reason', ({ text, reason }) => {
    expect(readFrame(text)).toEqual({ ok: false, reason });
  });

  test('what we write carries the id and no empty body', () => {
    expect(frameText('ping', 'p-1')).toBe('{"cmd":"ping","headers":{"req_id":"p-1"}}');
  });
});

describe('the same parser reads callbacks of both modes', () => {
  const from = { userid: 'lisi' };
  const parse = (body: object, reqId?: string) => {
    const { reqId: _, ...rest } = context;
    const parsed = parseBot(JSON.stringify({ msgid: 'm-1', chattype: 'single', from, ...body }), {
      ...rest,
      ...(reqId === undefined ? {} : { reqId }),
    });
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.event;
  };

  test('over the line a message is answered by its req_id, in the chat it was said in', () => {
    const group = parse({ msgtype: 'text', text: { content: 'x' }, chattype: 'group', chatid: 'wr1' }, 'r-7');
    expect(decodeRequestHandle(group.replyHandle ?? '')).toEqual({ reqId: 'r-7', chat: 'wr1', at: 1_000 });
    const single = parse({ msgtype: 'voice', voice: { content: '登记' } }, 'r-8');
    expect(decodeRequestHandle(single.replyHandle ?? '')).toEqual({ reqId: 'r-8', chat: 'lisi', at: 1_000 });
  });

  test('an event gives no right to an ordinary answer', () => {
    const event = {
      eventtype: 'template_card_event',
      template_card_event: { event_key: 'sign', task_id: 'c-1' },
    };
    expect(parse({ msgtype: 'event', event }, 'r')).not.toHaveProperty('replyHandle');
  });

  test("a tap on one person's copy is a tap on the card", () => {
    const event = {
      eventtype: 'template_card_event',
      template_card_event: { event_key: 'sign', task_id: 'YQ-2026-0001-sign-10@0123456789' },
    };
    expect(parse({ msgtype: 'event', event }, 'r').content).toMatchObject({ cardId: 'YQ-2026-0001-sign-10' });
  });

  test('a like, a dislike and a change of rights are nothing to do', () => {
    for (const eventtype of ['feedback_event', 'auth_change_event']) {
      expect(parse({ msgtype: 'event', event: { eventtype } }, 'r').content).toEqual({ kind: 'entered' });
    }
    const entered = parse({ msgtype: 'event', event: { eventtype: 'enter_chat' } }, 'r');
    expect(entered.content).toEqual({ kind: 'entered', greets: true });
  });
});
