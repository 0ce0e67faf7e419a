// What the bureau file and the 制度 say, without asking anybody.
import { type BureauFile, readBureauFile } from '../../config/bureau-file.ts';
import { GROUP_NAMES } from '../../config/group-settings.ts';
import { readPolicyText } from '../../config/rule-file.ts';
import { interviewCommand } from '../../config/unfit.ts';
import { namedForRoles, sourcesOf } from '../../core/bureau-plan.ts';
import type { GroupName } from '../../core/message.ts';
import { wrongAnswers } from '../../core/policy/lint/answer-errors.ts';
import { unfilledRoles } from '../../core/policy/lint/bureau-errors.ts';
import { type Policy, type PolicySource, parseSource, unanswered } from '../../core/policy/load.ts';
import { problemLine } from '../../core/policy/read-yaml.ts';
import { settle } from '../../core/policy/settle.ts';
import { type Finding, fine, note, sentenceOf, wrong } from './check.ts';

export type BureauSide = { readonly file: BureauFile | null; readonly findings: readonly Finding[] };

/** Reads both files; `file` is null when it cannot be used. `drill`: open questions run on suggestions. */
export function lookAtBureau(path: string, drill: boolean): BureauSide {
  let file: BureauFile;
  try {
    file = readBureauFile(path);
  } catch (error) {
    return { file: null, findings: [wrong('单位文件', sentenceOf(error))] };
  }
  const { bureau, plan } = file;
  const people = `${bureau.people.length} 人、${bureau.units.length} 个承办单位`;
  const sources = sourcesOf(plan);
  const more = sources.length === 0 ? '' : `，另有 ${sources.length} 处按部门或标签`;
  const known = fine('单位文件', `${bureau.name}，${people}${more}`);
  return { file, findings: [known, ...lookAtPolicy(file, path, drill)] };
}

function lookAtPolicy(file: BureauFile, path: string, drill: boolean): readonly Finding[] {
  let source: PolicySource;
  try {
    source = parseSource(readPolicyText(file, path), file.policyFile);
  } catch (error) {
    return [wrong('制度', sentenceOf(error))];
  }
  const open = unanswered(source, file.bureau.answers).map((question) => {
    const { id, clause = '—', question: text } = question;
    const said = `还没有答复 ${id}（${clause}）${text}`;
    if (drill) return note('制度问题', `${said}，演练按建议值`);
    return wrong('制度问题', `${said}：请领导定了以后答复：${interviewCommand(file.policyFile, path)}`);
  });
  const slips = wrongAnswers(source, file.bureau.answers).map(({ question, message }) =>
    wrong('制度问题', problemLine({ ...file.place(['answers', question, 'value']), message })),
  );
  const answered = open.length === 0 ? '，必须答复的问题都已答复' : '';
  return [
    fine('制度', `${source.policy.name}${answered}`),
    ...slips,
    ...open,
    lookAtRoles(settle(source, file.bureau.answers), file),
  ];
}

function lookAtRoles(policy: Policy, { plan }: BureauFile): Finding {
  const roles = namedForRoles(plan);
  const empty = unfilledRoles(policy, roles);
  if (empty.length === 0) return fine('角色', `${Object.keys(roles).length} 个角色都有人担任`);
  const names = empty.map((role) => `${role.id}（${role.title}，${role.clause ?? '—'}）`).join('、');
  return wrong('角色', `${names} 没有人担任：请在单位文件的 roles 里写上人员编号`);
}

/** Whether the groups are known by their chat. `chatOf` knows what 绑定 has taught. */
export function lookAtGroups(
  file: BureauFile,
  chatOf: (group: GroupName) => string | undefined,
): readonly Finding[] {
  return GROUP_NAMES.map((name) => {
    const short = name === 'work' ? '工作群' : '领导群';
    if (chatOf(name) !== undefined) return fine(short, '已绑定');
    const title = file.groups[name].title;
    return wrong(short, `还没有绑定：请管理员在“${title}”里发 @舆情助手 绑定 ${short}`);
  });
}
