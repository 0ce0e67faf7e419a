// A pasted notice as lines that belong together: headings of holidays, what frames them, and everything else.

/** `line` counts from 1 in the text as pasted. */
export type NoticeLine = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'item'; readonly name: string; readonly rest: string }
  | { readonly kind: 'frame' }
  | { readonly kind: 'other' }
);

const KNOWN = '元旦|春节|清明|五一|劳动|端午|中秋|国庆';
const HEADING = new RegExp(
  `^(?:(?:[一二三四五六七八九十]+|\\d{1,2})[、.]|\\([一二三四五六七八九十\\d]+\\))([^:,。]{2,14}):(.*)$|^((?:${KNOWN})[^:,。]{0,10}):(.*)$`,
);
/** Lines of their own: title, number, signature, date. */
const STANDALONE =
  /^(?:国务院办公厅(?:关于\d{4}年)?(?:部分节假日安排的通知)?|(?:关于\d{4}年)?部分节假日安排的通知|国办发明电[〔[(]\d{4}[〕\])]\d+号|(?:国务院办公厅)?\d{4}年\d{1,2}月\d{1,2}日|\(此件公开发布\))$/;
/** How the paragraphs begin that arrange no day: address, reason, good advice, duty. */
const PARAGRAPH =
  /^(?:各省、|经.{0,12}批准|根据|按照上述原则|现将|鼓励|节假日期间|新华社.{1,12}电|国务院办公厅关于\d{4}年部分节假日安排的通知,?全文如下)/;

/** Half-width signs, no blanks or invisible signs: what people paste from web pages, documents and pictures. */
export function even(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, '');
}

/** Whether a sentence inside an item arranges no day. */
export function isAdvice(sentence: string): boolean {
  return PARAGRAPH.test(sentence);
}

/** The lines of the notice; a line broken in the middle of a sentence is put together again. */
export function noticeLines(text: string): readonly NoticeLine[] {
  const pieces = text
    .split(/\r\n?|\n/)
    .flatMap((raw, index) => split(even(raw)).map((piece) => ({ line: index + 1, text: piece })));
  const lines: NoticeLine[] = [];
  for (const piece of pieces) {
    const read = classify(piece);
    const last = lines.at(-1);
    if (read.kind === 'other' && last !== undefined && unfinished(last)) {
      lines[lines.length - 1] = classify({ line: last.line, text: last.text + piece.text });
    } else lines.push(read);
  }
  return lines;
}

/** Items pasted into one line stand on lines of their own. */
function split(text: string): readonly string[] {
  return text
    .replace(/([。;])(?=[一二三四五六七八九十]+、[^:,。]{2,14}:)/g, '$1\n')
    .split('\n')
    .filter((piece) => piece !== '');
}

function unfinished(line: NoticeLine): boolean {
  return line.kind !== 'other' && !STANDALONE.test(line.text) && !/[。:;]$/.test(line.text);
}

function classify(piece: { readonly line: number; readonly text: string }): NoticeLine {
  if (STANDALONE.test(piece.text) || PARAGRAPH.test(piece.text)) return { ...piece, kind: 'frame' };
  const heading = HEADING.exec(piece.text);
  if (heading === null) return { ...piece, kind: 'other' };
  const [name = '', rest = ''] =
    heading[1] === undefined ? [heading[3], heading[4]] : [heading[1], heading[2]];
  return { ...piece, kind: 'item', name, rest };
}
