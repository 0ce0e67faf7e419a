// Nothing stated in a clause is missing: the clause tables of the five seeds against the five policy files.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/core/policy/load.ts';
import { citations } from './clause-coverage.ts';

type Row = { readonly row: string; readonly clause: string };
type Seed = { readonly issuer: string; readonly policy: string; readonly rows: readonly Row[] };

const FOLDER = 'templates/policies';
/** One entry per row of the clause tables; `6a` and `6b` are two things that clause 6 says. */
const seeds: Readonly<Record<string, Seed>> = JSON.parse(
  readFileSync('test/fixtures/seed-clauses.json', 'utf8'),
);

const read = (policy: string) =>
  parseSource(readFileSync(`${FOLDER}/${policy}.yaml`, 'utf8'), `${policy}.yaml`);

describe('every clause of a seed is a value, a duty, a paper, a question or a reason', () => {
  it.each(Object.entries(seeds).map(([seed, { issuer, policy, rows }]) => ({ seed, issuer, policy, rows })))(
    '$seed $issuer cites every clause, as often as it says different things, and no other',
    ({ policy, rows }) => {
      const source = read(policy);
      const cited = citations(source);
      const clauses = [...new Set(rows.map((r) => r.clause))];
      const scanty = clauses.flatMap((clause) => {
        const wanted = rows.filter((r) => r.clause === clause).map((r) => r.row);
        return (cited.get(clause) ?? []).length >= wanted.length ? [] : [{ clause, wanted }];
      });
      expect(scanty).toEqual([]);
      expect([...cited.keys()].filter((clause) => !clauses.includes(clause))).toEqual([]);
      expect(source.policy.clauses).toEqual(clauses);
    },
  );

  it('holds for every policy file that is shipped', () => {
    const shipped = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
    expect(shipped.toSorted()).toEqual(
      Object.values(seeds)
        .map(({ policy }) => `${policy}.yaml`)
        .toSorted(),
    );
  });

  it('counts a reason for silence only where no value cites the clause, and every reason is one sentence', () => {
    for (const { policy } of Object.values(seeds)) {
      const source = read(policy);
      const cited = citations({ ...source, silent: [] });
      for (const { clause, reason } of source.silent) {
        expect(cited.get(clause), `${policy} ${clause}`).toBeUndefined();
        expect(reason, `${policy} ${clause}`).toMatch(/^[^。\n]+。$/);
      }
    }
  });

  it('sees a clause that nothing cites, and one that the text does not have', () => {
    const source = read('tongji');
    const without = { ...source, papers: source.papers.filter((p) => p.clause !== '13') };
    expect(citations(source).has('13')).toBe(true);
    expect(citations(without).has('13')).toBe(false);
    expect(citations({ duties: [{ clause: '99' }] }).get('99')).toEqual(['duties.0']);
  });
});
