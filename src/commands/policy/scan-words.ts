// The scan of a text as words for people.
import type { Scan } from '../../core/policy/scan.ts';

/** How much of a sentence is shown around what was found in it. */
const AROUND = 24;

export function scanWords(file: string, scan: Scan): string {
  const where = (clause: string | null): string => clause ?? '开头';
  const names = (list: Scan['grades']): readonly string[] =>
    list.map(({ name, clauses }) => `${name}（${clauses.map(where).join('、')}）`);
  const byClause = new Map<string, string[]>();
  for (const { clause, word, times } of scan.vague)
    byClause.set(where(clause), [
      ...(byClause.get(where(clause)) ?? []),
      times === 1 ? word : `${word}×${times}`,
    ]);
  return [
    `${file}：${scan.title ?? '没有看到题目'}。以下只是指出来，请对照原文，由人判断。`,
    ...part('条款编号', [scan.clauses.flatMap(({ id }) => id ?? []).join('、') || '没有看到编号']),
    ...part(
      '编号有问题的',
      scan.numbering.map(({ clause, line, message }) => `第 ${line} 行 ${clause}：${message}`),
    ),
    ...part(
      '时限',
      scan.times.map(
        ({ clause, said, length, sentence }) =>
          `${where(clause)}：${said}${length === null ? '' : `（${length}）`} —— ${around(sentence, said)}`,
      ),
    ),
    ...part(
      '只有词、没有数字的（写成 {vague: 原词}，不替它定）',
      [...byClause].map(([clause, words]) => `${clause}：${words.join('、')}`),
    ),
    ...part('像等级的词', names(scan.grades)),
    ...part('像标记的词（不是等级）', names(scan.marks)),
    ...part('角色', names(scan.roles)),
    ...part('外部机关', names(scan.outside)),
    ...part(
      '不像本单位的名称',
      scan.foreign.map(({ clause, message }) => `${where(clause)}：${message}`),
    ),
    ...part('像是同一个意思的词（定一个统一叫法，写进 terms）', scan.mixed),
    ...part(
      '文字残缺',
      scan.damage.map(({ line, said, message }) => `第 ${line} 行“${said}”：${message}`),
    ),
    '',
    '制度文件的开头',
    scan.skeleton,
  ].join('\n');
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}（${lines.length}）`, ...lines.map((line) => `· ${line}`)];
}

function around(sentence: string, said: string): string {
  const at = sentence.indexOf(said);
  const from = Math.max(0, at - AROUND);
  const to = Math.min(sentence.length, at + said.length + AROUND);
  return `${from > 0 ? '…' : ''}${sentence.slice(from, to)}${to < sentence.length ? '…' : ''}`;
}
