// What a value of the wrong form should have been, in plain words with an example.
import type { z } from 'zod';
import { choiceAt } from './shape-choices.ts';
import { keyHint } from './shape-keys.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const FORMS: Readonly<Record<string, string>> = {
  string: '文字',
  boolean: 'true 或 false',
  array: '列表，例如 [甲, 乙]',
  object: '一组“键: 值”，例如 {id: a}',
  number: '数字，例如 1',
  int: '整数，例如 1',
};

const SWITCH_WORDS = /^(?:on|off|yes|no|y|n|true|false)$/i;

/** Each problem once, at the value it is about. `content` is the whole file. */
export function shapeProblems(
  issues: readonly Issue[],
  content: unknown,
): readonly { readonly path: Path; readonly message: string }[] {
  return issues.flatMap((issue) => {
    const value = at(content, issue.path);
    const meant = issue.code === 'invalid_union' ? formMeant(issue, value) : null;
    if (meant === null) return [{ path: issue.path, message: shapeMessage(issue, value) }];
    return shapeProblems(
      meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      content,
    );
  });
}

/** Of several forms of a map the one whose keys were written: what is wrong in it is then the whole matter. */
function formMeant(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
): readonly Issue[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own = Object.keys(value);
  const forms = issue.errors.filter(
    (inner) => !inner.some((i) => i.path.length === 0 && i.code !== 'unrecognized_keys'),
  );
  const strange = (form: readonly Issue[]): number =>
    form.reduce((sum, i) => sum + (i.code === 'unrecognized_keys' ? i.keys.length : 0), 0);
  const [best] = forms.filter((f) => strange(f) < own.length).sort((a, b) => strange(a) - strange(b));
  return best ?? null;
}

function at(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** `value` is what stands in the file. */
function shapeMessage(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, issue.path);
    case 'invalid_type':
      return wrongType(issue.expected, value);
    case 'invalid_value':
      return wrongChoice(issue.values.map(String), value);
    case 'invalid_union':
      return wrongForm(issue, value);
    case 'invalid_format':
      return `${clockTrap(value)}${issue.message}${value === undefined ? '' : `，现在写的是“${String(value)}”`}`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `应不小于 ${String(issue.minimum)}，现在写的是“${String(value)}”`
        : '不能是空的，至少写一项';
    case 'too_big':
      return issue.origin === 'array'
        ? `最多写 ${String(issue.maximum)} 项`
        : `应不大于 ${String(issue.maximum)}，现在写的是“${String(value)}”`;
    default:
      return issue.message;
  }
}

function unknownKeys(keys: readonly string[], path: Path): string {
  const trap = keys.find((key) => SWITCH_WORDS.test(key));
  const why =
    trap === undefined
      ? keyHint(path, keys)
      : `；“${trap}”在 YAML 里会被读成是或否，不能作键，要写文字请加引号，例如 '${trap}'`;
  return `没有“${keys.join('、')}”这一项，请改正拼写或删去${why}`;
}

function wrongType(expected: string, value: unknown): string {
  const form = FORMS[expected] ?? expected;
  if (value === undefined) return `缺少这一项，请补上（应为${form}）`;
  if (value === null) return `冒号后面是空的，应为${form}`;
  if (expected === 'string') return `应为文字，${trapIn(value)}`;
  if (expected === 'boolean' && typeof value === 'string' && SWITCH_WORDS.test(value))
    return `“${value}”在这里是文字，不是“是”或“否”；请写 true 或 false`;
  return `应为${form}，现在写的是${typeof value === 'object' ? '列表或一组键和值' : `“${String(value)}”`}`;
}

function trapIn(value: unknown): string {
  if (Array.isArray(value))
    return `没加引号的方括号被读成了列表；请加引号，例如 '[${value.map(String).join(', ')}]'`;
  if (typeof value === 'object')
    return `没加引号的花括号或“: ”被读成了一组键和值；请给整段文字加引号，例如 '附则: 说明'`;
  if (typeof value === 'boolean') return `现在被读成了是或否；请加引号，例如 '${String(value)}'`;
  return `没加引号的数字被读成了数；请加引号，例如 '${String(value)}'`;
}

function wrongChoice(choices: readonly string[], value: unknown): string {
  if (value === undefined) return `缺少这一项，请补上（应为 ${choices.join('、')} 之一）`;
  const trap = typeof value === 'string' ? clockTrap(value) : '';
  const given = typeof value === 'string' ? `“${value}”` : '这个值';
  return `${trap}${given}不在可写的值里，应为 ${choices.join('、')} 之一，例如 ${choices[0] ?? '文字'}`;
}

function wrongForm(issue: Extract<Issue, { code: 'invalid_union' }>, value: unknown): string {
  const choice = choiceAt(issue.path);
  if (choice === null) return wrongChoice(choicesOf(issue), value);
  const wanted = `应为 ${choice.forms}，例如 ${choice.example}`;
  if (value === undefined) return `缺少这一项，请补上（${wanted}）`;
  if (value === null) return `冒号后面是空的，${wanted}`;
  if (typeof value === 'object') return `这种写法不认识，${wanted}`;
  return `${clockTrap(value)}“${String(value)}”不能写在这里，${wanted}`;
}

function choicesOf(issue: Extract<Issue, { code: 'invalid_union' }>): readonly string[] {
  return issue.errors.flat().flatMap((inner) => {
    if (inner.code === 'invalid_value') return inner.values.map(String);
    if (inner.code !== 'invalid_type') return [];
    return [inner.expected === 'object' ? '一组“键: 值”' : (FORMS[inner.expected] ?? inner.expected)];
  });
}

function clockTrap(value: unknown): string {
  return typeof value === 'string' && /^\d+:\d+$/.test(value)
    ? `“${value}”是钟点的写法，有的程序会读成六十进制的数；这里不能写钟点。`
    : '';
}
