// The laws under any history: random commands by random people at random moments, repeated, late, out of turn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleOf } from '../../src/core/bureau.ts';
import type { Case } from '../../src/core/case.ts';
import { CHAIN_START, chain, firstBreak } from '../../src/core/chain.ts';
import type { Command } from '../../src/core/command.ts';
import type { CaseEvent } from '../../src/core/events.ts';
import { evolveAll } from '../../src/core/evolve.ts';
import { rungs } from '../../src/core/ladder.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import type { Played } from './fixture.ts';
import {
  answered,
  approve,
  assign,
  attach,
  attachment,
  bureau,
  clock,
  close,
  DAY,
  declined,
  explain,
  giveBack,
  grade,
  HOUR,
  MINUTE,
  occurred,
  oral,
  origin,
  outcome,
  play,
  published,
  regrade,
  reopen,
  sign,
  written,
} from './fixture.ts';

const T = clock(16, 50);
const ladder = bureau.ladder;

type Op =
  | { readonly kind: 'any'; readonly person: string; readonly command: Command }
  /** Somebody does what is owed. */
  | { readonly kind: 'owed'; readonly which: number; readonly who: number; readonly orally: boolean };
type Move = { readonly op: Op; readonly advance: number; readonly skew: number; readonly twice: boolean };

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(
    grade('ordinary'),
    grade('major'),
    grade('ordinary', null),
    grade('major', 'srk'),
    grade('huge'),
    regrade('major'),
    regrade('ordinary'),
    assign('zf1', '原因'),
    assign('zf2', '原因'),
    assign('srk'),
    assign('none'),
    sign,
    approve,
    giveBack(),
    giveBack(''),
    oral,
    written,
    explain,
    outcome(),
    outcome('untrue'),
    answered,
    published,
    declined,
    close(),
    close('结束'),
    reopen(),
    attach,
    attachment,
    { kind: 'remind' },
  ),
  fc.constantFrom('信息员发现', '市委网信办交办', '其他').map((v) => origin(v)),
  fc
    .tuple(fc.option(fc.integer({ min: -3 * HOUR, max: 6 * HOUR })), fc.boolean())
    .map(([at, about]) => occurred(at === null ? null : T + at, about)),
);
const person = fc.constantFrom(...bureau.people.map((p) => p.id), 'wecom:stranger');
const move: fc.Arbitrary<Move> = fc.record({
  op: fc.oneof<fc.Arbitrary<Op>[]>(
    fc.record({ kind: fc.constant('any' as const), person, command }),
    fc.record({ kind: fc.constant('owed' as const), which: fc.nat(3), who: fc.nat(2), orally: fc.boolean() }),
  ),
  advance: fc.constantFrom(0, 0, 200, 1000, MINUTE, 16 * MINUTE, HOUR, 5 * HOUR, 2 * DAY),
  skew: fc.constantFrom(0, 0, 0, 999, 5000, 10 * MINUTE),
  twice: fc.boolean(),
});

/** The command that does an obligation. */
function doing(o: Obligation, orally: boolean): Command {
  switch (o.kind) {
    case 'decide':
      return grade('ordinary');
    case 'sign':
      return sign;
    case 'deliver':
      return orally ? oral : written;
    case 'revise':
      return written;
    case 'approve':
      return approve;
    case 'opinion':
    case 'extension':
    case 'paper':
      throw new Error(`this rule owes no ${o.kind}`);
    case 'step':
      return o.key.startsWith('step:find')
        ? outcome()
        : o.key.startsWith('step:back')
          ? answered
          : o.key.startsWith('step:respond')
            ? published
            : close();
  }
}

/** What the decision on an obligation needs now: the card may ask for the grade, the unit or both. */
function doingNow(p: Played, o: Obligation, orally = false): Command {
  const { grade: graded, unit } = p.case();
  if (o.kind !== 'decide') return doing(o, orally);
  return graded === null ? grade('ordinary', unit === null ? 'zf1' : null) : assign('zf1');
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

const CLOSED_TAKES = new Set(['attach-report', 'store-attachment', 'reopen', 'remind']);

/** One command, with everything that must hold of it. */
function step(p: Played, by: string, what: Command, skew: number, said: Said): void {
  const before = freeze(p.case());
  const owedBefore = p.owed();
  const count = p.events.length;
  const decision = p.tryAs(by, what, p.now() - skew);
  if (decision.kind === 'refused') {
    expect(p.events).toHaveLength(count);
    expect(p.case()).toBe(before);
    if (before.state === 'closed' && !CLOSED_TAKES.has(what.kind))
      expect(decision.refusal.code).toMatch(/closed|not-authorised/);
    return;
  }
  expect(before.state === 'closed' && !CLOSED_TAKES.has(what.kind)).toBe(false);
  if (what.kind === 'remind') {
    if (before.state === 'closed') expect(decision.events).toEqual([]);
    reminded(decision.events, owedBefore, p.now(), said);
  }
  holdsOf(p);
}

/** Rungs used of each obligation since its limit last moved. */
type Said = Map<string, { readonly dueAt: number | null; readonly rungs: Set<string> }>;

function reminded(events: readonly CaseEvent[], owed: readonly Obligation[], now: number, said: Said): void {
  const keys: string[] = [];
  for (const { body, actor } of events) {
    if (body.type !== 'reminder.due') throw new Error(`the clock did ${body.type}`);
    expect(actor).not.toBe('');
    keys.push(body.obligation);
    const obligation = owed.find((o) => o.key === body.obligation);
    if (obligation === undefined || ladder === null) throw new Error(`${body.obligation} is not owed`);
    expect(body.dueAt).toBe(obligation.dueAt);
    expect(body.lateBy).toBeGreaterThanOrEqual(0);
    expect(body.told.length).toBeGreaterThan(0);
    const known = said.get(body.obligation);
    const used = known !== undefined && known.dueAt === body.dueAt ? known.rungs : new Set<string>();
    said.set(body.obligation, { dueAt: body.dueAt, rungs: used });
    const passed = new Set<string>();
    for (const rung of rungs(obligation, { ladder, calendar: bureau.calendar })) {
      if (rung.at > now) break;
      passed.add(rung.id);
    }
    for (const id of body.rungs) {
      expect(passed, `${id} of ${body.obligation} has not come`).toContain(id);
      expect(used, `${id} of ${body.obligation} was said before`).not.toContain(id);
      used.add(id);
    }
  }
  expect(new Set(keys).size).toBe(keys.length);
}

/** What is true of a case at any time. */
function holdsOf(p: Played): void {
  const c = p.case();
  expect(p.events.map((e) => e.seq)).toEqual(p.events.map((_, i) => i + 1));
  expect(c.version).toBe(p.events.length);
  expect(p.events.every((e) => e.at % 1000 === 0)).toBe(true);
  expect(evolveAll(null, c.id, p.events)).toEqual(c);
  expect(JSON.parse(JSON.stringify(c))).toEqual(c);
  expect(JSON.parse(JSON.stringify(p.events))).toEqual(p.events);
  const all = p.all();
  expect(new Set(all.map((o) => o.key)).size).toBe(all.length);
  const owed = p.owed();
  for (const o of owed) expect(peopleOf(bureau, o.owner), o.key).not.toEqual([]);
  expect(owed.filter((o) => ['decide', 'sign', 'approve'].includes(o.kind)).length).toBeLessThanOrEqual(1);
  expect(c.state === 'closed').toBe(c.closed !== null);
  for (const o of all) if (o.dueAt !== null) expect(o.dueAt % 1000).toBe(0);
  // Nobody stands idle: an open case always has something that somebody owes.
  if (c.state === 'open') expect(owed).not.toEqual([]);
}

function run(moves: readonly Move[], from: string): Played {
  const p = play(T, { origin: from });
  const said: Said = new Map();
  holdsOf(p);
  for (const { op, advance, skew, twice } of moves) {
    p.later(advance);
    step(p, 'system', { kind: 'remind' }, 0, said);
    for (let n = 0; n < (twice ? 2 : 1); n += 1) {
      if (op.kind === 'any') {
        step(
          p,
          op.command.kind === 'remind' ? 'system' : op.person,
          op.command,
          op.command.kind === 'remind' ? 0 : skew,
          said,
        );
        continue;
      }
      const owed = p.owed();
      const o = owed[op.which % Math.max(1, owed.length)];
      if (o === undefined || p.case().state === 'closed') continue;
      const people = peopleOf(bureau, o.owner);
      step(p, people[op.who % people.length] ?? '', doingNow(p, o, op.orally), skew, said);
    }
    step(p, 'system', { kind: 'remind' }, 0, said);
    const quiet = p.tryAs('system', { kind: 'remind' });
    expect(quiet).toMatchObject({ kind: 'accepted', events: [] });
  }
  return p;
}

const history = fc.tuple(fc.array(move, { maxLength: 30 }), fc.constantFrom('信息员发现', '市委网信办交办'));

describe('under any history', () => {
  it('the laws of a case hold after every command', () => {
    fc.assert(
      fc.property(history, ([moves, from]) => void run(moves, from)),
      { numRuns: 500 },
    );
  }, 120_000);

  it('an open case comes to its end when everybody does what is owed, and nothing is owed twice', () => {
    fc.assert(
      fc.property(history, ([moves, from]) => {
        const p = run(moves, from);
        let steps = 0;
        for (; p.case().state === 'open' && steps < 40; steps += 1) {
          const [o] = p.later(1000).owed();
          if (o === undefined) throw new Error('an open case where nobody owes anything');
          p.as(peopleOf(bureau, o.owner)[0] ?? '', doingNow(p, o));
          expect(
            p.owed().map((x) => x.key),
            'the same is owed after it was done',
          ).not.toContain(o.key);
        }
        expect(steps).toBeLessThan(40);
        expect(p.case().state).toBe('closed');
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('its chain is whole, and one changed byte is found where it was changed', () => {
    fc.assert(
      fc.property(
        history,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 94 }),
        ([moves, from], which, at, by) => {
          const p = run(moves.slice(0, 12), from);
          const chained = chain(p.case().id, CHAIN_START, p.events);
          expect(firstBreak(p.case().id, chained)).toBeNull();
          const index = which % chained.length;
          const event = chained[index];
          const changed = event === undefined ? null : tamper(event, at, by);
          if (changed === null) return;
          const broken = chained.map((e, i) => (i === index ? changed : e));
          expect(firstBreak(p.case().id, broken)?.seq).toBe(index + 1);
        },
      ),
      { numRuns: 500 },
    );
  }, 120_000);
});

/** Another printable character in place of one of its JSON; null where that is no JSON any more. */
function tamper<E>(event: E, at: number, by: number): E | null {
  const text = JSON.stringify(event);
  const place = at % text.length;
  const code = text.charCodeAt(place);
  const other = String.fromCharCode(code > 126 ? code ^ 1 : 32 + ((code - 32 + by) % 95));
  try {
    return JSON.parse(text.slice(0, place) + other + text.slice(place + 1)) as E;
  } catch {
    return null;
  }
}

describe('the chain of a finished case', () => {
  const finished = (): { readonly c: Case; readonly events: readonly CaseEvent[] } => {
    const p = play(T)
      .as('wang', grade('ordinary'))
      .as('chen', written)
      .as('zhao', approve)
      .as('sun', approve);
    p.as('sun', outcome()).as('sun', answered).as('sun', published).as('sun', close());
    return { c: p.case(), events: p.events };
  };

  it('tells every single changed character of every event', () => {
    const { c, events } = finished();
    const chained = chain(c.id, CHAIN_START, events);
    let tried = 0;
    for (const [index, event] of chained.entries()) {
      for (let at = 0; at < JSON.stringify(event).length; at += 1) {
        const changed = tamper(event, at, 1);
        if (changed === null) continue;
        tried += 1;
        const found = firstBreak(
          c.id,
          chained.map((e, i) => (i === index ? changed : e)),
        );
        if (found?.seq !== index + 1)
          throw new Error(`event ${index + 1}, character ${at}: ${JSON.stringify(found)}`);
      }
    }
    expect(tried).toBeGreaterThan(2000);
  });

  it('tells a removed, repeated, moved or inserted event, and another case’s events', () => {
    const { c, events } = finished();
    const chained = [...chain(c.id, CHAIN_START, events)];
    const [a, b, d] = chained;
    if (a === undefined || b === undefined || d === undefined) throw new Error('too short');
    expect(firstBreak(c.id, [a, d, ...chained.slice(3)])).toEqual({ seq: 2, why: 'sequence' });
    expect(firstBreak(c.id, [a, a, ...chained.slice(1)])).toEqual({ seq: 2, why: 'sequence' });
    expect(firstBreak(c.id, [a, d, b, ...chained.slice(3)])).toEqual({ seq: 2, why: 'sequence' });
    expect(firstBreak(c.id, [a, { ...d, seq: 2 }, ...chained.slice(2)])).toEqual({ seq: 2, why: 'link' });
    expect(firstBreak('c2', chained)).toEqual({ seq: 1, why: 'content' });
  });

  it('goes on from the last hash as if made in one piece', () => {
    const { c, events } = finished();
    const first = chain(c.id, CHAIN_START, events.slice(0, 5));
    const rest = chain(c.id, first.at(-1)?.hash ?? '', events.slice(5));
    expect([...first, ...rest]).toEqual(chain(c.id, CHAIN_START, events));
  });

  it('does not depend on the order in which a database gives back the keys', () => {
    const { c, events } = finished();
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([k, v]) => [k, turned(v)]),
            )
          : value;
    const chained = chain(c.id, CHAIN_START, events);
    expect(firstBreak(c.id, turned(chained) as typeof chained)).toBeNull();
  });
});
