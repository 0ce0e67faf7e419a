// Files of cases on the disk.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBlobStore } from '../../src/storage/blob-store.ts';

test('the same bytes at the same moment are one whole file, and nothing is left beside it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'blobs-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const store = createBlobStore(directory);
  const bytes = Buffer.alloc(300_000, 'picture');
  const kept = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
  const [{ sha256, file } = { sha256: '', file: '' }] = kept;
  expect(kept).toEqual(kept.map(() => ({ sha256, file })));
  expect(Buffer.from((await store.get(sha256)) ?? []).equals(bytes)).toBe(true);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  expect(files.map(({ name }) => name)).toEqual([sha256]);
});
