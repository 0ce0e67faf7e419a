// The exact words to type for each thing a person can do, so that every message names the same ones.
// `n` is the short number of a case: 0001.

/** What is typed in the group in front of everything else. */
export const CALL = '@舆情助手';

/** What to type, by what it does. */
export const howTo = {
  ask: (n: string): string => n,
  files: (n: string): string => `附件 ${n}`,
  grade: (n: string, grade: string, unit: string): string => `定级 ${n} ${grade} ${unit}`,
  regrade: (n: string, grade: string): string => `改级 ${n} ${grade} 原因`,
  assign: (n: string, unit: string): string => `交办 ${n} ${unit}`,
  reassign: (n: string, unit: string): string => `交办 ${n} ${unit} 原因`,
  sign: (n: string): string => `签收 ${n}`,
  /** `thing`: which of several drafts, where more than one waits. */
  giveBack: (n: string, thing?: string): string => `退回 ${n} ${thing === undefined ? '' : `${thing} `}原因`,
  oral: (n: string, to: string): string => `口头 ${n} ${to} 汇报内容`,
  written: (n: string): string => `书面 ${n} 报送内容`,
  explain: (n: string): string => `说明 ${n} 原因`,
  occurred: (n: string, moment: string): string => `事发 ${n} ${moment}`,
  occurredUnknown: (n: string): string => `事发 ${n} 不详`,
  moment: (n: string, what: string, moment: string): string => `${what} ${n} ${moment}`,
  fact: (n: string, fact: string, value: string): string => `情况 ${n} ${fact} ${value}`,
  facts: (n: string): string => `情况 ${n}`,
  mark: (n: string, mark: string): string => `标记 ${n} ${mark}`,
  approve: (n: string, thing?: string): string => `同意 ${n}${thing === undefined ? '' : ` ${thing}`}`,
  approveMinutes: (n: string): string => `同意 ${n} 会议纪要的文号或要点`,
  approveRecord: (n: string): string => `同意 ${n} 文号，或与谁、何时、怎样确认的`,
  name: (n: string, person: string): string => `指定 ${n} ${person}`,
  opinion: (n: string): string => `意见 ${n} 内容`,
  done: (n: string, step: string): string => `完成 ${n} ${step} 内容`,
  doneMore: (n: string, step: string): string => `完成 ${n} ${step} 更正：内容`,
  extend: (n: string, length: string, noticed: boolean): string =>
    `延期 ${n} ${length} ${noticed ? '已告知 ' : ''}理由`,
  grantExtension: (n: string): string => `同意延期 ${n}`,
  refuseExtension: (n: string): string => `不同意延期 ${n} 原因`,
  pause: (n: string): string => `中止 ${n} 原因`,
  resume: (n: string): string => `恢复 ${n}`,
  instruct: (n: string): string => `批示 ${n} 内容`,
  transfer: (n: string): string => `移送 ${n} 单位 原因`,
  order: (n: string, paper: string): string => `要求 ${n} ${paper}`,
  holding: (n: string, channel: string): string => `先行回应 ${n} ${channel} 链接 审定:姓名 回应内容`,
  movePolicy: (n: string): string => `换制度 ${n} 确认`,
  basis: (n: string): string => `依据 ${n}`,
  outcome: (n: string, outcome: string): string => `核实 ${n} ${outcome}`,
  feedback: (n: string): string => `回复来源 ${n} 回复内容`,
  respond: (n: string, channel: string): string => `回应 ${n} ${channel} 链接 审定:姓名 回应内容`,
  decline: (n: string): string => `不予回应 ${n} 理由`,
  close: (n: string): string => `办结 ${n}`,
  closeEarly: (n: string): string => `办结 ${n} 原因`,
  reopen: (n: string): string => `重开 ${n} 原因`,
  bind: (group: string): string => `${CALL} 绑定 ${group}`,
  help: (): string => '帮助',
  todo: (): string => '待办',
  ledger: (): string => '台账',
} as const;
