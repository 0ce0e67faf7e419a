// Pictures and files of cases, kept under their own hash, so that the same bytes are one file and a changed file is
// found out.
import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

export type BlobStore = {
  /** Writes the bytes durably; the same bytes give the same name. */
  put(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly file: string }>;
};

/** A store of files in this directory. */
export function createBlobStore(directory: string): BlobStore {
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = join(sha256.slice(0, 2), sha256);
      const target = join(directory, file);
      await mkdir(join(directory, sha256.slice(0, 2)), { recursive: true });
      const temporary = `${target}.part`;
      const handle = await open(temporary, 'w');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
      return { sha256, file };
    },
  };
}
