// Approval chains in words: one person, several, a body with its minutes, an outside organ, an outside rule.
import type { PolicyFile } from '../schema.ts';
import { spokenCondition } from './condition.ts';
import { answered, cited, NONE, type Page, partyWords, table } from './page.ts';
import { consultedWords } from './routes.ts';

type Link = PolicyFile['approvals'][number]['chain'][number];

export function approvalsPart(page: Page): string {
  return table(
    ['审什么', '依次由谁', '征求意见', '依据'],
    page.source.approvals.map((a) => [
      a.title,
      a.chain.map((link) => linkWords(page, link)).join(' → '),
      consultedWords(page, a.consult) || NONE,
      cited(a),
    ]),
  );
}

function linkWords(page: Page, link: Link): string {
  const who = partyWords(page, link.role);
  const when = link.when === undefined ? '' : `（仅当：${spokenCondition(page.source, link.when)}）`;
  const title = link.title ?? who;
  switch (link.kind) {
    case 'person':
      return `${who}${modeWords(page, link)}${when}`;
    case 'body':
      return `${title}集体研究，由${who}记录纪要${when}`;
    case 'external':
      return `${title}确认（外部），由${who}记录文号或方式${when}`;
    case 'outside_rule':
      return `按${title}办（外部机制），由${who}记录结果${when}`;
  }
}

function modeWords(page: Page, { mode, named_by }: Link): string {
  const { value, basis } = typeof mode === 'string' ? { value: mode, basis: '' } : answered(page, mode.ask);
  const from = basis === '' ? '' : `，${basis}`;
  if (value === 'all') return `（几个人时都要同意${from}）`;
  if (value !== 'named') return typeof mode === 'string' ? '' : `（一人即可${from}）`;
  const by = named_by === undefined ? '' : `由${partyWords(page, named_by)}`;
  return `（${by}指定一位${from}）`;
}
