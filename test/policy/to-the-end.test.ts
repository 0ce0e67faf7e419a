// Each shipped rule, with its example bureau, can be carried to its end by those who owe each thing.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import type { Policy } from '../../src/core/policy/settle.ts';
import { clock, type Played, play } from '../core/fixture.ts';
import { walk } from './walk.ts';

const FOLDER = 'templates/bureaus';
const shipped = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const { bureau, policyFile } = readBureauFile(`${FOLDER}/${name}`);
    const policy = parsePolicy(readFileSync(policyFile, 'utf8'), basename(policyFile), bureau.answers);
    return { name: policy.policy.id, policy, bureau };
  });

/** Everything a rule tells apart, and how quick each of those is who owe something at the same time. */
function situations(policy: Policy) {
  const facts = policy.facts.map((fact): [string, fc.Arbitrary<string>] => [
    fact.id,
    fc.constantFrom(...(fact.type === 'bool' ? ['是', '否'] : fact.values)),
  ]);
  const outcomes = policy.outcomes.map((o) => o.id);
  return fc.record({
    grade: fc.constantFrom(...policy.grades.map((g) => g.id)),
    marks: fc.subarray(policy.marks.map((m) => m.id)),
    facts: fc.record(Object.fromEntries(facts)),
    outcome: outcomes.length === 0 ? fc.constant(null) : fc.constantFrom(...outcomes),
    order: fc.array(fc.nat({ max: 9 }), { minLength: 20, maxLength: 20 }),
  });
}

/** By whoever may. */
function setMark(played: Played, mark: string): void {
  const { bureau } = played.situation();
  const set = bureau.people.some(
    ({ id }) => played.tryAs(id, { kind: 'set-mark', mark, on: true }).kind === 'accepted',
  );
  expect(set, mark).toBe(true);
}

describe('a case goes on to its end, whatever is recorded of it and whoever is quicker', () => {
  it.each(shipped)('under $name, by every route', ({ policy, bureau }) => {
    const taken = new Set<string>();
    const units = bureau.units.slice(0, 2).map((u) => u.id);
    const reporter = bureau.administrators[0] ?? '';
    fc.assert(
      fc.property(situations(policy), ({ grade, marks, facts, outcome, order }) => {
        const played = play(clock(9), { policy, bureau, facts, reporter });
        for (const mark of marks) setMark(played, mark);
        const done = walk(played, { grade, units, outcome, order });
        expect(done.at(-1)).toBe('办结');
        expect(played.case()).toMatchObject({ grade: { id: grade }, outcome: outcome && expect.anything() });
        expect(played.titles()).toEqual([]);
        taken.add(played.case().route);
      }),
      // The same cases every time: among them every route of every rule.
      { numRuns: 60, seed: 1 },
    );
    expect([...taken].toSorted()).toEqual(policy.routes.map((r) => r.id).toSorted());
  });

  it('and stands still where nobody fills a role that it needs', () => {
    for (const { policy, bureau } of shipped) {
      const approver = policy.approvals
        .flatMap((a) => a.chain.map((link) => link.role))
        .find((role) => role in bureau.roles);
      const nobody = { ...bureau, roles: { ...bureau.roles, [approver ?? '']: [] } };
      const units = bureau.units.slice(0, 1).map((u) => u.id);
      const played = play(clock(9), { policy, bureau: nobody });
      const grade = policy.grades.toSorted((a, b) => b.rank - a.rank)[0]?.id ?? '';
      const outcome = policy.outcomes[0]?.id ?? null;
      const go = () => walk(played, { grade, units, outcome, order: [] });
      expect(go, policy.policy.id).toThrow('stuck on');
    }
  });
});
