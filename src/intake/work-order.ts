/**
 * Reads a 12345 work order pasted as text (policy-model §7, row 12345). Values are returned as pasted,
 * personal data included: the caller masks them (mask.ts) before they are shown.
 */

import type { WorkOrder } from './report.ts';
import { LABEL_PATTERN, type OrderField, orderFieldOf, STRONG_LABEL } from './work-order-labels.ts';

type Piece = { readonly field: OrderField; readonly strong: boolean; readonly value: string };

/**
 * The work order in the text, or null when the text is not one: it takes a label that only work orders have
 * (工单编号, 诉求内容 …) and a second label, or the number with its digits. A repeated label keeps its first value.
 */
export function readWorkOrder(text: string): (WorkOrder & { readonly heading: string | null }) | null {
  if (!STRONG_LABEL.test(text)) return null;
  const pieces = splitPieces(text);
  const first = (field: OrderField): string | null =>
    pieces.find((piece) => piece.field === field && piece.value !== '')?.value ?? null;
  const kinds = new Set(pieces.map((piece) => piece.field).filter((field) => field !== 'other'));
  const number = /^[^\s；;，,。|（(]{1,60}/.exec(first('number') ?? '')?.[0] ?? null;
  const strong = pieces.some((piece) => piece.strong);
  const numbered =
    pieces.some((piece) => piece.strong && piece.field === 'number') && /[\dA-Za-z-]{6,}/.test(number ?? '');
  if (!(strong && kinds.size >= 2) && !numbered) return null;

  const callerValue = first('caller') ?? '';
  const caller = /^[^\s；;，,。|（(\d]{1,40}/.exec(callerValue)?.[0] ?? null;
  const phone =
    firstLine(first('phone')) ?? /\+?\d[\d -]{5,18}\d/.exec(callerValue.slice(0, 100))?.[0] ?? null;
  return {
    number,
    caller,
    phone,
    content: first('content'),
    deadline: firstLine(first('deadline')),
    heading: firstLine(first('heading')),
  };
}

function splitPieces(text: string): Piece[] {
  const marks: { field: OrderField; strong: boolean; start: number; end: number }[] = [];
  for (const match of text.matchAll(LABEL_PATTERN)) {
    const lead = match[1] ?? '';
    const label = (match[2] ?? '').replace(/\s/g, '');
    const { field, strong } = orderFieldOf(label);
    const lineStart = match.index === 0 || /[\r\n]/.test(lead);
    const closed = /\S/.test(match[3] ?? ''); // a colon, bracket or bar; otherwise only a space or the line end
    if (
      !lineStart &&
      !closed &&
      !(strong || label.length > 3 || /^\d/.test(text.slice(match.index + match[0].length)))
    )
      continue;
    // Inside 诉求内容 a sentence may say "，地址：…"; only a new line or a main label ends the content.
    if (field === 'other' && !lineStart && marks.at(-1)?.field === 'content') continue;
    marks.push({ field, strong, start: match.index, end: match.index + match[0].length });
  }
  return marks.map(({ field, strong, end }, at) => ({
    field,
    strong,
    value: tidy(text.slice(end, marks[at + 1]?.start)),
  }));
}

function tidy(value: string): string {
  const open = value.trim();
  let from = 0;
  let to = open.length;
  while (from < to && '：:|*】]=\t \u3000\n\r'.includes(open.charAt(from))) from += 1;
  while (to > from && '；;，,|*【[\t \u3000\n\r-'.includes(open.charAt(to - 1))) to -= 1;
  return open.slice(from, to);
}

function firstLine(value: string | null): string | null {
  return value?.split(/[\r\n]/, 1)[0]?.trim() || null;
}
