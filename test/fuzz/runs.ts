// How hard the parsers are tried: ten times harder where the gate says so, and there again the same way each time.

/** Cases for each law of each parser. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 1000);

/** Real time that one law may take, ms. */
export const PATIENCE_MS = 180_000;
