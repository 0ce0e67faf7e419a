// Finds a grade, a unit, a conclusion at the front of what somebody wrote, whatever the spelling around it.

/** Something with a name that people write: a grade, a unit, a conclusion. */
export type Named = { readonly id: string; readonly spellings: readonly string[] };

/** `kind` tells lists apart when several are looked for at once. */
export type NamedList = { readonly kind: string; readonly names: readonly Named[] };

/** The ids found, by kind, and the text behind them. */
export type Taken = { readonly found: ReadonlyMap<string, string>; readonly rest: string };

const FILLER =
  /^(?:请|定级为|定级|定为|定|级别|等级|承办单位|承办科室|责任单位|责任科室|科室|单位|情况|结论|核实|反映|问题|的|经|为|是|按|交办给|交办|交由|交给|交|由|给|到|派给|派|转给|改派|改为|改成|改|升为|降为|至|让)/u;
const SUFFIX = /^(?:级别|级|舆情|事件|办理|处理|处置|核查|负责|牵头|承办|反映)+/u;
/** What joins a second name to the first. */
const JOINED = /^(?:和|以及|及|与|会同|协同|同)\s*/u;
const SPACE = /^[\s\p{P}\p{S}]+/u;

/**
 * Takes one name of each list from the front of `text`, in any order, with polite words between them. A name counts
 * only where it ends: `市容环境差` does not name the unit 市容.
 */
export function takeNames(text: string, lists: readonly NamedList[]): Taken {
  const found = new Map<string, string>();
  let rest = text.replace(SPACE, '');
  while (found.size < lists.length) {
    const wanted = lists.filter((list) => !found.has(list.kind));
    const next = nameAtFront(rest, wanted, lists) ?? nameAtFront(withoutFiller(rest), wanted, lists);
    if (next === null) break;
    found.set(next.kind, next.id);
    rest = next.rest.replace(SPACE, '');
  }
  return { found, rest: rest.trim() };
}

/**
 * Takes the one name that is meant. Of `由一般改为重大` it is the second; two names without a change from one to
 * the other are `several`.
 */
export function takeOne(text: string, list: NamedList): Taken | 'several' {
  const first = takeNames(text, [list]);
  const second = takeNames(first.rest, [list]);
  if (!second.found.has(list.kind)) return first;
  const between = text.slice(0, text.length - second.rest.length);
  return /[改转升降调>→至到]/u.test(between) ? second : 'several';
}

/** The words of the first name-like piece, for saying that it is unknown. */
export function firstWord(text: string): { readonly word: string; readonly rest: string } {
  const match = /^[\s\p{P}]*([^\s，,。；;：:]{1,20})[\s，,。；;：:]*/u.exec(text);
  const word = match?.[1] ?? '';
  return { word, rest: text.slice(match?.[0].length ?? 0).trim() };
}

/** Without `原因：` in front. */
export function reasonOf(text: string): string {
  return text.replace(/^[\s\p{P}]*(?:(?:原因|理由|因为)(?:是|为)?[\s：:]+|因为)?/u, '').trim();
}

function withoutFiller(text: string): string {
  let rest = text;
  for (let n = 0; n < 6 && FILLER.test(rest); n += 1) rest = rest.replace(FILLER, '').replace(SPACE, '');
  return rest;
}

function nameAtFront(
  text: string,
  wanted: readonly NamedList[],
  all: readonly NamedList[],
): { readonly kind: string; readonly id: string; readonly rest: string } | null {
  const candidates = wanted
    .flatMap(({ kind, names }) => names.flatMap((n) => n.spellings.map((s) => ({ kind, id: n.id, s }))))
    .filter(({ s }) => s !== '' && text.startsWith(s))
    .sort((a, b) => b.s.length - a.s.length);
  for (const { kind, id, s } of candidates) {
    const plain = text.slice(s.length);
    const rest = plain.replace(SUFFIX, '');
    for (const tail of [plain, rest]) if (isEnd(tail, all)) return { kind, id, rest: tail };
  }
  return null;
}

function isEnd(tail: string, lists: readonly NamedList[]): boolean {
  if (tail === '' || /^[\s\p{P}\p{S}\d]/u.test(tail)) return true;
  const next = withoutFiller(tail.replace(JOINED, ''));
  return lists.some(({ names }) =>
    names.some((n) => n.spellings.some((s) => s !== '' && next.startsWith(s))),
  );
}

/**
 * Further names of a list joined to the one before `rest`: `、执法二科和市容科`. Only a joining word makes them belong
 * to it. `text` is what `rest` is the end of.
 */
export function takeMore(
  text: string,
  rest: string,
  list: NamedList,
): { readonly ids: readonly string[]; readonly rest: string } {
  const ids: string[] = [];
  const whole = text.trimEnd();
  let left = rest;
  for (;;) {
    const gap = whole.slice(0, whole.length - left.length);
    const word = JOINED.exec(left)?.[0] ?? '';
    if (word === '' && !/[、，,+＋&]\s*$/u.test(gap)) break;
    const next = takeNames(left.slice(word.length), [list]);
    const id = next.found.get(list.kind);
    if (id === undefined) break;
    ids.push(id);
    left = next.rest;
  }
  return { ids, rest: left };
}

/** Where several names stand before anything else: `敏感、负面`, `敏感 负面`. */
export function takeAll(
  text: string,
  list: NamedList,
): { readonly ids: readonly string[]; readonly rest: string } {
  const ids: string[] = [];
  let rest = text;
  for (let taken = takeNames(rest, [list]); taken.found.has(list.kind); taken = takeNames(rest, [list])) {
    ids.push(taken.found.get(list.kind) ?? '');
    rest = taken.rest.replace(JOINED, '');
  }
  return { ids: [...new Set(ids)], rest };
}
