// What came in as the app layer handles it, and an answer that changes nothing.
import type { Actor } from '../core/command.ts';
import type { Message, Recipient } from '../core/message.ts';
import type { MediaRef } from '../platforms/platform.ts';
import type { InboxRow } from '../storage/schema.ts';
import { commit } from './commit.ts';
import type { Held } from './held-media.ts';
import type { World } from './world.ts';

/** Who asks, where they are answered, and the inbox row that the commit marks. */
export type Request = {
  readonly actor: Actor;
  readonly reply: Recipient;
  readonly inbox: Omit<InboxRow, 'outcome' | 'detail' | 'case_id'>;
  readonly media: readonly MediaRef[];
  /** What the person sent before without a word and goes along with this. */
  readonly held: readonly Held[];
  /** The group it was said in, by the platform's id. */
  readonly chatId: string | null;
  /** The card that was tapped. */
  readonly cardId: string | null;
};

/** In a group that nobody has bound, an answer also says how to. */
export function inPlace(world: World, { chatId }: Request, lines: readonly string[]): readonly string[] {
  const unbound = chatId !== null && world.groups.ofChat(chatId) === null;
  return unbound ? [...lines, ...world.wording.unboundGroup()] : lines;
}

/** Answers without changing anything, and marks the inbox. */
export async function answer(
  world: World,
  request: Request,
  lines: readonly string[],
  outcome: InboxRow['outcome'],
  detail: string | null,
): Promise<void> {
  const left = outcome === 'refused' || detail === 'unchanged' ? request.held.length : 0;
  const said = left === 0 ? lines : [...lines, world.wording.stillHeld(left)];
  const message: Message = { kind: 'text', to: request.reply, lines: said, mention: [] };
  await commit(world, {
    inbox: { ...request.inbox, outcome, detail, case_id: null },
    change: null,
    messages: lines.length === 0 ? [] : [message],
    media: [],
    dueAt: null,
  });
}
