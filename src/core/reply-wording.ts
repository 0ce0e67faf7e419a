// What the rule asks of the words of a reply. Said to whoever drafts and approves; people decide.
import type { Policy } from './policy/settle.ts';

export type WordingProblem =
  | { readonly kind: 'banned'; readonly words: readonly string[]; readonly clause: string | null }
  | {
      readonly kind: 'too-long';
      readonly max: number;
      readonly length: number;
      readonly clause: string | null;
    }
  /** Cannot be judged by a program: a reminder of what must be there. */
  | { readonly kind: 'needs'; readonly what: string; readonly clause: string | null };

/** Problems of `text` under the rule, in its order. Characters are counted as people see them. */
export function wordingProblems(policy: Policy, text: string): readonly WordingProblem[] {
  return policy.wording.flatMap(({ ban, need, max_chars: max, clause = null }): WordingProblem[] => {
    const words = ban.filter((word) => text.includes(word));
    const length = [...text.trim()].length;
    return [
      ...(words.length === 0 ? [] : [{ kind: 'banned' as const, words, clause }]),
      ...(max === undefined || length <= max ? [] : [{ kind: 'too-long' as const, max, length, clause }]),
      ...(need === undefined ? [] : [{ kind: 'needs' as const, what: need, clause }]),
    ];
  });
}
