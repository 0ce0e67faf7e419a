// Hands a part to the long connection and says what became of it.
import { z } from 'zod';
import type { Part, SendOutcome } from '../../platform.ts';
import { BOT_RESPOND } from '../endpoints.ts';
import { failureOf } from '../errors.ts';
import type { Command } from './frames.ts';
import { ANSWER_MS } from './limits.ts';
import type { Asked } from './link.ts';

/** The bot's line, whoever owns the connection. */
export type Line = { ask(cmd: Command, body: unknown, reqId?: string): Promise<Asked> };

const SINGLE = 1;
const RETRY_MS = 2_000;

const answerBody = z.object({
  handle: z.object({ reqId: z.string(), at: z.number() }),
  message: z.unknown(),
});
const pushBody = z.object({
  to: z.array(z.looseObject({ chatid: z.string() })).min(1),
  message: z.looseObject({}),
});

const bug: SendOutcome = {
  kind: 'refused',
  scope: 'message',
  code: 'bad-part',
  reason: '消息不是机器人能发的样子',
  hint: '这是程序缺陷：请报给维护人员',
};

/** No such chat, or nobody has spoken to the bot there: it concerns this chat alone. */
const NO_CHAT = 93006;

function unreachable(single: boolean): SendOutcome {
  const hint = single
    ? '请此人先打开与机器人的单聊说一句话，机器人才能主动发给此人'
    : '把机器人加回群里，由管理员在群里 @ 它发：绑定';
  const reason = single ? '此人还没有和机器人说过话' : '群编号无效，或机器人已移出群';
  return { kind: 'refused', scope: 'place', code: String(NO_CHAT), reason, hint };
}

function outcomeOf(asked: Asked, single = false): SendOutcome {
  switch (asked.kind) {
    case 'answer':
      if (asked.errcode === NO_CHAT) return unreachable(single);
      return asked.errcode === 0 ? { kind: 'sent', undelivered: [] } : failureOf(asked.errcode, asked.errmsg);
    case 'not-connected':
      return { kind: 'later', afterMs: RETRY_MS, code: 'bot-not-connected', reason: asked.reason };
    case 'no-answer':
      return { kind: 'unknown', reason: asked.reason };
  }
}

async function answer(line: Line, part: Part, now: number): Promise<SendOutcome> {
  const body = answerBody.safeParse(part.body).data;
  if (!body) return bug;
  if (now - body.handle.at > ANSWER_MS) {
    const hint = '改用群消息推送或应用消息';
    return {
      kind: 'refused',
      scope: 'message',
      code: 'req-id-expired',
      reason: '消息已超过一天，不能再就地回复',
      hint,
    };
  }
  return outcomeOf(await line.ask('aibot_respond_msg', body.message, body.handle.reqId));
}

/** One frame a receiver. Who cannot be reached is named; what may help the rest is tried again for all. */
async function push(line: Line, part: Part): Promise<SendOutcome> {
  const body = pushBody.safeParse(part.body).data;
  if (!body) return bug;
  const refusals: Extract<SendOutcome, { kind: 'refused' }>[] = [];
  const undelivered: string[] = [];
  for (const to of body.to) {
    const asked = await line.ask('aibot_send_msg', { ...to, ...body.message });
    const outcome = outcomeOf(asked, to.chat_type === SINGLE);
    if (outcome.kind === 'later' || outcome.kind === 'unknown') return outcome;
    if (outcome.kind === 'sent') continue;
    // A copy that an earlier attempt has delivered.
    if (outcome.scope === 'already-done' && part.repeatable) continue;
    if (outcome.scope === 'channel') return outcome;
    refusals.push(outcome);
    undelivered.push(to.chatid);
  }
  const [refused] = refusals;
  if (refused && refusals.length === body.to.length) return refused;
  return { kind: 'sent', undelivered, ...(refused ? { hint: refused.hint } : {}) };
}

/** Sends one part over the bot's line. Never rejects. */
export function sendOverLine(line: Line, part: Part, now: number): Promise<SendOutcome> {
  return part.endpoint === BOT_RESPOND ? answer(line, part, now) : push(line, part);
}
