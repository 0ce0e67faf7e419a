// Files people handed in: a platform's reference at once, the bytes as soon as they can be fetched.
import type { Queries } from './dialect.ts';
import type { AttachmentRow, AttachmentState } from './schema.ts';

/** Writes down files to be fetched. */
export const insertAttachments = async (q: Queries, rows: readonly AttachmentRow[]): Promise<void> => {
  if (rows.length > 0) await q.insertInto('attachments').values(rows).execute();
};

/** Files to fetch by now, the longest waiting first. */
export const dueAttachments = (
  q: Queries,
  by: { readonly bureauId: string; readonly now: number; readonly limit: number },
): Promise<AttachmentRow[]> =>
  q
    .selectFrom('attachments')
    .selectAll()
    .where('bureau_id', '=', by.bureauId)
    .where('state', '=', 'pending')
    .where('not_before', '<=', by.now)
    .orderBy('not_before')
    .orderBy('id')
    .limit(by.limit)
    .execute();

/** Everything handed in with a case, in order. */
export const attachmentsOf = (q: Queries, caseId: string): Promise<AttachmentRow[]> =>
  q
    .selectFrom('attachments')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** Records one attempt, only while the file is still pending; false when somebody else has finished it. */
export const recordAttachment = async (
  q: Queries,
  to: { readonly id: string; readonly state: AttachmentState } & Partial<
    Pick<AttachmentRow, 'sha256' | 'bytes' | 'type' | 'file' | 'not_before' | 'error'>
  >,
): Promise<boolean> => {
  const { id, ...set } = to;
  const changed = await q
    .updateTable('attachments')
    .set((eb) => ({ ...set, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};
