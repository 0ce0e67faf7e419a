// Names in limits: what they hold, from where they count, who may extend or pause them.
import type { PolicyFile } from '../schema.ts';
import { type Checker, ids, type Path } from './checker.ts';
import { checkCondition } from './conditions.ts';
import { checkParties } from './flow.ts';

type Limit = PolicyFile['limits'][number];

export function checkLimits(checker: Checker): void {
  const { policy, known, party } = checker;
  const steps = [...new Set(policy.routes.flatMap((r) => ids(r.steps)))];
  const limited = [...ids(policy.deliverables), ...steps, ...ids(policy.papers)];
  for (const [i, limit] of policy.limits.entries()) {
    const where = `时限 ${limit.id}`;
    const path = ['limits', i] as const;
    known(limited, limit.of, where, [...path, 'of']);
    party(limit.to, `${where} to`, [...path, 'to']);
    checkParties(checker, limit.accountable, `${where} accountable`, [...path, 'accountable']);
    party(limit.extend?.by, `${where} extend`, [...path, 'extend', 'by']);
    party(limit.pause?.by, `${where} pause`, [...path, 'pause', 'by']);
    for (const key of ['from', 'unknown'] as const)
      checkStart(checker, limit[key], steps, `${where} 起算点`, [...path, key]);
    checkWithin(checker, limit.within, where, [...path, 'within']);
    checkCondition(checker, limit.when, where, [...path, 'when']);
  }
}

function checkStart(
  { known, asked }: Checker,
  from: Limit['from'] | undefined,
  steps: readonly string[],
  where: string,
  path: Path,
): void {
  if (from === undefined || typeof from === 'string') return;
  if ('step' in from) known(steps, from.step, `${where} 的环节`, [...path, 'step']);
  else asked(from.ask, 'start', where, path);
}

function checkWithin({ asked }: Checker, within: Limit['within'], where: string, path: Path): void {
  if ('ask' in within) asked(within.ask, 'length', `${where} within`, path);
  if (!('same_day' in within)) return;
  if (typeof within.same_day !== 'string')
    asked(within.same_day.ask, 'day-end', `${where} same_day`, [...path, 'same_day']);
  if (typeof within.after_hours !== 'string')
    asked(within.after_hours.ask, 'after-hours', `${where} after_hours`, [...path, 'after_hours']);
}
