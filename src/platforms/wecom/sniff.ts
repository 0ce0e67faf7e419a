// What bytes are, by their first bytes: names and headers come from outside and prove nothing.

const ascii = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));

// The first that fits: a container of many kinds names its kind behind `ftyp`.
const SIGNATURES: readonly {
  readonly type: string;
  readonly at: number;
  readonly bytes: readonly number[];
}[] = [
  { type: 'image/png', at: 0, bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', at: 0, bytes: ascii('GIF8') },
  { type: 'image/webp', at: 8, bytes: ascii('WEBP') },
  { type: 'image/bmp', at: 0, bytes: ascii('BM') },
  { type: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { type: 'application/zip', at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: 'application/x-ole-storage', at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: 'audio/amr', at: 0, bytes: ascii('#!AMR') },
  { type: 'audio/silk', at: 0, bytes: ascii('#!SILK') },
  { type: 'audio/silk', at: 1, bytes: ascii('#!SILK') },
  { type: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { type: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { type: 'image/heic', at: 4, bytes: ascii('ftyphei') },
  { type: 'image/heic', at: 4, bytes: ascii('ftypmif1') },
  { type: 'audio/mp4', at: 4, bytes: ascii('ftypM4A') },
  { type: 'video/quicktime', at: 4, bytes: ascii('ftypqt') },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
];

// Office files are zip archives that name their kind in the first entries.
const OFFICE: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** The media type of `bytes`, `application/octet-stream` when none is known. */
export function sniffType(bytes: Uint8Array): string {
  const found = SIGNATURES.find(({ at, bytes: wanted }) => wanted.every((byte, i) => bytes[at + i] === byte));
  if (found?.type !== 'application/zip') return found?.type ?? 'application/octet-stream';
  const entries = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return OFFICE.find(([folder]) => entries.includes(folder))?.[1] ?? found.type;
}
