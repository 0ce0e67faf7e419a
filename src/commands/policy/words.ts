// What the policy command says to people; machines get the JSON.
import type { Explanation } from '../../core/policy/explain.ts';
import type { LintItem } from '../../core/policy/lint/item.ts';
import type { Lint } from '../../core/policy/lint.ts';
import type { Basis } from '../../core/policy/schema.ts';

const BASES: Readonly<Record<Basis, string>> = { text: '条文', bureau: '本单位答复', default: '建议值' };

export function lintWords(file: string, lint: Lint): string {
  return [
    lint.ok ? `✓ ${file} 没有错误。` : `✗ ${file} 有 ${lint.errors.length} 处错误：`,
    ...part('错误', lint.errors),
    ...part('请再看一眼的', lint.notes),
    ...part('制度没有规定的', lint.gaps),
    ...part('要本单位答复的', lint.questions),
    ...part('与国家规定比较（只提示，不改）', lint.overlay),
  ].join('\n');
}

function part(title: string, items: readonly LintItem[]): readonly string[] {
  if (items.length === 0) return [];
  const line = ({ path, clause, message }: LintItem): string =>
    `· ${path === '' ? '' : `${path}：`}${message}${clause === null ? '' : `（${clause}）`}`;
  return ['', `${title}（${items.length}）`, ...items.map(line)];
}

/** `titles` are of roles and deliverables, by id; `messages` what people would be told. */
export function explanationWords(
  { route, obligations, approvals, unset }: Explanation,
  titles: Readonly<Record<string, string>>,
  messages: readonly string[] = [],
): string {
  const titled = (id: string): string => titles[id] ?? id;
  return [
    `路线：${titled(route)}`,
    '',
    `应办（${obligations.length}）`,
    ...obligations.map((o) => {
      const steps = o.steps.length === 0 ? '本制度未规定时限' : o.steps.join(' → ');
      const clause = o.clause === null ? '' : `${o.clause}，`;
      return `· ${titled(o.owner)} ${titled(o.deliverable)}：${steps}（${clause}${BASES[o.basis]}）`;
    }),
    '',
    `审批（${approvals.length}）`,
    ...approvals.map(
      (a) =>
        `· ${titled(a.thing)}：${a.chain.map((link) => linkWords(link, titled)).join(' → ') || '这种情形不用审'}`,
    ),
    ...(unset.length === 0 ? [] : ['', `没有定的（${unset.length}）`, ...unset.map((u) => `· ${u.message}`)]),
    ...(messages.length === 0
      ? []
      : ['', `会发的消息（${messages.length}）`, ...messages.map((m) => `· ${m}`)]),
  ].join('\n');
}

type Link = Explanation['approvals'][number]['chain'][number];

function linkWords({ kind, title, role, mode }: Link, titled: (id: string) => string): string {
  switch (kind) {
    case 'person':
      return `${titled(role)}${mode === 'all' ? '（都要同意）' : mode === 'named' ? '（指定一位）' : ''}`;
    case 'body':
      return `${title ?? titled(role)}集体研究（${titled(role)}记录纪要）`;
    case 'external':
      return `${title ?? '外部机关'}确认（${titled(role)}记录）`;
    case 'outside_rule':
      return `按${title ?? '外部机制'}办（${titled(role)}记录）`;
  }
}
