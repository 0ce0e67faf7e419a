// The picture of some days: a PNG that any reader takes, and bars that say what was counted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCanvas, dotsWide } from '../../../src/app/picture/canvas.ts';
import { type DayBars, drawDayBars } from '../../../src/app/picture/day-bars.ts';
import { type Decoded, decodePng } from './decode-png.ts';

const DARK = '23,62,120';
const LIGHT = '244,166,60';
const GREY = '150,156,168';

const two = (n: number): string => String(n).padStart(2, '0');
const days = (counts: readonly (readonly [number, number])[], off: readonly number[] = []): DayBars[] =>
  counts.map(([opened, closed], i) => ({ date: `11-${two(i + 1)}`, opened, closed, off: off.includes(i) }));
const fortnight = (counts: Readonly<Record<number, readonly [number, number]>>) =>
  days(Array.from({ length: 14 }, (_, i) => counts[i] ?? [0, 0]));

/** The boxes that one colour covers, from left to right: columns that touch are one box. */
function boxes(picture: Decoded, colour: string) {
  const found: { left: number; right: number; height: number }[] = [];
  for (let x = 0; x < picture.width; x += 1) {
    let height = 0;
    for (let y = 0; y < picture.height; y += 1) if (picture.at(x, y).join() === colour) height += 1;
    const last = found.at(-1);
    if (height > 0 && last?.right === x - 1 && last.height === height) last.right = x;
    else if (height > 0) found.push({ left: x, right: x, height });
  }
  return found;
}

const heights = (picture: Decoded, colour: string) => boxes(picture, colour).map(({ height }) => height);

describe('the picture of a fortnight', () => {
  it('is a PNG of a few kB that cards show whole and the webhook takes', () => {
    const file = drawDayBars(fortnight({ 2: [3, 1], 13: [1, 2] }), 'n-1');
    const picture = decodePng(file);
    expect([picture.width, picture.height]).toEqual([1200, 630]);
    expect(picture.width / picture.height).toBeGreaterThan(1.3);
    expect(picture.width / picture.height).toBeLessThan(2.25);
    expect(file.length).toBeLessThan(8_000);
    expect(picture.note).toBe('n-1');
  });

  it('has a dark bar for what was opened and a light one to its right, as high as their counts', () => {
    const picture = decodePng(drawDayBars(fortnight({ 2: [4, 2], 9: [1, 4] }), ''));
    const [opened, closed] = [boxes(picture, DARK), boxes(picture, LIGHT)];
    expect([opened.length, closed.length]).toEqual([2, 2]);
    const [highest = 0] = opened.map(({ height }) => height);
    expect(heights(picture, DARK)).toEqual([highest, highest / 4]);
    expect(heights(picture, LIGHT)).toEqual([highest / 2, highest]);
    for (const [i, bar] of opened.entries()) expect(closed[i]?.left).toBeGreaterThan(bar.right);
    // The third and the tenth of fourteen columns.
    expect(opened.map(({ left }) => Math.floor(((left - 24) / 1152) * 14))).toEqual([2, 9]);
  });

  it('shows nothing for none, and one beside a thousand', () => {
    expect(heights(decodePng(drawDayBars(fortnight({ 0: [0, 5] }), '')), DARK)).toEqual([]);
    expect(heights(decodePng(drawDayBars(fortnight({ 0: [1000, 1] }), '')), LIGHT)).toEqual([8]);
  });

  it('writes days on which people are off in grey', () => {
    const worked = decodePng(drawDayBars(fortnight({ 0: [1, 1] }), ''));
    const rested = decodePng(drawDayBars(days([[1, 1], ...Array(13).fill([0, 0])], [5, 6]), ''));
    expect(boxes(worked, GREY)).toEqual([]);
    const places = boxes(rested, GREY).map(({ left }) => Math.floor(((left - 24) / 1152) * 14));
    expect([...new Set(places)]).toEqual([5, 6]);
  });

  it('can be drawn for any counts and any number of days', () => {
    const count = fc.oneof(fc.nat(9), fc.nat(2_000_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 31 }), (counts) => {
        const picture = decodePng(drawDayBars(days(counts), 'x'));
        return picture.width === 1200 && picture.height === 630;
      }),
      { numRuns: 20 },
    );
    expect(() => drawDayBars([], '')).toThrow();
  });
});

describe('the signs', () => {
  const shape = (text: string): string => {
    const canvas = createCanvas(dotsWide(text), 7);
    canvas.write(text, { x: 0, y: 0, scale: 1 }, 1);
    return canvas.pixels.join('');
  };

  it('are all different, and nothing else can be written', () => {
    expect(new Set([...'0123456789'].map(shape)).size).toBe(10);
    expect(dotsWide('11-08')).toBe(3 + 1 + 3 + 1 + 3 + 1 + 4 + 1 + 4);
    expect(() => dotsWide('8月')).toThrow('月');
  });

  it('are cut off at the edge instead of running into the next line', () => {
    const canvas = createCanvas(5, 3);
    canvas.fill({ x: 3, y: -1, width: 9, height: 2 }, 1);
    canvas.fill({ x: -9, y: 2, width: 10, height: 9 }, 2);
    expect(canvas.pixels.join('')).toBe('000110000020000');
  });
});
