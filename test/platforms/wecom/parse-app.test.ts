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

  it('pictures, voices and videos arrive as media, links as links', () => {
    for (const kind of ['image', 'voice', 'video'] as const) {
      expect(eventOf(message(kind, '<MediaId>m-1</MediaId>')).content).toEqual({
        kind: 'text',
        text: '',
        media: [{ channel: 'wecom.app', kind, handle: 'm-1' }],
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

  it('opening the app is entering; other events and types are named as unsupported', () => {
    const event = (name: string) => `<xml>${head('event')}<Event>${name}</Event></xml>`;
    expect(eventOf(event('enter_agent')).content).toEqual({ kind: 'entered' });
    expect(eventOf(event('inactive_alert')).content).toEqual({
      kind: 'unsupported',
      what: 'event inactive_alert',
    });
    expect(eventOf(message('location', '<Label>x</Label>')).content).toEqual({
      kind: 'unsupported',
      what: 'location',
    });
    expect(eventOf(message('image', '')).content).toMatchObject({ kind: 'unsupported' });
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
