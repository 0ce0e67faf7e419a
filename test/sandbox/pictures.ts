// Pictures a client can draw: head, size and end of a PNG or a JPEG, with as much between as a test wants.

function head(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), size]);
}

export function png(width: number, height: number, filling = 9): Buffer {
  const end = Buffer.from('0000000049454e44ae426082', 'hex');
  return Buffer.concat([head(width, height), Buffer.alloc(filling), end]);
}

export function jpeg(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  const before = Buffer.from('ffd8ffe00004aaaaffc0001108', 'hex');
  return Buffer.concat([before, size, Buffer.alloc(12), Buffer.from('ffd9', 'hex')]);
}
