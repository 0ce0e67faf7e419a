// A 制度 with the bureau's answers put in their places: what the engine runs. Where there is no answer the suggestion
// stands, and what rests on it is labelled `default` (建议值).
import { LENGTH_PATTERN } from '../calendar/duration.ts';
import { partyName } from './parties.ts';
import { type Basis, type PolicyFile, STARTS, type Start } from './schema.ts';
import type { Answers, Consulted, From, Limit, Link, Policy, PolicySource, Step, Within } from './settled.ts';

export type * from './settled.ts';

type FileStep = PolicyFile['routes'][number]['steps'][number];
type FileLimit = PolicyFile['limits'][number];
type FileApproval = PolicyFile['approvals'][number];
type FileLink = FileApproval['chain'][number];
type FileConsult = FileApproval['consult'][number];

/** The bureau's answer, if it is one that the question takes; a slip of the pen is no answer. */
export function answerTo(question: PolicyFile['ask'][number], answers: Answers): string | undefined {
  const answer = answers[question.id];
  if (answer === undefined || question.options.some((o) => o.id === answer)) return answer;
  // 另定: a length or a role of the bureau's own may stand beside the options; the reader of the file has no list.
  if (question.answer === 'duration') return LENGTH_PATTERN.test(answer) ? answer : undefined;
  return question.answer !== 'choice' || question.options.length === 0 ? answer : undefined;
}

/** Never throws. An answer that fits nowhere counts as none. */
export function settle(source: PolicySource, given: Answers): Policy {
  const asks = asker(source, given);
  return {
    ...source,
    answers: Object.fromEntries(
      source.ask.flatMap((q) => {
        const answer = answerTo(q, given);
        return answer === undefined ? [] : [[q.id, answer] as const];
      }),
    ),
    routes: source.routes.map((route) => ({ ...route, steps: route.steps.map((s) => settledStep(asks, s)) })),
    limits: source.limits.map((l) => settledLimit(asks, l)),
    approvals: source.approvals.map((a) => ({
      ...a,
      chain: a.chain.map((l) => settledLink(asks, l)),
      consult: a.consult.map((who) => consulted(asks, who)),
    })),
    papers: source.papers.map((p) => ({
      ...p,
      from: p.from === undefined ? null : asks.party(p.from),
      to: p.to.map(asks.party),
      decided_by: p.decided_by === undefined ? null : asks.party(p.decided_by),
    })),
    channels:
      source.channels === undefined
        ? null
        : {
            ...source.channels,
            patrol: source.channels.patrol.map((p) => ({
              ...p,
              by: p.by === undefined ? null : asks.party(p.by),
            })),
          },
    responses: {
      ...source.responses,
      decline:
        source.responses.decline === undefined ? null : { by: asks.party(source.responses.decline.by) },
    },
  };
}

type Asked = { readonly ask: string };
type Party = string | Asked;

/** Looks answers up, by question. */
type Asker = {
  /** An unanswered party is called by its question's id: nobody fills it. */
  readonly party: (who: Party) => string;
  /** What a party is called; words that are no id stay. */
  readonly name: (party: string) => string;
  readonly value: (question: string) => string | undefined;
  readonly text: (question: string) => string;
  readonly suggested: (question: string) => boolean;
};

function asker(source: PolicySource, given: Answers): Asker {
  const of = (id: string) => source.ask.find((q) => q.id === id);
  const value = (id: string): string | undefined => {
    const question = of(id);
    return question === undefined ? undefined : (answerTo(question, given) ?? question.suggested);
  };
  return {
    value,
    name: (party) => partyName(source, party),
    party: (who) => (typeof who === 'string' ? who : (value(who.ask) ?? who.ask)),
    text: (id) => of(id)?.question ?? id,
    suggested: (id) => {
      const question = of(id);
      return question === undefined || answerTo(question, given) === undefined;
    },
  };
}

function basisOf(asks: Asker, basis: Basis, questions: readonly string[]): Basis {
  return questions.some((q) => asks.suggested(q)) ? 'default' : basis;
}

const asksOf = (...values: readonly unknown[]): readonly string[] =>
  values.flatMap((v) => (typeof v === 'object' && v !== null && 'ask' in v ? [String(v.ask)] : []));

function settledStep(asks: Asker, step: FileStep): Step {
  return {
    ...step,
    by: asks.party(step.by),
    to: step.to.map(asks.party),
    with: step.with.map(asks.name),
    consult: step.consult.map((who) => consulted(asks, who)),
    basis: basisOf(asks, step.basis, asksOf(step.by)),
  };
}

function settledLink(asks: Asker, link: FileLink): Link {
  const mode = typeof link.mode === 'string' ? link.mode : asks.value(link.mode.ask);
  return {
    ...link,
    role: asks.party(link.role),
    named_by: link.named_by === undefined ? null : asks.party(link.named_by),
    mode: mode === 'all' || mode === 'named' ? mode : 'any',
    basis: basisOf(asks, link.basis, asksOf(link.role, link.mode)),
  };
}

function consulted(asks: Asker, who: FileConsult): Consulted {
  if (typeof who === 'string') return { who, blocks: false, when: undefined, basis: 'text' };
  const blocks = typeof who.blocks === 'boolean' ? who.blocks : yes(asks.value(who.blocks.ask));
  const basis = basisOf(asks, who.basis, asksOf(who.who, who.blocks));
  return { who: asks.party(who.who), blocks, when: who.when, basis };
}

function yes(answer: string | undefined): boolean {
  return answer === 'wait' || answer === 'true';
}

function startNamed(name: string | undefined): Start | undefined {
  return STARTS.find((start) => start === name);
}

function settledLimit(asks: Asker, limit: FileLimit): Limit {
  const from = settledFrom(asks, limit.from);
  const used = asksOf(
    limit.from,
    limit.unknown,
    limit.within,
    ...('same_day' in limit.within ? [limit.within.same_day, limit.within.after_hours] : []),
  );
  const within = settledWithin(asks, limit.within);
  const own = used.filter((q) => limit.unknown === undefined || !asksOf(limit.unknown).includes(q));
  return {
    ...limit,
    from,
    unknown: limit.unknown === undefined ? null : settledFrom(asks, limit.unknown),
    within,
    to: limit.to === undefined ? null : asks.party(limit.to),
    accountable: limit.accountable.map(asks.party),
    extend: limit.extend === undefined ? null : { ...limit.extend, by: asks.party(limit.extend.by) },
    pause: limit.pause === undefined ? null : { ...limit.pause, by: asks.party(limit.pause.by) },
    asks: used,
    // A length that the rule leaves to the bureau is the bureau's, whatever clause asks for one. While nobody has
    // answered and nothing is suggested there is no length, and the clause that leaves it open is all there is to cite.
    basis:
      'open' in within ? limit.basis : basisOf(asks, 'ask' in limit.within ? 'bureau' : limit.basis, own),
  };
}

function settledFrom(asks: Asker, from: FileLimit['from']): From {
  if (typeof from === 'string') return from;
  if ('step' in from) return from;
  return startNamed(asks.value(from.ask)) ?? { open: asks.text(from.ask) };
}

function settledWithin(asks: Asker, within: FileLimit['within']): Within {
  if ('ask' in within) {
    const answer = asks.value(within.ask);
    return answer !== undefined && LENGTH_PATTERN.test(answer)
      ? { max: answer }
      : { open: asks.text(within.ask) };
  }
  if (!('same_day' in within)) return within;
  const end = typeof within.same_day === 'string' ? within.same_day : asks.value(within.same_day.ask);
  if (end !== '24:00' && end !== 'office')
    return { open: typeof within.same_day === 'string' ? '' : asks.text(within.same_day.ask) };
  const after =
    typeof within.after_hours === 'string' ? within.after_hours : asks.value(within.after_hours.ask);
  return { same_day: end, after_hours: after === 'next-workday' ? after : 'same-day' };
}
