// Outcome, answer to the source, public response, closing and reopening.
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import type { AnswerKind } from '../events.ts';
import { ownerOf } from '../owners.ts';
import type { Step } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';
import { hasCome, nextRound, openStep, routeOf, stepDoing, stepsOf } from '../steps.ts';
import { authorise, leadersOf, ownersOf } from './authority.ts';
import { waitingFor } from './doing.ts';
import { awaitsOpinion } from './waiting-opinions.ts';

type ConclusionCommand = Extract<
  Command,
  {
    kind:
      | 'decide-outcome'
      | 'record-feedback'
      | 'record-response'
      | 'decline-response'
      | 'transfer'
      | 'close'
      | 'reopen';
  }
>;

/** The events that 核实, 回复来源, 回应, 不予回应, 办结 or 重开 makes, or why not. */
export function decideConclusion(
  situation: Situation,
  c: Case,
  command: ConclusionCommand,
  actor: Actor,
): Verdict {
  switch (command.kind) {
    case 'decide-outcome': {
      const refused = mayDo(situation, c, 'find', actor) ?? opinionOn(situation, c, 'find');
      if (refused) return refused;
      const { outcomes } = situation.policy;
      if (!outcomes.some((o) => o.id === command.outcome)) {
        const known = outcomes.map((o) => o.title);
        return { code: 'unknown-value', what: '事实结论', given: command.outcome, known };
      }
      const { outcome: drawn } = c;
      if (command.asked === true && drawn !== null && answersNow(situation, c, drawn.seq)) {
        const { id, by, at } = drawn;
        return id === command.outcome ? [] : { code: 'already-found', outcome: id, by, at };
      }
      return [{ type: 'outcome.decided', outcome: command.outcome, note: command.note }];
    }
    case 'record-feedback': {
      const refused = mayDo(situation, c, 'feedback', actor) ?? opinionOn(situation, c, 'feedback');
      if (refused) return refused;
      if (command.text.trim() === '') return { code: 'need-text', what: '回复来源单位' };
      const fact = stepDoing(situation.policy, c, 'feedback')?.source;
      const source = fact === undefined ? undefined : c.facts[fact];
      return [{ type: 'source.replied', source: source ?? '舆情来源单位', text: command.text }];
    }
    case 'record-response': {
      const refused = mayDo(situation, c, 'publish', actor);
      if (refused) return refused;
      const { channel, link, text, approvedBy, answer = 'final' } = command;
      if (text.trim() === '' && link === null) return { code: 'need-text', what: '公开回应' };
      if (approvedBy.trim() === '') return { code: 'need-text', what: '回应的审定人' };
      const step = publishing(situation, c, answer);
      if (step === undefined) return { code: 'not-in-rule', what: '先行回应' };
      if (!hasCome(situation.policy, c, step))
        return { code: 'not-yet', waiting: waitingFor(situation, c, step) };
      const awaited = awaitsOpinion(situation, c, step);
      if (awaited) return awaited;
      const as = step.as === undefined ? {} : { as: step.as };
      return [{ type: 'response.recorded', channel, link, text, approvedBy, answer, ...as }];
    }
    case 'decline-response': {
      const refused = mayDecline(situation, c, actor);
      if (refused) return refused;
      // It stands for the final answer, whatever was said first.
      const step = publishing(situation, c, 'final');
      const awaited = step === undefined ? null : awaitsOpinion(situation, c, step);
      if (awaited) return awaited;
      if (command.reason.trim() === '') return { code: 'need-reason', what: '不予回应' };
      return [{ type: 'response.declined', reason: command.reason }];
    }
    case 'transfer':
      return transfer(situation, c, command, actor);
    case 'close':
      return close(situation, c, command.note, actor);
    case 'reopen':
      return reopen(situation, c, command.reason, actor);
  }
}

/** Whether a conclusion is one on the present opening of its step. */
function answersNow({ policy }: Situation, c: Case, seq: number): boolean {
  const step = stepDoing(policy, c, 'find');
  return step === undefined || seq > (c.steps[step.id]?.openedSeq ?? 0);
}

const WORK = { find: '事实结论', feedback: '回复来源单位', publish: '公开回应' } as const;

/** A route without such work has nobody who could do it. */
function notOnRoute({ policy }: Situation, c: Case, verb: keyof typeof WORK): Refusal | null {
  const route = routeOf(policy, c);
  if (route.steps.some((s) => s.do === verb)) return null;
  return { code: 'not-in-rule', what: `“${route.title}”路线的${WORK[verb]}` };
}

/** The right person, and the step has come (or has been: a second answer may follow the first). */
function mayDo(situation: Situation, c: Case, verb: keyof typeof WORK, actor: Actor): Refusal | null {
  const absent = notOnRoute(situation, c, verb);
  if (absent) return absent;
  const refused = authorise(situation, c, actor.person, ownersOf(situation, c, verb));
  if (refused) return refused;
  return tooEarly(situation, c, verb);
}

function tooEarly(situation: Situation, c: Case, verb: keyof typeof WORK): Refusal | null {
  const step = stepDoing(situation.policy, c, verb);
  return step === undefined || hasCome(situation.policy, c, step)
    ? null
    : { code: 'not-yet', waiting: waitingFor(situation, c, step) };
}

/** An opinion that the open step with this verb waits for. */
function opinionOn(situation: Situation, c: Case, verb: Step['do']): Refusal | null {
  const step = openStep(situation.policy, c, verb);
  return step === undefined ? null : awaitsOpinion(situation, c, step);
}

/** The step that publishes this kind of answer; a rule without a 先行回应 has one step for both. */
function publishing(situation: Situation, c: Case, answer: AnswerKind): Step | undefined {
  return stepsOf(situation.policy, c).find((s) => s.do === 'publish' && s.answer === answer);
}

/** 不予回应 belongs to whom the rule names for it, otherwise to whoever publishes. */
function mayDecline(situation: Situation, c: Case, actor: Actor): Refusal | null {
  const { policy, bureau } = situation;
  const { decline } = policy.responses;
  const absent = notOnRoute(situation, c, 'publish');
  if (absent) return absent;
  if (decline === null) return mayDo(situation, c, 'publish', actor);
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, decline.by)]);
  return refused ?? tooEarly(situation, c, 'publish');
}

/** 移送 ends the matter here; the rule must have the step, and its turn must have come. */
function transfer(
  situation: Situation,
  c: Case,
  command: Extract<Command, { kind: 'transfer' }>,
  actor: Actor,
): Verdict {
  const { policy, bureau } = situation;
  const step = stepDoing(policy, c, 'transfer');
  if (step === undefined) return { code: 'not-in-rule', what: '移送' };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, step.by)]);
  if (refused) return refused;
  if (openStep(policy, c, 'transfer') === undefined)
    return { code: 'not-yet', waiting: waitingFor(situation, c, step) };
  const awaited = opinionOn(situation, c, 'transfer');
  if (awaited) return awaited;
  if (command.to.trim() === '') return { code: 'need-text', what: '移送到哪个单位' };
  if (command.reason.trim() === '') return { code: 'need-reason', what: '移送' };
  return [{ type: 'case.transferred', to: command.to, reason: command.reason }];
}

/** The office closes when everything is done; the leadership may end a case at any time, with its reason. */
function close(situation: Situation, c: Case, note: string, actor: Actor): Verdict {
  if (c.closed !== null) return { code: 'closed', by: c.closed.by, at: c.closed.at };
  const leaders = leadersOf(situation, c);
  const refused = authorise(situation, c, actor.person, [...ownersOf(situation, c, 'archive'), ...leaders]);
  if (refused) return refused;
  const archive = stepDoing(situation.policy, c, 'archive');
  const isLeader = authorise(situation, c, actor.person, leaders) === null;
  if (archive !== undefined && openStep(situation.policy, c, 'archive') === undefined) {
    const waiting = unfinished(situation, c, archive);
    if (!isLeader) return { code: 'not-yet', waiting };
    if (note.trim() === '') return { code: 'need-reason', what: '提前结束', waiting };
  } else if (archive !== undefined && !(isLeader && note.trim() !== '')) {
    const awaited = opinionOn(situation, c, 'archive');
    if (awaited) return awaited;
  }
  return [{ type: 'case.closed', note }];
}

function unfinished(situation: Situation, c: Case, archive: Step): readonly string[] {
  return stepsOf(situation.policy, c)
    .filter((s) => s.id !== archive.id && c.steps[s.id]?.state !== 'done')
    .map((s) => s.title);
}

function reopen(situation: Situation, c: Case, reason: string, actor: Actor): Verdict {
  const owners = (['archive', 'transfer'] as const).flatMap((verb) => ownersOf(situation, c, verb));
  owners.push(...leadersOf(situation, c));
  const refused = authorise(situation, c, actor.person, owners);
  if (refused) return refused;
  if (c.closed === null) return { code: 'not-closed' };
  if (reason.trim() === '') return { code: 'need-reason', what: '重开' };
  const check = stepDoing(situation.policy, c, 'check');
  const checked = check !== undefined && c.unit !== null && c.steps[check.id] !== undefined;
  // Where nothing was checked, what ended the case is to be done again; otherwise it follows from the check.
  const ended = stepsOf(situation.policy, c).filter(
    (s) => (s.do === 'archive' || s.do === 'transfer') && c.steps[s.id]?.state === 'done',
  );
  const again = (checked ? [check] : ended).map(
    (s) => ({ type: 'step.opened', step: s.id, round: nextRound(c), again: 'reopened' }) as const,
  );
  return [{ type: 'case.reopened', reason }, ...again];
}
