// Reading untyped JSON without trusting it.

export type JsonRecord = Record<string, unknown>;

/** Whether the value is a JSON object: no list, no null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed value, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A non-empty string, or undefined. */
export function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The record of a field; undefined when the field is anything else. */
export function recordAt(record: JsonRecord, field: string): JsonRecord | undefined {
  const value = record[field];
  return isRecord(value) ? value : undefined;
}

/** The records of a list field; undefined when the field is not a list of records. */
export function recordsAt(record: JsonRecord, field: string): JsonRecord[] | undefined {
  const value = record[field];
  if (!Array.isArray(value) || !value.every(isRecord)) return undefined;
  return value;
}

/** Length in UTF-8 bytes, as the platform's limits count. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
