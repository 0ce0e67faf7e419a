// Grade, unit, sign-for.
import { peopleOf, unitById } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import { isAgainstCriteria, suggestedAbove } from '../criteria.ts';
import type { Situation, Verdict } from '../decide.ts';
import type { CaseEventBody } from '../events.ts';
import { evolve } from '../evolve.ts';
import { isSubject } from '../owners.ts';
import type { Refusal } from '../refusal.ts';
import { hasCome, nextRound, nextStepEvent, openStep, stepDoing } from '../steps.ts';
import { authorise, ownersOf, unitOf, unitsOf } from './authority.ts';
import { waitingFor } from './doing.ts';
import { awaitsOpinion } from './waiting-opinions.ts';

type AssignmentCommand = Extract<Command, { kind: 'grade' | 'regrade' | 'assign' | 'sign' }>;

/** The events that 定级, 改级, 交办 or 签收 makes, or why not. */
export function decideAssignment(
  situation: Situation,
  c: Case,
  command: AssignmentCommand,
  actor: Actor,
): Verdict {
  switch (command.kind) {
    case 'grade':
      return grade(situation, c, command, actor);
    case 'regrade':
      return regrade(situation, c, command, actor);
    case 'assign':
      return assign(situation, c, command, actor);
    case 'sign':
      return sign(situation, c, actor);
  }
}

/** The first decision on grade, with or without the unit. After it, only a regrade with a reason changes it. */
function grade(
  situation: Situation,
  c: Case,
  command: Extract<Command, { kind: 'grade' }>,
  actor: Actor,
): Verdict {
  const refused = authorise(situation, c, actor.person, ownersOf(situation, c, 'grade'));
  if (refused) return refused;
  // Who grades does not always hand over as well: naming a unit needs the right to name one.
  const handing = command.unit === null ? null : mayAssign(situation, c, actor);
  if (handing) return handing;
  if (c.grade !== null && (c.unit !== null || command.unit === null)) {
    return alreadyGraded(c, c.grade);
  }
  const unknown = unknownName(situation, c, command.grade, [command.unit ?? [], command.with ?? []].flat());
  if (unknown) return unknown;
  if (c.grade !== null && c.grade.id !== command.grade) return alreadyGraded(c, c.grade);
  // A grade that stands has its reason already; only the unit is chosen now.
  const unexplained = c.grade === null ? needsReason(situation, c, command.grade, command.reason) : null;
  if (unexplained) return unexplained;
  if (c.unit !== null && command.unit !== null && c.unit.id !== command.unit) {
    return { code: 'already-assigned', unit: c.unit.id, by: c.unit.by, at: c.unit.at };
  }
  const grading = c.grade === null ? stepDoing(situation.policy, c, 'grade') : undefined;
  const awaited = grading === undefined ? null : awaitsOpinion(situation, c, grading);
  if (awaited) return awaited;
  const graded: readonly CaseEventBody[] =
    c.grade !== null
      ? []
      : [
          {
            type: 'case.graded',
            grade: command.grade,
            previous: null,
            ...(command.reason === null ? {} : { reason: command.reason }),
          },
        ];
  if (command.unit === null || c.unit !== null) return graded;
  const then = onceGraded(situation, c, command.grade, actor);
  const early = tooEarlyToAssign(situation, then);
  // A card always sends a unit. Where the grade moves the matter to a route that hands over later, or by others, the
  // grade stands alone, and whoever hands over is asked when the time comes.
  if (early !== null || mayAssign(situation, then, actor) !== null)
    return c.grade === null ? graded : (early ?? []);
  return [...graded, ...assigned(situation, c, { unit: command.unit, with: command.with, reason: null })];
}

/** The case as the grade would leave it. */
function onceGraded({ policy }: Situation, c: Case, grade: string, actor: Actor): Case {
  let after: Case = { ...c, grade: { id: grade, by: actor.person, at: actor.at } };
  for (let next = nextStepEvent(policy, after); next !== null; next = nextStepEvent(policy, after)) {
    const event = { seq: after.version + 1, at: actor.at, actor: actor.person, via: actor.via, body: next };
    after = evolve(after, c.id, event);
  }
  return after;
}

/** 报审后交办: the first choice of a unit waits for what the route puts before it, and for opinions asked on it. */
function tooEarlyToAssign(situation: Situation, c: Case): Refusal | null {
  const { policy } = situation;
  const step = stepDoing(policy, c, 'assign');
  if (c.unit !== null || step === undefined) return null;
  if (hasCome(policy, c, step)) return awaitsOpinion(situation, c, step);
  return { code: 'not-yet', waiting: waitingFor(situation, c, step) };
}

/** A route without 交办 leaves the unit to whoever grades. */
function mayAssign(situation: Situation, c: Case, actor: Actor): Refusal | null {
  const assigners = ownersOf(situation, c, 'assign');
  return assigners.length === 0 ? null : authorise(situation, c, actor.person, assigners);
}

function alreadyGraded(c: Case, grade: NonNullable<Case['grade']>): Refusal {
  return {
    code: 'already-graded',
    grade: grade.id,
    unit: c.unit?.id ?? null,
    by: grade.by,
    at: grade.at,
  };
}

function regrade(
  situation: Situation,
  c: Case,
  command: Extract<Command, { kind: 'regrade' }>,
  actor: Actor,
): Verdict {
  const refused = authorise(situation, c, actor.person, ownersOf(situation, c, 'grade'));
  if (refused) return refused;
  if (c.grade === null) return { code: 'not-graded' };
  const unknown = unknownName(situation, c, command.grade, []);
  if (unknown) return unknown;
  if (c.grade.id === command.grade) return { code: 'same-grade', grade: command.grade };
  if (command.reason.trim() === '') return { code: 'need-reason', what: '改级' };
  return [{ type: 'case.graded', grade: command.grade, previous: c.grade.id, reason: command.reason }];
}

function assign(
  situation: Situation,
  c: Case,
  command: Extract<Command, { kind: 'assign' }>,
  actor: Actor,
): Verdict {
  const refused = authorise(situation, c, actor.person, ownersOf(situation, c, 'assign'));
  if (refused) return refused;
  const unknown = unknownName(situation, c, null, [command.unit, ...(command.with ?? [])]);
  if (unknown) return unknown;
  if (c.unit?.id === command.unit && sameUnits(c.unit.with, command.with ?? [])) {
    return { code: 'already-assigned', unit: c.unit.id, by: c.unit.by, at: c.unit.at };
  }
  if (c.unit !== null && (command.reason ?? '').trim() === '') return { code: 'need-reason', what: '改派' };
  const early = tooEarlyToAssign(situation, c);
  if (early) return early;
  return assigned(situation, c, command);
}

function sameUnits(now: readonly string[], wanted: readonly string[]): boolean {
  return now.length === wanted.length && now.every((unit) => wanted.includes(unit));
}

/** Against the criteria, or below what they suggest, a grade stands only with a reason that can be read a year later. */
function needsReason(situation: Situation, c: Case, grade: string, reason: string | null): Refusal | null {
  if ((reason ?? '').trim() !== '') return null;
  const above = suggestedAbove(situation.policy, c, grade);
  if (above !== null) return { code: 'need-lower-reason', grade, suggested: above.id };
  if (!isAgainstCriteria(situation.policy, c, grade)) return null;
  const openList = situation.policy.grades.find((g) => g.id === grade)?.open_list === true;
  return { code: 'need-grade-reason', grade, openList };
}

function assigned(
  situation: Situation,
  c: Case,
  to: {
    readonly unit: string;
    readonly with?: readonly string[] | undefined;
    readonly reason: string | null;
  },
): readonly CaseEventBody[] {
  const { unit, reason } = to;
  const others = [...new Set(to.with ?? [])].filter((other) => other !== unit);
  // The first assignment belongs to the round the route opened; one that takes the matter from another unit begins
  // a new round of checking, where checking has begun.
  const check = stepDoing(situation.policy, c, 'check');
  const anew = c.unit !== null && check !== undefined && c.steps[check.id] !== undefined ? check : null;
  const round = anew === null ? handingRound(situation, c) : nextRound(c);
  return [
    {
      type: 'case.assigned',
      unit,
      ...(others.length === 0 ? {} : { with: others }),
      previous: c.unit?.id ?? null,
      round,
      ...(reason === null || reason === '' ? {} : { reason }),
    },
    ...(anew === null ? [] : [{ type: 'step.opened', step: anew.id, round } as const]),
  ];
}

/** The round that 交办, or without it the check, is in; what others were given back meanwhile does not count. */
function handingRound({ policy }: Situation, c: Case): number {
  const step = stepDoing(policy, c, 'assign') ?? stepDoing(policy, c, 'check');
  return (step === undefined ? undefined : c.steps[step.id]?.round) ?? 1;
}

function sign(situation: Situation, c: Case, actor: Actor): Verdict {
  if (c.unit === null) return { code: 'not-assigned' };
  const refused = authorise(situation, c, actor.person, unitsOf(c));
  if (refused) return refused;
  const unit = unitOf(situation, c, actor);
  const before = unit === c.unit.id ? c.signed : c.signedWith?.[unit];
  if (before) return { code: 'already-signed', by: before.by, at: before.at };
  if (openStep(situation.policy, c, 'check') === undefined && c.grade === null) return { code: 'not-graded' };
  return [{ type: 'assignment.signed', unit }];
}

/** Names that the rule or the bureau does not know, and units that the matter is about. */
function unknownName(
  situation: Situation,
  c: Case,
  grade: string | null,
  units: readonly string[],
): Refusal | null {
  if (grade !== null && !situation.policy.grades.some((g) => g.id === grade)) {
    return { code: 'unknown-grade', given: grade };
  }
  for (const unit of units) {
    if (unitById(situation.bureau, unit) === undefined) return { code: 'unknown-unit', given: unit };
    const person = peopleOf(situation.bureau, { kind: 'unit', unit }).find((p) => isSubject(c, p));
    if (person !== undefined) return { code: 'unit-is-subject', unit, person };
  }
  return null;
}
