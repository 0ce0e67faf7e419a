// What `explain` promises is what a real case gets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoMoment, MINUTE } from '../../src/core/calendar/shanghai.ts';
import { readFacts } from '../../src/core/policy/explain/facts.ts';
import { explainPolicy } from '../../src/core/policy/explain.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import * as cast from '../core/fixture.ts';
import { changed } from './small.ts';

const { clock, play } = cast;
const policy = parseSource(cast.policyText, 'zonghe-zhifa.yaml');

function explain(facts: object, withBureau = true) {
  const read = readFacts(policy, facts, clock(20));
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  return explainPolicy({ source: policy, bureau: withBureau ? cast.bureau : undefined, facts: read.facts });
}

const due = (explained: ReturnType<typeof explain>) =>
  Object.fromEntries(
    explained.obligations.flatMap((o) => (o.dueAt === null ? [] : [[o.deliverable, o.dueAt.slice(11, 16)]])),
  );

describe('a case that does not exist', () => {
  it('owes what the rule says, in exactly this form', () => {
    const explained = explain({
      grade: 'major',
      events: {
        occurred: '2026-11-20T16:00:00+08:00',
        found: '2026-11-20T16:10:00+08:00',
        assigned: '2026-11-20T16:20:00+08:00',
      },
    });
    expect(Object.keys(explained)).toEqual(['route', 'obligations', 'approvals', 'unset']);
    expect(explained).toMatchObject({ route: 'city', unset: [] });
    expect(explained.obligations.find((o) => o.deliverable === 'first_report')).toEqual({
      deliverable: 'first_report',
      owner: 'unit',
      from: 'occurred',
      aimAt: '2026-11-20T16:20:00+08:00',
      dueAt: '2026-11-20T16:30:00+08:00',
      clause: '五2',
      basis: 'text',
      steps: ['事发 11-20 16:00', '+30 分钟', '11-20 16:30', '力争 +20 分钟：11-20 16:20'],
    });
    expect(explained.approvals).toEqual([
      {
        thing: 'reply',
        chain: [
          { role: 'deptlead', kind: 'person', title: null, mode: 'any', clause: '四(二)', basis: 'text' },
          { role: 'goffice', kind: 'person', title: null, mode: 'any', clause: '四(二)', basis: 'text' },
        ],
        consult: ['juban'],
        clause: '四(二)',
        basis: 'text',
      },
    ]);
  });

  it('counts from where the bureau answered; without a bureau from the suggestion, which is a 建议值', () => {
    const facts = {
      grade: 'ordinary',
      events: { found: '2026-11-20T16:00:00+08:00', assigned: '2026-11-20T17:00:00+08:00' },
    };
    expect(due(explain(facts))).toEqual({ first_oral: '18:00', first_written: '19:00' });
    expect(explain(facts).obligations.at(-1)).toMatchObject({ from: 'assigned', basis: 'text' });
    const alone = explain(facts, false);
    expect(alone.obligations.at(-1)).toMatchObject({ from: 'assigned', basis: 'default' });
    expect(alone.unset.map((u) => u.of)).toEqual(expect.arrayContaining(['q-clock', 'q-occurred']));
    const read = readFacts(policy, facts, 0);
    if (read.kind === 'wrong') throw new Error('not read');
    const other = { ...cast.bureau, answers: { ...cast.bureau.answers, 'q-clock': 'found' } };
    const found = explainPolicy({ source: policy, bureau: other, facts: read.facts });
    expect(due(found)).toEqual({ first_oral: '17:00', first_written: '18:00' });
  });

  it('falls back where 事发 is not known, and says from where it counts', () => {
    const explained = explain({
      grade: 'major',
      events: { occurred: null, found: '2026-11-20T16:00:00+08:00', assigned: '2026-11-20T16:20:00+08:00' },
    });
    expect(due(explained)).toEqual({ first_report: '16:30', written_report: '17:30' });
    expect(explained.obligations.at(-1)?.from).toBe('found');
  });

  it('with no facts at all is only to be graded, and says what was not told', () => {
    const { obligations, unset } = explain({});
    expect(obligations.map((o) => [o.deliverable, o.owner, o.dueAt])).toEqual([['decide', 'group', null]]);
    expect(unset.map((u) => u.of)).toEqual(['found', 'grade']);
  });

  it('with an outcome goes on to what follows it', () => {
    const { obligations } = explain({ grade: 'ordinary', outcome: 'confirmed', facts: { origin: '其他' } });
    expect(obligations.map((o) => o.deliverable)).toEqual(
      expect.arrayContaining(['first_oral', 'approve', 'find', 'back', 'respond']),
    );
  });

  it('says which deliverable the rule gives no limit', () => {
    const silent = parseSource(changed(['of: paper,', 'of: paper, when: {grade: low},']), 'small.yaml');
    const read = readFacts(silent, { grade: 'high' }, clock(16));
    if (read.kind === 'wrong') throw new Error('not read');
    const { unset } = explainPolicy({ source: silent, facts: read.facts });
    expect(unset).toContainEqual({ of: 'paper', clause: '一', message: '书面：本制度未规定时限' });
  });
});

describe('facts that make no sense are named', () => {
  it.each([
    [{ grad: 'major' }, '没有“grad”这一项，可用：now、grade'],
    [{ grade: 'huge' }, 'grade 写了没有声明的“huge”，可用：ordinary（一般）、major（重大）'],
    [{ facts: { origin: '月球' } }, 'facts.origin 写了没有声明的“月球”'],
    [{ facts: { moon: '月球' } }, 'facts 写了没有声明的“moon”，可用：origin'],
    [{ outcome: 'maybe', grade: 'major' }, 'outcome 写了没有声明的“maybe”'],
    [{ outcome: 'confirmed' }, '有结论的事项须先有 grade'],
    [{ now: '8:30' }, 'now：应为带时区的时间'],
    [{ events: { began: '2026-11-20T16:00:00+08:00' } }, '没有“began”这一项'],
    [
      { now: '2026-11-20T16:00:00+08:00', events: { found: '2026-11-20T16:00:01+08:00' } },
      'events.found 在 now',
    ],
    [
      { events: { found: '2026-11-20T16:00:00+08:00', occurred: '2026-11-20T17:00:00+08:00' } },
      'events.occurred（事发）在立案',
    ],
    [[], '整个文件'],
  ])('%j', (facts, problem) => {
    const read = readFacts(policy, facts, clock(20));
    expect(read.kind === 'wrong' && read.problems.join('\n')).toContain(problem);
  });
});

it('equals a real case, whatever the grade and the moments', () => {
  const later = fc.nat(600);
  const kinds = fc.record({
    grade: fc.constantFrom('ordinary', 'major'),
    origin: fc.constantFrom('信息员发现', '其他', '市委网信办交办'),
    occurredBefore: fc.option(later),
    gradedAfter: later,
    assignedAfter: later,
    clockFrom: fc.constantFrom('assigned', 'found'),
    unknownFrom: fc.constantFrom('assigned', 'found'),
  });
  fc.assert(
    fc.property(
      kinds,
      ({ grade, origin, occurredBefore, gradedAfter, assignedAfter, clockFrom, unknownFrom }) => {
        const answers = { 'q-clock': clockFrom, 'q-occurred': unknownFrom };
        const bureau = { ...cast.bureau, answers };
        const found = clock(9);
        const graded = found + gradedAfter * MINUTE;
        const assigned = graded + assignedAfter * MINUTE;
        const occurred = occurredBefore === null ? null : found - occurredBefore * MINUTE;
        const real = play(found, { bureau, origin });
        if (occurred !== null) real.as('chen', cast.occurred(occurred));
        real.at(graded).as('wang', cast.grade(grade, null)).at(assigned).as('wang', cast.assign('zf1'));
        const iso = (at: number | null) => (at === null ? null : isoMoment(at));
        // Left out: nobody has filled it in. Null would say that nobody knows.
        const told = occurred === null ? {} : { occurred: iso(occurred) };
        const read = readFacts(
          policy,
          {
            grade,
            facts: { origin },
            events: {
              ...told,
              found: iso(found),
              graded: iso(graded),
              assigned: iso(assigned),
            },
          },
          0,
        );
        if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
        const explained = explainPolicy({ source: policy, bureau, facts: read.facts });
        expect(explained.route).toBe(real.case().route);
        expect(
          explained.obligations.map(({ aimAt, dueAt, clause, basis, steps }) => ({
            aimAt,
            dueAt,
            clause,
            basis,
            steps,
          })),
        ).toEqual(
          real.all().map((o) => ({
            aimAt: iso(o.aimAt),
            dueAt: iso(o.dueAt),
            clause: o.clause,
            basis: o.basis,
            steps: o.steps,
          })),
        );
        expect(explained.obligations.map((o) => o.deliverable)).toEqual(
          real.all().map((o) => o.deliverable ?? o.key.split(':')[0]),
        );
      },
    ),
  );
});
