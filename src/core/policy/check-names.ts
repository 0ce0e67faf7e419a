// Whether every name a 制度 uses is declared in it, once. Each problem says where, what, and what could stand there.
import { LENGTH_PATTERN } from '../calendar/duration.ts';
import { type Checker, ids, type NameProblem, nameChecker } from './names/checker.ts';
import { checkCondition, checkFacts } from './names/conditions.ts';
import { checkApprovals, checkParties, checkRoutes } from './names/flow.ts';
import { checkLimits } from './names/limits.ts';
import { namedTwice } from './names/twice.ts';
import type { PolicyFile } from './schema.ts';

export type { NameProblem } from './names/checker.ts';

/** Problems in Chinese; empty when all names are known. */
export function nameProblems(policy: PolicyFile): readonly NameProblem[] {
  const checker = nameChecker(policy);
  checker.problems.push(...namedTwice(policy));
  checkFacts(checker);
  checkMatters(checker);
  checkRoutes(checker);
  checkLimits(checker);
  checkApprovals(checker);
  checkSurroundings(checker);
  checkQuestions(checker);
  // A question that several places ask is wrong once.
  const told = new Set<string>();
  return checker.problems.filter(({ path, message }) => {
    const key = `${path.join('.')}\n${message}`;
    return !told.has(key) && told.add(key);
  });
}

/** Marks, grades, what is owed. */
function checkMatters(checker: Checker): void {
  const { policy, known } = checker;
  for (const [i, mark] of policy.marks.entries())
    checkParties(checker, mark.by, `标记 ${mark.id} by`, ['marks', i, 'by']);
  for (const [i, grade] of policy.grades.entries())
    for (const [j, { when }] of grade.criteria.entries())
      checkCondition(checker, when, `等级 ${grade.id} 标准`, ['grades', i, 'criteria', j, 'when']);
  for (const [i, { when }] of policy.grading.raise.entries())
    checkCondition(checker, when, '建议升一级', ['grading', 'raise', i, 'when']);
  for (const [i, d] of policy.deliverables.entries()) {
    for (const [j, other] of d.also.entries())
      known(ids(policy.deliverables), other, `报送 ${d.id} also`, ['deliverables', i, 'also', j]);
    checkCondition(checker, d.when, `报送 ${d.id}`, ['deliverables', i, 'when']);
  }
}

/** Patrols, papers, duties, who may decide to say nothing. */
function checkSurroundings(checker: Checker): void {
  const { policy, party } = checker;
  for (const [i, patrol] of (policy.channels?.patrol ?? []).entries())
    party(patrol.by, '巡查 by', ['channels', 'patrol', i, 'by']);
  party(policy.responses.decline?.by, '不予回应 by', ['responses', 'decline', 'by']);
  for (const [i, paper] of policy.papers.entries()) {
    const where = `专报 ${paper.id}`;
    party(paper.decided_by, `${where} decided_by`, ['papers', i, 'decided_by']);
    party(paper.from, `${where} from`, ['papers', i, 'from']);
    checkParties(checker, paper.to, `${where} to`, ['papers', i, 'to']);
    checkParties(checker, paper.cc, `${where} 抄送`, ['papers', i, 'cc']);
    checkCondition(checker, paper.when, where, ['papers', i, 'when']);
  }
  for (const [i, duty] of policy.duties.entries()) {
    party(duty.by, `要求 ${duty.id} by`, ['duties', i, 'by']);
    checkCondition(checker, duty.when, `要求 ${duty.id}`, ['duties', i, 'when']);
  }
}

function checkQuestions({ policy, known, say }: Checker): void {
  const parties = ['unit', ...ids(policy.roles), ...ids(policy.units)];
  for (const [i, { id, options, suggested, answer }] of policy.ask.entries()) {
    if (suggested === undefined || ids(options).includes(suggested)) continue;
    const path = ['ask', i, 'suggested'];
    if (answer === 'duration') {
      if (!LENGTH_PATTERN.test(suggested))
        say(path, `问题 ${id} 的 suggested 应为时长，例如 30m、24h、5wd，现在写的是“${suggested}”`);
    } else if (answer === 'role') known(parties, suggested, `问题 ${id} suggested`, path);
    else if (options.length > 0) known(ids(options), suggested, `问题 ${id} suggested`, path);
  }
}
