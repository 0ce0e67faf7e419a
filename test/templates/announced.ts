// What one command of one person makes everybody hear, on a case that is played.
import type { Command } from '../../src/core/command.ts';
import type { Via } from '../../src/core/events.ts';
import type { Message } from '../../src/core/message.ts';
import { announce } from '../../templates/announce.ts';
import type { Played } from '../core/fixture.ts';

/** The messages of the commit, when the person writes it in their own chat with us, or taps it. */
export function announced(
  p: Played,
  person: string,
  command: Command,
  via: Via = 'text',
): readonly Message[] {
  const before = p.case();
  const count = p.events.length;
  p.as(person, command);
  const { policy, bureau } = p.situation();
  return announce({
    policy,
    bureau,
    before,
    after: p.case(),
    events: p.events.slice(count),
    now: p.now(),
    asker: {
      person,
      reply: { kind: 'reply', handle: 'h', otherwise: { kind: 'person', person } },
    },
    via,
  });
}

/** The texts among them: `[to whom, words]`. */
export function heard(p: Played, person: string, command: Command): readonly (readonly [string, string])[] {
  return announced(p, person, command).flatMap((m) =>
    m.kind === 'text' ? [[JSON.stringify(m.to), m.lines.join('\n')] as const] : [],
  );
}
