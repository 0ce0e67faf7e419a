// The laws of a case under every rule that ships, and under one that has every feature: whatever people do in whatever
// order, and that every matter can be brought to its end by doing what is owed.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import type { Bureau } from '../../src/core/bureau.ts';
import { peopleOf } from '../../src/core/bureau.ts';
import type { Command } from '../../src/core/command.ts';
import { evolveAll } from '../../src/core/evolve.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { type Answers, type Policy, parsePolicy } from '../../src/core/policy/load.ts';
import { isRecorded } from '../../src/core/steps.ts';
import { clock, DAY, HOUR, MINUTE, type Played, play } from './fixture.ts';

const T = clock(9);
const FOLDERS = ['templates/bureaus', 'test/fixtures/bureaus'];
const files = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
// Answers that change who does what, beside those of the example bureau.
const others: Readonly<Record<string, readonly Answers[]>> = {
  'demo-wenlv.yaml': [{ 'q-judge': 'unit' }, { 'q-judge': 'staff', 'q-hours': '24h' }],
  'demo-xinfang.yaml': [{ 'q-plan': 'deputy', 'q-clock': 'graded' }],
};
const rules = files.flatMap((file) => {
  const { bureau, policyFile } = readBureauFile(file);
  const text = readFileSync(policyFile, 'utf8');
  return [{}, ...(others[basename(file)] ?? [])].map((answers) => ({
    path: [file, ...Object.values(answers)].join(' '),
    bureau,
    policy: parsePolicy(text, policyFile, { ...bureau.answers, ...answers }),
  }));
});

const text = '情况说明';
const submit = (form: 'oral' | 'written'): Command => ({
  kind: 'submit',
  form,
  text,
  toldTo: form === 'oral' ? '领导' : null,
  pictures: 0,
});
const respond = (answer: 'holding' | 'final'): Command => ({
  kind: 'record-response',
  channel: '门户网站',
  link: null,
  text,
  approvedBy: '领导',
  answer,
});
const record = (step: string | null): Command => ({ kind: 'record-step', step, text, pictures: 0 });

/** Everything that anybody can say under a rule, sensible or not. */
function anyCommand({ policy, bureau }: { policy: Policy; bureau: Bureau }): fc.Arbitrary<Command> {
  const pick = (ids: readonly string[]) => fc.constantFrom(...ids, 'nothing');
  const grade = pick(policy.grades.map((g) => g.id));
  const unit = pick(bureau.units.map((u) => u.id));
  const person = pick(bureau.people.map((p) => p.id));
  const steps = policy.routes.flatMap((r) => r.steps.map((s) => s.id));
  const at = fc.option(fc.integer({ min: -9 * HOUR, max: HOUR }).map((ms) => T + ms));
  const facts = policy.facts.flatMap((f) =>
    [...f.values, '是', '否', '3', '甲、乙'].map((value) => ({ fact: f.id, value })),
  );
  const marks = fc.array(pick(policy.marks.map((m) => m.id)), { maxLength: 2 });
  return fc.oneof(
    fc.record({
      kind: fc.constant('grade' as const),
      grade,
      unit: fc.option(unit),
      reason: fc.constantFrom(null, '理由'),
    }),
    fc.record({ kind: fc.constant('regrade' as const), grade, reason: fc.constant('转发上升') }),
    fc.record({
      kind: fc.constant('assign' as const),
      unit,
      with: fc.array(unit, { maxLength: 2 }),
      reason: fc.constant('理由'),
    }),
    fc.record({
      kind: fc.constant('decide-outcome' as const),
      outcome: pick(policy.outcomes.map((o) => o.id)),
      note: fc.constant(''),
    }),
    fc.record({
      kind: fc.constant('set-mark' as const),
      mark: pick(policy.marks.map((m) => m.id)),
      on: fc.boolean(),
    }),
    fc
      .constantFrom(...facts, { fact: 'nothing', value: '是' })
      .map((f) => ({ kind: 'set-fact' as const, ...f })),
    fc
      .tuple(fc.array(fc.constantFrom(...facts, { fact: 'nothing', value: '是' }), { maxLength: 3 }), marks)
      .map(([some, on]) => ({
        kind: 'set-facts' as const,
        facts: Object.fromEntries(some.map((f) => [f.fact, f.value])),
        marks: on,
      })),
    fc.record({
      kind: fc.constant('decide-outcome' as const),
      outcome: pick(policy.outcomes.map((o) => o.id)),
      note: fc.constant(''),
      asked: fc.constant(true as const),
    }),
    fc.record({
      kind: fc.constant('set-moment' as const),
      moment: fc.constantFrom('posted', 'found', 'received'),
      at,
      about: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('set-occurred' as const), occurredAt: at, about: fc.boolean() }),
    fc.record({ kind: fc.constant('name-person' as const), person }),
    pick([...steps, ...policy.papers.map((p) => p.id)]).map(record),
    fc.record({ kind: fc.constant('order-paper' as const), paper: pick(policy.papers.map((p) => p.id)) }),
    fc.record({
      kind: fc.constant('extend' as const),
      length: fc.constantFrom('1wd', '2h', '9wd'),
      reason: fc.constant('取证'),
      noticed: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('decide-extension' as const),
      granted: fc.boolean(),
      reason: fc.constant('理由'),
    }),
    fc.constantFrom<Command>(
      { kind: 'sign' },
      { kind: 'approve' },
      { kind: 'approve', record: '纪要 7 号' },
      { kind: 'return', reason: '请补充' },
      submit('oral'),
      submit('written'),
      { kind: 'explain-delay', reason: '取证未完' },
      { kind: 'give-opinion', text },
      { kind: 'instruct', text: '速办' },
      { kind: 'pause', reason: '等检测' },
      { kind: 'resume' },
      { kind: 'transfer', to: '住建局', reason: '职责不符' },
      { kind: 'record-feedback', text },
      respond('holding'),
      respond('final'),
      { kind: 'decline-response', reason: '已澄清' },
      { kind: 'close', note: '' },
      { kind: 'reopen', reason: '又有反映' },
      { kind: 'remind' },
    ),
  ) as fc.Arbitrary<Command>;
}

/** The command that does an obligation now. */
function doing(p: Played, o: Obligation, seed: number): Command {
  const { policy, bureau } = p.situation();
  const c = p.case();
  switch (o.kind) {
    case 'decide': {
      const unit = bureau.units.find((u) => u.id !== c.returned?.unit)?.id ?? '';
      const grade = policy.grades[seed % policy.grades.length]?.id ?? '';
      const graded = { kind: 'grade', grade, reason: '理由' } as const;
      if (o.key.startsWith('grade:')) return { ...graded, unit: null };
      // The unit alone is owed where others grade.
      if (c.grade !== null || o.title !== '定级并交办') return { kind: 'assign', unit, reason: '理由' };
      return { ...graded, unit: c.unit === null ? unit : null };
    }
    case 'sign':
      return { kind: 'sign' };
    case 'deliver': {
      const form = policy.deliverables.find((d) => d.id === o.deliverable)?.form;
      return submit(form === 'oral' ? 'oral' : 'written');
    }
    case 'revise':
      return submit('written');
    case 'approve':
      return { kind: 'approve', record: '纪要 7 号' };
    case 'opinion':
      return { kind: 'give-opinion', text };
    case 'extension':
      return { kind: 'decide-extension', granted: true, reason: null };
    case 'paper':
      return record(o.key.split(':')[1] ?? '');
    case 'step':
      return doingStep(p, o, seed);
  }
}

function doingStep(p: Played, o: Obligation, seed: number): Command {
  const { policy } = p.situation();
  const step = policy.routes
    .find((r) => r.id === p.case().route)
    ?.steps.find((s) => s.id === o.key.split(':')[1]);
  if (step === undefined) throw new Error(`no step for ${o.key}`);
  if (isRecorded(step)) return record(step.id);
  switch (step.do) {
    case 'find':
      return {
        kind: 'decide-outcome',
        outcome: policy.outcomes[seed % policy.outcomes.length]?.id ?? '',
        note: '',
      };
    case 'feedback':
      return { kind: 'record-feedback', text };
    case 'publish':
      return respond(step.answer);
    case 'transfer':
      return { kind: 'transfer', to: '住建局', reason: '职责不符' };
    default:
      return { kind: 'close', note: '' };
  }
}

/** Somebody behind the owner does it; one of several leaders is named first where the rule wants that. */
function carryOut(p: Played, o: Obligation, seed: number): boolean {
  const { bureau, policy } = p.situation();
  for (const person of peopleOf(bureau, o.owner)) {
    const decision = p.tryAs(person, doing(p, o, seed));
    if (decision.kind === 'accepted') return decision.events.length > 0;
    if (decision.refusal.code !== 'not-named') continue;
    for (const chief of bureau.people) {
      for (const lead of peopleOf(bureau, o.owner))
        if (p.tryAs(chief.id, { kind: 'name-person', person: lead }).kind === 'accepted') return true;
    }
    throw new Error(`nobody can name one of ${policy.policy.id} ${o.key}`);
  }
  return false;
}

function lawsOf(p: Played, path: string): void {
  const c = p.case();
  expect(c.version, path).toBe(p.events.length);
  expect(evolveAll(null, c.id, p.events)).toEqual(c);
  expect(JSON.parse(JSON.stringify(c))).toEqual(c);
  const all = p.all();
  expect(new Set(all.map((o) => o.key)).size, all.map((o) => o.key).join()).toBe(all.length);
  for (const o of all) {
    if (o.dueAt !== null) expect(o.dueAt % 1000).toBe(0);
    if (o.dueAt !== null && o.aimAt !== null) expect(o.steps.length).toBeGreaterThan(0);
    if (o.basis === 'text') expect(o.clause, `${path} ${o.key}`).not.toBeNull();
  }
  if (c.state === 'open') expect(p.owed(), `${path}: an open case owes nothing`).not.toEqual([]);
}

describe.each(rules)('under $path', ({ path, bureau, policy }) => {
  const person = fc.constantFrom(...bureau.people.map((x) => x.id), 'wecom:stranger');
  const move = fc.record({
    person,
    command: anyCommand({ bureau, policy }),
    advance: fc.constantFrom(0, 1000, MINUTE, HOUR, 5 * HOUR, 2 * DAY),
    owed: fc.boolean(),
    which: fc.nat(5),
  });
  const lived = (moves: readonly (typeof move extends fc.Arbitrary<infer M> ? M : never)[]): Played => {
    const reporter = bureau.people.at(-1)?.id ?? '';
    const p = play(T, { bureau, policy, reporter });
    for (const { person: by, command, advance, owed, which } of moves) {
      p.later(advance);
      const open = p.owed();
      const o = open[which % Math.max(1, open.length)];
      const before = p.case();
      if (owed && o !== undefined && before.state === 'open') carryOut(p, o, which);
      else {
        const decision = p.tryAs(command.kind === 'remind' ? 'system' : by, command);
        if (decision.kind === 'refused') expect(p.case()).toBe(before);
      }
      lawsOf(p, path);
    }
    return p;
  };

  it('the laws of a case hold after every command, and doing what is owed brings it to its end', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), fc.nat(7), (moves, seed) => {
        const p = lived(moves);
        const endedEarly = p.case().state === 'closed';
        if (p.case().pauses.some((x) => x.to === null))
          for (const x of bureau.people) p.tryAs(x.id, { kind: 'resume' });
        for (let n = 0; p.case().state === 'open' && n < 80; n += 1) {
          const owed = p.owed();
          const done = owed.some((o) => carryOut(p, o, seed + n));
          expect(done, `${path}: stands still at ${owed.map((o) => o.key).join()}`).toBe(true);
          lawsOf(p, path);
        }
        expect(p.case().state, p.titles().join()).toBe('closed');
        if (!endedEarly) expect(p.owed()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
