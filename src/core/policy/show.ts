// A 制度 as data told back to people as a page: who does what by when, on which clause, and what is still open.
import type { Bureau } from '../bureau.ts';
import { spokenLength } from '../calendar/duration.ts';
import { START_TITLES } from '../limits.ts';
import { answerTo, type Policy, startOf } from './load.ts';
import type { Basis, Limit } from './schema.ts';
import { roleTitle, routeDrawing, spokenCondition } from './show/route-drawing.ts';

const BASES: Readonly<Record<Basis, string>> = { text: '条文', bureau: '本单位答复', default: '建议值' };
const FORMS = { oral: '口头', written: '书面', either: '口头或书面' } as const;
const SILENT = '本制度未规定';

type Page = { readonly policy: Policy; readonly bureau: Bureau | null };

/** Markdown. With a bureau its answers are shown; without, the suggestions of the policy. */
export function showPolicy(policy: Policy, bureau: Bureau | null = null): string {
  const page = { policy, bureau };
  const { name, issuer, status } = policy.policy;
  return [
    `# ${name}${status === undefined ? '' : `（${status}）`}`,
    `发文单位：${issuer}。${bureau === null ? '' : `适用于：${bureau.name}。`}“依据”一列写明条款和来路：条文写明的是“条文”，本单位定的是“本单位答复”，产品给的是“建议值”。`,
    '## 等级',
    grades(page),
    '## 谁在何时前交什么',
    deliverables(page),
    '## 谁做什么',
    ...policy.routes.flatMap((route) => [
      `### 路线：${route.title}${route.default ? '（缺省）' : ''}`,
      ...(route.when === undefined ? [] : [`适用于：${spokenCondition(policy, route.when)}。`]),
      steps(page, route),
      routeDrawing(policy, route),
    ]),
    '## 审批',
    approvals(page),
    '## 结论和回应',
    conclusion(page),
    '## 未决问题',
    questions(page),
  ]
    .join('\n\n')
    .concat('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '（无）';
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

type Cited = { readonly clause?: string | undefined; readonly basis: Basis };

const cited = ({ clause, basis }: Cited): string =>
  clause === undefined ? BASES[basis] : `${clause}（${BASES[basis]}）`;

function grades({ policy }: Page): string {
  const sorted = [...policy.grades].sort((a, b) => a.rank - b.rank);
  const rows = sorted.map((g) => [g.name, g.aliases.join('、') || '—', g.criteria ?? SILENT, cited(g)]);
  const factors = policy.grading.factors.join('、');
  return [
    table(['等级（由低到高）', '也叫', '标准', '依据'], rows),
    ...(factors === '' ? [] : [`定级看：${factors}。依据：${cited(policy.grading)}。`]),
  ].join('\n\n');
}

function deliverables(page: Page): string {
  const { policy } = page;
  const rows = policy.deliverables.flatMap((d) => {
    const steps = policy.routes.flatMap((r) => r.steps).filter((s) => s.owes.includes(d.id));
    const who = [...new Set(steps.map((s) => roleTitle(policy, s.by)))].join('、') || '—';
    const what = `${d.title}（${FORMS[d.form]}）`;
    const limits = policy.limits.filter((l) => l.of === d.id);
    const always = d.when === undefined ? '总是' : spokenCondition(policy, d.when);
    if (limits.length === 0) return [[who, what, always, SILENT, '—', cited(d)]];
    return limits.map((limit) => {
      const when = limit.when === undefined ? always : spokenCondition(policy, limit.when);
      const to = limit.to === undefined ? '—' : roleTitle(policy, limit.to);
      return [who, what, when, byWhen(page, limit), to, cited(limit)];
    });
  });
  return table(['谁', '交什么', '什么情况下', '何时前', '报给谁', '依据'], rows);
}

/** `从交办起 1 小时内；力争 30 分钟`. */
function byWhen(page: Page, limit: Limit): string {
  const { within } = limit;
  const from = `从${start(page, limit.from)}起`;
  const parts =
    'max' in within
      ? [`${from} ${spokenLength(within.max)}内`]
      : [`${from}当天（到${within.same_day === 'office' ? '下班' : ' 24:00'}）`];
  if ('max' in within && within.aim !== undefined) parts.push(`力争 ${spokenLength(within.aim)}`);
  if (limit.hours === 'working') parts.push('只计上班时间');
  if (limit.unknown !== undefined) parts.push(`时间不详时从${start(page, limit.unknown)}起`);
  if (limit.excuse !== undefined) parts.push(`可${limit.excuse.title}`);
  return parts.join('；');
}

function start({ policy, bureau }: Page, from: Limit['from']): string {
  const answers = bureau?.answers ?? {};
  const title = START_TITLES[startOf(policy, from, answers)];
  if (typeof from === 'string') return title;
  const question = policy.ask.find((q) => q.id === from.ask);
  const answered = question !== undefined && answerTo(question, answers) !== undefined;
  return `${title}（${answered ? BASES.bureau : BASES.default}）`;
}

function steps({ policy }: Page, route: Policy['routes'][number]): string {
  const rows = route.steps.map((step) => [
    step.title,
    roleTitle(policy, step.by),
    step.after.map((id) => route.steps.find((s) => s.id === id)?.title ?? id).join('、') || '—',
    step.when === undefined ? '总是' : spokenCondition(policy, step.when),
    step.cc.map((role) => roleTitle(policy, role)).join('、') || '—',
    cited(step),
  ]);
  return table(['环节', '谁', '在什么之后', '什么情况下', '抄送', '依据'], rows);
}

function approvals({ policy }: Page): string {
  const rows = policy.approvals.map((a) => [
    a.title,
    a.chain.map((link) => roleTitle(policy, link.role)).join(' → '),
    a.consult.map((role) => roleTitle(policy, role)).join('、') || '—',
    cited(a),
  ]);
  return table(['审什么', '依次由谁', '征求意见', '依据'], rows);
}

function conclusion({ policy }: Page): string {
  const { responses } = policy;
  return [
    table(
      ['结论', '依据'],
      policy.outcomes.map((o) => [o.title, cited(o)]),
    ),
    `公开回应的渠道：${responses.channels.join('、')}。依据：${cited(responses)}。`,
  ].join('\n\n');
}

function questions({ policy, bureau }: Page): string {
  const rows = policy.ask.map((q) => {
    const titled = (id: string): string => q.options.find((o) => o.id === id)?.title ?? id;
    const answer = answerTo(q, bureau?.answers ?? {});
    const suggested = q.suggested === undefined ? '' : `（建议值：${titled(q.suggested)}）`;
    return [
      q.question,
      q.options.map((o) => o.title).join('；') || '自己写',
      answer === undefined ? `未答复${suggested}` : titled(answer),
      q.blocking ? '是' : '否',
      q.clause ?? '—',
    ];
  });
  return table(['问题', '可选', '本单位答复', '不答复就不能正式运行', '条款'], rows);
}
