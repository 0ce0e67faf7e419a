// Pictures that the product drew: see app/week-picture.ts.
import { type Migration, PostgresAdapter, sql } from 'kysely';

export const pictures: Migration = {
  async up(db) {
    const text = db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
    await db.schema
      .createTable('pictures')
      .addColumn('bureau_id', text, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('base64', text, (c) => c.notNull())
      .addColumn('at', sql`bigint`, (c) => c.notNull())
      .addPrimaryKeyConstraint('pictures_pk', ['bureau_id', 'sha256'])
      .execute();
  },
};
