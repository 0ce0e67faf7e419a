// Prints what was heard as a person would read it: one block a message, the same message to several people once.
import { readBureauFile } from '../config/bureau-file.ts';
import { clockTime } from '../core/calendar/shanghai.ts';
import type { Heard } from './heard.ts';

export type Transcript = {
  hear(heard: Heard): void;
  heading(title: string): void;
  note(text: string): void;
  /** Prints what is still held back for joining. */
  flush(): void;
};

const INDENT = '         ';

/** Writes what is heard as lines to read; the same words to several people become one line. */
export function createTranscript(bureauFile: string, write: (text: string) => void): Transcript {
  const { bureau, groups } = readBureauFile(bureauFile);
  let held: Heard[] = [];
  const placeOf = (h: Heard): string => {
    if (h.where === 'work' || h.where === 'leadership') return groups[h.where].title;
    return bureau.people.find((p) => p.id === h.where)?.name ?? h.where;
  };
  const nameOf = (person: string): string =>
    person === '@all' ? '所有人' : (bureau.people.find((p) => p.id === person)?.name ?? person);
  const print = (all: readonly Heard[]): void => {
    const first = all[0];
    if (first === undefined) return;
    const places = [...new Set(all.map(placeOf))].join('、');
    const where = first.channel === 'group' ? `【${places}】` : `〔${places}〕的应用对话 `;
    const who = first.byPerson ? `${first.speaker}：` : first.changed ? '卡片变为：' : '';
    const mentions = first.mentions.map((m) => `@${nameOf(m)} `).join('');
    const text = first.text.replaceAll(/ +$/gm, '').replaceAll('\n', `\n${INDENT}`);
    write(`${clockTime(first.at)}  ${where}${who}${mentions}${text}\n`);
  };
  const flush = (): void => {
    // Copies of one card or text reach several people; the order of first arrival is kept.
    const groupsOfSame = new Map<string, Heard[]>();
    for (const h of held) {
      const key = h.channel === 'group' ? `${h.messageId}${h.changed}` : `${h.changed}${h.byPerson}${h.text}`;
      groupsOfSame.set(key, [...(groupsOfSame.get(key) ?? []), h]);
    }
    held = [];
    for (const same of groupsOfSame.values()) print(same);
  };
  return {
    hear(heard) {
      if (held.some((h) => h.at !== heard.at) || heard.byPerson) flush();
      held.push(heard);
      if (heard.byPerson) flush();
    },
    heading(title) {
      flush();
      write(`\n━━ ${title} ━━\n`);
    },
    note(text) {
      flush();
      write(`\n▸ ${text}\n`);
    },
    flush,
  };
}
