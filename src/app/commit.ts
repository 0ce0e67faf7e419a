// The one transaction: inbox mark, events, case, links, obligations, outgoing messages. All of it or nothing.
import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';
import type { Policy } from '../core/policy/load.ts';
import type { MediaRef } from '../platforms/platform.ts';
import { insertAttachments } from '../storage/attachments.ts';
import { insertCase, saveCase } from '../storage/cases.ts';
import { isRetryable, isUniqueViolation, type Queries } from '../storage/database.ts';
import { appendEvents, lastEvent } from '../storage/events.ts';
import { markReceived } from '../storage/inbox.ts';
import { claimLink } from '../storage/links.ts';
import { insertObligations, replaceObligations } from '../storage/obligations.ts';
import type { InboxRow } from '../storage/schema.ts';
import { caseRow, eventRows, obligationRows } from './case-store.ts';
import { type Enqueued, enqueueMessages } from './enqueue.ts';
import { noteOpening, type Opening, sayOpening } from './say-openings.ts';
import type { World } from './world.ts';

export type CaseChange = {
  readonly policy: Policy;
  /** What the case was pinned to, when this change moves it to `policy`. */
  readonly previousPolicy?: Policy;
  readonly before: Case | null;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
};

export type Commit = {
  /** What came in, when something did; a repeat of the same key commits nothing. */
  readonly inbox: InboxRow | null;
  readonly change: CaseChange | null;
  readonly messages: readonly Enqueued[];
  /** Of a case that opens: its words are made after the commit, `messages` holds none of them. */
  readonly opening?: Opening;
  readonly media: readonly MediaRef[];
  /** The moment these messages were owed, for lateness figures. */
  readonly dueAt: number | null;
  /** Further rows of the same fact. */
  readonly also?: (q: Queries) => Promise<unknown>;
};

/** Somebody else was faster; decide again on what is there now. */
export class Conflict extends Error {}

/** The same event was committed before. */
export class Repeated extends Error {}

/**
 * Writes one change, prepared before or, when it depends on what only the transaction knows (a number), within.
 * Throws `Conflict` or `Repeated`; nothing is kept then.
 */
export async function commit(world: World, work: Commit | ((q: Queries) => Promise<Commit>)): Promise<void> {
  try {
    await world.database.transaction(async (q) => {
      await writeAll(world, q, typeof work === 'function' ? await work(q) : work);
    });
  } catch (error) {
    if (isUniqueViolation(error) || isRetryable(error))
      throw new Conflict('written meanwhile', { cause: error });
    throw error;
  }
  world.step('committed');
  // What the clock has to say waits for the end of its beat, so that reminders of one moment become one message.
  if (typeof work === 'function' || work.inbox !== null) world.wake();
}

async function writeAll(world: World, q: Queries, work: Commit): Promise<void> {
  const { inbox, change } = work;
  if (inbox !== null && !(await markReceived(q, inbox))) throw new Repeated(inbox.key);
  world.step('inbox-marked');
  if (change !== null) await writeChange(world, q, change, work);
  await work.also?.(q);
  if (change !== null && work.opening !== undefined) {
    await noteOpening(world, q, { opened: change.after, opening: work.opening, at: world.now() });
  }
  await enqueueMessages(world, q, work.messages, {
    caseId: change?.after.id ?? null,
    dueAt: work.dueAt,
    fresh: change !== null && change.before === null,
  });
  world.step('outbox-written');
}

async function writeChange(world: World, q: Queries, change: CaseChange, work: Commit): Promise<void> {
  const { policy, before, after, events } = change;
  const bureauId = world.bureau.id;
  const now = world.now();
  if (before === null) {
    await insertCase(q, caseRow(bureauId, after, now));
    await claimLinks(world, q, after, now);
  } else {
    await sayOpening(world, q, { opened: before, policy });
    if (events.length > 0 && !(await saveCase(q, caseRow(bureauId, after, now), before.version))) {
      throw new Conflict(after.number);
    }
  }
  world.step('case-saved');
  const last = before === null || events.length === 0 ? undefined : await lastEvent(q, after.id);
  await appendEvents(q, eventRows(bureauId, after.id, last?.hash, events));
  world.step('events-appended');
  const rows = obligationRows(world, policy, after, now);
  if (before === null) await insertObligations(q, { rows, now });
  else await replaceObligations(q, { caseId: after.id, rows, now });
  if (work.media.length > 0)
    await insertAttachments(
      q,
      work.media.map((reference) => ({
        id: world.newId(),
        bureau_id: bureauId,
        case_id: after.id,
        seq: after.version,
        reference: JSON.stringify(reference),
        state: 'pending',
        sha256: null,
        bytes: null,
        type: null,
        file: null,
        attempts: 0,
        not_before: now,
        error: null,
        created_at: now,
      })),
    );
  world.step('obligations-saved');
}

async function claimLinks(world: World, q: Queries, after: Case, now: number): Promise<void> {
  const bureauId = world.bureau.id;
  for (const link of after.report.links) {
    const row = {
      bureau_id: bureauId,
      canonical_id: link.canonicalId,
      case_id: after.id,
      url: link.url,
      at: now,
    };
    if (!(await claimLink(q, row))) throw new Conflict(link.canonicalId);
  }
}
