// What a database error means to the code above, in both dialects' words.

const UNIQUE = new Set(['23505', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE']);

/** 40001 serialization failure, 40P01 deadlock; SQLite: another process held the file too long. */
const RETRYABLE = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY_RECOVERY']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Somebody else has already written a row with this key. */
export const isUniqueViolation = (error: unknown): boolean => UNIQUE.has(codeOf(error));

/** Nothing was written and the same transaction may succeed when it is run again. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(codeOf(error));
