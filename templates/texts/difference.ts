// What a case owes under one version of its rule and not under another: what appears, disappears, moves.
import { type Bureau, ownerTitle } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { isOpen, type Obligation, obligations } from '../../src/core/obligations.ts';
import type { Policy } from '../../src/core/policy/load.ts';
import { basisWords, dueWords } from '../owed-words.ts';

type Side = { readonly policy: Policy; readonly case: Case };

/** One line for each difference in what is still owed; says so when there is none. */
export function differenceLines(context: {
  readonly bureau: Bureau;
  readonly from: Side;
  readonly to: Side;
}): readonly string[] {
  const { bureau, from, to } = context;
  const was = owed(bureau, from);
  const is = owed(bureau, to);
  const [routeBefore, routeAfter] = [routeTitle(from), routeTitle(to)];
  const lines = [
    ...(routeBefore === routeAfter ? [] : [`路线：${routeBefore} → ${routeAfter}`]),
    ...[...is.values()].filter((o) => !was.has(o.key)).map((o) => `增加：${line(bureau, to, o)}`),
    ...[...was.values()].filter((o) => !is.has(o.key)).map((o) => `不再要：${line(bureau, from, o)}`),
    ...[...is.values()].flatMap((o) => {
      const before = was.get(o.key);
      if (before === undefined) return [];
      const [a, b] = [line(bureau, from, before), line(bureau, to, o)];
      return a === b ? [] : [`变动：${a} → ${tail(bureau, to, o)}`];
    }),
  ];
  return lines.length === 0 ? ['现在欠的事项和时限都没有变化。'] : lines;
}

function owed(bureau: Bureau, side: Side): ReadonlyMap<string, Obligation> {
  const open = obligations(side.policy, bureau, side.case).filter(isOpen);
  return new Map(open.map((o) => [o.key, o]));
}

/** `领导小组办公室 通报，11-23 24:00 前（依据八）`. */
function line(bureau: Bureau, side: Side, o: Obligation): string {
  return `${ownerTitle(side.policy, bureau, o.owner)} ${o.title}，${moment(o)}`;
}

function tail(bureau: Bureau, side: Side, o: Obligation): string {
  return `${ownerTitle(side.policy, bureau, o.owner)} ${moment(o)}`;
}

function moment(o: Obligation): string {
  return `${dueWords(o)}（${basisWords(o.clause, o.basis)}）`;
}

function routeTitle({ policy, case: c }: Side): string {
  return policy.routes.find((r) => r.id === c.route)?.title ?? c.route;
}
