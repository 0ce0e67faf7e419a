// A bureau file like the example's, with as many units as a city has, so that no member's quota of messages is what
// the bench measures.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

type File = {
  policy: string;
  people: Record<string, unknown>[];
  units: Record<string, unknown>[];
};

export function writeBigBureau(example: string, units: number, to: string): void {
  const file = parse(readFileSync(example, 'utf8')) as File;
  const leader = file.units[0]?.leader;
  for (let n = 1; n <= units; n += 1) {
    const [head, contact] = [`head${n}`, `contact${n}`];
    file.people.push({ id: head, name: `科长${n}`, wecom: `benchhead${n}` });
    file.people.push({ id: contact, name: `联络${n}`, wecom: `benchcontact${n}` });
    file.units.push({ id: `unit${n}`, name: `第${n}大队`, head, contacts: [contact], leader });
  }
  writeFileSync(to, stringify({ ...file, policy: resolve(dirname(example), file.policy) }));
}
