// The 智能机器人 by callback URL: one encrypted POST, one passive answer.
// https://developer.work.weixin.qq.com/document/path/101033 and /101031
import type { BotAnswers, Occasion } from './bot-answers.ts';
import type { BotChannel } from './bot-channel.ts';
import type { CallbackSender } from './callback-sender.ts';
import { EnvelopeError, type EnvelopeKeys, openJsonReply } from './envelope.ts';
import { Refusal } from './refusal.ts';
import type { Site } from './site.ts';
import type { SwitchboardTaps } from './switchboard.ts';

/** The channel of a bot in URL mode. */
export function createBotUrlChannel(options: {
  readonly site: Site;
  readonly sender: CallbackSender;
  readonly keys: EnvelopeKeys;
  readonly answers: BotAnswers;
  readonly faults: SwitchboardTaps;
}): BotChannel {
  const { site, sender, answers, faults } = options;

  /** Given with messages and card events; a refresh and a welcome have none (path/101138). */
  function responseUrl(occasion: Occasion): { response_url: string } | Record<string, never> {
    const { trigger } = occasion;
    if (trigger !== 'message' && trigger !== 'template_card_event') return {};
    if (faults.takeCallbackFault('bot', ['no-response-url']) !== undefined) return {};
    return { response_url: answers.responseUrl(occasion) };
  }

  return {
    async call(payload, occasion) {
      if (site.callbacks.bot === '') return { result: { outcome: 'not-called', attempts: 0 } };
      const delivery = await sender.deliver(JSON.stringify({ ...payload, ...responseUrl(occasion) }));
      const { attempts } = delivery;
      if (delivery.kind === 'lost') return { result: { outcome: 'lost', attempts, reason: delivery.reason } };
      if (delivery.body.trim() === '') return { result: { outcome: 'answered', attempts, reply: 'empty' } };
      const record = site.log.open({ method: 'REPLY', path: 'reply:bot', body: delivery.body });
      try {
        const inner = openJsonReply(options.keys, delivery.body, delivery.nonce);
        record.body = inner;
        const shown = answers.show(inner, occasion, record);
        record.errcode = 0;
        return { result: { outcome: 'answered', attempts, reply: shown.kind }, shown };
      } catch (error) {
        if (!(error instanceof EnvelopeError) && !(error instanceof Refusal)) throw error;
        record.errcode = error instanceof Refusal ? error.errcode : -40001;
        record.errmsg = error.message;
        return { result: { outcome: 'bad-answer', attempts, reason: error.message } };
      }
    },
  };
}
