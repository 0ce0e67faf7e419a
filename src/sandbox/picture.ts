// Whether bytes are a picture that clients can draw, read from its head and its end. PNG and JPEG.

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');
/** Markers of a frame header, in which a JPEG states its size; c4, c8 and cc are other things. */
const FRAME_MARKERS = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

function pngSize(bytes: Buffer): PictureSize | undefined {
  const whole = bytes.length >= 45 && bytes.subarray(-8, -4).toString('latin1') === 'IEND';
  if (!whole || !bytes.subarray(0, PNG_HEAD.length).equals(PNG_HEAD)) return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function jpegSize(bytes: Buffer): PictureSize | undefined {
  if (!bytes.subarray(0, 2).equals(Buffer.from('ffd8', 'hex'))) return undefined;
  if (!bytes.subarray(-2).equals(JPEG_END)) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; ) {
    if (FRAME_MARKERS.includes(bytes[at + 1] ?? 0))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** Width and height in pixels; undefined for what is broken, cut off or neither PNG nor JPEG. */
export function pictureSize(bytes: Buffer): PictureSize | undefined {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}
