// The small pieces in which a 制度 is told in chat: where a value comes from, who acts, how long a limit is.
import { type Bureau, ownerTitle, roleOwner } from '../../../src/core/bureau.ts';
import { startTitle } from '../../../src/core/limits.ts';
import { spokenAsWritten } from '../../../src/core/policy/lengths-in-text.ts';
import type { Basis } from '../../../src/core/policy/schema.ts';
import type { Limit, Policy } from '../../../src/core/policy/settle.ts';
import { basisWords } from '../../owed-words.ts';

export type Rule = { readonly policy: Policy; readonly bureau: Bureau };
type Cited = { readonly clause?: string | undefined; readonly basis: Basis };

/** `（依据五2）`, `（建议值）`. */
export function cited({ clause, basis }: Cited): string {
  return `（${basisWords(clause ?? null, basis)}）`;
}

/** `承办单位`, `领导小组办公室`. */
export function partyTitle({ policy, bureau }: Rule, party: string): string {
  return party === 'unit' ? '承办单位' : ownerTitle(policy, bureau, roleOwner(policy, party, null));
}

/** Several parties joined with 、. */
export function partyTitles(rule: Rule, parties: readonly string[]): string {
  return [...new Set(parties.map((party) => partyTitle(rule, party)))].join('、');
}

/** `从交办起 1 小时内，力争 30 分钟；可延期…`; 本制度未规定 where the rule has no number. */
export function limitWords(rule: Rule, limit: Limit): string {
  const { policy } = rule;
  const { within, extend, pause } = limit;
  if ('vague' in within) return `只写“${within.vague}”，本制度未规定时限`;
  if ('open' in within) return `本制度未规定，待本单位答复：${within.open}`;
  const from = `从${startTitle(policy, limit.from)}起`;
  const length =
    'max' in within
      ? `${from} ${spokenAsWritten(within.max)}内`
      : `${from}当天（到${within.same_day === 'office' ? '下班' : ' 24:00'}${within.after_hours === 'next-workday' ? '，下班后算到下一个工作日' : ''}）`;
  return [
    length,
    ...('max' in within && within.aim !== undefined ? [`力争 ${spokenAsWritten(within.aim)}`] : []),
    ...(limit.hours === 'working' ? ['只计上班时间'] : []),
    ...(limit.unknown === null ? [] : [`不知道时从${startTitle(policy, limit.unknown)}起`]),
    ...(limit.to === null ? [] : [`报${partyTitle(rule, limit.to)}`]),
    ...(limit.accountable.length === 0 ? [] : [`${partyTitles(rule, limit.accountable)}一起负责`]),
    ...(limit.excuse === undefined ? [] : [`可${limit.excuse.title}`]),
    ...(extend === null
      ? []
      : [
          `可延期，${partyTitle(rule, extend.by)}批准，一共最多 ${spokenAsWritten(extend.max_total)}${extend.notice_first === undefined ? '' : `，先告知${extend.notice_first}`}`,
        ]),
    ...(pause === null ? [] : [`可由${partyTitle(rule, pause.by)}中止计时`]),
  ].join('；');
}
