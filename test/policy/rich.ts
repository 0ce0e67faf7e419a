// A 制度 that uses every part of the form, without a fault, and a way to spoil it.
import { expect } from 'vitest';

export const RICH = `policy: {id: rich, name: 舆情办法, issuer: 滨河县城管局, published: '2026-01-05', clauses: [一, 二, 三, 四]}
terms: {股室: 科室}
units:
  - {id: town, title: 乡镇, level: 乡镇, clause: 一}
  - {id: netoffice, title: 县委网信办, outside: true, clause: 一}
roles:
  - {id: group, title: 领导小组, kind: body, clause: 一}
  - {id: office, title: 办公室, kind: office, clause: 一}
  - {id: head, title: 局长, kind: person, clause: 一}
  - {id: deputy, title: 分管领导, kind: person, per: unit, clause: 一}
  - {id: legal, title: 法制科, kind: office, clause: 一}
  - {id: advisers, title: 顾问, kind: body, optional: true, clause: 一}
facts:
  - {id: scope, title: 范围, values: [本局, 乡镇, 不明], clause: 二}
  - {id: others, title: 涉及其他机关, type: bool, clause: 二}
  - {id: people, title: 涉及人数, type: number, clause: 二}
  - {id: towns, title: 涉及乡镇, type: list, clause: 二}
  - {id: many, title: 乡镇个数, type: number, count_of: towns, clause: 二}
  - {id: source, title: 来源, type: text, clause: 二}
marks:
  - {id: sensitive, title: 敏感, by: [office], effect: 先会商, clause: 二}
  - {id: negative, title: 负面, clause: 二}
grades:
  - {id: low, name: 一般, rank: 1, aliases: [普通], clause: 二}
  - {id: mid, name: 较大, rank: 2, clause: 二}
  - id: high
    name: 重大
    rank: 3
    criteria: [{title: 人数多, when: {fact: {people: {min: 50}}}, clause: 二}]
    open_list: true
    clause: 二
grading: {factors: [影响], raise: [{when: {mark: sensitive}, title: 敏感的从严, clause: 二}], clause: 二}
channels:
  discovery: [网站, {title: 热线, clause: 三}]
  patrol: [{days: workday, times: [2, 3], by: office, where: [论坛], clause: 三}]
deliverables:
  - {id: paper, title: 书面材料, form: written, clause: 三}
routes:
  - id: grave
    title: 敏感
    when: {all: [{grade: [mid, high]}, {mark: sensitive}]}
    clause: 三
    steps:
      - {id: receive, title: 接收, do: receive, by: office, clause: 三}
      - {id: grade, title: 定级, do: grade, by: group, after: [receive], clause: 三}
      - {id: assign, title: 交办, do: assign, by: group, after: [receive], cc: [legal], clause: 三}
      - {id: meet, title: 会商, do: meet, by: office, with: [公安], out: [意见], consult: [{who: legal, blocks: {ask: q-wait}, clause: 三}], after: [grade], clause: 三}
      - {id: check, title: 核查, do: check, by: unit, after: [grade, assign], owes: [paper], clause: 三}
      - {id: text-ok, title: 审核, do: approve, by: deputy, thing: reply, after: [check, meet], clause: 三}
      - {id: find, title: 定结论, do: find, by: office, after: [text-ok], clause: 三}
      - {id: publish, title: 回应, do: publish, by: {ask: q-mouth}, after: [find], when: {outcome: [real, part]}, clause: 三}
      - {id: pass, title: 移送, do: transfer, by: office, after: [find], when: {outcome: alien}, clause: 三}
      - {id: close, title: 办结, do: archive, by: office, after: [publish, find], when: {not: {outcome: alien}}, clause: 三}
  - id: plain
    title: 其他
    default: true
    clause: 三
    steps:
      - {id: receive, title: 接收, do: receive, by: office, clause: 三}
      - {id: grade, title: 定级, do: grade, by: group, after: [receive], clause: 三}
      - {id: assign, title: 交办, do: assign, by: group, after: [receive], clause: 三}
      - {id: inform, title: 通报, do: notify, by: office, to: [group, netoffice], after: [grade], clause: 三}
      - {id: check, title: 核查, do: check, by: unit, after: [grade, assign], owes: [paper], clause: 三}
      - {id: follow, title: 跟踪批示, do: follow, by: office, after: [check], when: {instructed: true}, clause: 三}
      - {id: close, title: 办结, do: archive, by: office, after: [inform, check, follow], clause: 三}
limits:
  - {id: l1, of: inform, when: {grade: low}, from: {ask: q-from}, within: {max: 24h}, clause: 三}
  - {id: l2, of: inform, when: {grade: mid}, from: graded, within: {ask: q-mid}, clause: 三}
  - {id: l3, of: inform, when: {all: [{grade: high}, {mark: negative}]}, from: {ask: q-from}, within: {aim: 20m, max: 30m}, clause: 三}
  - {id: l4, of: paper, from: assigned, within: {max: 5wd}, to: office, accountable: [deputy], extend: {max_total: 15wd, by: head, notice_first: 反映人, clause: 三}, pause: {by: office, reasons: [等外部意见], clause: 三}, clause: 三}
  - {id: l5, of: publish, from: {step: text-ok}, within: {same_day: {ask: q-day}, after_hours: next-workday}, clause: 三}
  - {id: l6, of: meet, from: found, within: {vague: 及时}, clause: 三}
  - {id: l7, of: report, from: posted, unknown: found, within: {max: 2h}, clause: 四}
approvals:
  - thing: reply
    title: 答复
    chain:
      - {role: deputy, mode: {ask: q-mode}, clause: 三}
      - {role: group, kind: body, title: 局党组, when: {grade: high}, clause: 三}
      - {role: office, kind: external, title: 有关机关, when: {fact: {others: true}}, clause: 三}
    consult: [legal]
    clause: 三
outcomes:
  - {id: real, title: 属实, aliases: [真实], clause: 三}
  - {id: part, title: 部分属实, clause: 三}
  - {id: alien, title: 不属本局, human_only: true, clause: 三}
responses: {channels: [网站], decline: {by: head, clause: 三}, clause: 三}
wording: [{ban: [尽快, 近期], need: 引用规定注明出处, clause: 三}]
papers:
  - {id: log, title: 日志, trigger: period, period: daily, from: office, to: [group], clause: 四}
  - {id: report, title: 专报, trigger: event, when: {grade: high}, from: office, to: [head], forms: [简报], fields: [经过], clause: 四}
  - {id: survey, title: 综述, trigger: decision, decided_by: head, from: office, clause: 四}
  - {id: review, title: 总结, trigger: period, period: {vague: 定期}, from: office, clause: 四}
duties:
  - {id: train, title: 培训, by: office, what: 每年办班, clause: 四}
retain: [{years: 10, what: 台账, clause: 四}]
ask:
  - {id: q-from, question: 从何时起算, options: [{id: found, title: 发现}, {id: graded, title: 定级}], suggested: found, blocking: true, clause: 三}
  - {id: q-mid, question: 较大多久, answer: duration, options: [{id: 30m, title: 同重大}, {id: 24h, title: 同一般}], blocking: true, clause: 三}
  - {id: q-wait, question: 等不等意见, options: [{id: wait, title: 等}, {id: go-on, title: 不等}], suggested: go-on, clause: 三}
  - {id: q-mouth, question: 由谁发布, answer: role, suggested: office, clause: 三}
  - {id: q-day, question: 当天到几时, options: [{id: '24:00', title: 到24点}, {id: office, title: 到下班}], suggested: office, clause: 三}
  - {id: q-mode, question: 几位分管领导怎么审, options: [{id: any, title: 一人}, {id: all, title: 都要}], suggested: any, clause: 三}
  - {id: q-text, question: 外部机制的名称, answer: text, clause: 三}
`;

/** The rich 制度 with each first `from` replaced by its `to`. */
export function spoilt(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, RICH);
}
