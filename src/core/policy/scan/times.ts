// Every time limit of a text with the sentence it stands in, and every word that says how soon without a number.
import { lengthsIn } from '../lengths-in-text.ts';
import type { Clause } from './clauses.ts';

/** `length` as a 制度 file writes it; null for 当日 and rhythms such as 每周. */
export type FoundTime = {
  readonly clause: string | null;
  readonly said: string;
  readonly length: string | null;
  readonly sentence: string;
};

export type FoundWord = { readonly clause: string | null; readonly word: string; readonly times: number };

const DAY_WORDS = /当[天日晚]|次日|即日|每[天日周月年季]度?|一周一|按[日周月季年]/g;

/** Longest first: 不定期 is not 定期. */
const VAGUE =
  /第一时间|不定期|定期|及时|立即|即时|迅速|快速|限期|适时|实时|尽快|尽早|随时|按要求|持续跟踪|日常监测|日常巡查/g;

export function timesIn(clauses: readonly Clause[]): readonly FoundTime[] {
  return clauses.flatMap(({ id, text }) =>
    sentencesOf(text).flatMap((sentence) => {
      const lengths = lengthsIn(sentence).map((l) => ({
        said: withInside(sentence, l.said, l.at),
        length: l.length,
        at: l.at,
      }));
      const days = [...sentence.matchAll(DAY_WORDS)].map((m) => ({ said: m[0], length: null, at: m.index }));
      return [...lengths, ...days]
        .toSorted((a, b) => a.at - b.at)
        .map(({ said, length }) => ({ clause: id, said, length, sentence }));
    }),
  );
}

export function vagueIn(clauses: readonly Clause[]): readonly FoundWord[] {
  return clauses.flatMap(({ id, text }) => {
    const counts = new Map<string, number>();
    for (const [word] of text.matchAll(VAGUE)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return [...counts].map(([word, times]) => ({ clause: id, word, times }));
  });
}

/** 24小时内, not only 24小时. */
function withInside(sentence: string, said: string, at: number): string {
  const after = /^(?:以内|之内|内|前)/.exec(sentence.slice(at + said.length))?.[0] ?? '';
  return `${said}${after}`;
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[。；;！？\n]/)
    .map((s) => s.trim())
    .filter((s) => s !== '');
}
