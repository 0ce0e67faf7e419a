// Clause numbers of a pasted text: 第三条, 三、, (三), 3. — which there are, what stands under each, what is missing or twice.
import { chineseNumber } from './chinese-number.ts';

/** `id` as a 制度 file cites it: `5`, `三(一)1`; null for what stands before the first number. `line` counts from 1. */
export type Clause = { readonly id: string | null; readonly line: number; readonly text: string };

export type Numbering = { readonly clause: string; readonly line: number; readonly message: string };

export type Clauses = { readonly clauses: readonly Clause[]; readonly numbering: readonly Numbering[] };

type Kind = 'chapter' | 'article' | 'part' | 'item' | 'point';
type Marker = {
  readonly kind: Kind;
  readonly label: string;
  readonly number: number;
  readonly line: number;
  /** Where its own text begins, and where the marker itself does. */
  readonly from: number;
  readonly at: number;
};

const COUNT = '[一二三四五六七八九十百零]+';
const KINDS: readonly (readonly [kind: Kind, pattern: string])[] = [
  ['chapter', `第(${COUNT}|\\d+)[章节编]`],
  ['article', `第(${COUNT}|\\d+)条`],
  ['part', `(${COUNT})、`],
  ['item', `[（(](${COUNT})[)）]`],
  ['point', '(\\d{1,2})[.．、)）](?!\\d)'],
];
/** A number counts as one only where a line or a sentence begins. */
const MARKER = new RegExp(
  `(^|\\n|[。；;：:])[ \\t\\u3000]*(?:${KINDS.map(([, pattern]) => pattern).join('|')})`,
  'g',
);

export function clausesOf(text: string): Clauses {
  const markers = markersOf(text);
  const flat = itemsRunOn(markers);
  const clauses: Clause[] = [];
  const numbering: Numbering[] = [];
  const last = new Map<string, number>();
  const used = new Map<string, number>();
  let top = '';
  let item = '';
  const first = markers[0];
  const head = text.slice(0, first?.at ?? text.length);
  if (head.trim() !== '') clauses.push({ id: null, line: 1, text: head.trim() });
  for (const [i, marker] of markers.entries()) {
    const { kind, label, number, line } = marker;
    const under = kind === 'item' && !flat ? top : kind === 'point' ? `${item === '' ? top : item}` : '';
    const group = kind === 'item' || kind === 'point' ? `${kind}:${under}` : kind;
    const wrong = outOfOrder(last.get(group) ?? 0, number);
    last.set(group, number);
    const plain = kind === 'chapter' ? `第${label}章` : `${under}${idOf(kind, label, number)}`;
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    const id = times === 1 ? plain : `${plain}之${'一二三四五六七八九'[times - 1] ?? times}`;
    if (wrong !== null || times > 1)
      numbering.push({ clause: id, line, message: times > 1 ? `“${plain}”用了 ${times} 次` : (wrong ?? '') });
    if (kind === 'article' || kind === 'part') [top, item] = [id, ''];
    if (kind === 'item') item = id;
    if (kind === 'chapter') continue;
    const end = markers[i + 1]?.at ?? text.length;
    clauses.push({ id, line, text: text.slice(marker.from, end).trim() });
  }
  return { clauses, numbering };
}

function markersOf(text: string): readonly Marker[] {
  return [...text.matchAll(MARKER)].flatMap((match): Marker[] => {
    const [whole, before = '', ...labels] = match;
    const which = labels.findIndex((label) => label !== undefined);
    const kind = KINDS[which]?.[0];
    const label = labels[which];
    const number = label === undefined ? null : chineseNumber(label);
    if (kind === undefined || label === undefined || number === null) return [];
    const at = match.index + before.length;
    const line = text.slice(0, at).split('\n').length;
    return [{ kind, label, number, line, from: match.index + whole.length, at }];
  });
}

/** (一)…(十) counted through the whole text, not anew under each 一、二、. */
function itemsRunOn(markers: readonly Marker[]): boolean {
  let previous = 0;
  let fresh = false;
  for (const { kind, number } of markers) {
    if (kind === 'part') fresh = true;
    if (kind !== 'item') continue;
    if (fresh && previous > 0 && number === previous + 1 && number > 1) return true;
    [previous, fresh] = [number, false];
  }
  return false;
}

function idOf(kind: Kind, label: string, number: number): string {
  if (kind === 'item') return `(${label})`;
  return kind === 'part' ? label : String(number);
}

function outOfOrder(previous: number, number: number): string | null {
  if (number === previous + 1 || number === previous) return null;
  if (number < previous) return number === 1 ? null : `编号倒回：前一个是 ${previous}，这里是 ${number}`;
  const missing = Array.from({ length: number - previous - 1 }, (_, i) => previous + 1 + i);
  return `缺第 ${missing.join('、')} 个编号：前一个是 ${previous === 0 ? '（没有）' : previous}，这里是 ${number}`;
}
