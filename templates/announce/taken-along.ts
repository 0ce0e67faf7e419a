// Pictures that were sent before on their own went along: whoever sent them reads so in the answer.
import type { Message } from '../../src/core/message.ts';
import { takenAlongLine } from '../texts/held.ts';
import { type AnnounceContext, happened, reply } from './context.ts';

/** The same messages, the answer with one line more. */
export function withTakenAlong(context: AnnounceContext, messages: readonly Message[]): readonly Message[] {
  const { asker, after } = context;
  const held = asker?.held ?? 0;
  if (asker === null || held === 0 || handedInAlone(context)) return messages;
  const line = takenAlongLine(held, after.number);
  const at = messages.findIndex((m) => m.kind === 'text' && m.to === asker.reply);
  if (at === -1) return [...reply(context, [line]), ...messages];
  return messages.map((m, i) => (i === at && m.kind === 'text' ? { ...m, lines: [...m.lines, line] } : m));
}

/** Nothing but pictures came: the answer counts them all. */
function handedInAlone(context: AnnounceContext): boolean {
  return happened(context, 'report.attached').some(
    ({ body: { report } }) => report.text === '' && report.links.length === 0,
  );
}
