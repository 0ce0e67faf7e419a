// The kinds of answer to an errcode.
import type { SendOutcome } from '../platform.ts';

export type Failure = Extract<SendOutcome, { kind: 'later' | 'refused' }>;
export type Row = Failure extends infer F ? (F extends Failure ? Omit<F, 'code'> : never) : never;

/** This message again after a while; `hint` when somebody must act for it to heal. */
export const later = (afterMs: number, reason: string, hint?: string): Row => ({
  kind: 'later',
  afterMs,
  reason,
  ...(hint ? { hint } : {}),
});

/** Everything through the channel waits; the platform would only count the attempts. */
export const channelWaits = (afterMs: number, reason: string): Row => ({
  kind: 'later',
  scope: 'channel',
  afterMs,
  reason,
});

type Refused = Extract<Row, { kind: 'refused' }>;
const refused =
  (scope: Refused['scope']) =>
  (reason: string, hint: string): Row => ({ kind: 'refused', scope, reason, hint });

/** Not this message. */
export const message = refused('message');
/** Not these words. */
export const content = refused('content');
/** What should change is not there. */
export const gone = refused('gone');
/** It has been done before. */
export const done = refused('already-done');
/** Nothing in this chat, while others are answered. */
export const place = refused('place');
/** Nothing through this channel until a setting changes. */
export const channelRefused = refused('channel');
