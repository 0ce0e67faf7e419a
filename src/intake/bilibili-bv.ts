/**
 * Bilibili numbers a video twice: av170001 and BV17x411w7KC. The public algorithm is described at
 * https://github.com/SocialSisterYi/bilibili-API-collect (docs/misc/bvid_desc.md).
 */
const ALPHABET = 'FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf';
const XOR = 23442827791579n;
const LIMIT = 1n << 51n;
// The order in which the nine digits after "BV1" are written: two pairs are swapped.
const ORDER = [6, 4, 2, 3, 1, 5, 0, 7, 8];

/** The BV id of an av number (digits without "av"), or null when it is out of range. */
export function bvidOf(aid: string): string | null {
  if (!/^\d{1,16}$/.test(aid)) return null;
  const number = BigInt(aid);
  if (number < 1n || number >= LIMIT) return null;
  const digits: string[] = [];
  for (let rest = (LIMIT | number) ^ XOR; rest > 0n; rest /= 58n)
    digits.unshift(ALPHABET.charAt(Number(rest % 58n)));
  return `BV1${ORDER.map((place) => digits[place] ?? ALPHABET.charAt(0)).join('')}`;
}

/** The av number of a BV id, or null when it is not one. */
export function aidOf(bvid: string): string | null {
  const tail = /^BV1([0-9A-Za-z]{9})$/i.exec(bvid)?.[1];
  if (tail === undefined) return null;
  let value = 0n;
  for (const place of ORDER) {
    const digit = ALPHABET.indexOf(tail.charAt(place));
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const aid = (value & (LIMIT - 1n)) ^ XOR;
  return aid > 0n && aid < LIMIT ? String(aid) : null;
}
