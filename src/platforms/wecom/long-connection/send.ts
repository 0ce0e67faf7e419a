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

function outcomeOf(asked: Asked): SendOutcome {
  switch (asked.kind) {
    case 'answer':
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
    const outcome = outcomeOf(await line.ask('aibot_send_msg', { ...to, ...body.message }));
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
  return { kind: 'sent', undelivered };
}

/** Sends one part over the bot's line. Never rejects. */
export function sendOverLine(line: Line, part: Part, now: number): Promise<SendOutcome> {
  return part.endpoint === BOT_RESPOND ? answer(line, part, now) : push(line, part);
}
