// PostgreSQL through pg: a pool whose 64-bit integers arrive as numbers.
import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const NUMERIC = 1700;

/** Moments, counts and sums stay far below 2^53; as strings they would compare wrongly in silence. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (oid === INT8 || oid === NUMERIC) && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** A pool on `url`; `onIdleError` hears of connections that break while nobody uses them. */
export const postgresDialect = (url: string, onIdleError: (error: Error) => void): PostgresDialect => {
  const pool = new pg.Pool({ connectionString: url, types, application_name: 'yuqing-assistant' });
  pool.on('error', onIdleError);
  return new PostgresDialect({ pool });
};
