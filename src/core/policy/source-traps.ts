// Words that our reader takes as meant but other YAML readers take for something else: named before they bite.
import { isAlias, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { LintItem } from './lint/item.ts';

const SWITCH = /^(?:on|off|yes|no|y|n)$/i;
const CLOCK = /^\d{1,2}(?::\d{2})+$/;

/** Most files have none; reading them a second time is then spared. */
const SUSPECT = /(?:^|[\s[{,])(?:on|off|yes|no|y|n|\d{1,2}(?::\d{2})+)(?=[\s\]},:]|$)/im;

export function sourceTraps(text: string): readonly LintItem[] {
  if (!SUSPECT.test(text)) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const found: LintItem[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (node.type !== 'PLAIN' || typeof node.value !== 'string') return;
      const reading = SWITCH.test(node.value)
        ? '是或否'
        : CLOCK.test(node.value)
          ? '钟点或六十进制的数'
          : null;
      if (reading === null) return;
      const line = node.range ? `第 ${lines.linePos(node.range[0]).line} 行：` : '';
      const message = `${line}没加引号的 ${node.value} 会被有的程序读成${reading}；请加引号，例如 '${node.value}'`;
      found.push({ path: pathOf([...ancestors, node], key), clause: null, message });
    },
  });
  return found;
}

/** Keys of the maps and places in the lists that lead to the last node. */
function pathOf(nodes: readonly unknown[], key: number | string | null): string {
  const parts: string[] = [];
  for (const [i, node] of nodes.entries()) {
    if (typeof node !== 'object' || node === null || isAlias(node)) continue;
    if ('key' in node && isScalar(node.key)) parts.push(String(node.key.value));
    const next: unknown = nodes[i + 1];
    if ('items' in node && Array.isArray(node.items) && !('key' in (next instanceof Object ? next : {})))
      parts.push(String(node.items.indexOf(next)));
  }
  return key === 'key' ? parts.slice(0, -1).join('.') : parts.join('.');
}
