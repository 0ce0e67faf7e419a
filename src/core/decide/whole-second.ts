/** Moments are kept to the second, as the platforms give them; so limits fall on whole seconds too. Epoch ms. */
export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
