// What the unit in charge still has to hand in.
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
