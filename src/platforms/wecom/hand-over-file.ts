// A message that names a file: the bytes are uploaded first, then the call is made with the id that came back. An id
// is used again while it lives; after a restart the file is uploaded anew. A picture for a webhook goes in the call.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { KeptFile } from '../../core/kept-file.ts';
import type { BytesOf, Part, SendOutcome } from '../platform.ts';
import { webhookGroup } from './endpoints.ts';
import { MEDIA_ID_MS } from './limits.ts';
import type { Medium, Uploaded } from './long-connection/upload.ts';

/** Ids of media by whose they are and what they show. */
export type MediaIds = {
  get(key: string): string | undefined;
  keep(key: string, mediaId: string): void;
  drop(key: string): void;
};

const MOST_IDS = 500;

/** Kept in memory. */
export function createMediaIds(now: () => number): MediaIds {
  const kept = new Map<string, { readonly mediaId: string; readonly until: number }>();
  return {
    get(key) {
      const entry = kept.get(key);
      return entry !== undefined && now() < entry.until ? entry.mediaId : undefined;
    },
    keep(key, mediaId) {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_IDS && oldest !== undefined) kept.delete(oldest);
      kept.set(key, { mediaId, until: now() + MEDIA_ID_MS });
    },
    drop: (key) => void kept.delete(key),
  };
}

export type HandOver = {
  readonly bytesOf: BytesOf;
  readonly ids: MediaIds;
  /** The channel whose id it is. */
  readonly owner: string;
  readonly upload: (medium: Medium) => Promise<Uploaded>;
  /** Makes the call of a part that needs no upload. */
  readonly send: (part: Part) => Promise<SendOutcome>;
};

const REUSED_TOO_LATE: ReadonlySet<string> = new Set(['40007', '40145']);
const MEDIA_TROUBLE: ReadonlySet<string> = new Set(
  '40004 40005 40006 40007 40009 40010 40011 40123 45001 45007 40145'.split(' '),
);
const BY_HAND =
  '请从 DATA_DIR/attachments（导出的台账在 DATA_DIR/exports）取出这个文件（文件名是内容的 SHA-256），另行转交';

const body = z.looseObject({ msgtype: z.string() });
const pushed = z.looseObject({ message: body });

type Content = { readonly media_id: string } | { readonly base64: string; readonly md5: string };

/** The part with the id, or the picture itself, in its place. */
function filled(part: Part, content: Content): Part {
  const push = pushed.safeParse(part.body).data;
  const message = push?.message ?? body.parse(part.body);
  const named = { ...message, [message.msgtype]: content };
  return { ...part, body: push ? { ...push, message: named } : named };
}

/** Uploads what is not there yet, where that is needed, and sends. Nothing is sent while the upload has not succeeded. */
export async function handOver(part: Part, file: KeptFile, context: HandOver): Promise<SendOutcome> {
  const { ids, owner } = context;
  const type = pushed.safeParse(part.body).data?.message.msgtype ?? body.parse(part.body).msgtype;
  const key = [owner, type, file.sha256, file.name].join(':');
  const known = ids.get(key);
  if (known !== undefined) {
    const outcome = await context.send(filled(part, { media_id: known }));
    if (outcome.kind !== 'refused' || !REUSED_TOO_LATE.has(outcome.code)) return outcome;
    ids.drop(key);
  }
  const bytes = await context.bytesOf(file.sha256);
  if (bytes === undefined) {
    const hint =
      '请从备份恢复 DATA_DIR/attachments 里以这个 SHA-256 命名的文件，再请对方重新索取；台账重新导出就有';
    const reason = `保存的文件不在了或已损坏（${file.sha256.slice(0, 12)}…）`;
    return { kind: 'refused', scope: 'message', code: 'file-lost', reason, hint };
  }
  if (type === 'image' && webhookGroup(part.endpoint) !== undefined) {
    const base64 = Buffer.from(bytes).toString('base64');
    const md5 = createHash('md5').update(bytes).digest('hex');
    return explained(await context.send(filled(part, { base64, md5 })));
  }
  const uploaded = await context.upload({
    type: type === 'image' ? 'image' : 'file',
    filename: file.name,
    bytes,
  });
  if (uploaded.kind !== 'uploaded') return explained(uploaded);
  ids.keep(key, uploaded.mediaId);
  return explained(await context.send(filled(part, { media_id: uploaded.mediaId })));
}

function explained(outcome: SendOutcome): SendOutcome {
  return outcome.kind === 'refused' && MEDIA_TROUBLE.has(outcome.code)
    ? { ...outcome, reason: '企业微信没有收下这个文件', hint: BY_HAND }
    : outcome;
}
