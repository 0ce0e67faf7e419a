// The bureau file and the 制度 it names, read together and fit to run together.
import { namedForRoles } from '../core/bureau-plan.ts';
import { BotError } from '../core/errors.ts';
import { wrongAnswers } from '../core/policy/lint/answer-errors.ts';
import { type PolicySource, parseSource, unanswered } from '../core/policy/load.ts';
import { settle } from '../core/policy/settle.ts';
import { type BureauFile, invalidBureau, readBureauFile } from './bureau-file.ts';
import { readTextFile } from './text-file.ts';
import { refuseOpenQuestions, refuseUnfilledRoles } from './unfit.ts';

export type RuleFiles = {
  readonly file: BureauFile;
  readonly source: PolicySource;
  /** The policy file as it is written. */
  readonly text: string;
  /** Blocking questions that a drill answers with suggestions. */
  readonly suggested: ReturnType<typeof unanswered>;
};

/**
 * Throws a BotError when either file cannot be read, an answer is none of those that its question takes, or a live
 * start would wait for an answer or for nobody.
 */
export function readRuleFiles(bureauFile: string, options: { readonly drill: boolean }): RuleFiles {
  const file = readBureauFile(bureauFile);
  const text = readPolicyText(file, bureauFile);
  const source = parseSource(text, file.policyFile);
  const { answers } = file.bureau;
  const wrong = wrongAnswers(source, answers);
  if (wrong.length > 0)
    throw invalidBureau(
      bureauFile,
      wrong.map(({ question, message }) => ({ ...file.place(['answers', question, 'value']), message })),
    );
  const suggested = unanswered(source, answers);
  refuseOpenQuestions(options.drill, suggested, { policyFile: file.policyFile, bureauFile });
  refuseUnfilledRoles(settle(source, answers), { roles: namedForRoles(file.plan) }, bureauFile);
  return { file, source, text, suggested };
}

/** The text of the policy file that a bureau file names. Throws `bureau-invalid` with the place that names it. */
export function readPolicyText({ policyFile, place }: BureauFile, bureauFile: string): string {
  try {
    return readTextFile(policyFile);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    const message = `读不到制度文件 ${policyFile}；请检查文件在不在，路径从单位文件所在的目录算起`;
    throw invalidBureau(bureauFile, [{ ...place(['policy']), message }]);
  }
}
