import { decrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { callbacks, closeAfterEach, graded, post, taps } from './callbacks.ts';
import { keys, nonce, timestamp } from './vectors.ts';

closeAfterEach();

describe('the answer to a tap', () => {
  it('of the app is a signed XML update with CamelCase names and repeated lists', async () => {
    const { base } = await callbacks(async () => ({ card: graded }));
    const response = await post(base, 'app', taps.app);
    const parser = new XMLParser({ parseTagValue: false });
    const outer = parser.parse(await response.text()).xml;
    expect(outer.MsgSignature).toBe(getSignature(keys.token, outer.TimeStamp, outer.Nonce, outer.Encrypt));
    expect(outer.TimeStamp).toBe(timestamp);
    const opened = decrypt(keys.aesKey, outer.Encrypt);
    expect(opened.id).toBe(keys.corpId);
    expect(parser.parse(opened.message).xml).toEqual({
      ToUserName: 'wangzong',
      FromUserName: keys.corpId,
      CreateTime: timestamp,
      MsgType: 'update_template_card',
      TemplateCard: {
        CardType: 'button_interaction',
        Source: { Desc: '舆情助手', DescColor: '0' },
        MainTitle: { Title: '已定级 ]]> 重大 & 完' },
        HorizontalContentList: [
          { KeyName: '决定人', Value: '王总' },
          { KeyName: '时间', Value: '14:03' },
        ],
        TaskId: 'YQ-2026-0001-grade-1',
        ButtonList: { Type: '0', Text: '已处理', Style: '2', Key: 'closed' },
        ReplaceText: '已处理',
      },
    });
  });

  it('of the bot is JSON sealed with the nonce of the callback', async () => {
    const { base } = await callbacks(async () => ({
      card: { ...graded, link: 'https://duban.example.cn/c/1' },
    }));
    const response = await post(base, 'bot', taps.bot);
    const outer = JSON.parse(await response.text());
    expect(outer).toMatchObject({ nonce, timestamp: Number(timestamp) });
    expect(outer.msgsignature).toBe(getSignature(keys.token, outer.timestamp, nonce, outer.encrypt));
    const opened = decrypt(keys.aesKey, outer.encrypt);
    expect(opened.id).toBe('');
    expect(JSON.parse(opened.message)).toMatchObject({
      response_type: 'update_template_card',
      template_card: {
        card_type: 'text_notice',
        task_id: 'YQ-2026-0001-grade-1',
        card_action: { type: 1, url: 'https://duban.example.cn/c/1' },
      },
    });
  });
});
