// Files that people ask for: what was kept with a case goes to whoever is part of it, one to one and never into a
// group; a table goes where it was asked for. The rows name the bytes; the deliverer hands them over.
import { mayHaveFiles } from '../core/decide/authority.ts';
import type { FileMessage, Recipient } from '../core/message.ts';
import { attachmentsOf } from '../storage/attachments.ts';
import type { AttachmentRow } from '../storage/schema.ts';
import { answer, inPlace, type Request } from './answer.ts';
import { loadCaseByNumber } from './case-store.ts';
import { commit } from './commit.ts';
import type { Intent } from './define-handler.ts';
import { fullNumber } from './desk.ts';
import { keepTable } from './tables.ts';
import type { World } from './world.ts';

/** Answers with how many there are and sends each to the person who asked. */
export async function handOverAttachments(world: World, number: string, request: Request): Promise<void> {
  const full = fullNumber(number, world.now());
  const found = await loadCaseByNumber(world.database.db, world.bureau.id, full);
  if (found === null) return answer(world, request, world.wording.unknownNumber(full), 'refused', null);
  const { person } = request.actor;
  const policy = await world.policies.of(found);
  const refusal = mayHaveFiles({ policy, bureau: world.bureau, now: world.now() }, found, person);
  if (refusal !== null) {
    const lines = world.wording.refusal({ policy, bureau: world.bureau, case: found }, refusal);
    return answer(world, request, lines, 'refused', refusal.code);
  }
  const rows = await attachmentsOf(world.database.db, found.id);
  const { files, ...left } = await sorted(world, full, rows);
  const said = { number: full, sent: files.length, ...left, inGroup: request.chatId !== null };
  const lines = inPlace(world, request, world.wording.attachments(said));
  const to = { kind: 'person', person } as const;
  await commit(world, {
    inbox: { ...request.inbox, outcome: 'done', detail: 'attachments', case_id: found.id },
    change: { policy, before: found, after: found, events: [] },
    messages: [
      { kind: 'text', to: request.reply, lines, mention: [] },
      ...files.map((file): FileMessage => ({ kind: 'file', to, file })),
    ],
    media: [],
    dueAt: null,
  });
}

/** What can be sent, each content once, and how many cannot and why. */
async function sorted({ blobs, abilities, wording }: World, number: string, rows: readonly AttachmentRow[]) {
  const files: FileMessage['file'][] = [];
  const left = { waiting: 0, failed: 0, lost: 0, tooLarge: 0 };
  for (const { state, sha256, bytes, type } of rows) {
    if (sha256 === null || bytes === null || type === null)
      left[state === 'pending' ? 'waiting' : 'failed'] += 1;
    else if (files.some((file) => file.sha256 === sha256)) continue;
    else if (!(await blobs.has(sha256))) left.lost += 1;
    else if (bytes > abilities.fileBytes) left.tooLarge += 1;
    else files.push({ sha256, bytes, type, name: wording.attachmentName(number, files.length + 1, type) });
  }
  return { files, ...left };
}

type Table = Extract<Intent, { kind: 'table' }>;

/** Keeps the table's bytes and sends them to the group it was asked in, or to the person. */
export async function handOverTable(world: World, table: Table, request: Request): Promise<void> {
  const bytes = Buffer.from(table.content, 'utf8');
  if (bytes.length > world.abilities.fileBytes) {
    return answer(world, request, world.wording.tableTooLarge(), 'refused', 'too-large');
  }
  if (!world.bureau.people.some((one) => one.id === request.actor.person)) {
    return answer(world, request, world.wording.tableForMembers(), 'refused', 'not-a-member');
  }
  const sha256 = await keepTable(world, bytes);
  const file = { sha256, name: table.name, type: 'text/csv', bytes: bytes.length };
  const lines = inPlace(world, request, table.lines);
  await commit(world, {
    inbox: { ...request.inbox, outcome: 'done', detail: `table:${table.name}`, case_id: null },
    change: null,
    messages: [
      { kind: 'text', to: request.reply, lines, mention: [] },
      { kind: 'file', to: place(request.reply), file },
    ],
    media: [],
    dueAt: null,
  });
}

/** The group or person behind a way to answer: an answer in place cannot carry a file. */
function place(to: Recipient): FileMessage['to'] {
  return to.kind === 'reply' ? place(to.otherwise) : to;
}
