// The demo bureau with changes, in a file of its own.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_BUREAU } from './stage.ts';

/** Path of the copy. Each change must find something to change. */
export function bureauCopy(...changes: readonly (readonly [string | RegExp, string])[]): string {
  const policy = join(process.cwd(), 'templates/policies/zonghe-zhifa.yaml');
  let text = readFileSync(DEMO_BUREAU, 'utf8').replace('../policies/zonghe-zhifa.yaml', policy);
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change: ${String(from)}`);
    text = changed;
  }
  const file = join(mkdtempSync(join(tmpdir(), 'bureau-')), 'bureau.yaml');
  writeFileSync(file, text);
  return file;
}
