import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseApp, readAppEnvelope } from '../../../src/platforms/wecom/parse-app.ts';

const NOW = 1_800_000_000_000;
const head = (type: string, sender = 'zhangsan') =>
  `<ToUserName><![CDATA[ww]]></ToUserName><FromUserName><![CDATA[${sender}]]></FromUserName><CreateTime>1767225600</CreateTime><MsgType><![CDATA[${type}]]></MsgType><AgentID>1000007</AgentID>`;
const message = (type: string, fields: string, id = '7212530917462218123') =>
  `<xml>${head(type)}${fields}<MsgId>${id}</MsgId></xml>`;
const tap = (fields = '') =>
  `<xml>${head('event', 'wangzong')}<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[grade:g1]]></EventKey><TaskId><![CDATA[YQ-2026-0001-grade-1]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[rc]]></ResponseCode>${fields}</xml>`;
const picked = (...ids: string[]) =>
  `<SelectedItems><SelectedItem><QuestionKey>unit</QuestionKey><OptionIds>${ids.map((id) => `<OptionId>${id}</OptionId>`).join('')}</OptionIds></SelectedItem></SelectedItems>`;

function eventOf(xml: string) {
  const parsed = parseApp(xml, NOW);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.event;
}

describe('what a member does in the app', () => {
  it('a text arrives as typed, with its time in milliseconds and its id as text', () => {
    expect(eventOf(message('text', '<Content><![CDATA[ 定级 0042\n重大 &lt; ]]></Content>'))).toEqual({
      platform: 'wecom',
      channel: 'wecom.app',
      key: 'app:msg:7212530917462218123',
      at: 1_767_225_600_000,
      sender: 'zhangsan',
      place: { kind: 'single' },
      content: { kind: 'text', text: ' 定级 0042\n重大 &lt; ', media: [] },
    });
  });

  it('a text of digits stays text, leading zeros and all', () => {
    const { content } = eventOf(message('text', '<Content>0042</Content>'));
    expect(content).toMatchObject({ text: '0042' });
    expect(eventOf(message('text', '<Content>1e5</Content>', '00712')).key).toBe('app:msg:00712');
  });

  it('the five entities outside CDATA are read and no others', () => {
    const { content } = eventOf(
      message('text', '<Content>&lt;a&gt; &amp;amp; &quot;&apos; &foo; &#65;</Content>'),
    );
    expect(content).toMatchObject({ text: '<a> &amp; "\' &foo; &#65;' });
  });

  it('a typed DOCTYPE is only text', () => {
    const { content } = eventOf(
      message('text', '<Content><![CDATA[<!DOCTYPE html> <!ENTITY x>]]></Content>'),
    );
    expect(content).toMatchObject({ text: '<!DOCTYPE html> <!ENTITY x>' });
  });

  it('pictures, voices and videos arrive as media, good for two and a half days, links as links', () => {
    for (const kind of ['image', 'voice', 'video'] as const) {
      expect(eventOf(message(kind, '<MediaId>m-1</MediaId>')).content).toEqual({
        kind: 'text',
        text: '',
        media: [
          { channel: 'wecom.app', kind, handle: 'm-1', fetchableUntil: 1_767_225_600_000 + 60 * 3_600_000 },
        ],
      });
    }
    const link =
      '<Title>标题</Title><Description>摘要</Description><Url>https://mp.weixin.qq.com/s/x?a=1&amp;b=2</Url>';
    expect(eventOf(message('link', link)).content).toEqual({
      kind: 'link',
      title: '标题',
      description: '摘要',
      url: 'https://mp.weixin.qq.com/s/x?a=1&b=2',
    });
  });

  it('a tap carries card, action, choices and a fresh right to update', () => {
    expect(eventOf(tap(picked('u1', 'u2')))).toMatchObject({
      sender: 'wangzong',
      content: {
        kind: 'tap',
        cardId: 'YQ-2026-0001-grade-1',
        action: 'grade:g1',
        selections: { unit: ['u1', 'u2'] },
        updateCode: 'rc',
      },
    });
  });

  it('one choice is a list of one, no choice is none', () => {
    expect(eventOf(tap(picked('007'))).content).toMatchObject({ selections: { unit: ['007'] } });
    expect(eventOf(tap(picked())).content).toMatchObject({ selections: { unit: [] } });
    expect(eventOf(tap()).content).toMatchObject({ selections: {} });
  });

  it('the same tap twice has one key, another choice or code in the same second another', () => {
    const key = eventOf(tap(picked('u1'))).key;
    expect(key).toMatch(/^app:event:[0-9a-f]{64}$/);
    expect(eventOf(tap(picked('u1'))).key).toBe(key);
    const others = [tap(picked('u2')), tap(picked('u1')).replace('[rc]', '[rc2]'), tap()];
    expect(new Set([key, ...others.map((xml) => eventOf(xml).key)]).size).toBe(4);
  });

  it('what is only reported is nothing to answer; a message that says nothing readable is named', () => {
    const event = (name: string) => `<xml>${head('event')}<Event>${name}</Event></xml>`;
    expect(eventOf(event('enter_agent')).content).toEqual({ kind: 'entered' });
    for (const unused of ['subscribe', 'LOCATION', 'view', 'batch_job_result', 'change_contact']) {
      expect(eventOf(event(unused)).content).toEqual({ kind: 'entered' });
    }
    for (const name of ['scancode_push', 'share_agent_change', 'constructor', '__proto__']) {
      expect(eventOf(event(name)).content).toEqual({ kind: 'entered' });
    }
    for (const what of ['location', 'image', 'link', 'file', 'miniprogram']) {
      expect(eventOf(message(what, '')).content).toEqual({ kind: 'unsupported', what });
    }
    expect(eventOf(event('template_card_event')).content).toEqual({ kind: 'unsupported', what: 'tap' });
  });

  it('a button of the menu says what a person would have typed', () => {
    const click = '<Event>click</Event><EventKey><![CDATA[待办]]></EventKey>';
    const { content } = eventOf(`<xml>${head('event')}${click}</xml>`);
    expect(content).toEqual({ kind: 'text', text: '待办', media: [] });
  });

  it('a place is its label, or its coordinates when it has none', () => {
    const at = '<Location_X>30.27</Location_X><Location_Y>120.15</Location_Y>';
    const said = (fields: string) => eventOf(message('location', fields)).content;
    expect(said(`${at}<Label><![CDATA[文三路 1 号]]></Label>`)).toMatchObject({ text: '位置：文三路 1 号' });
    expect(said(at)).toMatchObject({ text: '位置：30.27,120.15' });
  });

  it.each([
    ['inactive_alert', /将被停用.*2026-01-01 08:00/],
    ['close_inactive_agent', /停用了应用/],
    ['reopen_inactive_agent', /重新启用/],
    ['low_active_alert', /接口权限将被收回/],
    ['low_active', /收回了接口权限/],
    ['active_restored', /恢复了/],
    ['unsubscribe', /看不到应用/],
  ])('%s is a warning in words, with what to do', (name, reason) => {
    const effect = '<EffectTime>1767225600</EffectTime>';
    const { content } = eventOf(`<xml>${head('event')}<Event>${name}</Event>${effect}</xml>`);
    expect(content).toMatchObject({ kind: 'warning', code: name, reason: expect.stringMatching(reason) });
    expect(content).toHaveProperty('hint', expect.stringMatching(/\p{Script=Han}/u));
  });

  it('without a time ours is used', () => {
    expect(eventOf(message('text', '<Content>a</Content>').replace('1767225600', 'soon')).at).toBe(NOW);
  });
});

describe('XML that is not to be trusted', () => {
  const refused: Record<string, string> = {
    'a DOCTYPE': '<!DOCTYPE xml><xml><A>1</A></xml>',
    'a lower-case doctype': '<!doctype xml><xml><A>1</A></xml>',
    'an entity': '<xml><!ENTITY x "y"><A>&x;</A></xml>',
    'a doctype hidden behind a comment with CDATA':
      '<!-- <![CDATA[ --><!DOCTYPE x><!-- ]]> --><xml><A>1</A></xml>',
    'an external entity': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><A>&e;</A></xml>',
    'an instruction': '<xml><?php x ?><A>1</A></xml>',
    'deep nesting': `<xml>${'<A>'.repeat(40)}${'</A>'.repeat(40)}</xml>`,
    'too much': `<xml><A>${'x'.repeat(300_000)}</A></xml>`,
    'an unclosed element': '<xml><A>1</xml>',
    'another root': '<html><A>1</A></html>',
    nothing: '',
    'a reserved name': '<xml><__proto__>1</__proto__></xml>',
    'no sender': '<xml><MsgType>text</MsgType></xml>',
    'a sender twice':
      '<xml><FromUserName>a</FromUserName><FromUserName>b</FromUserName><MsgType>text</MsgType></xml>',
  };
  for (const [name, xml] of Object.entries(refused)) {
    it(`${name} is refused with a reason`, () => {
      expect(parseApp(xml, NOW)).toEqual({ ok: false, reason: expect.any(String) });
    });
  }

  it('the outer envelope gives its cipher text or a reason', () => {
    expect(readAppEnvelope('<?xml version="1.0"?><xml><Encrypt><![CDATA[abc=]]></Encrypt></xml>')).toEqual({
      ok: true,
      encrypted: 'abc=',
    });
    expect(readAppEnvelope('<xml><Encrypt></Encrypt></xml>').ok).toBe(false);
  });

  it('any text gives an event or a refusal', () => {
    const names = fc.constantFrom(
      'FromUserName',
      'MsgType',
      'Event',
      'SelectedItems',
      'SelectedItem',
      'OptionIds',
      'constructor',
      'a',
    );
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('text', 'event', 'template_card_event', '&lt;', '<![CDATA[<x>]]>', ']]>', '<', '007'),
        fc.string(),
        fc
          .tuple(names, fc.array(tie('node'), { maxLength: 4 }))
          .map(([n, c]) => `<${n}>${c.join('')}</${n}>`),
      ),
    }));
    const xml = fc.oneof(
      fc.string(),
      node.map((inner) => `<xml>${inner}</xml>`),
      fc.tuple(names, node).map(([n, i]) => `<xml>${head('event')}<${n}>${i}</${n}></xml>`),
    );
    fc.assert(
      fc.property(xml, (text) => {
        const parsed = parseApp(text, NOW);
        if (parsed.ok) expect(typeof parsed.event.sender).toBe('string');
        else expect(parsed.reason).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('any bytes of an outer body give cipher text or a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(typeof readAppEnvelope(Buffer.from(bytes).toString('utf8')).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});
