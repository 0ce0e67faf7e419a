// A hand for playing people on a stage, and ears for what they get. Whatever nobody expected is an error.
import { readBureauFile } from '../config/bureau-file.ts';
import type { GroupName } from '../core/message.ts';
import type { CallbackResult, Message, TapResult } from '../sandbox/tenant-types.ts';
import { type Heard, heardOf } from './heard.ts';
import type { Stage } from './stage.ts';

export type Rehearsal = {
  /** A group message; `@舆情助手 ` is put in front. */
  says(
    person: string,
    group: GroupName,
    text: string,
    more?: { images?: readonly Buffer[]; quote?: string },
  ): Promise<CallbackResult>;
  /** A message in the 1:1 with the app. */
  tells(person: string, text: string): Promise<CallbackResult>;
  forwards(
    person: string,
    link: { title: string; description: string; url: string },
  ): Promise<CallbackResult>;
  /** Taps the newest card of the person about `number` (`0001`) that has a button with this key. */
  taps(
    person: string,
    number: string,
    key: string,
    selections?: Readonly<Record<string, string>>,
  ): Promise<TapResult>;
  /** Finds the newest card of the person with such a button without tapping. */
  card(person: string, number: string, key: string): Message;
  /** Somebody in `where` (work, leadership, a person) heard this since the last quiet moment. */
  hears(where: string, pattern: RegExp, mentions?: readonly string[]): Heard;
  /** The newest card of the person about `number` has words that match. */
  sees(person: string, number: string, pattern: RegExp): void;
  /** Throws when anything was said that nobody expected. */
  nothingElse(): void;
  /** Everything not yet expected, for a look. */
  rest(): readonly Heard[];
  readonly transcript: readonly Heard[];
  pass(ms: number): Promise<void>;
};

/** Thrown when what was heard is not what was expected. */
export class Unexpected extends Error {}

/** Plays people on the stage and checks what they hear; `print` sees everything heard, as it comes. */
export function createRehearsal(
  stage: Stage,
  options: { readonly bureauFile: string; readonly print?: (heard: Heard) => void },
): Rehearsal {
  const { bureau, groups } = readBureauFile(options.bureauFile);
  const { tenant } = stage;
  const names = {
    group: (chatId: string): string => ((groups.work.chat ?? 'work') === chatId ? 'work' : 'leadership'),
    person: (userid: string): string => bureau.people.find((p) => p.ids.wecom === userid)?.id ?? userid,
  };
  const userid = (person: string): string => bureau.people.find((p) => p.id === person)?.ids.wecom ?? person;
  const transcript: Heard[] = [];
  let open: Heard[] = [];
  const lastWords = new Map<string, string>();
  const hear = (heard: Heard): void => {
    // A passive answer and the update for all copies both change the tapper's card to the same words.
    const key = `${heard.where}:${heard.messageId}`;
    if (heard.changed && lastWords.get(key) === heard.text) return;
    lastWords.set(key, heard.text);
    transcript.push(heard);
    options.print?.(heard);
    if (!heard.byPerson && !heard.changed) open.push(heard);
  };
  tenant.onMessage((message, conversation) => hear(heardOf(message, conversation, names, false)));
  tenant.onChange((change) => {
    if (change.kind !== 'edited') return;
    const conversation = tenant.view().conversations.find((c) => c.id === change.conversationId);
    const message = conversation?.messages.find((m) => m.id === change.messageId);
    if (conversation && message) hear(heardOf(message, conversation, names, true));
  });
  const cards = (person: string): readonly Message[] =>
    (['app', 'bot'] as const).flatMap((kind) =>
      tenant.conversation(kind, userid(person)).messages.filter((m) => m.body.kind === 'card'),
    );
  const about = (person: string, number: string): readonly Message[] =>
    cards(person).filter((m) => m.body.kind === 'card' && JSON.stringify(m.body.card).includes(`-${number}`));
  const card = (person: string, number: string, key: string): Message => {
    const found = about(person, number).findLast(
      (m) => m.body.kind === 'card' && JSON.stringify(m.body.card).includes(`"key":"${key}"`),
    );
    if (found === undefined) throw new Unexpected(`${person} 没有 ${number} 带按钮 ${key} 的卡片`);
    return found;
  };
  const settle = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await stage.settled();
    return result;
  };
  return {
    transcript,
    card,
    says(person, group, text, more = {}) {
      const chat = groups[group].chat ?? group;
      const quote = more.quote === undefined ? {} : { quote: { text: more.quote } };
      const images = more.images === undefined ? {} : { images: more.images };
      return settle(
        tenant.say({ from: userid(person), group: chat, text: `@舆情助手 ${text}`, ...quote, ...images }),
      );
    },
    tells: (person, text) => settle(tenant.tellApp({ from: userid(person), text })),
    forwards: (person, link) => settle(tenant.tellApp({ from: userid(person), link })),
    async taps(person, number, key, selections = {}) {
      const chosen = Object.fromEntries(Object.entries(selections).map(([k, v]) => [k, [v]]));
      return settle(
        tenant.tap({
          from: userid(person),
          messageId: card(person, number, key).id,
          key,
          selections: chosen,
        }),
      );
    },
    hears(where, pattern, mentions) {
      const index = open.findIndex(
        (h) =>
          h.where === where &&
          pattern.test(h.text) &&
          (mentions === undefined || [...h.mentions].sort().join() === [...mentions].sort().join()),
      );
      const found = open[index];
      if (found === undefined) {
        throw new Unexpected(
          `${where} 没有收到 ${String(pattern)}${mentions ? ` @${mentions.join()}` : ''}\n${list(open)}`,
        );
      }
      open.splice(index, 1);
      return found;
    },
    sees(person, number, pattern) {
      const newest = about(person, number).at(-1);
      const words =
        newest === undefined
          ? '（没有卡片）'
          : heardOf(newest, tenant.conversation('app', userid(person)), names, false).text;
      if (!pattern.test(words)) throw new Unexpected(`${person} 的卡片不是 ${String(pattern)}：\n${words}`);
    },
    nothingElse() {
      const left = open;
      open = [];
      if (left.length > 0) throw new Unexpected(`有 ${left.length} 条没有人预料到的消息：\n${list(left)}`);
    },
    rest: () => open,
    pass: (ms) => stage.pass(ms),
  };
}

function list(heard: readonly Heard[]): string {
  return heard
    .map((h) => `— [${h.where}·${h.channel}] ${h.mentions.map((m) => `@${m} `).join('')}${h.text}`)
    .join('\n');
}
