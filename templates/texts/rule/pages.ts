// 制度: what the loaded rule says, one page a question, every value with its clause. 本制度未规定 stays said.

import type { Link } from '../../../src/core/policy/settle.ts';
import { spokenCondition } from '../../../src/core/policy/show/condition.ts';
import { personName } from '../../case-words.ts';
import { cited, limitWords, partyTitle, partyTitles, type Rule } from './words.ts';

const BASES = '没有另外注明的，都是条文写的；“建议值”是产品给的，“本单位答复”是本单位定的。';

/** Which rule it is, whose, how far it is settled, and what else can be asked. */
export function aboutLines({ policy }: Rule): readonly string[] {
  const { name, issuer, status, published, effective_from, interpreter, source_state } = policy.policy;
  const open = policy.ask.filter((q) => policy.answers[q.id] === undefined);
  return [
    `《${name}》${status === undefined ? '' : `（${status}）`}`,
    `发文单位：${issuer}${published === undefined ? '' : `，${published} 印发`}${effective_from === undefined ? '' : `，${effective_from} 施行`}${interpreter === undefined ? '' : `，由${interpreter}解释`}。`,
    ...(source_state === 'rebuilt' ? ['原文有损，系复原，请核对。'] : []),
    `版本：${policy.version.slice(0, 8)}。${policy.routes.length} 条路线，${policy.grades.length} 个等级，${policy.limits.length} 条时限。`,
    ...(open.length === 0 ? [] : [`还有 ${open.length} 个问题等本单位答复，暂按建议值：`]),
    ...open.map((q) => `· ${q.question}${q.clause === undefined ? '' : `（${q.clause}）`}`),
    '细看请发：制度 时限、制度 定级、制度 流程、制度 审批、制度 角色，或 制度 条款号',
  ];
}

/** Everything with a limit, and everything owed that has none. */
export function limitLines(rule: Rule): readonly string[] {
  const { policy } = rule;
  const steps = policy.routes.flatMap((r) => r.steps);
  const titleOf = (id: string): string =>
    [...policy.deliverables, ...steps, ...policy.papers].find((x) => x.id === id)?.title ?? id;
  const whoOf = (id: string): string =>
    partyTitles(rule, [
      ...steps.filter((s) => s.id === id || s.owes.includes(id)).map((s) => s.by),
      ...policy.papers.flatMap((p) => (p.id === id && p.from !== null ? [p.from] : [])),
    ]);
  const lines = policy.limits.map((limit) => {
    const when = limit.when === undefined ? '' : `${spokenCondition(policy, limit.when)}：`;
    return `· ${whoOf(limit.of)} ${titleOf(limit.of)}：${when}${limitWords(rule, limit)}${cited(limit)}`;
  });
  const without = policy.deliverables.filter((d) => !policy.limits.some((l) => l.of === d.id));
  return [
    `【时限】${policy.policy.name}`,
    ...(lines.length === 0 ? ['本制度没有规定任何时限。'] : lines),
    ...without.map((d) => `· ${whoOf(d.id)} ${d.title}：本制度未规定时限${cited(d)}`),
    BASES,
  ];
}

/** Grades from the highest, with criteria; what else the grade looks at; marks. */
export function gradeLines({ policy }: Rule): readonly string[] {
  const { grading } = policy;
  return [
    `【定级】${policy.policy.name}`,
    ...policy.grades
      .toSorted((a, b) => b.rank - a.rank)
      .flatMap((g) => [
        `${g.name}${g.aliases.length === 0 ? '' : `（也叫${g.aliases.join('、')}）`}${cited(g)}`,
        ...(g.criteria.length === 0 ? ['· 标准：本制度未规定'] : []),
        ...g.criteria.map((one) => {
          const test = one.when === undefined ? '，由人判断' : `：${spokenCondition(policy, one.when)}`;
          return `· ${one.title}${test}${cited({ clause: one.clause ?? g.clause, basis: one.basis })}`;
        }),
        ...(g.open_list ? ['· 条文的列举后有“等”：不符合也可以定，要写理由'] : []),
      ]),
    ...(grading.factors.length === 0 ? [] : [`定级看：${grading.factors.join('、')}${cited(grading)}`]),
    ...grading.raise.map(
      (r) => `从高一级建议：${r.title}${cited({ clause: r.clause ?? grading.clause, basis: r.basis })}`,
    ),
    ...policy.marks.map((m) => `标记“${m.title}”${m.effect === undefined ? '' : `：${m.effect}`}${cited(m)}`),
  ];
}

/** Every route with when it applies and its steps in order. */
export function flowLines(rule: Rule): readonly string[] {
  const { policy } = rule;
  return [
    `【流程】${policy.policy.name}`,
    ...policy.routes.flatMap((route) => [
      `${route.title}：${route.when === undefined ? '其他情形都走这条' : spokenCondition(policy, route.when)}${cited(route)}`,
      ...route.steps.map((s, index) => {
        const details = [
          s.when === undefined ? '' : `仅当${spokenCondition(policy, s.when)}`,
          s.with.length === 0 ? '' : `与${s.with.join('、')}`,
          s.out.length === 0 ? '' : `写出${s.out.join('、')}`,
          s.to.length === 0 ? '' : `报${partyTitles(rule, s.to)}`,
          s.cc.length === 0 ? '' : `抄送${partyTitles(rule, s.cc)}`,
          s.rule === undefined ? '' : `按“${s.rule}”`,
        ].filter((part) => part !== '');
        return `${index + 1}、${partyTitle(rule, s.by)} ${s.title}${details.length === 0 ? '' : `，${details.join('，')}`}${cited(s)}`;
      }),
    ]),
  ];
}

/** Every thing that is approved, its chain link by link, and who is asked for an opinion. */
export function approvalLines(rule: Rule): readonly string[] {
  const { policy } = rule;
  const things = policy.approvals.flatMap((a) => [
    `${a.title}${cited(a)}`,
    ...a.chain.map(
      (link, index) =>
        `${index + 1}、${linkWords(rule, link)}${cited({ clause: link.clause ?? a.clause, basis: link.basis })}`,
    ),
    ...a.consult.map(
      (c) =>
        `· 征求${partyTitle(rule, c.who)}的意见，${c.blocks ? '没有意见不能往下走' : '不用等'}${c.when === undefined ? '' : `（仅当${spokenCondition(policy, c.when)}）`}`,
    ),
  ]);
  return [`【审批】${policy.policy.name}`, ...(things.length === 0 ? ['本制度没有规定审批。'] : things)];
}

function linkWords(rule: Rule, link: Link): string {
  const who = partyTitle(rule, link.role);
  const when = link.when === undefined ? '' : `（仅当${spokenCondition(rule.policy, link.when)}）`;
  const title = link.title ?? who;
  switch (link.kind) {
    case 'body':
      return `${title}集体研究，${who}记下纪要${when}`;
    case 'external':
      return `${title}确认，${who}记下文号${when}`;
    case 'outside_rule':
      return `按“${title}”办，${who}记下结果${when}`;
    default: {
      const mode = {
        any: '',
        all: '，几位都要同意',
        named: `，由${partyTitle(rule, link.named_by ?? link.role)}指定一位`,
      }[link.mode];
      return `${who}审核${mode}${when}`;
    }
  }
}

/** Every role and who fills it in this bureau. */
export function roleLines(rule: Rule): readonly string[] {
  const { policy, bureau } = rule;
  return [
    `【角色】${policy.policy.name}`,
    ...policy.roles.map((role) => {
      const people = (bureau.roles[role.id] ?? []).map((p) => personName(bureau, p));
      const filled =
        role.per === 'unit'
          ? '各承办单位的分管领导'
          : people.length > 0
            ? people.join('、')
            : role.kind === 'outside'
              ? '外部单位'
              : '还没有人担任';
      return `· ${role.title}：${filled}${cited(role)}`;
    }),
  ];
}
