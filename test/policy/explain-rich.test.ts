// `explain` on a rule with every part: marks, outcomes, told moments and papers act as they would in a real case.
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/core/policy/explain/facts.ts';
import { explainPolicy, rehearseFacts } from '../../src/core/policy/explain.ts';
import { parseSource } from '../../src/core/policy/load.ts';
import { clock } from '../core/fixture.ts';
import { RICH, spoilt } from './rich.ts';

const at = (time: string): string => `2026-11-20T${time}:00+08:00`;

function explain(facts: object, text = RICH) {
  const source = parseSource(text, 'rich.yaml');
  const read = readFacts(source, facts, clock(18));
  if (read.kind === 'wrong') throw new Error(read.problems.join('\n'));
  return explainPolicy({ source, facts: read.facts });
}

type Explained = ReturnType<typeof explain>;
const owed = (explained: Explained, deliverable: string) =>
  explained.obligations.find((o) => o.deliverable === deliverable);
const graded = { found: at('09:00'), graded: at('10:00'), assigned: at('10:00') };

describe('what is told of a case that does not exist acts', () => {
  it('a mark leads it over another route', () => {
    expect(explain({ grade: 'mid', events: graded }).route).toBe('plain');
    expect(explain({ grade: 'mid', marks: ['sensitive'], events: graded }).route).toBe('grave');
  });

  it('names may be Chinese, other names, or synonyms of the rule', () => {
    const text = spoilt(['{股室: 科室}', '{股室: 科室, 较重: 较大}']);
    expect(explain({ grade: '较重', marks: ['敏感'], events: graded }, text)).toEqual(
      explain({ grade: 'mid', marks: ['sensitive'], events: graded }, text),
    );
    expect(owed(explain({ grade: '普通', events: graded }), 'inform')?.dueAt).toBe(
      '2026-11-21T09:00:00+08:00',
    );
  });

  it('a limit on a step is there, and with a mark another one', () => {
    expect(owed(explain({ grade: 'low', events: graded }), 'inform')).toMatchObject({
      owner: 'office',
      from: 'found',
      basis: 'default',
    });
    const negative = owed(explain({ grade: 'high', marks: ['负面'], events: graded }), 'inform');
    expect(negative).toMatchObject({ aimAt: at('09:20'), dueAt: at('09:30') });
    const mid = explain({ grade: 'mid', events: graded });
    expect(owed(mid, 'inform')).toMatchObject({ from: null, dueAt: null });
    expect(mid.unset).toContainEqual({
      of: 'inform',
      clause: '三',
      message: expect.stringContaining('待本单位答复：较大多久'),
    });
  });

  it('a paper with a limit is owed, counted from 发帖 or, where nobody knows it, from where the rule says', () => {
    const known = explain({ grade: 'high', events: { ...graded, posted: at('08:00') } });
    expect(owed(known, 'report')).toMatchObject({ owner: 'office', from: 'posted', dueAt: at('10:00') });
    const unknown = owed(explain({ grade: 'high', events: { ...graded, posted: null } }), 'report');
    expect(unknown).toMatchObject({ from: 'found', dueAt: at('11:00') });
    expect(unknown?.steps[0]).toContain('发帖时间不详');
  });

  it('发现 before 登记 is its own moment', () => {
    const events = { ...graded, found: at('08:00'), registered: at('09:30') };
    expect(owed(explain({ grade: 'high', marks: ['negative'], events }), 'inform')?.dueAt).toBe(at('08:30'));
  });

  it('an instruction opens what follows it, and a receipt is a receipt', () => {
    const more = explain({
      grade: 'low',
      events: { ...graded, claimed: at('10:05'), instructed: at('11:00') },
    });
    expect(more.route).toBe('plain');
    const text = spoilt([
      'title: 跟踪批示, do: follow, by: office, after: [check]',
      'title: 跟踪批示, do: follow, by: office, after: [grade]',
    ]);
    const ids = (events: object) =>
      explain({ grade: 'low', events }, text).obligations.map((o) => o.deliverable);
    expect(ids({ ...graded, instructed: at('11:00') })).toContain('follow');
    expect(ids(graded)).not.toContain('follow');
  });

  it('a step whose turn has not come is there too, once its limit runs', () => {
    const text = spoilt(['of: publish, from: {step: text-ok}', 'of: find, from: received']);
    const events = { ...graded, received: at('09:30') };
    const explained = explain({ grade: 'mid', marks: ['敏感'], events }, text);
    expect(owed(explained, 'find')).toMatchObject({
      owner: 'office',
      from: 'received',
      dueAt: at('17:30'),
      basis: 'default',
    });
    // Its limit counts from a step that nobody has done: nothing is known of it yet.
    expect(owed(explain({ grade: 'mid', marks: ['敏感'], events }), 'publish')).toBeUndefined();
  });

  it('an approval at its moment starts what counts from that step; an outcome leads on to what it asks for', () => {
    const facts = {
      grade: 'high',
      marks: ['敏感'],
      facts: { others: true },
      events: { ...graded, approved: at('16:00') },
    };
    const real = explain({ ...facts, outcome: '真实' });
    expect(owed(real, 'publish')).toMatchObject({
      owner: 'office',
      from: 'step:text-ok',
      dueAt: at('17:30'),
      basis: 'default',
    });
    const alien = explain({ ...facts, outcome: 'alien' });
    expect(owed(alien, 'publish')).toBeUndefined();
    expect(owed(alien, 'pass')).toMatchObject({ owner: 'office' });
  });

  it('the approvals are those that this case needs: the body and the outside organ only where the rule says so', () => {
    const chain = (facts: object) =>
      explain({ marks: ['sensitive'], events: graded, ...facts }).approvals[0]?.chain.map((l) => [
        l.role,
        l.kind,
        l.title,
      ]);
    expect(chain({ grade: 'mid' })).toEqual([['deputy', 'person', null]]);
    expect(chain({ grade: 'high', facts: { others: true } })).toEqual([
      ['deputy', 'person', null],
      ['group', 'body', '局党组'],
      ['office', 'external', '有关机关'],
    ]);
  });

  it('a number and a list are taken as JSON has them', () => {
    expect(explain({ grade: 'high', facts: { people: 60, towns: ['甲', '乙'] } }).route).toBe('plain');
  });
});

describe('facts that make no sense are named', () => {
  it.each([
    [{ marks: ['敏'] }, 'marks 写了没有声明的“敏”，可用：sensitive（敏感）、negative（负面）'],
    [{ grade: 'low', outcome: '假的' }, 'outcome 写了没有声明的“假的”，可用：real（属实）'],
    [{ facts: { others: '也许' } }, 'facts.others 写了没有声明的“也许”，可用：true、false'],
    [{ facts: { people: '很多' } }, '可用：一个数'],
    [{ facts: { scope: ['本局', '乡镇'] } }, '可用：本局、乡镇、不明'],
    [{ facts: { many: 2 } }, 'facts.many 由 towns 得出，不用写'],
    [{ facts: { people: null } }, 'facts.people：应为文字、true、false、数或几个值的列表'],
    [{ events: { ...graded, claimed: at('09:30') } }, 'events.claimed 在定级、交办'],
    [{ events: { found: at('11:00'), graded: at('10:00') } }, 'events.graded 在立案'],
    [{ events: { registered: at('09:00'), received: at('10:00') } }, 'events.received（收到）在立案'],
  ])('%j', (facts, problem) => {
    const read = readFacts(parseSource(RICH, 'rich.yaml'), facts, clock(18));
    expect(read.kind === 'wrong' && read.problems.join('\n')).toContain(problem);
  });
});

it('what was decided on the way is kept in order, each by somebody of the cast', () => {
  const source = parseSource(RICH, 'rich.yaml');
  const read = readFacts(
    source,
    { grade: 'high', marks: ['敏感'], outcome: 'real', events: graded },
    clock(18),
  );
  if (read.kind === 'wrong') throw new Error('not read');
  const { turns, bureau } = rehearseFacts({ source, facts: read.facts });
  expect(turns.map((t) => t.at)).toEqual(turns.map((t) => t.at).toSorted((a, b) => a - b));
  expect(turns.flatMap((t) => t.events.map((e) => e.body.type))).toEqual(
    expect.arrayContaining([
      'case.opened',
      'mark.set',
      'case.graded',
      'case.assigned',
      'report.submitted',
      'outcome.decided',
    ]),
  );
  const cast = bureau.people.map((p) => p.id);
  for (const { person } of turns) expect(cast).toContain(person);
});
