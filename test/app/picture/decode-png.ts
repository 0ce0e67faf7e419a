// Reads a PNG of palette numbers without the product's help: chunks, checksums, palette, pixels.
import { inflateSync } from 'node:zlib';

export type Decoded = {
  readonly width: number;
  readonly height: number;
  readonly note: string;
  /** Red, green and blue at a place. */
  at(x: number, y: number): readonly number[];
};

/** The checksum by its definition, bit by bit. https://www.w3.org/TR/png-3/#D-CRCAppendix */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** Throws at the first thing that a reader of PNG would refuse. */
export function decodePng(file: Uint8Array): Decoded {
  const bytes = Buffer.from(file);
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('not a PNG');
  const chunks = new Map<string, Buffer>();
  for (let from = 8; from < bytes.length; ) {
    const length = bytes.readUInt32BE(from);
    const body = bytes.subarray(from + 4, from + 8 + length);
    if (checksum(body) !== bytes.readUInt32BE(from + 8 + length)) throw new Error('a checksum is wrong');
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    from += 12 + length;
  }
  const chunk = (type: string): Buffer => {
    const found = chunks.get(type);
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  };
  if ([...chunks.keys()].at(-1) !== 'IEND') throw new Error('it does not end');
  const header = chunk('IHDR');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  // 8 bits a pixel, by palette, deflated, plain filters, not interlaced.
  if ([...header.subarray(8)].join() !== '8,3,0,0,0') throw new Error('another kind of PNG');
  const palette = chunk('PLTE');
  const rows = inflateSync(chunk('IDAT'));
  if (rows.length !== (width + 1) * height) throw new Error('too few or too many pixels');
  return {
    width,
    height,
    note: chunk('tEXt').toString('latin1').split('\0')[1] ?? '',
    at(x, y) {
      if (rows[y * (width + 1)] !== 0) throw new Error('a filtered row');
      const ink = rows[y * (width + 1) + 1 + x] ?? 0;
      if (ink * 3 + 3 > palette.length) throw new Error('a colour that is not in the palette');
      return [...palette.subarray(ink * 3, ink * 3 + 3)];
    },
  };
}
