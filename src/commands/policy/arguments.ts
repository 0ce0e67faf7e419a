// What was typed behind `npm run policy --`.
const VERBS = ['lint', 'show', 'explain', 'schema', 'interview', 'scan'] as const;
type Verb = (typeof VERBS)[number];
/** Options that take what stands behind them. */
const VALUED = ['bureau', 'facts', 'issuer'] as const;
type Valued = (typeof VALUED)[number];

export type PolicyArguments = {
  readonly verb: Verb;
  readonly file: string | null;
  readonly json: boolean;
  readonly bureau: string | null;
  readonly facts: string | null;
  readonly issuer: string | null;
};

export const USAGE = [
  '用法：npm run policy -- 做什么 制度文件 [选项]',
  '  lint FILE [--json] [--bureau FILE]                    核对：错误、空白、未决问题、与国家规定的比较',
  '  show FILE [--json] [--bureau FILE]                    写成一页给人看的制度',
  '  explain FILE [--json] [--bureau FILE] [--facts FILE]  这样一件事项会产生哪些应办事项、各在何时',
  '  schema [FILE]                                         输出 JSON Schema，写了 FILE 就存进去',
  '  interview FILE --bureau FILE                          逐个答复未决问题，写进单位文件',
  '  scan TEXT.txt [--issuer 单位名称] [--json]            看制度原文：编号、时限、没有数字的词、名称、残缺，并给出文件开头',
].join('\n');

/** A Chinese sentence when the arguments make no sense. */
export function readArguments(args: readonly string[]): PolicyArguments | string {
  const [first, ...rest] = args;
  const verb = VERBS.find((name) => name === first);
  if (verb === undefined)
    return first === undefined ? '没有写要做什么。' : `没有“${first}”这个做法，可用：${VERBS.join('、')}。`;
  const files: string[] = [];
  const values: Record<Valued, string | null> = { bureau: null, facts: null, issuer: null };
  let json = false;
  for (let i = 0; i < rest.length; i += 1) {
    const word = rest[i] ?? '';
    if (word === '--json') json = true;
    else if (VALUED.some((name) => word === `--${name}`)) {
      i += 1;
      const value = rest[i];
      const name = VALUED.find((known) => word === `--${known}`) ?? 'bureau';
      if (value === undefined || value.startsWith('--'))
        return `${word} 后面要写${name === 'issuer' ? '发文单位的名称' : '文件'}。`;
      values[name] = value;
    } else if (word.startsWith('-')) return `没有“${word}”这个选项。`;
    else files.push(word);
  }
  const [file = null, extra] = files;
  if (extra !== undefined) return `一次只看一份制度文件，多写了 ${extra}。`;
  if (file === null && verb === 'scan') return 'scan 后面要写制度原文的文字文件，例如 制度.txt。';
  if (file === null && verb !== 'schema')
    return `${verb} 后面要写制度文件，例如 templates/policies/zonghe-zhifa.yaml。`;
  if (values.issuer !== null && verb !== 'scan') return '--issuer 只用于 scan。';
  if (values.facts !== null && verb !== 'explain') return '--facts 只用于 explain。';
  if (verb === 'interview' && values.bureau === null)
    return 'interview 要写 --bureau 单位文件，答复写在那里。';
  if (verb === 'interview' && json) return 'interview 在终端里一问一答，不能加 --json。';
  return { verb, file, json, ...values };
}
