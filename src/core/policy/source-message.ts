// What went wrong in YAML itself, in plain words with an example; the parser's own words stand behind.
import type { YAMLParseError } from 'yaml';

/** `line` is the line of the file the error points to. */
export function sourceMessage(error: YAMLParseError, line: string): string {
  const words = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  const sentence = sentenceFor(error.code, line, error.linePos?.[0].col ?? 1);
  return `${sentence ?? '这一行不合 YAML 的写法，请检查冒号、引号、括号和缩进'}（${words}）`;
}

function sentenceFor(code: string, line: string, column: number): string | null {
  // The bracket that opened last before the place where the parser gave up, with the words behind it.
  const opened = /[[{][^[{]*$/.exec(line.slice(0, column - 1))?.index;
  const bracket =
    opened === undefined ? undefined : /^.[^\]}]*[\]}]?[^,}\]]*/.exec(line.slice(opened))?.[0].trim();
  if (code === 'DUPLICATE_KEY') return '同一个键写了两次，请删去或合并一处';
  if (code === 'TAB_AS_INDENT') return '缩进用了 Tab，请改用空格';
  if (bracket !== undefined && code === 'UNEXPECTED_TOKEN')
    return `没加引号的方括号、花括号被当成了列表或表；文字请加引号，例如 '${bracket}'`;
  if (/^\s*[^\s'"#:]+：/.test(line)) return '用了中文冒号“：”，键后面要用英文冒号加空格，例如 name: 办法';
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "文字里有“: ”，被当成了另一个键；请加引号，例如 '附则: 说明'";
    case 'BAD_SCALAR_START':
      return "文字不能以 @ 或反引号开头；请加引号，例如 '@某人'";
    case 'MISSING_CHAR':
      return '引号或括号没有配对，请补上另一半';
    case 'BAD_INDENT':
      return '缩进或括号没有对齐，请与上一项对齐，并检查括号是否写完';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BAD_ALIAS':
      return '这一行不是“键: 值”的写法，请检查冒号和引号';
    default:
      return null;
  }
}
