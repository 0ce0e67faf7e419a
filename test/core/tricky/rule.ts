// A small rule of our own, bent by each test to the one thing it is about; read like any policy file.
import { stringify } from 'yaml';
import type { Command } from '../../../src/core/command.ts';
import type { Answers, Policy } from '../../../src/core/policy/load.ts';
import { readPolicy } from '../../../src/core/policy/read.ts';
import { problemLine } from '../../../src/core/policy/read-yaml.ts';
import { settle } from '../../../src/core/policy/settle.ts';
import { bureau as demo } from '../fixture.ts';

/** Chief wang; leads li (srk, tck) and zhao (zf1, zf2); office sun and zhou; side office wu. */
export const bureau = {
  ...demo,
  roles: { group: ['wang', 'li', 'zhao'], chief: ['wang'], office: ['sun', 'zhou'], side: ['wu'] },
  upward: { unit: 'lead', lead: 'office', office: 'chief' },
};

type Steps = readonly Record<string, unknown>[];

/** Receive, grade, assign: what every route begins with. */
export const BEGIN: Steps = [
  { id: 'receive', title: '登记', do: 'receive', by: 'office', clause: '1' },
  { id: 'grade', title: '定级', do: 'grade', by: 'group', after: ['receive'], clause: '1' },
  { id: 'assign', title: '交办', do: 'assign', by: 'group', after: ['receive'], clause: '1' },
];
export const CHECK = {
  id: 'check',
  title: '核查',
  do: 'check',
  by: 'unit',
  after: ['grade', 'assign'],
  owes: ['paper'],
  clause: '2',
};
export const OK = {
  id: 'ok',
  title: '审核',
  do: 'approve',
  by: 'lead',
  thing: 'reply',
  after: ['check'],
  clause: '3',
};
export const FIND = { id: 'find', title: '定结论', do: 'find', by: 'office', after: ['ok'], clause: '4' };
export const PUBLISH = {
  id: 'publish',
  title: '公开回应',
  do: 'publish',
  by: 'office',
  after: ['ok'],
  clause: '5',
};
export const close = (...after: string[]) => ({
  id: 'close',
  title: '办结',
  do: 'archive',
  by: 'office',
  after,
  basis: 'default',
});
export const STEPS: Steps = [...BEGIN, CHECK, OK, FIND, PUBLISH, close('find', 'publish')];

export const route = (steps: Steps) => ({ id: 'main', title: '一般路线', default: true, steps, clause: '2' });

const ROLES = [
  { id: 'group', title: '领导小组', kind: 'body', clause: '1' },
  { id: 'chief', title: '主要领导', kind: 'person', clause: '1' },
  { id: 'office', title: '办公室', kind: 'office', clause: '1' },
  { id: 'side', title: '局办公室', kind: 'office', clause: '1' },
  { id: 'lead', title: '分管领导', kind: 'person', per: 'unit', clause: '1' },
];

/** The rule with some parts replaced, and the bureau's answers to its questions. */
export function rule(parts: Record<string, unknown> = {}, answers: Answers = {}): Policy {
  const read = readPolicy(stringify({ ...base, ...parts }));
  if (read.kind === 'unreadable') throw new Error(read.problems.map(problemLine).join('\n'));
  return settle(read.policy, answers);
}

const base = {
  policy: { id: 'small', name: '舆情办法', issuer: '某局' },
  roles: ROLES,
  grades: [
    { id: 'low', name: '一般', rank: 1, clause: '1' },
    { id: 'mid', name: '较大', rank: 2, clause: '1' },
    { id: 'high', name: '重大', rank: 3, clause: '1' },
  ],
  grading: { factors: ['走势'], clause: '1' },
  deliverables: [{ id: 'paper', title: '书面报告', form: 'written', clause: '2' }],
  routes: [route(STEPS)],
  approvals: [
    { thing: 'reply', title: '处置意见', chain: [{ role: 'lead' }, { role: 'office' }], clause: '3' },
  ],
  outcomes: [
    { id: 'real', title: '属实', clause: '4' },
    { id: 'untrue', title: '失实', clause: '4' },
    { id: 'not-ours', title: '不属本单位职责', clause: '4' },
  ],
  responses: { channels: ['门户网站'], clause: '5' },
};

// Commands with the usual words.
export const done = (step: string | null, text = '已办，见记录'): Command => ({
  kind: 'record-step',
  step,
  text,
  pictures: 0,
});
export const agree = (record?: string): Command =>
  record === undefined ? { kind: 'approve' } : { kind: 'approve', record };
export const find = (outcome: string): Command => ({ kind: 'decide-outcome', outcome, note: '' });
export const publish = (answer: 'holding' | 'final' = 'final'): Command => ({
  kind: 'record-response',
  channel: '门户网站',
  link: 'https://example.gov.cn/1',
  text: '情况说明',
  approvedBy: '王建国',
  answer,
});
export const extend = (length: string, noticed = false): Command => ({
  kind: 'extend',
  length,
  reason: '需现场检测',
  noticed,
});
export const mark = (id: string, on = true): Command => ({ kind: 'set-mark', mark: id, on });
export const fact = (id: string, value: string): Command => ({ kind: 'set-fact', fact: id, value });
export const asks = (...questions: Record<string, unknown>[]) => questions;
