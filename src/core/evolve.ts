// The only place where a case changes: one event in, the next projection out.
import type { Case, Mark } from './case.ts';
import type { CaseEvent, CaseEventBody } from './events.ts';

/** Applies events in order. The first must be `case.opened` when `state` is null. */
export function evolveAll(state: Case | null, id: string, events: readonly CaseEvent[]): Case {
  let current = state;
  for (const event of events) current = evolve(current, id, event);
  if (current === null) throw new Error(`case ${id} has no events`);
  return current;
}

/** Pure; never fails on an event that `decide` produced. Throws when a case does not begin with `case.opened`. */
export function evolve(state: Case | null, id: string, event: CaseEvent): Case {
  const { body } = event;
  if (body.type === 'case.opened') return opened(id, event, body);
  if (state === null) throw new Error(`case ${id} does not begin with case.opened`);
  const mark: Mark = { by: event.actor, at: event.at };
  const told = body.type === 'fact.set' || body.type === 'mark.set';
  const filled = told && event.via === 'card' ? { filled: mark } : {};
  return { ...state, ...change(state, body, mark, event.seq), ...filled, version: event.seq };
}

type Opened = Extract<CaseEventBody, { type: 'case.opened' }>;

function opened(id: string, event: CaseEvent, body: Opened): Case {
  return {
    id,
    number: body.number,
    policyId: body.policyId,
    policyVersion: body.policyVersion,
    answers: body.answers,
    route: body.route,
    drill: body.drill,
    version: event.seq,
    state: 'open',
    reporter: body.reporter,
    report: body.report,
    sightings: [],
    related: body.related,
    openedAt: event.at,
    occurred: null,
    moments: {},
    facts: body.facts,
    marks: [],
    subjects: [],
    grade: null,
    unit: null,
    signed: null,
    returned: null,
    steps: {},
    submissions: [],
    excuses: [],
    approvals: [],
    opinions: [],
    named: {},
    records: [],
    papers: { ordered: {}, issued: {} },
    extensions: [],
    pauses: [],
    instructions: [],
    outcome: null,
    feedback: null,
    responses: [],
    reminded: {},
    attachments: 0,
    closed: null,
  };
}

function change(state: Case, body: Exclude<CaseEventBody, Opened>, mark: Mark, seq: number): Partial<Case> {
  switch (body.type) {
    case 'report.attached':
      return { sightings: [...state.sightings, { ...mark, by: body.reporter, report: body.report }] };
    case 'step.opened':
      return step(state, body.step, {
        state: 'open',
        round: body.round,
        again: body.again ?? null,
        openedAt: mark.at,
        openedSeq: seq,
        doneAt: null,
        doneBy: null,
      });
    case 'step.done': {
      const before = state.steps[body.step];
      const openedAt = before?.openedAt ?? mark.at;
      const openedSeq = before?.openedSeq ?? seq;
      const again = before?.again ?? null;
      const { round } = body;
      return step(state, body.step, {
        state: 'done',
        round,
        again,
        openedAt,
        openedSeq,
        doneAt: mark.at,
        doneBy: mark.by,
      });
    }
    case 'occurred.set':
      return { occurred: { at: body.occurredAt, about: body.about, since: mark.at } };
    case 'moment.set': {
      const told = { at: body.at, about: body.about, since: mark.at };
      return { moments: { ...state.moments, [body.moment]: told } };
    }
    case 'fact.set':
      return { facts: { ...state.facts, [body.fact]: body.value } };
    case 'mark.set': {
      const others = state.marks.filter((m) => m !== body.mark);
      return { marks: body.on ? [...others, body.mark] : others };
    }
    case 'subject.named':
      return { subjects: [...state.subjects, body.person] };
    case 'route.changed':
      return { route: body.route };
    case 'policy.moved':
      return { policyVersion: body.policyVersion, answers: body.answers };
    case 'case.graded':
      return { grade: { ...mark, id: body.grade } };
    case 'case.assigned':
      return {
        unit: { ...mark, id: body.unit, round: body.round, with: body.with ?? [] },
        signed: null,
        signedWith: {},
        returned: null,
      };
    case 'assignment.signed':
      return state.unit === null || state.unit.id === body.unit
        ? { signed: mark }
        : { signedWith: { ...state.signedWith, [body.unit]: mark } };
    case 'assignment.returned':
      if (state.unit?.with.includes(body.unit)) {
        const { [body.unit]: _, ...signedWith } = state.signedWith ?? {};
        const others = state.unit.with.filter((unit) => unit !== body.unit);
        const reminded = others.length === 0 ? ofOneUnit(state.reminded, state.unit.id) : state.reminded;
        return { unit: { ...state.unit, with: others }, signedWith, reminded };
      }
      return { unit: null, signed: null, returned: { ...mark, unit: body.unit, reason: body.reason } };
    case 'report.submitted': {
      const { form, meets, text, pictures, round } = body;
      const of = { toldTo: body.toldTo ?? null, unit: body.unit ?? null };
      const submission = { ...mark, form, meets, text, pictures, round, ...of };
      return { submissions: [...state.submissions, submission] };
    }
    case 'delay.explained': {
      const { deliverable, reason, excused } = body;
      const round = state.unit?.round ?? 0;
      // Said before units spoke for themselves: it excuses all of them.
      const of = body.unit === undefined ? {} : { unit: body.unit };
      return { excuses: [...state.excuses, { ...mark, deliverable, reason, excused, round, ...of }] };
    }
    case 'approval.decided': {
      const { thing, round, link, role, decision } = body;
      const said = { reason: body.reason ?? null, record: body.record ?? null, last: body.last ?? true };
      return { approvals: [...state.approvals, { ...mark, thing, round, link, role, decision, ...said }] };
    }
    case 'opinion.given': {
      const { of, who, text } = body;
      return { opinions: [...state.opinions, { ...mark, seq, of, who, text }] };
    }
    case 'person.named':
      return { named: { ...state.named, [body.role]: body.person } };
    case 'step.recorded': {
      const { step: id, round, text, pictures } = body;
      return { records: [...state.records, { ...mark, seq, step: id, round, text, pictures }] };
    }
    case 'paper.ordered':
      return { papers: { ...state.papers, ordered: { ...state.papers.ordered, [body.paper]: mark } } };
    case 'paper.issued': {
      const before = state.papers.issued[body.paper];
      const first = before === undefined ? {} : { first: before.first ?? { by: before.by, at: before.at } };
      const issued = { ...state.papers.issued, [body.paper]: { ...mark, text: body.text, ...first } };
      return { papers: { ...state.papers, issued } };
    }
    case 'extension.requested': {
      const { of, length, reason, noticed } = body;
      return { extensions: [...state.extensions, { ...mark, of, length, reason, noticed, decided: null }] };
    }
    case 'extension.decided': {
      const decided = { ...mark, granted: body.granted, reason: body.reason ?? null };
      return {
        extensions: state.extensions.map((e) =>
          e.of === body.of && e.decided === null ? { ...e, decided } : e,
        ),
      };
    }
    case 'clock.paused':
      return { pauses: [...state.pauses, { from: mark.at, to: null, reason: body.reason }] };
    case 'clock.resumed':
      return { pauses: state.pauses.map((p) => (p.to === null ? { ...p, to: mark.at } : p)) };
    case 'instruction.given':
      return { instructions: [...state.instructions, { ...mark, text: body.text }] };
    case 'outcome.decided':
      return { outcome: { ...mark, seq, id: body.outcome, note: body.note } };
    case 'source.replied':
      return { feedback: { ...mark, seq, source: body.source, text: body.text } };
    case 'response.recorded': {
      const { type: _, as = null, ...made } = body;
      return { responses: [...state.responses, { ...mark, seq, kind: 'made', ...made, as }] };
    }
    case 'response.declined':
      return { responses: [...state.responses, { ...mark, seq, kind: 'declined', reason: body.reason }] };
    case 'reminder.due': {
      const count = (state.reminded[body.obligation]?.count ?? 0) + 1;
      const entry = { through: mark.at, dueAt: body.dueAt, count };
      return { reminded: { ...state.reminded, [body.obligation]: entry } };
    }
    case 'attachment.stored':
      return { attachments: state.attachments + 1 };
    case 'case.closed':
      return { state: 'closed', closed: { ...mark, note: body.note, to: null } };
    case 'case.transferred':
      return { state: 'closed', closed: { ...mark, note: body.reason, to: body.to } };
    case 'case.reopened':
      return { state: 'open', closed: null };
    default:
      return unreachable(body);
  }
}

/** What is owed by one of several is known by its unit as well; where one is left, no longer. */
function ofOneUnit(reminded: Case['reminded'], unit: string): Case['reminded'] {
  const suffix = `:${unit}`;
  const keyOf = (key: string): string =>
    /^(?:owe|still):/.test(key) && key.endsWith(suffix) ? key.slice(0, -suffix.length) : key;
  return Object.fromEntries(Object.entries(reminded).map(([key, told]) => [keyOf(key), told]));
}

function step(state: Case, id: string, value: Case['steps'][string]): Partial<Case> {
  return { steps: { ...state.steps, [id]: value } };
}

function unreachable(body: never): never {
  throw new Error(`unknown event ${JSON.stringify(body)}`);
}
