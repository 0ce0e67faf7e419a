// A PNG file of a canvas: one palette number a pixel, and a note that is not shown.
// https://www.w3.org/TR/png-3/
import { crc32, deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BIT_DEPTH = 8;
const INDEXED = 3;
const NO_FILTER = 0;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function header({ width, height }: Canvas): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = BIT_DEPTH;
  data[9] = INDEXED;
  return data;
}

function rowsOf({ width, height, pixels }: Canvas): Buffer {
  const rows = Buffer.alloc((width + 1) * height, NO_FILTER);
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return rows;
}

/** The file; `palette` has a colour for every number on the canvas, `note` is Latin text kept inside it. */
export function pngOf(
  canvas: Canvas,
  { palette, note }: { readonly palette: readonly Colour[]; readonly note: string },
): Buffer {
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(canvas)),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1')),
    chunk('IDAT', deflateSync(rowsOf(canvas), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
