// Names in a text: grades and marks, roles, outside organs, and names that do not belong to whoever issued it.
import type { Clause } from './clauses.ts';

export type FoundName = { readonly name: string; readonly clauses: readonly (string | null)[] };
export type FoundForeign = {
  readonly clause: string | null;
  readonly said: string;
  readonly message: string;
};

const GRADE = '特别重大|特别严重|重大|较大|重要|一般|普通|严重|较重|紧急|敏感|负面|突发';
const GRADED = new RegExp(`(?:${GRADE})(?:、?(?:${GRADE}))*等?(?:[^，。；：、“”]{0,4})?舆情`, 'g');
const LEVELS = /[ⅠⅡⅢⅣ]级|[一二三四]级(?=舆情)|(?:红|橙|黄|蓝)色预警/g;
const GRAVE = '特别重大|特别严重|重大|较大|重要|一般|普通|严重|较重';
/** `分为特别重大、重大、较大、一般四级`. */
const LISTED = new RegExp(
  `(?:分为|分成)[^。；;\\n]{0,12}?((?:${GRAVE})级?(?:[、，和]+(?:${GRAVE})级?)+)`,
  'g',
);
/** `Ⅰ级（特别重大）`, `一级(重大)`. */
const LEVELLED = new RegExp(`[ⅠⅡⅢⅣ一二三四]级[（(](${GRAVE})[）)]`, 'g');
/** An item that begins with the word it defines: `重大：造成…`, `较大舆情事件。`. */
const DEFINED = new RegExp(
  `^(?:(${GRAVE})级?(?:[^，。；：:]{0,6}(?:舆情|事件))?|([一二三四]级))(?=\\s*(?:[：:。，（(]|指|是指|$))`,
);
/** Said beside the grades; they tell the kind of a matter, not how grave it is. */
const MARKS = ['敏感', '负面', '突发'];

const ROLE = new RegExp(
  `(?:政务|网络|舆情|应急|应对|处置|回应|工作|信息|公开|新闻|综合|统计|市|县|区|局)*(?:${[
    '领导小组办公室|领导小组|工作小组|处置办公室|政务公开办公室|政务公开办|局办公室',
    '办公室主要领导|办公室领导|主要领导|分管领导|分管局领导|带班领导|值班领导|分管副局长',
    '党组书记|党委书记|党组(?!织|成员)|副局长|局长|副镇长|镇长|副主任|主任|法律顾问|联席会议',
    '值班人员|值班室|联络员|舆情工作人员|舆情人员|工作专班|处置专班',
    '主要负责人|新闻发言人|发言人|监测人员|信息员|网络评论员|评论员|网评员|专人',
    '涉事单位|当事单位|承办单位|责任处室|承办处室|直属二级单位|科室|股室|处室',
  ].join('|')})`,
  'g',
);

const OUTSIDE = new RegExp(
  `(?:(?:中央|省|自治区|市|县|区)(?:委|政府)?)?(?:${[
    '网信办|网信部门|宣传部|宣传部门|网宣部门|公安机关|公安部门|区委办|市委办|县委办|省委办|政府办(?!公室)',
    '对口管理部门|上级部门|主管部门|管理部门|有关行政机关|行政机关|指导办|政府领导|信访局|来源单位',
  ].join('|')})`,
  'g',
);

export function gradesIn(clauses: readonly Clause[]): {
  readonly grades: readonly FoundName[];
  readonly marks: readonly FoundName[];
} {
  const defined = definedIn(clauses);
  const words = collected(clauses, (text) => [
    ...defined.filter((d) => d.text === text).map((d) => d.word),
    ...[...text.matchAll(LISTED)].flatMap(([, list = '']) => list.match(new RegExp(GRAVE, 'g')) ?? []),
    ...[...text.matchAll(LEVELLED)].map(([, word = '']) => word),
    ...[...text.matchAll(GRADED)].flatMap(([said]) => said.match(new RegExp(GRADE, 'g')) ?? []),
    ...[...text.matchAll(LEVELS)].map(([said]) => said),
  ]);
  return {
    grades: words.filter(({ name }) => !MARKS.includes(name)),
    marks: words.filter(({ name }) => MARKS.includes(name)),
  };
}

/** Items side by side that each begin with another grade: one alone may be any sentence (一般由办公室负责). */
function definedIn(clauses: readonly Clause[]): readonly { readonly text: string; readonly word: string }[] {
  const found = clauses.flatMap(({ id, text }) => {
    const [, grave, level] = DEFINED.exec(text) ?? [];
    const word = grave ?? level;
    return word === undefined ? [] : [{ text, word, under: id?.replace(/(?:\([^()]*\)|\d+)$/, '') ?? '' }];
  });
  return found.filter((one) => found.some((other) => other.under === one.under && other.word !== one.word));
}

export function rolesIn(clauses: readonly Clause[]): readonly FoundName[] {
  return collected(clauses, (text) => text.match(ROLE) ?? []);
}

/** Organs beside the issuer itself. */
export function outsideIn(clauses: readonly Clause[], issuer: string | null): readonly FoundName[] {
  return collected(clauses, (text) => text.match(OUTSIDE) ?? []).filter(
    ({ name }) => issuer === null || !issuer.includes(name),
  );
}

function collected(
  clauses: readonly Clause[],
  find: (text: string) => readonly string[],
): readonly FoundName[] {
  const found = new Map<string, (string | null)[]>();
  for (const { id, text } of clauses)
    for (const name of new Set(find(text))) found.set(name, [...(found.get(name) ?? []), id]);
  return [...found].map(([name, where]) => ({ name, clauses: where }));
}

const LEVEL = '省|自治区|州|盟|市|县|区|旗';
const BODY = '人民政府|政府|委|局|办|宣传部|网信';
/** Words that stand before 市 or 县 without being part of a place name. */
const NO_PLACE =
  /[由向报各本全跨及和与在对经是为将以级该其至到送请市县区省、，涉]|有关|相关|所属|上级|中央|按照|根据|单位|部门/;

/** Bodies of another place or level than the issuer's: mostly text that was copied. */
export function foreignIn(clauses: readonly Clause[], issuer: string | null): readonly FoundForeign[] {
  if (issuer === null) return [];
  const levels = issuer.match(new RegExp(LEVEL, 'g')) ?? [];
  const own = levels.at(-1);
  const kind = issuer.split(new RegExp(LEVEL)).at(-1) ?? '';
  const body = /[局办委部]|办公室|政府/.test(kind) ? kind : null;
  return clauses.flatMap(({ id, text }) => {
    const other =
      body === null || own === undefined ? [] : [...text.matchAll(new RegExp(`(${LEVEL})${body}`, 'g'))];
    const places = text.matchAll(new RegExp(`(\\p{Script=Han}{2,4}?)(${LEVEL})(?=${BODY})`, 'gu'));
    return [
      ...other.flatMap(([said, level]) =>
        level === own
          ? []
          : [
              {
                clause: id,
                said,
                message: `发文单位是“${issuer}”，这里写的是“${said}”，层级不同，像是抄来的`,
              },
            ],
      ),
      ...[...places].flatMap(([said, before = '', level = '']) => {
        const name = before.split(NO_PLACE).at(-1) ?? '';
        if (name.length < 2 || isOwnPlace(`${name}${level}`, issuer)) return [];
        return [
          {
            clause: id,
            said: `${name}${level}`,
            message: `“${name}${level}”不在发文单位“${issuer}”的地名里（${said}），请核对`,
          },
        ];
      }),
    ];
  });
}

/** Chinese has no spaces: a word may still hang before the name of the place. */
function isOwnPlace(place: string, issuer: string): boolean {
  return Array.from(place).some((_, i) => place.length - i >= 3 && issuer.includes(place.slice(i)));
}
