// The clock's command: which reminders of a case have come due, and who is told.

import type { Owner } from '../bureau.ts';
import { above, ownerKey } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Situation, Verdict } from '../decide.ts';
import type { CaseEventBody } from '../events.ts';
import { nextRung, passedRungs } from '../ladder.ts';
import type { Obligation } from '../obligations.ts';
import { isOpen, obligations } from '../obligations.ts';

/** Rungs missed while the system stood still are said once, together, as the latest of them. */
export function decideReminder(situation: Situation, c: Case): Verdict {
  const { policy, bureau, now } = situation;
  const { ladder, calendar } = bureau;
  if (ladder === null || c.state === 'closed') return [];
  return obligations(policy, bureau, c)
    .filter(isOpen)
    .flatMap((obligation): CaseEventBody[] => {
      const passed = passedRungs(obligation, { ladder, calendar }, throughFor(c, obligation), now);
      const last = passed.at(-1);
      if (last === undefined) return [];
      const levels = Math.max(...passed.map((r) => r.levels));
      const first = passed[0] ?? last;
      return [
        {
          type: 'reminder.due',
          obligation: obligation.key,
          stage: last.stage,
          rungs: passed.map((r) => r.id),
          told: [
            ...new Set([...chainUp(situation, obligation.owner, levels), ...obligation.also].map(ownerKey)),
          ],
          dueAt: obligation.dueAt,
          // A limit that was past when it arose is nobody's delay but the matter's own.
          lateBy: Math.max(0, now - Math.max(first.at, knownSince(c, obligation))),
        },
      ];
    });
}

/** The next moment at which the clock has something to say about an obligation; null when it is no longer owed. */
export function nextReminderAt(situation: Situation, c: Case, obligation: Obligation): number | null {
  const { ladder, calendar } = situation.bureau;
  if (ladder === null || c.state === 'closed' || !isOpen(obligation)) return null;
  return nextRung(obligation, { ladder, calendar }, throughFor(c, obligation))?.at ?? null;
}

/** A limit that moved starts its ladder anew. */
function throughFor(c: Case, obligation: Obligation): number {
  const reminded = c.reminded[obligation.key];
  return reminded !== undefined && reminded.dueAt === obligation.dueAt ? reminded.through : 0;
}

/** Nobody could remind of a limit before the unit, the grade and the moment it counts from were known. */
function knownSince(c: Case, obligation: Obligation): number {
  const reminded = c.reminded[obligation.key]?.through ?? 0;
  const assigned = obligation.deliverable === null ? 0 : (c.unit?.at ?? 0);
  const occurred = obligation.deliverable === null ? 0 : (c.occurred?.since ?? 0);
  return Math.max(reminded, assigned, occurred, c.grade?.at ?? 0);
}

function chainUp(situation: Situation, owner: Owner, levels: number): readonly Owner[] {
  const told: Owner[] = [owner];
  for (let level = 0; level < levels; level += 1) {
    const next = above(situation.policy, situation.bureau, told.at(-1) ?? owner);
    if (next === null) break;
    told.push(next);
  }
  return told;
}
