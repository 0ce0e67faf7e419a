// Outcome, answer to the source, public response.
import type { AnswerKind } from '../../src/core/events.ts';
import type { Message } from '../../src/core/message.ts';
import { openSteps } from '../../src/core/steps.ts';
import { caseName, markWords, outcomeName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import { words } from '../quoting.ts';
import { correctionNote, wordingNotes } from '../reply-notes.ts';
import type { AnnounceContext } from './context.ts';
import { happened, reply, replyAndTell } from './context.ts';

/** Receipts for what was recorded; both groups hear of a public response and of a decision against one, wherever said. */
export function announceConclusion(context: AnnounceContext): readonly Message[] {
  return [
    ...happened(context, 'outcome.decided').flatMap(({ body }) =>
      reply(context, [
        `已记：${context.after.number} 事实结论为${outcomeName(context.policy, body.outcome)}${body.note.trim() === '' ? '' : `（${words(body.note, 60)}）`}。`,
        ...whatIsLeft(context),
      ]),
    ),
    ...happened(context, 'source.replied').flatMap(({ body }) =>
      reply(context, [
        `已记：${context.after.number} 已回复${words(body.source, 30)}。`,
        `内容：${words(body.text, 120)}`,
        ...whatIsLeft(context),
      ]),
    ),
    ...happened(context, 'response.recorded').flatMap(({ body, actor, at }) =>
      replyAndTell(
        context,
        ['work', 'leadership'],
        [
          `${caseName(context.after)} 已${body.answer === 'holding' ? '先行' : '公开'}回应：${words(body.channel, 20)}${body.as === undefined ? '' : `，以${words(body.as, 20)}名义`}，审定 ${words(body.approvedBy, 20)}（${markWords(context.bureau, { by: actor, at })} 记录）。`,
          ...(body.link === null ? [] : [`链接：${words(body.link, 300)}`]),
          ...(body.text.trim() === '' ? [] : [`内容：${words(body.text, 120)}`]),
        ],
        [
          ...wordingNotes(context.policy, body.text, true),
          ...correctionNote(context.policy, body.text, againWords(context, body)),
        ],
      ),
    ),
    ...happened(context, 'response.declined').flatMap(({ body, actor, at }) =>
      replyAndTell(
        context,
        ['work', 'leadership'],
        [
          `${caseName(context.after)} 决定不予回应（${markWords(context.bureau, { by: actor, at })}）。理由：${words(body.reason, 120)}`,
        ],
      ),
    ),
  ];
}

function againWords(
  { after }: AnnounceContext,
  { answer, channel }: { readonly answer: AnswerKind; readonly channel: string },
): string {
  const n = shortNumber(after.number);
  return answer === 'holding' ? howTo.holding(n, words(channel, 20)) : howTo.respond(n, words(channel, 20));
}

function whatIsLeft({ policy, after }: AnnounceContext): readonly string[] {
  const left = openSteps(policy, after);
  return left.length === 0 ? [] : [`接下来：${left.map((s) => s.title).join('、')}`];
}
