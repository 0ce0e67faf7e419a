// Bars of some days: for each day how many matters were opened (dark, left) and closed (light, right). No words in it:
// they stand beside it.
import { type Canvas, createCanvas, dotsWide, SIGN_HEIGHT } from './canvas.ts';
import { type Colour, pngOf } from './png.ts';

/** One day: its date as `11-08`, what is counted, and whether people are off. */
export type DayBars = {
  readonly date: string;
  readonly opened: number;
  readonly closed: number;
  readonly off: boolean;
};

/** Pixels; nearly twice as wide as high, which is what a card shows whole. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

const INK = { paper: 0, band: 1, axis: 2, opened: 3, closed: 4, date: 5, off: 6, closedCount: 7 } as const;
// Dark and light differ by brightness too, so that they are told apart without seeing colours.
const PALETTE: readonly Colour[] = [
  [255, 255, 255],
  [243, 244, 247],
  [96, 103, 117],
  [23, 62, 120],
  [244, 166, 60],
  [44, 49, 60],
  [150, 156, 168],
  [148, 86, 8],
];

const MARGIN = 24;
/** The highest bar ends here; its count stands above. */
const TOP = 84;
const BASE = 500;
const AXIS = 4;
/** Between the two bars of a day, and on either side of them. */
const GAP = 4;
const SIDE = 5;
/** A bar of one is seen beside one of a thousand. */
const LEAST_BAR = 8;
const DATE_SCALE = 5;
const COUNT_SCALE = 6;
/** The counts of a day stand a little further apart than its bars, so that they are not read as one number. */
const LEAN = 2;
const DAYS_Y = BASE + AXIS + 18;
const DATES_Y = DAYS_Y + SIGN_HEIGHT * DATE_SCALE + 18;
/** Every so many days the whole date stands under the day. */
const WEEK = 7;

/** The picture as a PNG file of a few kB. `note` makes the file one of its kind. Throws without a day. */
export function drawDayBars(days: readonly DayBars[], note: string): Buffer {
  if (days.length === 0) throw new Error('a picture of no days');
  const canvas = createCanvas(PICTURE_SIZE.width, PICTURE_SIZE.height);
  const pitch = (canvas.width - 2 * MARGIN) / days.length;
  const counts = days.flatMap(({ opened, closed }) => [opened, closed]);
  const bar = { width: Math.floor((pitch - GAP - 2 * SIDE) / 2), most: Math.max(1, ...counts) };
  const scale = countScale(counts, bar.width + GAP);
  for (const [index, day] of days.entries()) {
    const left = Math.round(MARGIN + index * pitch);
    const whole = { x: left, y: MARGIN, width: pitch, height: BASE - MARGIN };
    if (day.off) canvas.fill(whole, INK.band);
    const opened = { ...bar, x: left + SIDE, lean: -LEAN, count: day.opened, scale };
    const closed = { ...opened, x: opened.x + bar.width + GAP, lean: LEAN, count: day.closed };
    drawBar(canvas, opened, { bar: INK.opened, count: INK.date });
    drawBar(canvas, closed, { bar: INK.closed, count: INK.closedCount });
    const middle = left + pitch / 2;
    const ink = day.off ? INK.off : INK.date;
    writeAround(canvas, day.date.slice(-2), { middle, y: DAYS_Y, scale: DATE_SCALE }, ink);
    if (index % WEEK === 0 || index === days.length - 1)
      writeAround(canvas, day.date, { middle, y: DATES_Y, scale: DATE_SCALE }, INK.axis);
  }
  canvas.fill({ x: MARGIN, y: BASE, width: canvas.width - 2 * MARGIN, height: AXIS }, INK.axis);
  return pngOf(canvas, { palette: PALETTE, note });
}

/** The largest at which no count touches the one beside it. */
function countScale(counts: readonly number[], room: number): number {
  const widest = Math.max(...counts.map((count) => dotsWide(String(count))));
  return Math.max(1, Math.min(COUNT_SCALE, Math.floor((room - LEAN) / widest)));
}

type Bar = {
  readonly x: number;
  readonly width: number;
  readonly lean: number;
  readonly count: number;
  /** The count of the highest bar. */
  readonly most: number;
  readonly scale: number;
};

/** Nothing for a count of 0. */
function drawBar(canvas: Canvas, bar: Bar, ink: { readonly bar: number; readonly count: number }): void {
  const { x, width, lean, count, most, scale } = bar;
  if (count === 0) return;
  const height = Math.max(LEAST_BAR, Math.round(((BASE - TOP) * count) / most));
  canvas.fill({ x, y: BASE - height, width, height }, ink.bar);
  const at = { middle: x + width / 2 + lean, y: BASE - height - (SIGN_HEIGHT + 2) * scale, scale };
  writeAround(canvas, String(count), at, ink.count);
}

/** Centred on `middle`, and moved inside the margins where it would stick out. */
function writeAround(
  canvas: Canvas,
  text: string,
  { middle, y, scale }: { readonly middle: number; readonly y: number; readonly scale: number },
  ink: number,
): void {
  const width = dotsWide(text) * scale;
  const x = Math.min(Math.max(MARGIN, middle - width / 2), canvas.width - MARGIN - width);
  canvas.write(text, { x: Math.round(x), y, scale }, ink);
}
