// What the rule asks of the words of a reply, said to whoever can still change them. People decide.
import type { Policy } from '../src/core/policy/load.ts';
import { type WordingProblem, wordingProblems } from '../src/core/reply-wording.ts';
import { basisWords } from './owed-words.ts';

/** One line for each thing that does not fit; with `all` also for each that a program cannot judge. */
export function wordingNotes(policy: Policy, text: string, all = false): readonly string[] {
  if (text.trim() === '') return [];
  return wordingProblems(policy, text)
    .filter(({ kind }) => all || kind !== 'needs')
    .map((problem) => `用语：${said(problem)}`);
}

function said(problem: WordingProblem): string {
  const basis = basisWords(problem.clause, 'text');
  switch (problem.kind) {
    case 'banned':
      return `不宜写${problem.words.map((w) => `“${w}”`).join('、')}（${basis}）`;
    case 'too-long':
      return `${problem.length} 字，不宜超过 ${problem.max} 字（${basis}）`;
    case 'needs':
      return `请核对：${problem.what}（${basis}）`;
  }
}

/** What to do about a text that is on record and public already: facts are never changed, another one follows. */
export function correctionNote(policy: Policy, text: string, command: string): readonly string[] {
  return wordingNotes(policy, text).length === 0
    ? []
    : [`发布的文字改好后，请在办结前再记一次：${command}。前后两次都留在经过里，以后一次为准。`];
}
