// What is still to be answered, what the rule does not say, and clauses that became no data.
import { policyGaps } from '../lint/gaps.ts';
import { surveyOf } from '../lint/situations.ts';
import { NONE, type Page, table } from './page.ts';

export function questionsPart({ source, policy }: Page): string {
  const rows = source.ask.map((q) => {
    const titled = (id: string): string => q.options.find((o) => o.id === id)?.title ?? id;
    const answer = policy.answers[q.id];
    const suggested = q.suggested === undefined ? '' : `（建议值：${titled(q.suggested)}）`;
    return [
      q.question,
      q.options.map((o) => o.title).join('；') || '自己写',
      answer === undefined ? `未答复${suggested}` : titled(answer),
      q.blocking ? '是' : '否',
      q.clause ?? NONE,
    ];
  });
  return table(['问题', '可选', '本单位答复', '不答复就不能正式运行', '条款'], rows);
}

export function silencePart({ source, policy }: Page): string {
  const gaps = policyGaps(surveyOf(policy), source).map(
    ({ message, clause }) => `- ${message}${clause === null ? '' : `（${clause}）`}`,
  );
  const silent = source.silent.map(({ clause, reason }) => [clause, reason]);
  return [
    gaps.length === 0 ? '（没有发现）' : gaps.join('\n'),
    ...(silent.length === 0 ? [] : ['没有写成数据的条款：', table(['条款', '原因'], silent)]),
  ].join('\n\n');
}
