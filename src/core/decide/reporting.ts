// What the unit hands in, and the facts of the case.
import { roleOwner } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { limitOn } from '../limits.ts';
import { isOpen, obligations } from '../obligations.ts';
import { metBy, owedDeliverables, stepDoing } from '../steps.ts';
import { authorise, ownersOf } from './authority.ts';

type ReportingCommand = Extract<Command, { kind: 'submit' | 'explain-delay' | 'set-occurred' | 'set-fact' }>;

/** The events that a report, an explanation, 事发 or a fact makes, or why not. */
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
    case 'set-occurred': {
      const refused = authoriseFacts(situation, c, actor);
      if (refused) return refused;
      const { occurredAt, about } = command;
      if (occurredAt !== null && occurredAt > situation.now) return { code: 'in-future' };
      // Nobody can report what has not happened; a later 事发 would only stretch the limits.
      if (occurredAt !== null && Number(wholeSecond(occurredAt)) > c.openedAt)
        return { code: 'after-report', at: c.openedAt };
      return [{ type: 'occurred.set', occurredAt: wholeSecond(occurredAt), about }];
    }
    case 'set-fact': {
      const refused = authoriseFacts(situation, c, actor);
      if (refused) return refused;
      const fact = situation.policy.facts.find((f) => f.id === command.fact);
      if (!fact?.values.includes(command.value)) {
        const known = fact?.values ?? situation.policy.facts.map((f) => f.title);
        return { code: 'unknown-value', what: fact?.title ?? '事实', given: command.value, known };
      }
      return c.facts[command.fact] === command.value
        ? []
        : [{ type: 'fact.set', fact: command.fact, value: command.value }];
    }
  }
}

/** Limits fall on whole seconds, as the moments of events do; otherwise a reminder could come due twice. */
function wholeSecond(at: number | null): number | null {
  return at === null ? null : Math.floor(at / 1000) * 1000;
}

/** Facts may be filled in by whoever reported, handles, coordinates or decides the case. */
function authoriseFacts(situation: Situation, c: Case, actor: Actor) {
  if (actor.person === c.reporter) return null;
  const unit = c.unit === null ? [] : [roleOwner(situation.policy, 'unit', c.unit.id)];
  const owners = [...ownersOf(situation, c, 'receive'), ...ownersOf(situation, c, 'grade'), ...unit];
  return authorise(situation, actor.person, owners);
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
  const refused = authorise(situation, actor.person, [{ kind: 'unit', unit: c.unit.id }]);
  if (refused) return refused;
  if (c.grade === null) return { code: 'not-graded' };
  const { form, text, pictures, toldTo } = command;
  if (form === 'written' && text.trim() === '' && pictures === 0)
    return { code: 'need-text', what: '书面报送' };
  if (form === 'oral' && (toldTo ?? '').trim() === '') return { code: 'need-text', what: '口头汇报的对象' };
  const unmet = owedDeliverables(situation.policy, c).filter((d) => metBy(c, d) === undefined);
  const meets = unmet.filter((d) => (form === 'oral' ? d.form !== 'written' : d.form !== 'oral'));
  const step = stepDoing(situation.policy, c, 'check');
  return [
    {
      type: 'report.submitted',
      form,
      meets: meets.map((d) => d.id),
      text,
      pictures,
      round: (step ? c.steps[step.id]?.round : undefined) ?? c.unit.round,
      ...(toldTo === null || toldTo === '' ? {} : { toldTo }),
    },
  ];
}

/** 说明: names the earliest limit still open. In time and where the rule allows it, it excuses the lateness. */
function explain(situation: Situation, c: Case, reason: string, actor: Actor): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const refused = authorise(situation, actor.person, [{ kind: 'unit', unit: c.unit.id }]);
  if (refused) return refused;
  if (reason.trim() === '') return { code: 'need-reason', what: '说明' };
  const open = obligations(situation.policy, situation.bureau, c).filter(
    (o) => o.kind === 'deliver' && isOpen(o) && o.deliverable !== null && o.dueAt !== null,
  );
  const excusable = (deliverable: string): boolean =>
    limitOn(situation.policy, c, deliverable)?.excuse !== undefined;
  const target = open.find((o) => o.deliverable !== null && excusable(o.deliverable)) ?? open[0];
  if (target === undefined || target.deliverable === null) return { code: 'nothing-owed' };
  const inTime = target.dueAt !== null && (wholeSecond(actor.at) ?? 0) <= target.dueAt;
  return [
    {
      type: 'delay.explained',
      deliverable: target.deliverable,
      reason,
      excused: inTime && excusable(target.deliverable),
    },
  ];
}
