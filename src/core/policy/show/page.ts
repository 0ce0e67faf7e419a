// What every part of the page is made from: tables, where a value comes from, and parties in words.
import type { Bureau } from '../../bureau.ts';
import { partyName } from '../parties.ts';
import type { Basis } from '../schema.ts';
import { answerTo, type Policy, type PolicySource, settle } from '../settle.ts';

export type Page = {
  readonly source: PolicySource;
  /** With the bureau's answers, or without a bureau with the suggestions. */
  readonly policy: Policy;
};

export function pageOf(source: PolicySource, bureau: Bureau | null): Page {
  return { source, policy: settle(source, bureau?.answers ?? {}) };
}

export const BASES: Readonly<Record<Basis, string>> = {
  text: '条文',
  bureau: '本单位答复',
  default: '建议值',
};
export const SILENT = '本制度未规定';
export const NONE = '—';

/** A Markdown table; （无） without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '（无）';
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

type Cited = { readonly clause?: string | undefined; readonly basis: Basis };

export const cited = ({ clause, basis }: Cited): string =>
  clause === undefined ? BASES[basis] : `${clause}（${BASES[basis]}）`;

/** Words joined with 、, or a dash. */
export const several = (words: readonly string[]): string => words.join('、') || NONE;

type Asked = { readonly ask: string };
export type Party = string | Asked;

const isAsked = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && 'ask' in value;

/** Where an answer comes from: of the bureau, our suggestion, or nobody yet. */
export function answerBasis({ policy, source }: Page, question: string): string {
  if (policy.answers[question] !== undefined) return BASES.bureau;
  const suggested = source.ask.find((q) => q.id === question)?.suggested;
  return suggested === undefined ? '待答复' : BASES.default;
}

/** The answer to a question as it is used, and where it comes from. */
export function answered(
  page: Page,
  question: string,
): { readonly value: string | null; readonly basis: string } {
  const asked = page.source.ask.find((q) => q.id === question);
  const given = asked === undefined ? undefined : answerTo(asked, page.policy.answers);
  return { value: given ?? asked?.suggested ?? null, basis: answerBasis(page, question) };
}

/** `领导小组`, `承办单位`, `局长（本单位答复）`. */
export function partyWords(page: Page, party: Party): string {
  if (!isAsked(party)) return partyName(page.source, party);
  const { value, basis } = answered(page, party.ask);
  const question = page.source.ask.find((q) => q.id === party.ask)?.question ?? party.ask;
  return value === null ? `待答复（${question}）` : `${partyName(page.source, value)}（${basis}）`;
}

export const partiesWords = (page: Page, parties: readonly Party[]): string =>
  several(parties.map((party) => partyWords(page, party)));
