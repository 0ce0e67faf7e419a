// 绑定: an administrator teaches which group this chat is, by saying so in it.
import type { GroupName, Message } from '../core/message.ts';
import { answer, type Request } from './answer.ts';
import { commit } from './commit.ts';
import type { World } from './world.ts';

/** What became of a 绑定, for the answer; `before` is the chat that the group was until now. */
export type Binding =
  | {
      readonly kind: 'bound';
      readonly group: GroupName;
      readonly was: GroupName | null;
      readonly moved: boolean;
    }
  | { readonly kind: 'same'; readonly group: GroupName }
  | { readonly kind: 'not-administrator' }
  | { readonly kind: 'not-in-group'; readonly group: GroupName };

/** Binds the chat that the request came from, or says why not. */
export async function bindGroup(world: World, group: GroupName, request: Request): Promise<void> {
  const { bureau, groups } = world;
  const { chatId } = request;
  const say = (binding: Binding, outcome: 'done' | 'refused') =>
    answer(world, request, world.wording.binding(bureau, binding), outcome, `bind:${binding.kind}`);
  if (!bureau.administrators.includes(request.actor.person)) {
    return say({ kind: 'not-administrator' }, 'refused');
  }
  if (chatId === null) return say({ kind: 'not-in-group', group }, 'refused');
  const was = groups.ofChat(chatId);
  if (was === group) return say({ kind: 'same', group }, 'done');
  const binding: Binding = { kind: 'bound', group, was, moved: groups.chatOf(group) !== undefined };
  const lines = world.wording.binding(bureau, binding);
  const message: Message = { kind: 'text', to: request.reply, lines, mention: [] };
  await commit(world, {
    inbox: { ...request.inbox, outcome: 'done', detail: `bind:${group}`, case_id: null },
    change: null,
    messages: [message],
    media: [],
    dueAt: null,
    also: (q) => groups.write(q, { group, chatId, now: world.now() }),
  });
  await groups.refresh();
  world.log.info({ group, chatId, by: request.actor.person }, 'a group was bound');
}
