// A canvas of palette numbers: rectangles, and the few signs that dates and counts need.

export type Canvas = {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top left, one palette number a pixel. */
  readonly pixels: Uint8Array;
  /** Fills a rectangle; what lies outside the canvas is left out. */
  fill(box: Box, ink: number): void;
  /** Writes digits and `-` with the top left corner at `x`, `y`; `scale` pixels for each dot. */
  write(
    text: string,
    at: { readonly x: number; readonly y: number; readonly scale: number },
    ink: number,
  ): void;
};

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Dots from the top of a sign to its bottom. */
export const SIGN_HEIGHT = 7;

// Rows from the top; `#` is a dot.
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '0': ['.##.', '#..#', '#..#', '#..#', '#..#', '#..#', '.##.'],
  '1': ['.#.', '##.', '.#.', '.#.', '.#.', '.#.', '###'],
  '2': ['.##.', '#..#', '...#', '..#.', '.#..', '#...', '####'],
  '3': ['###.', '...#', '...#', '.##.', '...#', '...#', '###.'],
  '4': ['...#', '..##', '.#.#', '#..#', '####', '...#', '...#'],
  '5': ['####', '#...', '###.', '...#', '...#', '#..#', '.##.'],
  '6': ['.##.', '#...', '#...', '###.', '#..#', '#..#', '.##.'],
  '7': ['####', '...#', '...#', '..#.', '..#.', '.#..', '.#..'],
  '8': ['.##.', '#..#', '#..#', '.##.', '#..#', '#..#', '.##.'],
  '9': ['.##.', '#..#', '#..#', '.###', '...#', '...#', '.##.'],
  '-': ['...', '...', '...', '###', '...', '...', '...'],
};

function signsOf(text: string): readonly (readonly string[])[] {
  return [...text].map((sign) => {
    const rows = SIGNS[sign];
    if (rows === undefined) throw new Error(`the pictures have no sign for ${JSON.stringify(sign)}`);
    return rows;
  });
}

const dotsAcross = (rows: readonly string[]): number => rows[0]?.length ?? 0;

/** How many dots the text is wide, with one between its signs. Throws for anything but digits and `-`. */
export function dotsWide(text: string): number {
  const signs = signsOf(text);
  return signs.reduce((sum, rows) => sum + dotsAcross(rows) + 1, -1);
}

/** An empty canvas, all of it palette number 0. */
export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8Array(width * height);
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));

  function fill(box: Box, ink: number): void {
    const [left, right] = [within(box.x, width), within(box.x + box.width, width)];
    const bottom = within(box.y + box.height, height);
    for (let y = within(box.y, height); y < bottom; y += 1)
      pixels.fill(ink, y * width + left, y * width + right);
  }

  return {
    width,
    height,
    pixels,
    fill,
    write(text, { x, y, scale }, ink) {
      let left = x;
      for (const rows of signsOf(text)) {
        for (const [down, row] of rows.entries()) {
          for (const [across, dot] of [...row].entries()) {
            const box = { x: left + across * scale, y: y + down * scale, width: scale, height: scale };
            if (dot === '#') fill(box, ink);
          }
        }
        left += (dotsAcross(rows) + 1) * scale;
      }
    },
  };
}
