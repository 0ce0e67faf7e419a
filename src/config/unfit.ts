// Why a policy and a bureau file are not fit to run together, each in one sentence that says what to write where.
import { relative } from 'node:path';
import type { Bureau } from '../core/bureau.ts';
import { BotError } from '../core/errors.ts';
import { unfilledRoles } from '../core/policy/lint/bureau-errors.ts';
import type { Policy, unanswered } from '../core/policy/load.ts';
import { partiesOf } from '../core/policy/parties.ts';

/** What to type so that the questions are asked one by one. */
export function interviewCommand(policyFile: string, bureauFile: string): string {
  const near = relative('.', policyFile);
  return `npm run policy -- interview ${near.startsWith('..') ? policyFile : near} --bureau ${bureauFile}`;
}

/** Throws when a question that the policy leaves open has no answer and this is not a drill. */
export function refuseOpenQuestions(
  drill: boolean,
  open: ReturnType<typeof unanswered>,
  files: { readonly policyFile: string; readonly bureauFile: string },
): void {
  if (drill || open.length === 0) return;
  const lines = open.map((q) => `· ${q.id}（${q.clause ?? '—'}）${q.question}`);
  throw new BotError({
    code: 'policy-unanswered',
    message: `blocking questions without an answer: ${open.map((q) => q.id).join(', ')}`,
    hint: `制度有 ${open.length} 个必须先答复的问题，请领导定了以后答复（会写进 ${files.bureauFile} 的 answers）：${interviewCommand(files.policyFile, files.bureauFile)}\n${lines.join('\n')}`,
  });
}

/** Throws when a role that the policy uses is filled by nobody: cards and reminders would have no reader. */
export function refuseUnfilledRoles(policy: Policy, bureau: Pick<Bureau, 'roles'>, file: string): void {
  const used = new Set(partiesOf(policy));
  const empty = unfilledRoles(policy, bureau.roles).filter((r) => used.has(r.id));
  if (empty.length === 0) return;
  const lines = empty.map((r) => `· ${r.id}（${r.title}，${r.clause ?? '—'}）`);
  throw new BotError({
    code: 'role-unfilled',
    message: `roles nobody fills: ${empty.map((r) => r.id).join(', ')}`,
    hint: `制度用到的这些角色还没有人担任，请在 ${file} 的 roles 里写上人员编号：\n${lines.join('\n')}`,
  });
}
