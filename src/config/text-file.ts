// Files that people write, on whatever editor: read as UTF-8 or refused, because a rule read in another encoding would
// go out to the groups as question marks.
import { readFileSync } from 'node:fs';
import { BotError } from '../core/errors.ts';

/** The text of a file without a byte order mark. Throws what `readFileSync` throws, and `BotError` `not-utf8`. */
export function readTextFile(file: string): string {
  const bytes = readFileSync(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // UTF-16 of plain letters is legal UTF-8 with a NUL beside every letter.
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw notUtf8(file, cause);
  }
  throw notUtf8(file);
}

function notUtf8(file: string, cause?: unknown): BotError {
  return new BotError({
    code: 'not-utf8',
    message: `${file} is not UTF-8`,
    hint: `${file} 不是 UTF-8 编码（像是 GBK 或 UTF-16），中文会变成乱码：请用编辑器“另存为”，编码选 UTF-8，再试。`,
    cause,
  });
}
