// The hash chain of a case: each event's hash covers the one before it, so that nothing can be changed, removed or
// slipped in afterwards without every later hash telling.
import { createHash } from 'node:crypto';
import type { CaseEvent } from './events.ts';

export type ChainedEvent = CaseEvent & { readonly prevHash: string; readonly hash: string };

/** What the first event of a case points back to. */
export const CHAIN_START = '0'.repeat(64);

/** JSON with keys in order, so that the same fact always has the same bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 (hex) over the previous hash, the case and the event. */
function hashEvent(caseId: string, prevHash: string, event: CaseEvent): string {
  const { seq, at, actor, via, body } = event;
  return createHash('sha256')
    .update(`${prevHash}\n${caseId}\n`)
    .update(canonicalJson({ seq, at, actor, via, body }))
    .digest('hex');
}

/** Chains events after `prevHash`. */
export function chain(
  caseId: string,
  prevHash: string,
  events: readonly CaseEvent[],
): readonly ChainedEvent[] {
  let previous = prevHash;
  return events.map((event) => {
    const hash = hashEvent(caseId, previous, event);
    const linked = { ...event, prevHash: previous, hash };
    previous = hash;
    return linked;
  });
}

/** The first event that does not follow from the one before, or null when the chain is whole. */
export function firstBreak(
  caseId: string,
  events: readonly ChainedEvent[],
): { readonly seq: number; readonly why: 'sequence' | 'link' | 'content' } | null {
  let previous = CHAIN_START;
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return { seq: index + 1, why: 'sequence' };
    if (event.prevHash !== previous) return { seq: event.seq, why: 'link' };
    if (hashEvent(caseId, previous, event) !== event.hash) return { seq: event.seq, why: 'content' };
    previous = event.hash;
  }
  return null;
}
