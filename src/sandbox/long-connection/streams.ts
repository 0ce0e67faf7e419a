// Streams that are being written: how long, how often, and what waits for their end.
// https://developer.work.weixin.qq.com/document/path/101463; 6000 and 846608 from field reports.
import type { StreamPart } from '../bot-reply.ts';
import { STREAM_MS } from '../interactions.ts';
import { demand } from '../refusal.ts';
import type { OpenOccasion } from './occasions.ts';

/** Rewriting a stream more often is a version conflict; 2.1 s cured it in the field. */
const REWRITE_MS = 2000;

interface Written {
  readonly startedAt: number;
  readonly at: number;
  readonly finished: boolean;
}

export interface Streams {
  /** Whether this is the first part of its stream; refuses a late (846608) or too dense (6000) one. */
  check(reqId: string, part: StreamPart, open: OpenOccasion): boolean;
  note(reqId: string, part: StreamPart, conversationId: string): void;
  /** Refuses with 6000 while a stream of this conversation is being written. */
  demandQuiet(conversationId: string): void;
}

/** The streams of one bot. */
export function createStreams(now: () => number): Streams {
  const written = new Map<string, Written>();
  /** Conversation → streams in it that have not ended, with their start. */
  const open = new Map<string, Map<string, number>>();
  const keyOf = (reqId: string, part: StreamPart) => `${reqId} ${part.id}`;
  return {
    check(reqId, part, occasion) {
      const before = written.get(keyOf(reqId, part));
      demand(now() - occasion.at < STREAM_MS, 846608, 'stream expired');
      if (before === undefined) return true;
      demand(!before.finished, 846608, 'stream expired');
      demand(now() - before.at >= REWRITE_MS, 6000, 'data version conflict');
      return false;
    },
    note(reqId, part, conversationId) {
      const key = keyOf(reqId, part);
      const startedAt = written.get(key)?.startedAt ?? now();
      written.set(key, { startedAt, at: now(), finished: part.finish });
      const here = open.get(conversationId) ?? new Map<string, number>();
      open.set(conversationId, here);
      if (part.finish) here.delete(key);
      else here.set(key, startedAt);
    },
    demandQuiet(conversationId) {
      const starts = [...(open.get(conversationId)?.values() ?? [])];
      demand(
        starts.every((startedAt) => now() - startedAt >= STREAM_MS),
        6000,
        'data version conflict',
      );
    },
  };
}
