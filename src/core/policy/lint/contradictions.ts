// Where a 制度 says two things of one: errors where the engine could follow only one, questions where people must choose.
import { roughlyMs } from '../../calendar/duration.ts';
import { lengthsIn, spokenAsWritten } from '../lengths-in-text.ts';
import { partyName } from '../parties.ts';
import type { Limit, Policy } from '../settle.ts';
import type { LintItem } from './item.ts';
import { casesUnder, limitedTitle } from './limit-errors.ts';
import type { Survey } from './situations.ts';
import { spoken } from './spoken.ts';

export function contradictions(survey: Survey): {
  readonly errors: readonly LintItem[];
  readonly questions: readonly LintItem[];
} {
  return {
    errors: [...sameRank(survey.policy), ...limitedTwice(survey)],
    questions: [...severalMouths(survey), ...higherLater(survey.policy), ...otherNumbers(survey.policy)],
  };
}

function sameRank({ grades }: Policy): readonly LintItem[] {
  return grades.flatMap((grade, i) => {
    const other = grades.slice(0, i).find((g) => g.rank === grade.rank);
    if (other === undefined) return [];
    const message = `前后不一：等级“${grade.name}”和“${other.name}”的 rank 都是 ${grade.rank}，分不出高低`;
    return [{ path: `grades.${i}.rank`, clause: grade.clause ?? null, message }];
  });
}

function limitedTwice(survey: Survey): readonly LintItem[] {
  const { policy } = survey;
  const shared = policy.limits.filter((l) => policy.limits.some((other) => other !== l && other.of === l.of));
  const under = new Map(shared.map((l) => [l.id, new Set(casesUnder(survey, l))]));
  return policy.limits.flatMap((limit, i) => {
    const rivals = policy.limits.slice(0, i).filter((l) => l.of === limit.of);
    const mine = [...(under.get(limit.id) ?? [])];
    for (const other of rivals) {
      const theirs = under.get(other.id) ?? new Set();
      const both = mine.filter((c) => theirs.has(c));
      if (both.length === 0) continue;
      const owed = [...survey.graded, ...survey.early].filter((c) => c.owed.has(limit.of));
      const where = `和时限 ${other.id} 在 ${spoken(policy, both, owed)} 时都限着“${limitedTitle(policy, limit.of)}”`;
      const values = [lengthOf(other), lengthOf(limit)];
      const differ = values[0] !== values[1] ? `前后不一（${values.join('，')}）` : '重复';
      const message = `时限 ${limit.id} ${where}，${differ}；请用 when 分开或删去一个`;
      return [{ path: `limits.${i}.when`, clause: limit.clause ?? null, message }];
    }
    return [];
  });
}

function lengthOf({ within }: Limit): string {
  if ('vague' in within) return within.vague;
  if ('open' in within) return '待答复';
  return 'max' in within ? spokenAsWritten(within.max) : '当天';
}

/** 统一口径 against 谁处置谁发声: two steps of one case that speak in public, by different parties. */
function severalMouths({ policy, graded }: Survey): readonly LintItem[] {
  return policy.routes.flatMap((route, i) => {
    const own = graded.filter((c) => c.route === route);
    for (const { steps } of own) {
      const [first, ...others] = steps.filter((s) => s.do === 'publish');
      const second = others.find((s) => s.by !== first?.by);
      if (first === undefined || second === undefined) continue;
      const both = own.filter((c) => c.steps.includes(first) && c.steps.includes(second));
      const message = `前后不一：在 ${spoken(policy, both, own)} 时“${first.title}”由${partyName(policy, first.by)}、“${second.title}”由${partyName(policy, second.by)}对外发布；制度要求统一口径的，请定由谁发布`;
      const path = `routes.${i}.steps.${route.steps.indexOf(second)}.by`;
      return [{ path, clause: second.clause ?? null, message }];
    }
    return [];
  });
}

/** A more serious matter that may take longer: mostly a slip. */
function higherLater(policy: Policy): readonly LintItem[] {
  const rank = (limit: Limit): number | null => {
    const grades = [limit.when?.grade ?? []].flat();
    const ranks = policy.grades.filter((g) => grades.includes(g.id)).map((g) => g.rank);
    return ranks.length === 0 ? null : Math.max(...ranks);
  };
  return policy.limits.flatMap((limit, i) => {
    const { within } = limit;
    const own = rank(limit);
    if (!('max' in within) || own === null) return [];
    const lower = policy.limits.find((l) => {
      const other = rank(l);
      return (
        l.of === limit.of &&
        JSON.stringify(l.from) === JSON.stringify(limit.from) &&
        other !== null &&
        other < own &&
        'max' in l.within &&
        roughlyMs(l.within.max) < roughlyMs(within.max)
      );
    });
    if (lower === undefined) return [];
    const message = `前后不一：等级高的时限 ${limit.id}（${lengthOf(limit)}）比等级低的 ${lower.id}（${lengthOf(lower)}）还长，请核对原文`;
    return [{ path: `limits.${i}.within.max`, clause: limit.clause ?? null, message }];
  });
}

/** A title that names a length, and a limit that says another. */
function otherNumbers(policy: Policy): readonly LintItem[] {
  return policy.limits.flatMap((limit, i) => {
    const { within } = limit;
    if (!('max' in within)) return [];
    const title = limitedTitle(policy, limit.of);
    const told = lengthsIn(title).map((l) => l.length);
    const own = [within.max, ...(within.aim === undefined ? [] : [within.aim])].map(roughlyMs);
    if (told.length === 0 || told.some((length) => own.includes(roughlyMs(length)))) return [];
    const message = `前后不一：名称“${title}”里的数和时限 ${limit.id} 的 ${lengthOf(limit)} 对不上`;
    return [{ path: `limits.${i}.within.max`, clause: limit.clause ?? null, message }];
  });
}
