// What stands on a clause of the rule, and which clauses there are.
import type { Basis } from '../../../src/core/policy/schema.ts';
import type { Policy } from '../../../src/core/policy/settle.ts';
import { basisWords } from '../../owed-words.ts';
import { quoted, words } from '../../quoting.ts';
import { limitWords, type Rule } from './words.ts';

type Standing = { readonly what: string; readonly clause: string | undefined; readonly basis: Basis };

/** Every value that stands on `clause` or one of its parts; says so when nothing does. */
export function clauseLines(rule: Rule, clause: string): readonly string[] {
  const wanted = plain(clause);
  const all = standings(rule);
  const exact = all.filter((s) => plain(s.clause ?? '') === wanted);
  const within = all.filter((s) => s.clause !== undefined && isWithin(plain(s.clause), wanted));
  const found = exact.length > 0 ? [...exact, ...within] : within;
  const silent = rule.policy.silent.filter((s) => plain(s.clause) === wanted);
  if (found.length + silent.length === 0)
    return [`本制度里没有${quoted(clause, 20)}这一条的内容。`, ...clauseListLines(rule)];
  return [
    `【${words(clause, 20)}】${rule.policy.policy.name}`,
    ...found.map((s) => `· ${s.what}（${basisWords(s.clause ?? null, s.basis)}）`),
    ...silent.map((s) => `· 这一条没有写成数据：${s.reason}`),
  ];
}

/** `条款：一、二、三(一)1 …`: the list of the rule, otherwise those that its values name. */
export function clauseListLines(rule: Rule): readonly string[] {
  const listed = rule.policy.policy.clauses;
  const named = [...new Set(standings(rule).flatMap((s) => s.clause ?? []))];
  const clauses = listed.length > 0 ? listed : named;
  return [
    `《${rule.policy.policy.name}》的条款：${clauses.join('、')}`,
    `看某一条请发：制度 ${clauses[0] ?? '条款号'}；看某一件的依据请发：依据 编号`,
  ];
}

/** Full-width brackets and blanks make no other clause. */
function plain(clause: string): string {
  return clause
    .replace(/[（【〔]/gu, '(')
    .replace(/[）】〕]/gu, ')')
    .replace(/[\s"'“”‘’]|^第|[条款项]$/gu, '');
}

/** `四(一)` is within `四`; `14` is not within `1`. */
function isWithin(clause: string, wanted: string): boolean {
  return clause.startsWith(wanted) && clause !== wanted && !/^\d/.test(clause.slice(wanted.length));
}

function standings(rule: Rule): readonly Standing[] {
  const { policy } = rule;
  const of = <T extends { readonly clause?: string | undefined; readonly basis: Basis }>(
    things: readonly T[],
    say: (thing: T) => string,
  ): readonly Standing[] => things.map((t) => ({ what: say(t), clause: t.clause, basis: t.basis }));
  return [
    ...of(policy.limits, (l) => `时限：${titleIn(policy, l.of)}，${limitWords(rule, l)}`),
    ...of(policy.grades, (g) => `等级：${g.name}`),
    ...policy.grades.flatMap((g) => of(g.criteria, (one) => `${g.name}的标准：${one.title}`)),
    ...of(policy.grading.raise, (r) => `从高一级：${r.title}`),
    ...of([policy.grading], (g) => `定级看：${g.factors.join('、') || '未写'}`),
    ...of(policy.marks, (m) => `标记：${m.title}`),
    ...of(policy.roles, (r) => `角色：${r.title}`),
    ...of(policy.facts, (f) => `要记的情况：${f.title}`),
    ...of(policy.deliverables, (d) => `报送：${d.title}`),
    ...of(policy.routes, (r) => `路线：${r.title}`),
    ...policy.routes.flatMap((r) => of(r.steps, (s) => `环节：${s.title}（${r.title}）`)),
    ...of(policy.approvals, (a) => `审批：${a.title}`),
    ...policy.approvals.flatMap((a) =>
      of(a.chain, (l) => `审批“${a.title}”的一环：${l.title ?? titleIn(policy, l.role)}`),
    ),
    ...of(policy.outcomes, (o) => `结论：${o.title}`),
    ...of([policy.responses], (r) => `回应渠道：${r.channels.join('、')}`),
    ...of(policy.papers, (p) => `材料：${p.title}`),
    ...of(policy.duties, (d) => `要求：${d.title}${d.what === undefined ? '' : `，${d.what}`}`),
    ...of(policy.retain, (r) => `保存：${r.what ?? '记录'} ${r.years} 年`),
    ...policy.ask.map((q) => ({
      what: `待答复的问题：${q.question}`,
      clause: q.clause,
      basis: 'text' as const,
    })),
  ];
}

function titleIn(policy: Policy, id: string): string {
  const steps = policy.routes.flatMap((r) => r.steps);
  const things = [...policy.deliverables, ...steps, ...policy.papers, ...policy.roles];
  return things.find((x) => x.id === id)?.title ?? id;
}
