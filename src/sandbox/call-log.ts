// Every API call and every passive answer the tenant received, without secrets.
import { isRecord } from './json-shape.ts';

/** A text longer than clients display. The platform accepts it and cuts the display (path/101032, 90236). */
export interface Overlong {
  readonly field: string;
  readonly limit: number;
  readonly length: number;
}

export interface CallRecord {
  readonly at: number;
  /** HTTP method, 'REPLY' for the passive answer to a callback, 'WS' for a frame of the long connection. */
  readonly method: string;
  /** Path without query; `reply:app` or `reply:bot` for a passive answer; the cmd of a frame. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status?: number;
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly overlong: readonly Overlong[];
  /** Members whose 30/min or 1000/h was used up: accepted, never shown (path/90312). */
  readonly dropped: readonly string[];
  /** The duplicate check swallowed it. */
  readonly duplicate?: boolean;
  /** The switchboard fault that hit this call. */
  readonly fault?: string;
}

export type CallDraft = { -readonly [K in keyof CallRecord]: CallRecord[K] } & {
  overlong: Overlong[];
  dropped: string[];
};

export interface CallLog {
  readonly records: readonly CallRecord[];
  open(start: { method: string; path: string; query?: URLSearchParams; body?: unknown }): CallDraft;
}

const SECRET_QUERY = new Set(['access_token', 'corpsecret', 'key', 'response_code']);
const SECRET_FIELD = new Set(['response_code', 'access_token', 'corpsecret', 'secret']);
const LONG_FIELD = new Set(['base64', 'base64_data']);

function redact(value: unknown, field = ''): unknown {
  if (typeof value === 'string') {
    if (SECRET_FIELD.has(field)) return '[redacted]';
    return LONG_FIELD.has(field) ? `[${value.length} characters]` : value;
  }
  if (Array.isArray(value)) return value.map((item) => redact(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redact(item, name)]));
}

/** Every call in either direction as it happened, without secrets. */
export function createCallLog(now: () => number): CallLog {
  const records: CallDraft[] = [];
  return {
    records,
    open(start) {
      const query: Record<string, string> = {};
      for (const [name, value] of start.query ?? []) {
        query[name] = SECRET_QUERY.has(name) && value !== '' ? '[redacted]' : value;
      }
      const draft: CallDraft = {
        at: now(),
        method: start.method,
        path: start.path,
        query,
        body: redact(start.body),
        overlong: [],
        dropped: [],
      };
      records.push(draft);
      return draft;
    },
  };
}
