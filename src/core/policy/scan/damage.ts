// Signs that a text was copied, converted or printed badly: what a person should compare with the original.

/** `line` counts from 1. */
export type Damage = { readonly line: number; readonly said: string; readonly message: string };

/** Traditional forms whose simplified forms look otherwise and that official texts use often. */
const TRADITIONAL =
  /[輿發關國對應處審報導義務網絡員議機構體與從個們來時會開學習過還這為實際總結衆眾責權條規辦書記長門問題單業領組織調決節統計劃級據論壇監測評預謠傳輸錄檔點項見視聽說話請讓認識講談證護變質驗馬車電訊語產當專屬選舉經濟進達遠連運聯動區縣鎮鄉]/gu;

const SIGNS: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/([，。；：、,;:!?！？])\1+/gu, '标点重复'],
  [/[，、；：][。；，、：]|。[，；、：]/gu, '标点连着，像是掉了字'],
  [/[（(]\p{Script=Latin}{1,8}[)）]/gu, '夹着字母，像是转码留下的'],
  [/�|[\uE000-\uF8FF]/gu, '乱码'],
  [/(?:[xX×＊*]{2,}|某某)(?=省|自治区|市|县|区|局|委|办)/gu, '名称被隐去'],
  [/\d{1,2}、\s+\d{1,2}、/gu, '像是页码混进了正文'],
];

export function damageIn(text: string): readonly Damage[] {
  const found = text.split('\n').flatMap((content, i): Damage[] => {
    const line = i + 1;
    const traditional = [...new Set(content.match(TRADITIONAL) ?? [])];
    return [
      ...(traditional.length === 0
        ? []
        : [{ line, said: traditional.slice(0, 8).join(''), message: '夹着繁体字，请转成简体并核对' }]),
      ...SIGNS.flatMap(([pattern, message]) =>
        [...new Set(content.match(pattern) ?? [])].map((said) => ({ line, said, message })),
      ),
      ...unpaired(content).map((said) => ({ line, said, message: '引号不成对' })),
    ];
  });
  return [...found, ...ownNames(text)];
}

function unpaired(content: string): readonly string[] {
  const open = (content.match(/“/g) ?? []).length;
  const close = (content.match(/”/g) ?? []).length;
  if (open === close) return [];
  const at = content.search(open > close ? /“/ : /”/);
  return [content.slice(Math.max(0, at - 6), at + 6)];
}

/** A text that calls itself by two names: 制度 in the title, 本办法 inside. */
function ownNames(text: string): readonly Damage[] {
  const lines = text.split('\n');
  const title = lines.findIndex((l) => l.trim() !== '');
  const kind = /(制度|办法|方案|规定|细则|预案)[》（(）)试行\s]*$/.exec(lines[title] ?? '')?.[1];
  const own = [...text.matchAll(/本(制度|办法|方案|规定|细则|预案)/g)].find((m) => m[1] !== kind);
  if (kind === undefined || own === undefined) return [];
  const line = text.slice(0, own.index).split('\n').length;
  return [{ line, said: own[0], message: `题目叫“${kind}”，这里自称“${own[0]}”，前后不一` }];
}

/** Words for one thing that a text uses side by side. */
export function mixedWords(text: string): readonly string[] {
  const groups = [
    ['科室', '股室', '处室'],
    ['一般舆情', '普通舆情', '普通政务舆情'],
    ['当天', '当日'],
  ];
  return groups.flatMap((words) => {
    const used = words.filter((word) => text.includes(word));
    return used.length < 2 ? [] : [used.join('、')];
  });
}
