// For what happens in another process, over a socket, or after a real timer: nothing to await, only to look again.
import { vi } from 'vitest';

/** How long such a thing may take on a machine that is busy with something else, ms; a test that waits longer fails. */
const PATIENCE_MS = 20_000;

/** Looks again until `check` passes and resolves to what it returned; rejects with its last complaint. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS, interval: 25 });
}
