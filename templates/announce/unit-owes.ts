// The units in charge: who they are, and what they still have to hand in.
import { peopleOf } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { isOpen, obligations } from '../../src/core/obligations.ts';
import type { AnnounceContext } from './context.ts';

/** What the unit still owes on paper or by word. */
export function unitOwes({ policy, bureau }: AnnounceContext, c: Case): readonly Obligation[] {
  return obligations(policy, bureau, c).filter(
    (o) => (o.kind === 'deliver' || o.kind === 'revise') && isOpen(o),
  );
}

/** Everybody in the unit in charge and those with it. */
export function unitPeople({ bureau }: AnnounceContext, c: Case): readonly string[] {
  const units = c.unit === null ? [] : [c.unit.id, ...c.unit.with];
  return [...new Set(units.flatMap((unit) => peopleOf(bureau, { kind: 'unit', unit })))];
}
