/** Bytes that the product keeps, named by their hash, and the name and media type under which they are shown. */
export type KeptFile = {
  readonly sha256: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
};
