// The example bureaus: each can be started as it stands, with the rule that it names.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { lintText } from '../../src/core/policy/lint.ts';
import { parseSource, unanswered } from '../../src/core/policy/load.ts';

const FOLDER = 'templates/bureaus';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe('an example bureau', () => {
  it.each(names)('%s answers every blocking question and fills every role of its rule', (name) => {
    const { bureau, policyFile } = readBureauFile(`${FOLDER}/${name}`);
    const text = readFileSync(policyFile, 'utf8');
    const source = parseSource(text, basename(policyFile));
    expect(unanswered(source, bureau.answers).map((q) => q.id)).toEqual([]);
    expect(lintText(text, { bureau })).toMatchObject({ ok: true, errors: [] });
    const asked = source.ask.map((q) => q.id);
    expect(Object.keys(bureau.answers).filter((id) => !asked.includes(id))).toEqual([]);
  });

  it('exists for every rule that is shipped', () => {
    const used = names.map((name) => basename(readBureauFile(`${FOLDER}/${name}`).policyFile));
    const shipped = readdirSync('templates/policies').filter((name) => name.endsWith('.yaml'));
    expect(used.toSorted()).toEqual(shipped.toSorted());
  });

  it('speaks to the groups and under the variable names of the first example', () => {
    const groups = names.map((name) => readBureauFile(`${FOLDER}/${name}`).groups);
    for (const group of groups) expect(group).toEqual(groups[0]);
  });

  it('has an id of its own, and no person twice', () => {
    const bureaus = names.map((name) => readBureauFile(`${FOLDER}/${name}`).bureau);
    expect(new Set(bureaus.map((b) => b.id)).size).toBe(bureaus.length);
    for (const { people } of bureaus) {
      expect(new Set(people.map((p) => p.ids.wecom)).size).toBe(people.length);
      expect(new Set(people.map((p) => p.name)).size).toBe(people.length);
    }
  });
});
