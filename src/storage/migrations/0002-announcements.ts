// New cases that are still to be put into words: see app/say-openings.ts.
import { type Migration, PostgresAdapter, sql } from 'kysely';

export const announcements: Migration = {
  async up(db) {
    const text = db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
    await db.schema
      .createTable('announcements')
      .addColumn('case_id', text, (c) => c.notNull())
      .addColumn('bureau_id', text, (c) => c.notNull())
      .addColumn('asker', text, (c) => c.notNull())
      .addColumn('via', text, (c) => c.notNull())
      .addColumn('at', sql`bigint`, (c) => c.notNull())
      .addPrimaryKeyConstraint('announcements_pk', ['case_id'])
      .addForeignKeyConstraint('announcements_case', ['case_id'], 'cases', ['id'], (c) =>
        c.deferrable().initiallyDeferred(),
      )
      .execute();
  },
};
