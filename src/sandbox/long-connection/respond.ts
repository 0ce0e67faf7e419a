// Answers to callbacks by their req_id: welcome, reply, update of the tapped card.
// https://developer.work.weixin.qq.com/document/path/101463
import type { BotAnswers } from '../bot-answers.ts';
import { updateOf } from '../bot-reply.ts';
import type { CallDraft } from '../call-log.ts';
import { demand } from '../refusal.ts';
import type { Site } from '../site.ts';
import { readContent, readWelcome } from './content.ts';
import type { Frame } from './frame.ts';
import type { Occasions } from './occasions.ts';
import type { Streams } from './streams.ts';

export type FrameHandler = (frame: Frame, record: CallDraft) => Record<string, unknown> | undefined;

/** The three cmds that answer a callback. */
export function createResponses(options: {
  readonly site: Site;
  readonly answers: BotAnswers;
  readonly occasions: Occasions;
  readonly streams: Streams;
  readonly spend: (conversationId: string) => void;
}): { welcome: FrameHandler; message: FrameHandler; update: FrameHandler } {
  const { site, answers, occasions, streams, spend } = options;
  const isPerson = (id: string) => site.book.find(id) !== undefined;

  return {
    welcome(frame, record) {
      const { occasion } = occasions.find(frame.reqId, 'enter_chat');
      const reply = readWelcome(frame.body, isPerson);
      spend(occasion.conversation.id);
      answers.present(reply, occasion, record);
      occasions.close(frame.reqId);
      return undefined;
    },
    message(frame, record) {
      const open = occasions.find(frame.reqId, 'message');
      const { occasion } = open;
      const reply = readContent(frame.body, { site, streams: true, isPerson });
      const first = reply.stream === undefined || streams.check(frame.reqId, reply.stream, open);
      if (first) spend(occasion.conversation.id);
      answers.present(reply, { ...occasion, reqId: frame.reqId }, record);
      if (reply.stream !== undefined) streams.note(frame.reqId, reply.stream, occasion.conversation.id);
      return undefined;
    },
    update(frame, record) {
      const { occasion } = occasions.find(frame.reqId, 'template_card_event');
      demand(frame.body.response_type === 'update_template_card', 40008, 'invalid response_type');
      const update = updateOf(frame.body, isPerson);
      spend(occasion.conversation.id);
      answers.present(update, occasion, record);
      return undefined;
    },
  };
}
