// What a value of the wrong form should have been, in plain words with an example.
import type { z } from 'zod';
import type { Choice } from './shape-choices.ts';
import { keyHint, meaningAt } from './shape-keys.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The form of a file: its schema, and what may stand where the schema knows several ways. */
export type FileForm = {
  readonly schema: z.ZodType;
  readonly choiceAt: (path: Path) => Choice | null;
};

const FORMS: Readonly<Record<string, string>> = {
  string: '文字',
  boolean: 'true 或 false',
  array: '列表，例如 [甲, 乙]',
  object: '一组“键: 值”，例如 {id: a}',
  record: '一组“编号: 内容”，例如 {a: 甲}',
  number: '数字，例如 1',
  int: '整数，例如 1',
};

const SWITCH_WORDS = /^(?:on|off|yes|no|y|n|true|false)$/i;

/** Each problem once, at the value it is about. `content` is the whole file. */
export function shapeProblems(
  issues: readonly Issue[],
  content: unknown,
  form: FileForm,
): readonly { readonly path: Path; readonly message: string }[] {
  return issues.flatMap((issue) => {
    const value = at(content, issue.path);
    const meant = issue.code === 'invalid_union' ? formMeant(issue, value) : null;
    if (meant === null) return [{ path: issue.path, message: shapeMessage(form, issue, value) }];
    return shapeProblems(
      meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      content,
      form,
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
function shapeMessage(form: FileForm, issue: Issue, value: unknown): string {
  if (value === undefined || value === null) return absent(form, issue, value);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(form, issue.keys, issue.path);
    case 'invalid_type':
      return wrongType(issue, value);
    case 'invalid_value':
      return wrongChoice(issue.values.map(String), value);
    case 'invalid_union':
      return wrongForm(form, issue, value);
    case 'invalid_key':
      return `“${String(issue.path.at(-1))}”不能这样写：${issue.issues[0]?.message ?? ''}`;
    case 'too_small':
      if (inChinese(issue.message)) return issue.message;
      return issue.origin === 'number' || issue.origin === 'int'
        ? `应${issue.inclusive === false ? '大于' : '不小于'} ${String(issue.minimum)}，现在写的是“${String(value)}”`
        : '不能是空的，至少写一项';
    case 'too_big':
      return issue.origin === 'array'
        ? `最多写 ${String(issue.maximum)} 项`
        : `应不大于 ${String(issue.maximum)}，现在写的是“${String(value)}”`;
    default:
      return ownWords(issue.message, value);
  }
}

/** A sentence that the schema itself has for the place. */
function ownWords(message: string, value: unknown): string {
  const trap = /时刻|日期/.test(message) ? '' : clockTrap(value);
  return typeof value === 'object' ? message : `${trap}${message}，现在写的是“${String(value)}”`;
}

const inChinese = (words: string): boolean => /\p{Script=Han}/u.test(words);

/** What is not there, or is a key with nothing behind it. */
function absent(form: FileForm, issue: Issue, value: undefined | null): string {
  if (issue.path.length === 0) return '文件是空的，请照例子写';
  const wanted = wantedBy(form, issue);
  const meaning = meaningAt(form.schema, issue.path);
  const what = meaning === null ? '' : `：${meaning}`;
  return value === null ? `冒号后面是空的，${wanted}${what}` : `缺少这一项，请补上（${wanted}）${what}`;
}

function wantedBy(form: FileForm, issue: Issue): string {
  if (inChinese(issue.message)) return issue.message;
  if (issue.code === 'invalid_value') return `应为 ${issue.values.map(String).join('、')} 之一`;
  if (issue.code === 'invalid_type') return `应为${FORMS[issue.expected] ?? '别的写法'}`;
  if (issue.code !== 'invalid_union') return issue.message;
  const choice = form.choiceAt(issue.path);
  return choice === null
    ? `应为${choicesOf(issue).join('、或')}`
    : `应为 ${choice.forms}，例如 ${choice.example}`;
}

function unknownKeys(form: FileForm, keys: readonly string[], path: Path): string {
  const trap = keys.find((key) => SWITCH_WORDS.test(key));
  const why =
    trap === undefined
      ? keyHint(form.schema, path, keys)
      : `；“${trap}”在 YAML 里会被读成是或否，不能作键，要写文字请加引号，例如 '${trap}'`;
  return `没有“${keys.join('、')}”这一项，请改正拼写或删去${why}`;
}

type TypeIssue = Extract<Issue, { code: 'invalid_type' }>;

function wrongType({ expected, path, message }: TypeIssue, value: unknown): string {
  if (inChinese(message)) return ownWords(message, value);
  // A fact that is 是 or 否 is told in these words, which people use as well.
  if (expected === 'string' && path.at(-1) === 'default' && typeof value === 'boolean')
    return `请写 default: ${value ? '是' : '否'}，不写 ${String(value)}`;
  if (expected === 'string') return `应为文字，${trapIn(value)}`;
  if (expected === 'boolean' && typeof value === 'string' && SWITCH_WORDS.test(value))
    return `“${value}”在这里是文字，不是“是”或“否”；请写 true 或 false`;
  if (expected === 'array') return notAList(path.at(-1), value);
  const form = FORMS[expected];
  if (form === undefined) return message;
  return `应为${form}，现在写的是${typeof value === 'object' ? written(value) : `“${String(value)}”`}`;
}

const written = (value: unknown): string => (Array.isArray(value) ? '列表' : '一组“键: 值”');

/** One thing where several may stand: the way to write it as a list of one. */
function notAList(key: PropertyKey | undefined, value: unknown): string {
  const list = `[${inline(value)}]`;
  return `应为列表，只有一项也要写成列表，例如 ${typeof key === 'string' ? `${key}: ${list}` : list}`;
}

/** As it may stand on one line; what is deeper inside is left out. */
function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(
    ([key, part]) => `${key}: ${typeof part === 'object' ? '…' : String(part)}`,
  );
  return `{${parts.join(', ')}}`;
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
  const trap = typeof value === 'string' ? clockTrap(value) : '';
  const given = typeof value === 'string' ? `“${value}”` : '这个值';
  return `${trap}${given}不在可写的值里，应为 ${choices.join('、')} 之一，例如 ${choices[0] ?? '文字'}`;
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

function wrongForm(form: FileForm, issue: UnionIssue, value: unknown): string {
  const choice = form.choiceAt(issue.path);
  if (choice === null) return wrongChoice(choicesOf(issue), value);
  const wanted = `应为 ${choice.forms}，例如 ${choice.example}`;
  if (typeof value === 'object') return `这种写法不认识，${wanted}`;
  return `${clockTrap(value)}“${String(value)}”不能写在这里，${wanted}`;
}

function choicesOf(issue: UnionIssue): readonly string[] {
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
