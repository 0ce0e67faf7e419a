// Where the 制度 is silent. Nothing is filled in: it is said, and shown as 本制度未规定.
import { holds } from '../conditions.ts';
import type { Limit, Policy, PolicySource } from '../settle.ts';
import type { LintItem } from './item.ts';
import { limitedTitle, owedSomewhere } from './limit-errors.ts';
import type { Survey, Surveyed } from './situations.ts';
import { spoken } from './spoken.ts';

/** `source` is the file that the surveyed policy was settled from. */
export function policyGaps(survey: Survey, source: PolicySource): readonly LintItem[] {
  return [
    ...withoutLimit(survey, unanswered(survey.policy, source)),
    ...withoutReport(survey),
    ...withoutFallback(survey.policy),
    ...onlyWords(survey.policy),
  ];
}

type Timed = {
  readonly id: string;
  readonly title: string;
  readonly clause?: string | undefined;
  readonly path: string;
};

/**
 * Each grade × deliverable that is owed and has no limit, and each grade × step where other grades have one; with the
 * facts it happens under where they matter. A word without a number is a limit here; a question nobody answered is none.
 */
function withoutLimit(survey: Survey, open: ReadonlyMap<string, string>): readonly LintItem[] {
  const { policy } = survey;
  const things = timed(policy);
  return policy.grades.flatMap((grade) => {
    const own = survey.graded.filter((c) => c.situation.grade === grade.id);
    return things.flatMap((thing): LintItem[] => {
      const due = own.filter((c) => c.owed.has(thing.id));
      const limits = policy.limits.filter((l) => l.of === thing.id);
      const bare = due.filter((c) => !limits.some((l) => !open.has(l.id) && holds(l.when, c.situation)));
      const [first] = bare;
      if (first === undefined) return [];
      const where =
        bare.length === due.length
          ? `等级 ${grade.name}`
          : `等级 ${grade.name}、${spoken(policy, bare, due)}`;
      const message = `${where}：“${thing.title}”的时限，本制度未规定${asking(limits, open, first)}`;
      return [{ path: thing.path, clause: thing.clause ?? null, message }];
    });
  });
}

/** Limits whose length the rule leaves to the bureau, by id, with the question that it has not answered. */
function unanswered({ answers }: Policy, source: PolicySource): ReadonlyMap<string, string> {
  return new Map(
    source.limits.flatMap(({ id, within }) =>
      'ask' in within && answers[within.ask] === undefined ? [[id, within.ask] as const] : [],
    ),
  );
}

function asking(
  limits: readonly Limit[],
  open: ReadonlyMap<string, string>,
  { situation }: Surveyed,
): string {
  const asks = limits.flatMap((l) => (holds(l.when, situation) ? [open.get(l.id) ?? []].flat() : []));
  return asks.length === 0 ? '' : `，待本单位答复（问题 ${[...new Set(asks)].join('、')}）`;
}

function timed(policy: Policy): readonly Timed[] {
  const limited = new Set(policy.limits.map((l) => l.of));
  const steps = policy.routes.flatMap((route, i) =>
    route.steps.map((step, j) => ({ ...step, path: `routes.${i}.steps.${j}` })),
  );
  return [
    ...policy.deliverables.map((d, i) => ({ ...d, path: `deliverables.${i}` })),
    ...steps.filter((s, i) => limited.has(s.id) && steps.findIndex((x) => x.id === s.id) === i),
  ];
}

function withoutReport({ policy, every, graded }: Survey): readonly LintItem[] {
  if (!every) return [];
  const owed = owedSomewhere(policy);
  if (owed.size === 0) return [];
  return policy.grades.flatMap((grade, i) => {
    const own = graded.filter((c) => c.situation.grade === grade.id);
    if (own.some((c) => [...owed].some((id) => c.owed.has(id)))) return [];
    const message = `等级 ${grade.name}：报送什么、何时报送，本制度未规定`;
    return [{ path: `grades.${i}`, clause: grade.clause ?? null, message }];
  });
}

/** 事发 and 发帖 may stay unknown for ever; every other start comes by itself. */
function withoutFallback(policy: Policy): readonly LintItem[] {
  return policy.limits.flatMap((limit, i) => {
    const { from, unknown } = limit;
    if ((from !== 'occurred' && from !== 'posted') || unknown !== null) return [];
    const what = from === 'occurred' ? '事发' : '发帖';
    const message = `时限 ${limit.id}：${what}时间不详时从何时起算，本制度未规定`;
    return [{ path: `limits.${i}.unknown`, clause: limit.clause ?? null, message }];
  });
}

const UNHURRIED = '不算超时；还没办的，按单位文件 reminders 里 idle 的间隔提醒（建议值）';

/**
 * 及时, 定期: words of the rule without a number, each said once. Whoever owes something is still asked about it, in the
 * rhythm of all that has no limit; what comes round only by such a word never comes by itself.
 */
function onlyWords(policy: Policy): readonly LintItem[] {
  const told = new Set<string>();
  const word = (
    path: string,
    clause: string | undefined,
    said: { readonly what: string; readonly vague: string; readonly reminded: string },
  ): LintItem[] => {
    const message = `“${said.what}”只写“${said.vague}”，没有数字，${said.reminded}`;
    if (told.has(message)) return [];
    told.add(message);
    return [{ path, clause: clause ?? null, message }];
  };
  return [
    ...policy.limits.flatMap(({ within, of, clause }, i) =>
      'vague' in within
        ? word(`limits.${i}.within`, clause, {
            what: limitedTitle(policy, of),
            vague: within.vague,
            reminded: UNHURRIED,
          })
        : [],
    ),
    ...policy.papers.flatMap(({ period, title, clause }, i) =>
      typeof period === 'object'
        ? word(`papers.${i}.period`, clause, { what: title, vague: period.vague, reminded: '不提醒' })
        : [],
    ),
    ...(policy.channels?.patrol ?? []).flatMap(({ times, clause }, i) =>
      typeof times === 'object' && 'vague' in times
        ? word(`channels.patrol.${i}.times`, clause, { what: '巡查', vague: times.vague, reminded: '不提醒' })
        : [],
    ),
  ];
}
