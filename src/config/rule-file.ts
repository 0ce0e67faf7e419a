// The bureau file and the 制度 it names, read together and fit to run together.
import { readFileSync } from 'node:fs';
import { namedForRoles } from '../core/bureau-plan.ts';
import { type PolicySource, parseSource, unanswered } from '../core/policy/load.ts';
import { settle } from '../core/policy/settle.ts';
import { type BureauFile, readBureauFile } from './bureau-file.ts';
import { refuseOpenQuestions, refuseUnfilledRoles } from './unfit.ts';

export type RuleFiles = {
  readonly file: BureauFile;
  readonly source: PolicySource;
  /** The policy file as it is written. */
  readonly text: string;
  /** Blocking questions that a drill answers with suggestions. */
  readonly suggested: ReturnType<typeof unanswered>;
};

/** Throws a BotError when either file cannot be read, or a live start would wait for an answer or for nobody. */
export function readRuleFiles(bureauFile: string, options: { readonly drill: boolean }): RuleFiles {
  const file = readBureauFile(bureauFile);
  const text = readFileSync(file.policyFile, 'utf8');
  const source = parseSource(text, file.policyFile);
  const { answers } = file.bureau;
  const suggested = unanswered(source, answers);
  refuseOpenQuestions(options.drill, suggested);
  refuseUnfilledRoles(settle(source, answers), { roles: namedForRoles(file.plan) }, bureauFile);
  return { file, source, text, suggested };
}
