// Work that is done and recorded in words: steps such as 会商 and 通报, opinions, papers, instructions, naming somebody.
import { consultedOn, missingOpinions, openLinks } from '../approvals.ts';
import { belongsTo, ownerTitle, peopleOf } from '../bureau.ts';
import type { Case } from '../case.ts';
import type { Actor, Command } from '../command.ts';
import type { Situation, Verdict } from '../decide.ts';
import { ownerOf } from '../owners.ts';
import type { Paper, Step } from '../policy/settle.ts';
import { hasCome, isRecorded, openSteps, routeOf, situationOf, stepsOf } from '../steps.ts';
import { authorise, leadersOf, ownersOf } from './authority.ts';

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
  if (command.step === null && mine.length > 1) return { code: 'which-step', open: titles(mine) };
  if (step === undefined || !isRecorded(step))
    return { code: 'no-step', given: command.step, open: titles(open) };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, step.by)]);
  if (refused) return refused;
  const state = c.steps[step.id];
  if (state === undefined || !hasCome(policy, c, step))
    return { code: 'not-yet', waiting: waitingFor(situation, c, step) };
  if (command.text.trim() === '' && command.pictures === 0) return { code: 'need-text', what: step.title };
  const missing = missingOpinions(policy, c, step);
  if (missing.length > 0)
    return {
      code: 'need-opinion',
      from: missing.map(({ who }) => ownerTitle(policy, bureau, ownerOf(policy, bureau, c, who))),
    };
  const { text, pictures } = command;
  return [{ type: 'step.recorded', step: step.id, round: state.round, text, pictures }];
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
  const asked = openSteps(policy, c).flatMap((step) =>
    consultedOn(policy, step)
      .filter(({ who }) => belongsTo(bureau, actor.person, ownerOf(policy, bureau, c, who)))
      .map(({ who }) => ({ of: step.id, who })),
  );
  const given = (of: string, who: string): boolean =>
    c.opinions.some((o) => o.of === of && o.who === who && o.seq > (c.steps[of]?.openedSeq ?? 0));
  const next = asked.find(({ of, who }) => !given(of, who)) ?? asked[0];
  if (next === undefined) return { code: 'not-consulted' };
  const refused = authorise(situation, c, actor.person, [ownerOf(policy, bureau, c, next.who)]);
  if (refused) return refused;
  if (text.trim() === '') return { code: 'need-text', what: '意见' };
  return [{ type: 'opinion.given', ...next, text }];
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
