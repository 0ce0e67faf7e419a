// What the unit hands in.
import { belongsTo } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { limitOn } from '../limits.ts';
import { isOpen, obligations } from '../obligations.ts';
import { metBy, owedDeliverables, owingUnits, stepDoing } from '../steps.ts';
import { authorise, unitsOf } from './authority.ts';
import { wholeSecond } from './whole-second.ts';

type ReportingCommand = Extract<Command, { kind: 'submit' | 'explain-delay' }>;

/** The events that a report or an explanation makes, or why not. */
export function decideReporting(
  situation: Situation,
  c: Case,
  command: ReportingCommand,
  actor: Actor,
): Verdict {
  switch (command.kind) {
    case 'submit':
      return submit(situation, c, command, actor);
    case 'explain-delay':
      return explain(situation, c, command.reason, actor);
  }
}

/**
 * A paper meets every written deliverable still owed and whatever the rule lets it stand for; a spoken report meets
 * the oral ones only. With nothing owed it is kept as a later report (续报).
 */
function submit(
  situation: Situation,
  c: Case,
  command: Extract<Command, { kind: 'submit' }>,
  actor: Actor,
): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const refused = authorise(situation, c, actor.person, unitsOf(c));
  if (refused) return refused;
  if (c.grade === null) return { code: 'not-graded' };
  const { form, text, pictures, toldTo } = command;
  if (form === 'written' && text.trim() === '' && pictures === 0)
    return { code: 'need-text', what: '书面报送' };
  if (form === 'oral' && (toldTo ?? '').trim() === '') return { code: 'need-text', what: '口头汇报的对象' };
  const step = stepDoing(situation.policy, c, 'check');
  const own = unitOfPerson(situation, c, actor.person, owingUnits(c, step));
  const unmet = owedDeliverables(situation.policy, c).filter((d) => metBy(c, d, own) === undefined);
  const meets = unmet.filter((d) => (form === 'oral' ? d.form !== 'written' : d.form !== 'oral'));
  return [
    {
      type: 'report.submitted',
      form,
      meets: meets.map((d) => d.id),
      text,
      pictures,
      round: (step ? c.steps[step.id]?.round : undefined) ?? c.unit.round,
      ...(toldTo === null || toldTo === '' ? {} : { toldTo }),
      ...(own === null ? {} : { unit: own }),
    },
  ];
}

/** For which of several units the person hands in; null where only one owes. */
function unitOfPerson(
  situation: Situation,
  c: Case,
  person: string,
  units: readonly string[],
): string | null {
  if (units.length < 2) return null;
  return (
    units.find((unit) => belongsTo(situation.bureau, person, { kind: 'unit', unit })) ?? c.unit?.id ?? null
  );
}

/**
 * 说明: names the earliest limit still open, of several units that of the one that speaks. In time and where the rule
 * allows it, it excuses the lateness.
 */
function explain(situation: Situation, c: Case, reason: string, actor: Actor): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const refused = authorise(situation, c, actor.person, unitsOf(c));
  if (refused) return refused;
  if (reason.trim() === '') return { code: 'need-reason', what: '说明' };
  const own = unitOfPerson(
    situation,
    c,
    actor.person,
    owingUnits(c, stepDoing(situation.policy, c, 'check')),
  );
  const open = obligations(situation.policy, situation.bureau, c).filter(
    (o) =>
      o.kind === 'deliver' &&
      isOpen(o) &&
      o.deliverable !== null &&
      o.dueAt !== null &&
      (own === null || (o.owner.kind === 'unit' && o.owner.unit === own)),
  );
  const excusable = (deliverable: string): boolean =>
    limitOn(situation.policy, c, deliverable)?.excuse !== undefined;
  const target = open.find((o) => o.deliverable !== null && excusable(o.deliverable)) ?? open[0];
  if (target === undefined || target.deliverable === null) return { code: 'nothing-owed' };
  const inTime = target.dueAt !== null && wholeSecond(actor.at) <= target.dueAt;
  return [
    {
      type: 'delay.explained',
      deliverable: target.deliverable,
      reason,
      excused: inTime && excusable(target.deliverable),
      ...(own === null ? {} : { unit: own }),
    },
  ];
}
