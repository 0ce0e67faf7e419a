// Pictures and files that wait for the message that says which case they belong to: see app/held-media.ts.
import { type Migration, PostgresAdapter, sql } from 'kysely';

export const heldMedia: Migration = {
  async up(db) {
    const text = db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
    await db.schema
      .createTable('held_media')
      .addColumn('id', text, (c) => c.notNull())
      .addColumn('bureau_id', text, (c) => c.notNull())
      .addColumn('person', text, (c) => c.notNull())
      .addColumn('reference', text, (c) => c.notNull())
      .addColumn('until', sql`bigint`, (c) => c.notNull())
      .addColumn('created_at', sql`bigint`, (c) => c.notNull())
      .addPrimaryKeyConstraint('held_media_pk', ['id'])
      .execute();
    for (const columns of [
      ['bureau_id', 'person', 'until'],
      ['bureau_id', 'until'],
    ])
      await db.schema
        .createIndex(`held_media_by_${columns.join('_')}`)
        .on('held_media')
        .columns(columns)
        .execute();
  },
};
