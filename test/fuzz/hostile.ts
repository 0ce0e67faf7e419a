// Bytes as nobody should send them, and as a broken gateway does: noise, true messages cut and spliced, structures whose
// names and types are wrong.
import fc from 'fast-check';

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Any bytes, read as the product reads them. */
export const noise: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 600 }).map(utf8),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
);

/** A true text with pieces cut out, doubled, or replaced by `pieces` and noise. */
export function mangled(truth: fc.Arbitrary<string>, pieces: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.record({
    from: fc.nat(),
    length: fc.nat({ max: 30 }),
    put: fc.oneof(fc.constantFrom('', ...pieces), noise),
  });
  return fc.tuple(truth, fc.array(cut, { maxLength: 4 })).map(([text, cuts]) =>
    cuts.reduce((whole, { from, length, put }) => {
      const at = from % (whole.length + 1);
      return whole.slice(0, at) + put + whole.slice(at + length);
    }, text),
  );
}

/** Names that mean something to JavaScript and must mean nothing here. */
export const TRAPS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;

/** JSON whose objects use the names of the wire with values of every type. */
export function jsonOf(names: readonly string[], values: readonly unknown[]): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(...values),
      fc.jsonValue({ maxDepth: 2 }),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc
        .array(fc.tuple(fc.constantFrom(...names, ...TRAPS), tie('tree')), { maxLength: 8 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  }));
  return tree.map((value) => JSON.stringify(value) ?? 'null');
}

/** XML with the names of the wire, nested and closed rightly or not. */
export function xmlOf(names: readonly string[], texts: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names, ...TRAPS);
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(...texts),
      fc.string({ maxLength: 20 }),
      fc.tuple(name, fc.array(tie('node'), { maxLength: 5 })).map(([n, c]) => `<${n}>${c.join('')}</${n}>`),
      fc.tuple(name, tie('node')).map(([n, c]) => `<${n} a="1">${c}`),
    ),
  }));
  return fc.array(node, { maxLength: 8 }).map((nodes) => `<xml>${nodes.join('')}</xml>`);
}
