// Which chat is which of the bureau's groups. What an administrator taught with 绑定 goes before bureau.yaml, and is
// kept in memory because every callback from a group asks.
import type { GroupName } from '../core/message.ts';
import type { Database, Queries } from '../storage/database.ts';
import { forget, learn, listLearned } from '../storage/directory.ts';

const KIND = 'group-chat';
const NAMES: readonly GroupName[] = ['work', 'leadership'];

type Chats = Partial<Record<GroupName, string>>;

export type KnownGroups = {
  /** Which of the bureau's groups a chat is; null for any other chat. */
  ofChat(chatId: string): GroupName | null;
  /** The chat of a group; undefined while nobody has bound it. */
  chatOf(group: GroupName): string | undefined;
  /** Writes the binding; it is in force here after `refresh`. */
  write(
    q: Queries,
    binding: { readonly group: GroupName; readonly chatId: string; readonly now: number },
  ): Promise<void>;
  /** Reads what any instance has learned. */
  refresh(): Promise<void>;
};

/** The groups as taught so far over those that bureau.yaml names. */
export async function openGroups(options: {
  readonly database: Database;
  readonly bureauId: string;
  readonly fromFile: Chats;
}): Promise<KnownGroups> {
  const { database, bureauId, fromFile } = options;
  let learned: Chats = {};
  const groups: KnownGroups = {
    ofChat: (chatId) => groupOfChat(learned, fromFile, chatId),
    chatOf: (group) => chatOfGroup(learned, fromFile, group),
    async write(q, { group, chatId, now }) {
      const [other] = NAMES.filter((name) => name !== group);
      // One chat is one group: what it was before, it no longer is.
      if (other !== undefined && learned[other] === chatId)
        await forget(q, { bureauId, kind: KIND, key: other });
      await learn(q, { bureau_id: bureauId, kind: KIND, key: group, value: chatId, at: now });
    },
    async refresh() {
      const rows = await listLearned(database.db, { bureauId, kind: KIND });
      learned = Object.fromEntries(rows.map((row) => [row.key, row.value]));
    },
  };
  await groups.refresh();
  return groups;
}

function groupOfChat(learned: Chats, fromFile: Chats, chatId: string): GroupName | null {
  return NAMES.find((name) => chatOfGroup(learned, fromFile, name) === chatId) ?? null;
}

function chatOfGroup(learned: Chats, fromFile: Chats, group: GroupName): string | undefined {
  if (learned[group] !== undefined) return learned[group];
  const chat = fromFile[group];
  // The file's word about a chat that was since taught as another group is out of date.
  return chat !== undefined && Object.values(learned).includes(chat) ? undefined : chat;
}
