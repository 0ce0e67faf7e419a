// What to look at in the text of a 制度 before it is written as data: nothing is decided here, everything is pointed at.
import { type Clause, clausesOf, type Numbering } from './scan/clauses.ts';
import { type Damage, damageIn, mixedWords } from './scan/damage.ts';
import { type FoundForeign, type FoundName, foreignIn, gradesIn, outsideIn, rolesIn } from './scan/names.ts';
import { type FoundTime, type FoundWord, timesIn, vagueIn } from './scan/times.ts';

export type Scan = {
  readonly title: string | null;
  readonly issuer: string | null;
  readonly clauses: readonly Clause[];
  readonly numbering: readonly Numbering[];
  readonly times: readonly FoundTime[];
  readonly vague: readonly FoundWord[];
  readonly grades: readonly FoundName[];
  readonly marks: readonly FoundName[];
  readonly roles: readonly FoundName[];
  readonly outside: readonly FoundName[];
  readonly foreign: readonly FoundForeign[];
  readonly damage: readonly Damage[];
  /** Words that seem to mean one thing. */
  readonly mixed: readonly string[];
  /** The head of a policy file, to be completed by hand. */
  readonly skeleton: string;
};

/** `text` as pasted; `issuer` the name of whoever issued it. Never throws, whatever the text. */
export function scanText(text: string, issuer: string | null = null): Scan {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[０-９]/g, (d) => String(d.charCodeAt(0) - 0xff10));
  const { clauses, numbering } = clausesOf(plain);
  const title = titleOf(clauses);
  return {
    title,
    issuer,
    clauses,
    numbering,
    times: timesIn(clauses),
    vague: vagueIn(clauses),
    ...gradesIn(clauses),
    roles: rolesIn(clauses),
    outside: outsideIn(clauses, issuer),
    foreign: foreignIn(clauses, issuer),
    damage: damageIn(plain),
    mixed: mixedWords(plain),
    skeleton: skeleton(title, issuer, clauses),
  };
}

/** The first short line before any number. */
function titleOf(clauses: readonly Clause[]): string | null {
  const head = clauses.find(({ id }) => id === null)?.text ?? '';
  const [first = ''] = head.split('\n').map((line) => line.trim());
  return first === '' || first.length > 60 || /[。；，]/.test(first) ? null : first;
}

function skeleton(title: string | null, issuer: string | null, clauses: readonly Clause[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const ids = clauses.flatMap(({ id }) => id ?? []);
  return [
    'policy:',
    '  id: my-policy',
    `  name: ${title === null ? '制度名称' : quoted(title)}`,
    `  issuer: ${issuer === null ? '发文单位' : quoted(issuer)}`,
    `  clauses: [${ids.map(quoted).join(', ')}]`,
    '',
  ].join('\n');
}
