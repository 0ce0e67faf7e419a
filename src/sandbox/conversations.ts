// What everybody sees. Each 1:1 is a conversation of its own, so two people's copies of one card are separate.
import { ImpossibleAct } from './impossible-act.ts';
import type {
  Body,
  Change,
  Conversation,
  ConversationKind,
  Group,
  Message,
  MessageId,
  Person,
  Quote,
  Sender,
} from './tenant-types.ts';

export interface NewMessage {
  readonly from: Sender;
  readonly body: Body;
  readonly quote?: Quote | undefined;
  readonly msgid?: string | undefined;
}

export interface Conversations {
  /** Opens a group, or changes the name and the members of one. */
  open(group: Group): void;
  add(conversationId: string, message: NewMessage): Message;
  edit(messageId: MessageId, body: Body): void;
  find(messageId: MessageId): { readonly message: Message; readonly conversation: Conversation } | undefined;
  get(kind: ConversationKind, idOrPerson: string): Conversation;
  list(): Conversation[];
  /** Case-insensitive, as on the platform (path/90313: invaliduser comes lower-cased). */
  person(id: string): Person | undefined;
  group(chatId: string): Group | undefined;
  onMessage(listener: (message: Message, conversation: Conversation) => void): () => void;
  onChange(listener: (change: Change) => void): () => void;
}

type Room = Omit<Conversation, 'messages'> & { readonly messages: Message[] };

function openRooms(options: ConversationOptions): Map<string, Room> {
  const rooms = new Map<string, Room>();
  for (const group of options.groups) {
    const { chatId, name, members } = group;
    rooms.set(chatId, { id: chatId, kind: 'group', title: name, members, messages: [] });
  }
  for (const kind of ['app', 'bot'] as const) {
    const title = kind === 'app' ? options.appName : options.botName;
    for (const { id } of options.people) {
      const key = `${kind}:${id}`;
      rooms.set(key, { id: key, kind, title, members: [id], person: id, messages: [] });
    }
  }
  return rooms;
}

export interface ConversationOptions {
  readonly now: () => number;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly appName: string;
  readonly botName: string;
}

/** The rooms of all groups and 1:1s, with what was said in them. */
export function createConversations(options: ConversationOptions): Conversations {
  const rooms = openRooms(options);
  const groups = new Map(options.groups.map((group) => [group.chatId, group]));
  const byId = new Map(options.people.map((person) => [person.id.toLowerCase(), person]));
  const places = new Map<MessageId, { room: Room; index: number }>();
  const messageListeners = new Set<(message: Message, conversation: Conversation) => void>();
  const changeListeners = new Set<(change: Change) => void>();

  function roomOf(id: string): Room {
    const room = rooms.get(id);
    if (room === undefined) throw new ImpossibleAct(`没有这个会话：${id}`);
    return room;
  }

  function tell(change: Change): void {
    for (const listener of [...changeListeners]) listener(change);
  }

  return {
    open(group) {
      const { chatId, name, members } = group;
      groups.set(chatId, group);
      const messages = rooms.get(chatId)?.messages ?? [];
      const room: Room = { id: chatId, kind: 'group', title: name, members, messages };
      rooms.set(chatId, room);
      for (const [id, place] of places) if (place.room.id === chatId) places.set(id, { ...place, room });
    },
    add(conversationId, { from, body, quote, msgid }) {
      const room = roomOf(conversationId);
      const id = `m${places.size + 1}`;
      const message: Message = {
        id,
        at: options.now(),
        from,
        body,
        ...(quote === undefined ? {} : { quote }),
        ...(msgid === undefined ? {} : { msgid }),
      };
      places.set(id, { room, index: room.messages.push(message) - 1 });
      for (const listener of [...messageListeners]) listener(message, room);
      tell({ kind: 'added', conversationId, messageId: id });
      return message;
    },
    edit(messageId, body) {
      const place = places.get(messageId);
      const message = place?.room.messages[place.index];
      if (place === undefined || message === undefined) throw new ImpossibleAct(`没有这条消息：${messageId}`);
      place.room.messages[place.index] = { ...message, body, editedAt: options.now() };
      tell({ kind: 'edited', conversationId: place.room.id, messageId });
    },
    find(messageId) {
      const place = places.get(messageId);
      const message = place?.room.messages[place.index];
      return place === undefined || message === undefined ? undefined : { message, conversation: place.room };
    },
    get: (kind, idOrPerson) =>
      roomOf(kind === 'group' || idOrPerson.startsWith(`${kind}:`) ? idOrPerson : `${kind}:${idOrPerson}`),
    list: () => [...rooms.values()],
    person: (id) => byId.get(id.toLowerCase()),
    group: (chatId) => groups.get(chatId),
    onMessage(listener) {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
  };
}
