// The smallest 制度 without a fault, and ways to spoil it.
import { expect } from 'vitest';

export const SMALL = `policy: {id: p, name: 办法, issuer: 局, clauses: [一, 二]}
roles:
  - {id: group, title: 领导小组, kind: body, clause: 一}
facts:
  - {id: origin, title: 来源, values: [甲, 乙], default: 甲, clause: 一}
grades:
  - {id: low, name: 一般, rank: 1, clause: 一}
  - {id: high, name: 重大, rank: 2, clause: 一}
grading: {clause: 一}
deliverables:
  - {id: paper, title: 书面, form: written, clause: 一}
routes:
  - id: city
    title: 市局
    default: true
    clause: 一
    steps:
      - {id: receive, title: 接收, do: receive, by: group, clause: 一}
      - {id: grade, title: 定级, do: grade, by: group, after: [receive], clause: 一}
      - {id: assign, title: 交办, do: assign, by: group, after: [receive], clause: 一}
      - {id: check, title: 核查, do: check, by: unit, after: [grade, assign], owes: [paper], clause: 一}
      - {id: review, title: 审核, do: approve, by: group, thing: reply, after: [check], clause: 一}
      - {id: respond, title: 公开回应, do: publish, by: group, after: [review], clause: 二}
      - {id: close, title: 办结, do: archive, by: group, after: [respond], clause: 一}
limits:
  - {id: l1, of: paper, from: {ask: q1}, within: {max: 1h}, clause: 一}
approvals:
  - {thing: reply, title: 意见, chain: [{role: group}], clause: 一}
outcomes: []
responses: {channels: [官媒], clause: 二}
ask:
  - {id: q1, question: 从何时起算, options: [{id: found, title: 发现}, {id: assigned, title: 交办}], suggested: found, clause: 一}
`;

/** The small 制度 with each first `from` replaced by its `to`. */
export function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, SMALL);
}

export const lineOf = (text: string, part: string): number =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;
