// Pictures and files of cases, kept under their own hash, so that the same bytes are one file and a changed file is
// found out.
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type BlobStore = {
  /** Writes the bytes durably; the same bytes give the same name. */
  put(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly file: string }>;
  /** The bytes with this hash; undefined when they are not there, or not the same any more. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  /** Whether there is something under this hash. */
  has(sha256: string): Promise<boolean>;
};

/** A store of what is needed for a while only. */
export type PassingStore = BlobStore & {
  /** Also what was only half written; nothing happens when there is neither. */
  remove(sha256: string): Promise<void>;
};

/** The name under which bytes are kept. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Where a file stands until it is whole: a name of its own, for the same picture may come twice at once. */
const partOf = (target: string): string => `${target}.${randomUUID()}.part`;

const fileOf = (sha256: string): string => join(sha256.slice(0, 2), sha256);

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A store of files in this directory. */
export function createBlobStore(directory: string): BlobStore {
  return {
    async get(sha256) {
      const bytes = await readFile(join(directory, fileOf(sha256))).catch(() => undefined);
      return bytes !== undefined && sha256Of(bytes) === sha256 ? bytes : undefined;
    },
    has: (sha256) =>
      access(join(directory, fileOf(sha256))).then(
        () => true,
        () => false,
      ),
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const file = fileOf(sha256);
      const target = join(directory, file);
      await mkdir(join(directory, sha256.slice(0, 2)), { recursive: true });
      const temporary = partOf(target);
      try {
        await writeDurably(temporary, bytes);
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { sha256, file };
    },
  };
}

/** The same for files that go again; a directory of its own, so that nothing kept for good can go with them. */
export function createPassingStore(directory: string): PassingStore {
  return {
    ...createBlobStore(directory),
    async remove(sha256) {
      const folder = dirname(join(directory, fileOf(sha256)));
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      for (const name of names) if (name.startsWith(sha256)) await rm(join(folder, name), { force: true });
    },
  };
}
