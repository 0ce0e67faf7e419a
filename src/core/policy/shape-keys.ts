// Which keys may stand at a place of a file and what they mean, so that a slip is answered with the key that was meant.
import { z } from 'zod';

type Node = {
  readonly description?: string;
  readonly $ref?: string;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node | readonly Node[];
};

/** Slips of one or two letters are named; beyond that all keys are. */
const SLIP = 2;

/** `；是不是“title”？`, or all that may stand there; only worked out when something is wrong. */
export function keyHint(schema: z.ZodType, path: readonly PropertyKey[], wrong: readonly string[]): string {
  const keys = nodesAt(schema, path).flatMap((node) => Object.keys(node.properties ?? {}));
  const [meant] = keys
    .filter((key) => wrong.some((w) => lettersApart(w.toLowerCase(), key) <= SLIP))
    .toSorted((a, b) => lettersApart(wrong[0] ?? '', a) - lettersApart(wrong[0] ?? '', b));
  if (meant !== undefined) return `；是不是“${meant}”？`;
  return keys.length === 0 ? '' : `；这里可写：${[...new Set(keys)].join('、')}`;
}

/** What the schema says of the value at a place, in its own words; null where it says nothing. */
export function meaningAt(schema: z.ZodType, path: readonly PropertyKey[]): string | null {
  return nodesAt(schema, path).find((node) => node.description !== undefined)?.description ?? null;
}

type Root = Node & { readonly definitions?: Readonly<Record<string, Node>> };

/** Each schema is drawn once, however many of its keys are wrong. */
const drawn = new WeakMap<z.ZodType, Root>();

function rootOf(schema: z.ZodType): Root {
  const known = drawn.get(schema);
  if (known !== undefined) return known;
  const root = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as Root;
  drawn.set(schema, root);
  return root;
}

function nodesAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly Node[] {
  const root = rootOf(schema);
  const open = (node: Node): readonly Node[] => {
    const name = node.$ref?.split('/').at(-1);
    const target = name === undefined ? undefined : root.definitions?.[name];
    return [
      node,
      ...(node.anyOf ?? []),
      ...(node.allOf ?? []),
      ...(target === undefined ? [] : [target]),
    ].flatMap((inner) => (inner === node ? [node] : open(inner)));
  };
  let nodes = open(root);
  for (const part of path) nodes = nodes.flatMap((node) => inside(node, part)).flatMap(open);
  return nodes;
}

function inside(node: Node, part: PropertyKey): readonly Node[] {
  if (typeof part === 'number') return [node.items ?? []].flat();
  const own = node.properties?.[String(part)];
  if (own !== undefined) return [own];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}

/** Letters to change, add or leave out (Levenshtein). */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
