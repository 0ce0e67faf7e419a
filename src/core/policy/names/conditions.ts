// Names and values in conditions: each is declared, and tested in the way its kind allows.
import type { Condition, FactTest, PolicyFile } from '../schema.ts';
import { type Checker, ids, type Path } from './checker.ts';

type Fact = PolicyFile['facts'][number];

export function checkCondition(
  checker: Checker,
  when: Condition | undefined,
  where: string,
  path: Path,
): void {
  if (when === undefined) return;
  const { policy, known } = checker;
  const lists = [
    ['grade', '等级', ids(policy.grades), when.grade],
    ['mark', '标记', ids(policy.marks), when.mark],
    ['outcome', '结论', ids(policy.outcomes), when.outcome],
  ] as const;
  for (const [key, word, names, wanted] of lists)
    for (const name of [wanted ?? []].flat()) known(names, name, `${where} when ${word}`, [...path, key]);
  for (const [id, test] of Object.entries(when.fact ?? {})) {
    const at = [...path, 'fact', id];
    const fact = policy.facts.find((f) => f.id === id);
    if (fact === undefined) known(ids(policy.facts), id, `${where} when 事实`, at);
    else checkTest(checker, fact, test, `${where} when 事实 ${id}`, at);
  }
  for (const [i, part] of (when.all ?? []).entries())
    checkCondition(checker, part, where, [...path, 'all', i]);
  for (const [i, part] of (when.any ?? []).entries())
    checkCondition(checker, part, where, [...path, 'any', i]);
  checkCondition(checker, when.not, where, [...path, 'not']);
}

function checkTest({ known, say }: Checker, fact: Fact, test: FactTest, where: string, path: Path): void {
  const bounds = typeof test === 'object' && !Array.isArray(test) ? (test as Bounds) : null;
  if (fact.type === 'bool') {
    if (typeof test !== 'boolean')
      say(path, `${where} 只有是和否，请写 {${fact.id}: true} 或 {${fact.id}: false}`);
  } else if (fact.type === 'number') {
    if (bounds === null) say(path, `${where} 是数，请写 {${fact.id}: {min: 2}} 或 {${fact.id}: {max: 5}}`);
    else if (bounds.min === undefined && bounds.max === undefined)
      say(path, `${where} 要写 min 或 max，例如 {${fact.id}: {min: 2}}`);
    else if ((bounds.min ?? Number.NEGATIVE_INFINITY) > (bounds.max ?? Number.POSITIVE_INFINITY))
      say(path, `${where} 的 min ${bounds.min} 比 max ${bounds.max} 大，没有数能符合`);
  } else if (typeof test === 'boolean' || bounds !== null) {
    const example = fact.values[0] ?? '甲';
    say(path, `${where} 要写它的一个值，例如 {${fact.id}: ${example}}，不能写是或否、大小`);
  } else if (fact.type !== 'text' && fact.values.length > 0)
    for (const value of [test as string | readonly string[]].flat()) known(fact.values, value, where, path);
}

type Bounds = { readonly min?: number; readonly max?: number };

/** Kinds and values of the facts themselves. */
export function checkFacts({ policy, known, say }: Checker): void {
  for (const [i, fact] of policy.facts.entries()) {
    const at = ['facts', i] as const;
    const where = `事实 ${fact.id}`;
    if (fact.type === 'enum' && fact.values.length === 0)
      say([...at, 'values'], `${where} 要写 values（可选的值），例如 values: [是, 否, 不明]`);
    if ((fact.type === 'bool' || fact.type === 'number') && fact.values.length > 0)
      say([...at, 'values'], `${where} 的 type 是 ${fact.type}，不用写 values`);
    if (fact.count_of !== undefined) checkCount({ policy, say }, fact, i);
    if (fact.default === undefined) continue;
    const path = [...at, 'default'];
    if (fact.type === 'bool') known(['是', '否'], fact.default, `${where} default`, path);
    else if (fact.type === 'number' && !/^\d+(?:\.\d+)?$/.test(fact.default))
      say(path, `${where} 的 default 应为数，例如 '1'`);
    else if (fact.type === 'enum') known(fact.values, fact.default, `${where} default`, path);
  }
}

function checkCount({ policy, say }: Pick<Checker, 'policy' | 'say'>, fact: Fact, i: number): void {
  const lists = policy.facts.filter((f) => f.type === 'list').map((f) => f.id);
  const offer = lists.length === 0 ? '（没有 type: list 的事实）' : lists.join('、');
  if (!lists.includes(fact.count_of ?? ''))
    say(['facts', i, 'count_of'], `事实 ${fact.id} 的 count_of 要写一个 type: list 的事实，可用：${offer}`);
  if (fact.type !== 'number') say(['facts', i, 'type'], `事实 ${fact.id} 数的是有几个，请写 type: number`);
}
