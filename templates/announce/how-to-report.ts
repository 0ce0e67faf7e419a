// What the unit types to hand something in, for exactly the forms that it still owes.
import { peopleOf, roleOwner } from '../../src/core/bureau.ts';
import { limitOn } from '../../src/core/limits.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { personName, shortNumber } from '../case-words.ts';
import { howTo } from '../how-to.ts';
import type { AnnounceContext } from './context.ts';

/** One line for each way to report that helps now; the notice of delay only where the rule gives it a meaning. */
export function howToReport(context: AnnounceContext, owed: readonly Obligation[]): readonly string[] {
  const { policy, bureau, after, now } = context;
  const n = shortNumber(after.number);
  const formOf = (o: Obligation) =>
    policy.deliverables.find((d) => d.id === o.deliverable)?.form ?? 'written';
  const oral = owed.find((o) => formOf(o) !== 'written');
  const excusable = owed.some(
    (o) =>
      o.deliverable !== null &&
      o.dueAt !== null &&
      now <= o.dueAt &&
      limitOn(policy, after, o.deliverable)?.excuse !== undefined,
  );
  const receiver =
    oral?.to == null ? undefined : peopleOf(bureau, roleOwner(policy, oral.to, after.unit?.id ?? null))[0];
  return [
    ...(oral === undefined
      ? []
      : [
          `口头汇报后请发：${howTo.oral(n, receiver === undefined ? '汇报对象' : personName(bureau, receiver))}`,
        ]),
    ...(owed.length === 0 ? [] : [`书面报送请发：${howTo.written(n)}`]),
    ...(excusable ? [`来不及书面报送，请在时限前口头报告，并发：${howTo.explain(n)}`] : []),
  ];
}
