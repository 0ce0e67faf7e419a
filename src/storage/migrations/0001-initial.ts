// The first tables. One statement list for both databases: text, bigint and integer columns only.
import { type CreateTableBuilder, type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';

/** `text`, `bigint`, `integer`; a trailing `?` allows null. */
type Column = 'text' | 'text?' | 'bigint' | 'bigint?' | 'integer' | 'integer?';
type Table = {
  readonly columns: Readonly<Record<string, Column>>;
  readonly key: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  /** Rows that may not outlive their case; checked at commit, so the order of writes does not matter. */
  readonly ofCase?: boolean;
  readonly indexes?: readonly (readonly string[])[];
};

const tables: Readonly<Record<string, Table>> = {
  inbox: {
    columns: {
      id: 'text',
      bureau_id: 'text',
      platform: 'text',
      channel: 'text',
      key: 'text',
      sender: 'text',
      received_at: 'bigint',
      raw: 'text?',
      outcome: 'text',
      detail: 'text?',
      case_id: 'text?',
    },
    key: ['id'],
    unique: [['bureau_id', 'channel', 'key']],
    indexes: [['bureau_id', 'outcome', 'received_at']],
  },
  cases: {
    columns: {
      id: 'text',
      bureau_id: 'text',
      number: 'text',
      state: 'text',
      grade: 'text?',
      unit_id: 'text?',
      title: 'text',
      platform: 'text?',
      reporter: 'text',
      policy_version: 'text',
      version: 'integer',
      opened_at: 'bigint',
      graded_at: 'bigint?',
      closed_at: 'bigint?',
      updated_at: 'bigint',
      snapshot: 'text',
    },
    key: ['id'],
    unique: [['bureau_id', 'number']],
    indexes: [
      ['bureau_id', 'state', 'opened_at', 'id'],
      ['bureau_id', 'opened_at', 'id'],
      ['bureau_id', 'graded_at', 'grade'],
      ['bureau_id', 'closed_at'],
    ],
  },
  case_links: {
    columns: { bureau_id: 'text', canonical_id: 'text', case_id: 'text', url: 'text', at: 'bigint' },
    key: ['bureau_id', 'canonical_id'],
    ofCase: true,
    indexes: [['case_id']],
  },
  case_events: {
    columns: {
      case_id: 'text',
      seq: 'integer',
      bureau_id: 'text',
      type: 'text',
      at: 'bigint',
      actor: 'text',
      via: 'text',
      data: 'text',
      prev_hash: 'text',
      hash: 'text',
    },
    key: ['case_id', 'seq'],
    ofCase: true,
  },
  obligations: {
    columns: {
      case_id: 'text',
      key: 'text',
      bureau_id: 'text',
      number: 'text',
      deliverable: 'text',
      title: 'text',
      owner: 'text',
      clause: 'text',
      basis: 'text',
      started_at: 'bigint?',
      aim_at: 'bigint?',
      due_at: 'bigint?',
      met_at: 'bigint?',
      state: 'text',
      next_at: 'bigint?',
      detail: 'text',
      updated_at: 'bigint',
    },
    key: ['case_id', 'key'],
    ofCase: true,
    indexes: [
      ['bureau_id', 'state', 'next_at'],
      ['bureau_id', 'state', 'due_at', 'aim_at', 'case_id'],
      ['bureau_id', 'owner', 'state'],
    ],
  },
  outbox: {
    columns: {
      id: 'text',
      bureau_id: 'text',
      case_id: 'text?',
      conversation: 'text',
      priority: 'integer',
      kind: 'text',
      body: 'text',
      digest_key: 'text?',
      state: 'text',
      attempts: 'integer',
      part: 'integer',
      not_before: 'bigint',
      lease_until: 'bigint?',
      due_at: 'bigint?',
      resent: 'integer',
      created_at: 'bigint',
      sent_at: 'bigint?',
      error: 'text?',
      result: 'text?',
    },
    key: ['id'],
    indexes: [
      ['bureau_id', 'state', 'not_before', 'priority', 'id'],
      ['bureau_id', 'digest_key', 'state'],
    ],
  },
  cards: {
    columns: {
      bureau_id: 'text',
      card_id: 'text',
      case_id: 'text',
      purpose: 'text',
      state: 'text',
      receivers: 'text',
      shown: 'text',
      outbox_id: 'text?',
      created_at: 'bigint',
      updated_at: 'bigint',
    },
    key: ['bureau_id', 'card_id'],
    indexes: [['case_id', 'state']],
  },
  card_codes: {
    columns: {
      bureau_id: 'text',
      code: 'text',
      card_id: 'text',
      at: 'bigint',
      expires_at: 'bigint',
      used_at: 'bigint?',
    },
    key: ['bureau_id', 'code'],
    indexes: [['bureau_id', 'card_id', 'expires_at']],
  },
  attachments: {
    columns: {
      id: 'text',
      bureau_id: 'text',
      case_id: 'text',
      seq: 'integer',
      reference: 'text',
      state: 'text',
      sha256: 'text?',
      bytes: 'bigint?',
      type: 'text?',
      file: 'text?',
      attempts: 'integer',
      not_before: 'bigint',
      error: 'text?',
      created_at: 'bigint',
    },
    key: ['id'],
    indexes: [
      ['bureau_id', 'state', 'not_before'],
      ['case_id', 'seq'],
    ],
  },
  directory: {
    columns: { bureau_id: 'text', kind: 'text', key: 'text', value: 'text', at: 'bigint' },
    key: ['bureau_id', 'kind', 'key'],
  },
  counters: {
    columns: { bureau_id: 'text', name: 'text', value: 'bigint' },
    key: ['bureau_id', 'name'],
  },
  policy_versions: {
    columns: { bureau_id: 'text', version: 'text', policy_id: 'text', text: 'text', first_used_at: 'bigint' },
    key: ['bureau_id', 'version'],
  },
  schedules: {
    columns: { bureau_id: 'text', name: 'text', next_at: 'bigint', last_at: 'bigint?' },
    key: ['bureau_id', 'name'],
    indexes: [['bureau_id', 'next_at']],
  },
};

/** Text sorts by bytes, as it does in SQLite, whatever locale the PostgreSQL database was created with. */
const createTable = async (db: Kysely<unknown>, name: string, table: Table): Promise<void> => {
  const text = db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(table.columns)) {
    const [base, nullable] = type.endsWith('?') ? [type.slice(0, -1), true] : [type, false];
    const data = base === 'text' ? text : base === 'bigint' ? sql`bigint` : sql`integer`;
    builder = builder.addColumn(column, data, (c) => (nullable ? c : c.notNull()));
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_pk`, [...table.key]);
  for (const columns of table.unique ?? [])
    builder = builder.addUniqueConstraint(`${name}_${columns.join('_')}_unique`, [...columns]);
  if (table.ofCase)
    builder = builder.addForeignKeyConstraint(`${name}_case`, ['case_id'], 'cases', ['id'], (c) =>
      c.deferrable().initiallyDeferred(),
    );
  await builder.execute();

  for (const columns of table.indexes ?? [])
    await db.schema
      .createIndex(`${name}_by_${columns.join('_')}`)
      .on(name)
      .columns([...columns])
      .execute();
};

export const initial: Migration = {
  async up(db) {
    for (const [name, table] of Object.entries(tables)) await createTable(db, name, table);
  },
};
