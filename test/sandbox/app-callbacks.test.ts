import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, appAnswer, buttonCard, CORP, createWorld, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a person and the app', () => {
  it('verifies both callback URLs', async () => {
    expect(await world.tenant.verifyUrl('app')).toBe(true);
    expect(await world.tenant.verifyUrl('bot')).toBe(true);
  });

  it('delivers text with a 64-bit MsgId as XML', async () => {
    const result = await world.tenant.tellApp({ from: 'wangzong', text: '你好 ]]> 完' });
    expect(result).toMatchObject({ outcome: 'answered', attempts: 1, reply: 'empty' });
    const message = world.heard[0]?.message ?? '';
    expect(message).toContain('<FromUserName><![CDATA[wangzong]]></FromUserName>');
    expect(message).toContain(`<ToUserName><![CDATA[${CORP}]]></ToUserName>`);
    expect(message).toContain(`<AgentID>${APP.agentId}</AgentID>`);
    expect(Number(/<MsgId><!\[CDATA\[(\d+)/.exec(message)?.[1])).toBeGreaterThan(Number.MAX_SAFE_INTEGER / 2);
  });

  it('repeats the same message three times when the product keeps failing, then gives up', async () => {
    world.answer((_heard, res) => res.writeHead(500).end());
    const result = await world.tenant.tellApp({ from: 'wangzong', text: '在吗' });
    expect(result).toMatchObject({ outcome: 'lost', attempts: 4, reason: 'status 500' });
    expect(new Set(world.heard.map((one) => one.message)).size).toBe(1);
    expect(new Set(world.heard.map((one) => one.query.get('nonce'))).size).toBe(4);
  });
});

it('a tapped card is one event, and the update changes only the copies it names', async () => {
  const sent = await world.send({
    touser: 'wangzong|lisi',
    msgtype: 'template_card',
    template_card: buttonCard('T1'),
  });
  expect(sent).toMatchObject({ errcode: 0 });
  const card = world.tenant.conversation('app', 'wangzong').messages[0];
  const tapped = await world.tenant.tap({
    from: 'wangzong',
    messageId: card?.id ?? '',
    key: 'grade.general',
  });
  expect(tapped).toMatchObject({ outcome: 'answered', attempts: 1 });
  const code = /<ResponseCode><!\[CDATA\[(.*?)\]\]>/.exec(world.heard[0]?.message ?? '')?.[1];
  const update = { agentid: APP.agentId, response_code: code, atall: 1, button: { replace_name: '已定级' } };
  expect(await world.api('/cgi-bin/message/update_template_card', update)).toMatchObject({ errcode: 0 });
  for (const who of ['wangzong', 'lisi']) {
    expect(world.tenant.conversation('app', who).messages[0]?.body).toMatchObject({
      state: 'updated',
      replaced: '已定级',
    });
  }
  expect(await world.api('/cgi-bin/message/update_template_card', update)).toMatchObject({ errcode: 42022 });
});

it('a passive update changes only the copy of the person who tapped', async () => {
  await world.send({ touser: 'wangzong|lisi', msgtype: 'template_card', template_card: buttonCard('T2') });
  const card = world.tenant.conversation('app', 'wangzong').messages[0];
  world.answer(
    appAnswer(
      `<xml><ToUserName><![CDATA[wangzong]]></ToUserName><FromUserName><![CDATA[${CORP}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType>button_interaction</CardType><MainTitle><Title>已定级 &amp; 记录</Title></MainTitle><HorizontalContentList><KeyName>等级</KeyName><Value>一般</Value></HorizontalContentList><ReplaceText>已定级</ReplaceText></TemplateCard></xml>`,
    ),
  );
  const result = await world.tenant.tap({
    from: 'wangzong',
    messageId: card?.id ?? '',
    key: 'grade.general',
  });
  expect(result).toMatchObject({ outcome: 'answered', reply: 'update_template_card' });
  expect(world.tenant.conversation('app', 'wangzong').messages[0]?.body).toMatchObject({
    state: 'updated',
    replaced: '已定级',
  });
  expect(world.tenant.conversation('app', 'lisi').messages[0]?.body).toMatchObject({ state: 'live' });
});
