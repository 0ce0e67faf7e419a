// Work that is done and recorded in words: steps such as 会商 and 通报, opinions, papers, instructions, naming somebody.
import { openLinks } from '../approvals.ts';
import { belongsTo, ownerTitle, peopleOf } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { consultedOn, opinionOn } from '../opinions.ts';
import { ownerOf } from '../owners.ts';
import type { Paper, Policy, Step } from '../policy/settle.ts';
import type { Refusal } from '../refusal.ts';
import { draftBefore, hasCome, isRecorded, openSteps, routeOf, situationOf, stepsOf } from '../steps.ts';
import { authorise, leadersOf, ownersOf } from './authority.ts';
import { awaitsOpinion } from './waiting-opinions.ts';

type DoingCommand = Extract<
  Command,
  { kind: 'record-step' | 'give-opinion' | 'name-person' | 'order-paper' | 'instruct' }
>;

/** The events that 完成, 意见, 指定, 要求 or 批示 makes, or why not. */
export function decideDoing(situation: Situation, c: Case, command: DoingCommand, actor: Actor): Verdict {
  switch (command.kind) {
    case 'record-step':
      return record(situation, c, command, actor);
    case 'give-opinion':
      return opinion(situation, c, command.text, actor);
    case 'name-person':
      return namePerson(situation, c, command.person, actor);
    case 'order-paper':
      return orderPaper(situation, c, command.paper, actor);
    case 'instruct': {
      const refused = authorise(situation, c, actor.person, [
        ...leadersOf(situation, c),
        ...ownersOf(situation, c, 'assign'),
      ]);
      if (refused) return refused;
      if (command.text.trim() === '') return { code: 'need-text', what: '批示' };
      return [{ type: 'instruction.given', text: command.text }];
    }
  }
}

function record(
  situation: Situation,
  c: Case,
  command: Extract<DoingCommand, { kind: 'record-step' }>,
  actor: Actor,
): Verdict {
  const { policy, bureau } = situation;
  const paper = policy.papers.find((p) => p.id === command.step);
  if (paper !== undefined) return issuePaper(situation, c, paper, command.text, actor);
  const open = openSteps(policy, c).filter(isRecorded);
  const mine = open.filter((s) => belongsTo(bureau, actor.person, ownerOf(policy, bureau, c, s.by)));
  const step = command.step === null ? mine[0] : routeOf(policy, c).steps.find((s) => s.id === command.step);
  const titles = (steps: readonly Step[]): readonly string[] => steps.map((s) => s.title);
  const same = command.step === null ? saidBefore(situation, c, command.text, actor.person) : null;
  if (same !== null) return mine.length === 0 ? same : { ...same, open: titles(mine) };
  if (command.step === null && mine.length > 1) return { code: 'which-step', open: titles(mine) };
  if (step === undefined || !isRecorded(step))
    return { code: 'no-step', given: command.step, open: titles(open) };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, step.by)]);
  if (refused) return refused;
  const state = c.steps[step.id];
  if (state === undefined || !hasCome(policy, c, step))
    return { code: 'not-yet', waiting: waitingFor(situation, c, step) };
  const before = recordOf(c, step);
  if (before !== undefined && command.more !== true)
    return { code: 'already-recorded', what: step.title, by: before.by, at: before.at };
  const review = before === undefined ? undefined : reviewOf(policy, c, step);
  if (review !== undefined)
    return { code: 'under-review', what: step.title, decided: c.steps[review.id]?.state === 'done' };
  if (command.text.trim() === '' && command.pictures === 0) return { code: 'need-text', what: step.title };
  const awaited = awaitsOpinion(situation, c, step);
  if (awaited) return awaited;
  const { text, pictures } = command;
  return [{ type: 'step.recorded', step: step.id, round: state.round, text, pictures }];
}

/** What is on record of a step since it was last opened. */
function recordOf(c: Case, step: Step): Case['records'][number] | undefined {
  return c.records.findLast((r) => r.step === step.id && r.seq > (c.steps[step.id]?.openedSeq ?? 0));
}

/** The same words of the same person again, without the name of a step, are no word on the step that came next. */
function saidBefore(
  { policy }: Situation,
  c: Case,
  text: string,
  person: string,
): Extract<Refusal, { code: 'already-recorded' }> | null {
  for (const step of stepsOf(policy, c)) {
    const before = recordOf(c, step);
    if (before?.by === person && before.text.trim() !== '' && before.text.trim() === text.trim())
      return { code: 'already-recorded', what: step.title, by: before.by, at: before.at };
  }
  return null;
}

/** The step that asks somebody to approve the record: what they see must stay what they decide on. */
function reviewOf(policy: Policy, c: Case, step: Step): Step | undefined {
  return stepsOf(policy, c).find(
    (s) => s.do === 'approve' && c.steps[s.id] !== undefined && draftBefore(policy, c, s)?.id === step.id,
  );
}

/** Titles of what must be done before a step: what stands right before it, or, where that is done, further back. */
export function waitingFor({ policy }: Pick<Situation, 'policy'>, c: Case, step: Step): readonly string[] {
  const steps = stepsOf(policy, c);
  const seen = new Set<string>();
  for (let before = step.after; before.length > 0; ) {
    const near = steps.filter((s) => before.includes(s.id) && !seen.has(s.id));
    const unfinished = near.filter((s) => c.steps[s.id]?.state !== 'done');
    if (unfinished.length > 0) return unfinished.map((s) => s.title);
    for (const s of near) seen.add(s.id);
    before = near.flatMap((s) => s.after);
  }
  return [];
}

function issuePaper(situation: Situation, c: Case, paper: Paper, text: string, actor: Actor): Verdict {
  const { policy, bureau } = situation;
  if (paper.from === null) return { code: 'not-in-rule', what: paper.title };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, paper.from)]);
  if (refused) return refused;
  if (paper.trigger === 'decision' && c.papers.ordered[paper.id] === undefined) {
    const by = ownerTitle(policy, bureau, ownerOf(policy, bureau, c, paper.decided_by ?? paper.from));
    return { code: 'paper-not-ordered', paper: paper.title, by };
  }
  if (text.trim() === '') return { code: 'need-text', what: paper.title };
  const before = c.papers.issued[paper.id];
  if (before !== undefined && before.text.trim() === text.trim())
    return { code: 'already-recorded', what: paper.title, by: before.by, at: before.at };
  return [{ type: 'paper.issued', paper: paper.id, text }];
}

function orderPaper(situation: Situation, c: Case, id: string, actor: Actor): Verdict {
  const { policy, bureau } = situation;
  const paper = policy.papers.find((p) => p.id === id);
  if (paper === undefined || paper.trigger !== 'decision') {
    const known = policy.papers.filter((p) => p.trigger === 'decision').map((p) => p.title);
    return known.length === 0
      ? { code: 'not-in-rule', what: '由领导要求才写的专报' }
      : { code: 'unknown-value', what: '专报', given: id, known };
  }
  const deciders =
    paper.decided_by === null ? leadersOf(situation, c) : [ownerOf(policy, bureau, c, paper.decided_by)];
  const refused = authorise(situation, c, actor.person, deciders);
  if (refused) return refused;
  const before = c.papers.ordered[paper.id];
  if (before !== undefined)
    return { code: 'already-ordered', paper: paper.title, by: before.by, at: before.at };
  return [{ type: 'paper.ordered', paper: paper.id }];
}

/** An opinion goes to the first open step that asks the person for one. */
function opinion(situation: Situation, c: Case, text: string, actor: Actor): Verdict {
  const { policy, bureau } = situation;
  const asked = askedOpinions(situation, c, actor.person);
  const next = asked.find(({ given }) => !given) ?? asked[0];
  if (next === undefined) return { code: 'not-consulted' };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, next.who)]);
  if (refused) return refused;
  if (text.trim() === '') return { code: 'need-text', what: '意见' };
  return [{ type: 'opinion.given', of: next.of, who: next.who, text }];
}

/** What open steps ask the person's opinion on; `given` when it is there already. */
export function askedOpinions({ policy, bureau }: Situation, c: Case, person: string) {
  return openSteps(policy, c).flatMap((step) =>
    consultedOn(policy, c, step)
      .filter(({ who }) => belongsTo(bureau, person, ownerOf(policy, bureau, c, who)))
      .map(({ who }) => ({ of: step.id, who, given: opinionOn(c, step, who) !== undefined })),
  );
}

/** Names one of several leaders for the links that wait for a name. */
function namePerson(situation: Situation, c: Case, person: string, actor: Actor): Verdict {
  const { policy, bureau } = situation;
  const open = openLinks(policy, c, openSteps(policy, c), situationOf(policy, c));
  const rule =
    open.find((l) => l.rule.mode === 'named')?.rule ??
    policy.approvals.flatMap((a) => a.chain).find((l) => l.mode === 'named');
  if (rule === undefined) return { code: 'nobody-to-name' };
  const refused = authorise(situation, c, actor.person, [
    ownerOf(policy, bureau, c, rule.named_by ?? rule.role),
  ]);
  if (refused) return refused;
  const role = ownerOf(policy, bureau, c, rule.role);
  if (!peopleOf(bureau, role).includes(person)) {
    const known = peopleOf(bureau, role).map((p) => bureau.people.find((x) => x.id === p)?.name ?? p);
    return { code: 'unknown-value', what: ownerTitle(policy, bureau, role), given: person, known };
  }
  if (c.subjects.includes(person)) return { code: 'is-subject', person };
  if (c.named[rule.role] === person)
    return { code: 'already-named', role: ownerTitle(policy, bureau, role), person };
  return [{ type: 'person.named', role: rule.role, person }];
}
