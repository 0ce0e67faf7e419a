import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBot } from '../../../src/platforms/wecom/parse-bot.ts';

const NOW = 1_800_000_000_000;
const API = 'http://127.0.0.1:9999';
const parse = (value: unknown) =>
  parseBot(typeof value === 'string' ? value : JSON.stringify(value), {
    now: NOW,
    botName: '舆情助手',
    apiBase: API,
  });

function eventOf(value: unknown) {
  const parsed = parse(value);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.event;
}

const base = {
  msgid: 'm-1',
  aibotid: 'aib',
  chatid: 'wrGROUP01',
  chattype: 'group',
  from: { userid: 'lisi' },
  response_url: `${API}/aibot/response?code=1`,
};
const said = (content: string, more = {}) => ({ ...base, msgtype: 'text', text: { content }, ...more });
const textOf = (value: unknown) => {
  const { content } = eventOf(value);
  return content.kind === 'text' ? content.text : content;
};

describe('what people say to the bot', () => {
  it('a group message arrives without the mention and with the right to answer', () => {
    expect(eventOf(said('@舆情助手 登记 0042'))).toEqual({
      platform: 'wecom',
      channel: 'wecom.bot',
      key: 'bot:m-1',
      at: NOW,
      sender: 'lisi',
      place: { kind: 'group', chatId: 'wrGROUP01' },
      replyHandle: JSON.stringify({ url: base.response_url, place: 'wrGROUP01', at: NOW }),
      content: { kind: 'text', text: '登记 0042', media: [] },
    });
  });

  it('one mention is taken off, at the start or at the end, whatever the space', () => {
    for (const [typed, command] of [
      ['@舆情助手 登记', '登记'],
      ['@舆情助手\u2005登记', '登记'],
      ['@舆情助手登记', '登记'],
      ['  @舆情助手 登记 ', '登记'],
      ['登记 @舆情助手', '登记'],
      ['登记 @舆情助手\u2005', '登记'],
      ['@舆情助手', ''],
      ['@舆情助手 请 @舆情助手 看', '请 @舆情助手 看'],
      ['@张三 登记', '@张三 登记'],
      ['请 @舆情助手 登记', '请 @舆情助手 登记'],
    ] as const) {
      expect(textOf(said(typed))).toBe(command);
    }
  });

  it('in a single chat the text stays as typed', () => {
    expect(textOf(said('@舆情助手 登记', { chattype: 'single', chatid: undefined }))).toBe('@舆情助手 登记');
  });

  it('a quoted text comes along, and a quoted file becomes the material', () => {
    expect(
      eventOf(said('@舆情助手 登记', { quote: { msgtype: 'text', text: { content: '原文' } } })).content,
    ).toEqual({
      kind: 'text',
      text: '登记',
      media: [],
      quoted: '原文',
    });
    const quote = { msgtype: 'file', file: { url: 'https://x/f' } };
    expect(eventOf(said('@舆情助手 登记', { quote })).content).toMatchObject({
      media: [
        { channel: 'wecom.bot', kind: 'file', handle: 'https://x/f', fetchableUntil: NOW + 4 * 60_000 },
      ],
    });
  });

  it('a mixed message is its text and its pictures; a broken item costs only itself', () => {
    const msg_item = [
      { msgtype: 'text', text: { content: '@舆情助手 登记' } },
      { msgtype: 'image', image: { url: 'https://x/1' } },
      { nonsense: true },
      { msgtype: 'text', text: { content: '第二段' } },
    ];
    expect(eventOf({ ...base, msgtype: 'mixed', mixed: { msg_item } }).content).toEqual({
      kind: 'text',
      text: '登记\n第二段',
      media: [
        { channel: 'wecom.bot', kind: 'image', handle: 'https://x/1', fetchableUntil: NOW + 4 * 60_000 },
      ],
    });
  });

  it('a voice is its words; files, pictures and videos are media', () => {
    expect(textOf({ ...base, msgtype: 'voice', voice: { content: '登记一条' } })).toBe('登记一条');
    for (const kind of ['image', 'file', 'video']) {
      expect(eventOf({ ...base, msgtype: kind, [kind]: { url: 'https://x/1' } }).content).toMatchObject({
        media: [{ kind, handle: 'https://x/1' }],
      });
    }
  });

  it('a tap carries card, action and choices, one choice as a list of one', () => {
    const tap = (option_id: unknown) => ({
      ...base,
      msgtype: 'event',
      create_time: 1767225600,
      event: {
        eventtype: 'template_card_event',
        template_card_event: {
          card_type: 'vote_interaction',
          event_key: 'grade:g1',
          task_id: 'YQ-1',
          selected_items: { selected_item: [{ question_key: 'unit', option_ids: { option_id } }] },
        },
      },
    });
    for (const ids of [['007'], '007']) {
      expect(eventOf(tap(ids))).toMatchObject({
        at: 1_767_225_600_000,
        content: { kind: 'tap', cardId: 'YQ-1', action: 'grade:g1', selections: { unit: ['007'] } },
      });
    }
  });

  it('a list left open costs only itself', () => {
    const items = [
      { question_key: 'unit', option_ids: { option_id: ['zf1'] } },
      { question_key: 'none' },
      { question_key: 'empty', option_ids: {} },
      null,
    ];
    const card = { event_key: 'facts:all', task_id: 'YQ-1', selected_items: { selected_item: items } };
    const event = { eventtype: 'template_card_event', template_card_event: card };
    expect(eventOf({ ...base, msgtype: 'event', event }).content).toMatchObject({
      selections: { unit: ['zf1'], none: [], empty: [] },
    });
  });

  it('where it was said is told by the chat id when nothing else tells', () => {
    const { chattype: _, chatid, ...single } = { ...base, ...said('帮助') };
    expect(eventOf(single).place).toEqual({ kind: 'single' });
    expect(eventOf({ ...single, chatid }).place).toEqual({ kind: 'group', chatId: chatid });
    expect(eventOf({ ...single, chattype: 'circle', chatid }).place).toEqual({
      kind: 'group',
      chatId: chatid,
    });
  });

  it('entering is greeted, what is only reported needs nothing, a message that says nothing readable is named', () => {
    const event = (eventtype: string) => ({ ...base, msgtype: 'event', event: { eventtype } });
    expect(eventOf(event('enter_chat')).content).toEqual({ kind: 'entered', greets: true });
    expect(eventOf(event('feedback_event')).content).toEqual({ kind: 'entered' });
    expect(eventOf(event('new_event')).content).toEqual({ kind: 'entered' });
    expect(eventOf(event('template_card_event')).content).toEqual({ kind: 'unsupported', what: 'tap' });
    expect(eventOf({ ...base, msgtype: 'stream', stream: { id: 's' } }).content).toEqual({ kind: 'entered' });
    expect(eventOf({ ...base, msgtype: 'text' }).content).toEqual({ kind: 'unsupported', what: 'text' });
  });

  it('only an address of the platform becomes a right to answer', () => {
    const answerable = (response_url: unknown) =>
      eventOf(said('x', { response_url })).replyHandle !== undefined;
    expect(answerable('https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x')).toBe(true);
    expect(answerable('https://aibot.work.weixin.qq.com/x')).toBe(true);
    for (const address of [
      'http://169.254.169.254/latest',
      'http://127.0.0.1:9998/x',
      'http://qyapi.weixin.qq.com/x',
      'https://qyapi.weixin.qq.com.evil.cn/x',
      'https://evilwork.weixin.qq.com/x',
      'https://work.weixin.qq.com@evil.cn/x',
      'https://user:pass@qyapi.weixin.qq.com/x',
      'file:///etc/passwd',
      'x',
      '',
      7,
      undefined,
    ]) {
      expect(answerable(address)).toBe(false);
    }
  });
});

describe('JSON that is not to be trusted', () => {
  it('what cannot be an event is refused with a reason that quotes nothing', () => {
    for (const value of [
      '',
      '{',
      'null',
      '[]',
      {},
      { ...said('机密'), msgid: 1 },
      { ...said('机密'), from: {} },
      said('机密', { chatid: 5 }),
    ]) {
      const parsed = parse(value);
      expect(parsed).toEqual({ ok: false, reason: expect.any(String) });
      expect(JSON.stringify(parsed)).not.toContain('机密');
    }
  });

  it('any JSON gives an event or a refusal', () => {
    const field = fc.constantFrom(
      'text',
      'voice',
      'mixed',
      'quote',
      'event',
      'image',
      'chatid',
      'msgtype',
      'response_url',
      '__proto__',
    );
    const kind = fc.constantFrom('text', 'voice', 'mixed', 'image', 'event', 'stream');
    const value = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .tuple(
          kind,
          fc.dictionary(
            field,
            fc.oneof(
              fc.jsonValue(),
              fc.record({ content: fc.jsonValue(), msg_item: fc.jsonValue(), eventtype: fc.jsonValue() }),
            ),
          ),
        )
        .map(([msgtype, more]) => JSON.stringify({ ...said('x'), msgtype, ...more })),
    );
    fc.assert(
      fc.property(value, (text) => {
        const parsed = parse(text);
        if (parsed.ok) expect(typeof parsed.event.content.kind).toBe('string');
        else expect(parsed.reason).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
