// A long text becomes numbered parts, counted in bytes as the platform counts, cut between lines where it can.
// https://developer.work.weixin.qq.com/document/path/90236
import { byteLength } from './plain-text.ts';

// `（999/999）` and its line break, with room to spare.
const NUMBERING_BYTES = 24;

/** A line in pieces of at most `room` bytes, never inside a character. */
function piecesOf(line: string, room: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const character of line) {
    const bytes = byteLength(character);
    if (size + bytes > room) {
      pieces.push(piece);
      piece = '';
      size = 0;
    }
    piece += character;
    size += bytes;
  }
  return [...pieces, piece];
}

function chunksOf(text: string, room: number): string[] {
  const chunks: string[] = [];
  let chunk: string | undefined;
  for (const line of text.split('\n')) {
    for (const [index, piece] of piecesOf(line, room).entries()) {
      // A later piece of the same line never shares a part with the piece before it.
      const joined: string = chunk === undefined ? piece : `${chunk}\n${piece}`;
      if (chunk !== undefined && (index > 0 || byteLength(joined) > room)) {
        chunks.push(chunk);
        chunk = piece;
      } else {
        chunk = joined;
      }
    }
  }
  return chunk === undefined ? chunks : [...chunks, chunk];
}

/** Parts of at most `maxBytes`, each with `prefix`, numbered on the first line when there are several. */
export function splitText(text: string, maxBytes: number, prefix = ''): readonly string[] {
  if (byteLength(prefix) + byteLength(text) <= maxBytes) return [`${prefix}${text}`];
  const chunks = chunksOf(text, maxBytes - NUMBERING_BYTES - byteLength(prefix));
  return chunks.map((chunk, index) => `${prefix}（${index + 1}/${chunks.length}）\n${chunk}`);
}
