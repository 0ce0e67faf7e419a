// message/send and message/recall of the self-built app.
// https://developer.work.weixin.qq.com/document/path/90236 and /94867
import { createHash, randomBytes } from 'node:crypto';
import { readAppBody } from './app-body.ts';
import { checkAgent, resolveReceivers } from './app-receivers.ts';
import { isInteractive } from './card-rules.ts';
import { createDayBudget } from './day-budget.ts';
import { isRecord, type JsonRecord, parseJson } from './json-shape.ts';
import { createRateWindow } from './rate-window.ts';
import { demand } from './refusal.ts';
import type { SingleUseCodes } from './single-use-codes.ts';
import { type ApiCall, type ApiHandler, type IssuedCard, ok, type Site } from './site.ts';
import type { Body, MessageId, Person } from './tenant-types.ts';

const RECALL_MS = 24 * 3600_000;
const MAX_DUPLICATE_SECONDS = 4 * 3600;

/** The body as a JSON object; refuses anything else (40035). */
export function jsonBody(call: ApiCall): JsonRecord {
  const body = parseJson(call.body.toString('utf8'));
  demand(isRecord(body), 40035, 'body must be a JSON object');
  return body;
}

/** The part of the body that decides whether two sends are the same. */
function fingerprint(body: JsonRecord): string {
  const { enable_duplicate_check: _check, duplicate_check_interval: _interval, ...content } = body;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function duplicateWindowMs(body: JsonRecord): number {
  if (body.enable_duplicate_check !== 1) return 0;
  const seconds = body.duplicate_check_interval ?? 1800;
  const legal = typeof seconds === 'number' && seconds > 0 && seconds <= MAX_DUPLICATE_SECONDS;
  demand(legal, 40058, 'duplicate_check_interval must be 1 to 14400');
  return seconds * 1000;
}

/** `safe` and what is switched on beside it are 0 or 1. */
function demandSwitches(body: JsonRecord): void {
  for (const field of ['safe', 'enable_id_trans', 'enable_duplicate_check']) {
    const value = body[field] ?? 0;
    demand(value === 0 || value === 1, 40058, `${field} must be 0 or 1`);
  }
}

/** Sends as the app and takes back what it sent. */
export function createAppSend(
  site: Site,
  codes: SingleUseCodes<IssuedCard>,
): { send: ApiHandler; recall: ApiHandler } {
  const now = site.options.now;
  // Beyond these a member's messages are silently dropped (path/90312).
  const perMinute = createRateWindow({ now, limit: 30, windowMs: 60_000 });
  const perHour = createRateWindow({ now, limit: 1000, windowMs: 3600_000 });
  const spendDay = createDayBudget(now, site.options.accountLimit);
  const taskIds = new Set<string>();
  const sent = new Map<string, { at: number; answer: JsonRecord }>();
  const copiesOf = new Map<string, { at: number; messages: MessageId[] }>();
  const from = { kind: 'app', name: site.options.app.name ?? '舆情助手' } as const;

  function show(
    people: readonly Person[],
    body: Body,
    msgid: string,
    dropped: string[],
  ): Map<string, MessageId> {
    const copies = new Map<string, MessageId>();
    for (const person of people) {
      if (!perMinute.take(person.id) || !perHour.take(person.id)) {
        dropped.push(person.id);
        continue;
      }
      copies.set(person.id, site.talk.add(`app:${person.id}`, { from, body, msgid }).id);
    }
    copiesOf.set(msgid, { at: now(), messages: [...copies.values()] });
    return copies;
  }

  return {
    send(call) {
      site.tokens.check(call.query);
      const body = jsonBody(call);
      checkAgent(body, site);
      demandSwitches(body);
      const { people, invalid } = resolveReceivers(body, site);
      const { shown, overlong } = readAppBody(body, site);
      const key = fingerprint(body);
      const earlier = sent.get(key);
      if (earlier !== undefined && now() - earlier.at < duplicateWindowMs(body)) {
        call.record.duplicate = true;
        return ok(earlier.answer);
      }
      spendDay(people.length);
      const taskId = shown.kind === 'card' ? shown.taskId : '';
      demand(taskId === '' || !taskIds.has(taskId), 42014, 'task_id already used');
      if (taskId !== '') taskIds.add(taskId);
      call.record.overlong.push(...overlong);
      const msgid = randomBytes(32).toString('base64url');
      const copies = show(people, shown, msgid, call.record.dropped);
      const wantsCode = shown.kind === 'card' && isInteractive(shown.card);
      const answer = {
        ...invalid,
        msgid,
        ...(wantsCode ? { response_code: codes.issue({ taskId, copies }) } : {}),
      };
      sent.set(key, { at: now(), answer });
      return ok(answer);
    },

    recall(call) {
      site.tokens.check(call.query);
      const copies = copiesOf.get(String(jsonBody(call).msgid));
      demand(copies !== undefined, 40058, 'invalid msgid');
      demand(now() - copies.at < RECALL_MS, 42052, 'recall time exceeded');
      for (const id of copies.messages) site.talk.edit(id, { kind: 'recalled' });
      return ok();
    },
  };
}
