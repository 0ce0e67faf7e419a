// The callbacks as outside peers read and answer them: the crypto package of the platform, and the one in its client.
import { WecomCrypto } from '@wecom/aibot-node-sdk';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { APP, BOT, CORP, createWorld, GROUP, START, type World } from './stand-in.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const ask = { from: 'zhangsan', group: GROUP.chatId, text: '@舆情助手 登记' };
const stream = { msgtype: 'stream', stream: { id: 's1', finish: true, content: '已登记' } };

it('@wecom/crypto verifies and opens the app’s callbacks, and its sealed answer is shown', async () => {
  world.answer((heard, res) => {
    const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(heard.body)?.[1] ?? '';
    const [timestamp = '', nonce = ''] = [heard.query.get('timestamp'), heard.query.get('nonce')].map(String);
    expect(getSignature(APP.token, timestamp, nonce, sealed)).toBe(heard.query.get('msg_signature'));
    const opened = decrypt(APP.aesKey, sealed);
    expect(opened.id).toBe(CORP);
    const from = /<FromUserName><!\[CDATA\[(.*?)\]\]>/.exec(opened.message)?.[1];
    const inner = `<xml><ToUserName>${from}</ToUserName><FromUserName>${CORP}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>收到</Content></xml>`;
    const answer = encrypt(APP.aesKey, inner, CORP);
    const signature = getSignature(APP.token, timestamp, nonce, answer);
    res.end(
      `<xml><Encrypt>${answer}</Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${nonce}</Nonce></xml>`,
    );
  });
  expect(await world.tenant.tellApp({ from: 'lisi', text: '在' })).toMatchObject({ reply: 'text' });
  expect(world.tenant.conversation('app', 'lisi').messages[1]).toMatchObject({ body: { text: '收到' } });
});

it('@wecom/crypto opens the bot’s callbacks, whose receiver is empty, and its sealed answer is shown', async () => {
  world.answer((heard, res) => {
    const sealed = (JSON.parse(heard.body) as { encrypt: string }).encrypt;
    expect(decrypt(BOT.aesKey, sealed).id).toBe('');
    const nonce = String(heard.query.get('nonce'));
    const answer = encrypt(BOT.aesKey, JSON.stringify(stream), '');
    const msgsignature = getSignature(BOT.token, START / 1000, nonce, answer);
    res.end(JSON.stringify({ encrypt: answer, msgsignature, timestamp: START / 1000, nonce }));
  });
  expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'answered', reply: 'stream' });
});

it('the strict crypto of the official client accepts the bot’s callbacks, and is accepted', async () => {
  const crypto = new WecomCrypto(BOT.token, BOT.aesKey, '');
  world.answer((heard, res) => {
    const sealed = (JSON.parse(heard.body) as { encrypt: string }).encrypt;
    const [signature, timestamp, nonce] = ['msg_signature', 'timestamp', 'nonce'].map((field) =>
      String(heard.query.get(field)),
    ) as [string, string, string];
    expect(crypto.verifySignature(signature, timestamp, nonce, sealed)).toBe(true);
    expect(JSON.parse(crypto.decrypt(sealed))).toMatchObject({ text: { content: ask.text } });
    const answer = crypto.encrypt(JSON.stringify(stream), String(START / 1000), nonce);
    res.end(
      JSON.stringify({
        encrypt: answer.encrypt,
        msgsignature: answer.signature,
        timestamp: START / 1000,
        nonce,
      }),
    );
  });
  expect(await world.tenant.say(ask)).toMatchObject({ outcome: 'answered', reply: 'stream' });
});
