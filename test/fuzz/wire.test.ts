// Whatever bytes come: a value or a typed refusal, never an exception, and never a value of another kind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../src/platforms/platform.ts';
import { readAnswer } from '../../src/platforms/wecom/api.ts';
import { failureOf } from '../../src/platforms/wecom/errors.ts';
import { readFrame } from '../../src/platforms/wecom/long-connection/frames.ts';
import { decodeMediaHandle } from '../../src/platforms/wecom/media-handle.ts';
import { type Parsed, parseApp, readAppEnvelope } from '../../src/platforms/wecom/parse-app.ts';
import { parseBot, readBotEnvelope } from '../../src/platforms/wecom/parse-bot.ts';
import { decodeReplyHandle, decodeRequestHandle } from '../../src/platforms/wecom/reply-handle.ts';
import { sniffType } from '../../src/platforms/wecom/sniff.ts';
import { jsonOf, mangled, noise, xmlOf } from './hostile.ts';
import { PATIENCE_MS, RUNS } from './runs.ts';

const NOW = 1_800_000_000_000;
const bot = { now: NOW, botName: '舆情助手', apiBase: 'https://qyapi.weixin.qq.com' };

const holds = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void): void =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      law(value);
    }),
    { numRuns: RUNS },
  );

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function checkEvent(event: InboundEvent): void {
  expect([event.platform, isText(event.key), isText(event.sender), Number.isSafeInteger(event.at)]).toEqual([
    'wecom',
    true,
    true,
    true,
  ]);
  if (event.place.kind === 'group') expect(isText(event.place.chatId)).toBe(true);
  const { content } = event;
  switch (content.kind) {
    case 'text':
      expect(typeof content.text).toBe('string');
      for (const { channel, handle } of content.media)
        expect([isText(channel), isText(handle)]).toEqual([true, true]);
      break;
    case 'link':
      expect(isText(content.url)).toBe(true);
      break;
    case 'tap':
      expect([isText(content.cardId), isText(content.action)]).toEqual([true, true]);
      expect(Object.getPrototypeOf(content.selections)).toBe(Object.prototype);
      for (const ids of Object.values(content.selections)) {
        expect(Array.isArray(ids) && ids.every((id) => typeof id === 'string')).toBe(true);
      }
      break;
    case 'warning':
      expect([isText(content.reason), isText(content.hint)]).toEqual([true, true]);
      break;
    case 'unsupported':
      expect(typeof content.what).toBe('string');
      break;
    case 'entered':
      break;
  }
}

function check(parsed: Parsed): void {
  if (parsed.ok) checkEvent(parsed.event);
  else expect(isText(parsed.reason) && parsed.reason.length < 2000).toBe(true);
}

const APP_NAMES = [
  ...['xml', 'ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'MsgId', 'AgentID', 'Content', 'Event'],
  ...['EventKey', 'TaskId', 'ResponseCode', 'SelectedItems', 'SelectedItem', 'QuestionKey', 'OptionIds'],
  ...['OptionId', 'MediaId', 'Title', 'Description', 'Url', 'Label', 'Location_X', 'Location_Y', 'Encrypt'],
];
const APP_TEXTS = [
  ...['text', 'image', 'voice', 'video', 'location', 'link', 'event', 'template_card_event', 'click', '007'],
  ...[
    'unsubscribe',
    'low_active',
    '&lt;',
    '&#65;',
    '&x;',
    '<![CDATA[<x>]]>',
    '<![CDATA[',
    ']]>',
    '<',
    '</xml>',
  ],
  ...['<!DOCTYPE x>', '<!-- x -->', '<?x?>', '1e5', '99999999999999999999'],
];
const cdata = (name: string, text: string): string => `<${name}><![CDATA[${text}]]></${name}>`;
const head = (type: string): string =>
  `${cdata('ToUserName', 'ww')}${cdata('FromUserName', 'zhangsan')}<CreateTime>1767225600</CreateTime>${cdata('MsgType', type)}`;
const appTruth = fc.constantFrom(
  `<xml>${head('text')}${cdata('Content', '定级 0042 重大')}<MsgId>7212530917462218123</MsgId></xml>`,
  `<xml>${head('image')}${cdata('MediaId', 'm')}<MsgId>1</MsgId></xml>`,
  `<xml>${head('location')}<Location_X>30</Location_X><Location_Y>120</Location_Y>${cdata('Label', '路')}<MsgId>1</MsgId></xml>`,
  `<xml>${head('link')}${cdata('Title', '题')}${cdata('Url', 'https://a.cn/')}<MsgId>1</MsgId></xml>`,
  `<xml>${head('event')}${cdata('Event', 'template_card_event')}${cdata('EventKey', 'grade:major')}${cdata('TaskId', 'YQ-1')}<SelectedItems><SelectedItem>${cdata('QuestionKey', 'unit')}<OptionIds><OptionId>zf1</OptionId></OptionIds></SelectedItem></SelectedItems></xml>`,
);
const outerTruth = fc.constant(`<xml>${cdata('ToUserName', 'ww')}${cdata('Encrypt', 'abc+/=')}</xml>`);

const BOT_NAMES = [
  ...[
    'msgid',
    'aibotid',
    'chatid',
    'chattype',
    'from',
    'userid',
    'response_url',
    'msgtype',
    'text',
    'content',
  ],
  ...['quote', 'mixed', 'msg_item', 'image', 'file', 'video', 'voice', 'url', 'aeskey', 'event', 'eventtype'],
  ...['template_card_event', 'event_key', 'task_id', 'selected_items', 'selected_item', 'question_key'],
  ...[
    'option_ids',
    'option_id',
    'create_time',
    'encrypt',
    'cmd',
    'headers',
    'req_id',
    'body',
    'errcode',
    'errmsg',
  ],
];
const BOT_VALUES = [
  ...['single', 'group', 'text', 'image', 'mixed', 'event', 'template_card_event', 'enter_chat', 'x', ''],
  ...[0, 1, -1, 1e21, 12345678901234567890n.toString(), true, null],
  ...[
    'aibot_msg_callback',
    'aibot_event_callback',
    'disconnected_event',
    'ping',
    'https://qyapi.weixin.qq.com/r',
  ],
];
const message = {
  msgid: 'm',
  chatid: 'wr',
  chattype: 'group',
  from: { userid: 'lisi' },
  response_url: 'https://qyapi.weixin.qq.com/r',
  msgtype: 'mixed',
  mixed: {
    msg_item: [
      { msgtype: 'text', text: { content: '@舆情助手 登记' } },
      { msgtype: 'image', image: { url: 'https://a.work.weixin.qq.com/', aeskey: 'k' } },
    ],
  },
  quote: { msgtype: 'text', text: { content: '引用' } },
};
const tapped = {
  ...message,
  msgtype: 'event',
  event: {
    eventtype: 'template_card_event',
    template_card_event: {
      event_key: 'grade:major',
      task_id: 'YQ-1',
      selected_items: { selected_item: [{ question_key: 'unit', option_ids: { option_id: ['zf1'] } }] },
    },
  },
};
const botTruth = fc.constantFrom(JSON.stringify(message), JSON.stringify(tapped));
const frameTruth = fc.constantFrom(
  JSON.stringify({ cmd: 'aibot_msg_callback', headers: { req_id: 'r' }, body: message }),
  JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: 'r' }, body: tapped }),
  JSON.stringify({ headers: { req_id: 'r' }, errcode: 0, errmsg: 'ok' }),
);
const answerTruth = fc.constant(JSON.stringify({ errcode: 0, errmsg: 'ok', invaliduser: 'a|b', msgid: 'm' }));

const JSON_PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  'null',
  '1e999',
  '\\u0000',
  '\ud800',
  '{"__proto__":',
];
const appInput = fc.oneof(noise, xmlOf(APP_NAMES, APP_TEXTS), mangled(appTruth, APP_TEXTS));
const jsonInput = (truth: fc.Arbitrary<string>) =>
  fc.oneof(noise, jsonOf(BOT_NAMES, BOT_VALUES), mangled(truth, JSON_PIECES));

describe('any bytes: a value or a refusal with its reason', { timeout: PATIENCE_MS }, () => {
  it('the envelope of the application', () => {
    holds(fc.oneof(appInput, mangled(outerTruth, APP_TEXTS)), (text) => {
      const read = readAppEnvelope(text);
      expect(isText(read.ok ? read.encrypted : read.reason)).toBe(true);
    });
  });

  it('the envelope of the bot', () => {
    holds(jsonInput(fc.constant('{"encrypt":"abc"}')), (text) => {
      const read = readBotEnvelope(text);
      expect(isText(read.ok ? read.encrypted : read.reason)).toBe(true);
    });
  });

  it('a message of the application', () => {
    holds(appInput, (text) => check(parseApp(text, NOW)));
  });

  it('a message of the bot', () => {
    holds(jsonInput(botTruth), (text) => check(parseBot(text, bot)));
  });

  it('a frame of the long connection', () => {
    holds(jsonInput(frameTruth), (text) => {
      const read = readFrame(text);
      if (!read.ok) expect(isText(read.reason)).toBe(true);
      else if (read.frame.kind === 'callback') check(parseBot(read.frame.body, bot));
    });
  });

  it('an answer of the platform', () => {
    holds(jsonInput(answerTruth), (text) => {
      const answer = readAnswer(text);
      if (answer === undefined) return;
      expect([typeof answer.errcode, typeof answer.errmsg]).toEqual(['number', 'string']);
      const failure = failureOf(answer.errcode, answer.errmsg);
      expect([isText(failure.reason), isText(failure.code)]).toEqual([true, true]);
    });
  });

  it('a handle that a row kept', () => {
    holds(jsonInput(botTruth), (text) => {
      decodeReplyHandle(text);
      decodeRequestHandle(text);
      expect(typeof decodeMediaHandle(text).url).toBe('string');
    });
  });

  it('a file', () => {
    holds(fc.uint8Array({ maxLength: 400 }), (bytes) =>
      expect(sniffType(bytes)).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/),
    );
  });
});

describe('what looks like a number stays as it was written', { timeout: PATIENCE_MS }, () => {
  const digits = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 40 }),
    fc.constantFrom('0042', '1e5', '0x10', '-0', '1.0', '9007199254740993', 'NaN', 'Infinity'),
  );

  it('in XML', () => {
    holds(fc.tuple(digits, digits, digits, digits), ([id, user, text, option]) => {
      const said = parseApp(
        `<xml><FromUserName>${user}</FromUserName><MsgType>text</MsgType><Content>${text}</Content><MsgId>${id}</MsgId></xml>`,
        NOW,
      );
      expect(said).toMatchObject({
        event: { key: `app:msg:${id}`, sender: user, content: { kind: 'text', text } },
      });
      const picked = `<SelectedItems><SelectedItem><QuestionKey>${id}</QuestionKey><OptionIds><OptionId>${option}</OptionId></OptionIds></SelectedItem></SelectedItems>`;
      const tap = parseApp(
        `<xml><FromUserName>${user}</FromUserName><MsgType>event</MsgType><Event>template_card_event</Event><EventKey>${text}</EventKey><TaskId>${id}</TaskId>${picked}</xml>`,
        NOW,
      );
      expect(tap).toMatchObject({
        event: { content: { cardId: id, action: text, selections: { [id]: [option] } } },
      });
    });
  });

  it('in JSON, where a real number is refused instead of being made text', () => {
    holds(fc.tuple(digits, digits), ([id, user]) => {
      const body = { ...message, msgid: id, from: { userid: user }, chatid: id };
      expect(parseBot(JSON.stringify(body), bot)).toMatchObject({
        event: { key: `bot:${id}`, sender: user, place: { chatId: id } },
      });
      expect(parseBot(JSON.stringify({ ...body, msgid: 42 }), bot).ok).toBe(false);
      expect(parseBot(JSON.stringify({ ...body, from: { userid: 42 } }), bot).ok).toBe(false);
    });
  });
});

describe('a list of one is a list', { timeout: PATIENCE_MS }, () => {
  const ids = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { minLength: 1, maxLength: 4 });

  it('in XML', () => {
    holds(ids, (options) => {
      const chosen = options.map((id) => `<OptionId>${id}</OptionId>`).join('');
      const parsed = parseApp(
        `<xml>${head('event')}<Event>template_card_event</Event><EventKey>a</EventKey><TaskId>t</TaskId><SelectedItems><SelectedItem><QuestionKey>unit</QuestionKey><OptionIds>${chosen}</OptionIds></SelectedItem></SelectedItems></xml>`,
        NOW,
      );
      expect(parsed).toMatchObject({ event: { content: { selections: { unit: options } } } });
    });
  });

  it('in JSON, also where the platform leaves the brackets out', () => {
    holds(ids, (options) => {
      const [first = ''] = options;
      for (const option_id of options.length === 1 ? [options, first] : [options]) {
        const item = { question_key: 'unit', option_ids: { option_id } };
        for (const selected_item of [item, [item]]) {
          const card = { ...tapped.event.template_card_event, selected_items: { selected_item } };
          const event = { ...tapped.event, template_card_event: card };
          expect(parseBot(JSON.stringify({ ...tapped, event }), bot)).toMatchObject({
            event: { content: { selections: { unit: options } } },
          });
        }
      }
    });
  });
});
