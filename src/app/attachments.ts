// Pictures and files: fetched after the commit that mentions them, kept by hash, and recorded as a fact of the case.
import { decide } from '../core/decide.ts';
import type { MediaRef, Platform } from '../platforms/platform.ts';
import { dueAttachments, recordAttachment } from '../storage/attachments.ts';
import type { BlobStore } from '../storage/blob-store.ts';
import type { Queries } from '../storage/database.ts';
import type { AttachmentRow } from '../storage/schema.ts';
import { loadCase } from './case-store.ts';
import { Conflict, commit } from './commit.ts';
import type { World } from './world.ts';

const BATCH = 10;
/** Waits between attempts, ms. A 智能机器人 address lives five minutes, so the first tries come quickly. */
const WAITS = [2_000, 5_000, 15_000, 60_000, 120_000];

/** Fetches what waits. Never rejects on the platform's account. */
export async function fetchAttachments(
  world: World,
  platform: Pick<Platform, 'fetchMedia'>,
  blobs: BlobStore,
): Promise<void> {
  const by = { bureauId: world.bureau.id, now: world.now(), limit: BATCH };
  for (const row of await dueAttachments(world.database.db, by)) await fetchOne(world, platform, blobs, row);
}

async function fetchOne(
  world: World,
  platform: Pick<Platform, 'fetchMedia'>,
  blobs: BlobStore,
  row: AttachmentRow,
): Promise<void> {
  try {
    const medium = await platform.fetchMedia(JSON.parse(row.reference) as MediaRef);
    const { sha256, file } = await blobs.put(medium.bytes);
    await recordFact(world, row, { sha256, file, bytes: medium.bytes.length, mediaType: medium.type });
  } catch (error) {
    const wait = WAITS[row.attempts];
    const reason = error instanceof Error ? error.message : String(error);
    world.log.warn({ attachment: row.id, reason }, 'an attachment could not be fetched');
    await recordAttachment(world.database.db, {
      id: row.id,
      state: wait === undefined ? 'failed' : 'pending',
      not_before: world.now() + (wait ?? 0),
      error: reason.slice(0, 500),
    });
  }
}

type Stored = {
  readonly sha256: string;
  readonly file: string;
  readonly bytes: number;
  readonly mediaType: string;
};

/** The file's row and the case's event in one transaction. */
async function recordFact(world: World, row: AttachmentRow, stored: Stored): Promise<void> {
  const { file, sha256, bytes, mediaType } = stored;
  const keepRow = (q: Queries) =>
    recordAttachment(q, { id: row.id, state: 'stored', sha256, bytes, type: mediaType, file, error: null });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = await loadCase(world.database.db, row.case_id);
    if (before === null) return;
    const policy = await world.policies.of(before);
    const now = world.now();
    const decision = decide(
      { policy, bureau: world.bureau, now },
      before,
      { kind: 'store-attachment', attachment: row.id, sha256, bytes, mediaType },
      { person: 'system', via: 'clock', at: now },
    );
    if (decision.kind === 'refused') return;
    const change = { policy, before, after: decision.after, events: decision.events };
    try {
      return await commit(world, {
        inbox: null,
        change,
        messages: [],
        media: [],
        dueAt: null,
        also: keepRow,
      });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
