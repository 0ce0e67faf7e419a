// Case numbers as people write them among other words, told apart from dates, amounts and telephone numbers.

/** A case number and where it stands in the text. */
type Found = { readonly number: string; readonly start: number; readonly end: number };

const YQ = /YQ[\s_—–-]{0,3}(\d{4})[\s_—–-]{0,3}(\d{4,6})(?!\d)|YQ[\s_—–-]{0,3}(\d{1,4})(?![\d-])/iu;
const AT_START = /^(?:第|no\.?|编号[:：]?|[#(（[【])?\s{0,3}(\d{1,4})/iu;
/** What turns digits into an amount, a date or a time. */
const MEASURE =
  /^(?:[年月日点时分秒个次人元万亿千百十条件张份天周岁级米家处起位名台辆块楼栋路度余多至到时小]|号[楼线院门路口店])/u;
const GLUED = /^(?:[.:：/~～,-]\s?\d|[%‰℃°\p{Script=Latin}])/u;
const CLOCK = /^\s*(?:上午|下午|中午|早|晚|凌晨|傍晚|\d{1,2}\s*[:：点时])/u;

/** A case number that begins one of the first words after the command, or is glued to the command itself. */
export function numberInWords(after: string): Found | null {
  const glued = numberAt(after, 0, true);
  if (glued !== null) return glued;
  let at = 0;
  for (let word = 0; word < 2; word += 1) {
    const gap = /^[\s，,：:、；;。】〕）)」』”"]+/u.exec(after.slice(at))?.[0].length ?? 0;
    if (gap === 0 && at > 0) return null;
    // `9:30` is one thing, and so is `1,200`.
    if (at > 0 && /^\d[:：,，、]\d/.test(after.slice(at - 1))) return null;
    at += gap;
    const found = numberAt(after, at);
    if (found !== null) return found;
    at += /^[^\s，,：:、；;]*/u.exec(after.slice(at))?.[0].length ?? 0;
  }
  return null;
}

/**
 * The case number that begins at `at`: the YQ form, or one to four digits that are a word of their own and no part
 * of a date, an amount or a telephone number. `glued` allows `定级12一般`.
 */
export function numberAt(text: string, at: number, glued = false): Found | null {
  const ahead = text.slice(at, at + 60);
  const yq = YQ.exec(ahead);
  if (yq !== null && /^(?:编号)?[#(（[【第:：\s]{0,3}$/u.test(ahead.slice(0, yq.index))) {
    return ended(text, at, yq.index + yq[0].length, canonical(yq));
  }
  const match = AT_START.exec(ahead);
  const digits = match?.[1];
  if (match === null || digits === undefined) return null;
  const next = ahead.slice(match[0].length);
  const marked = /^(?:第|no|编号|#)/iu.test(match[0]);
  const padded = digits.length === 4 && digits.startsWith('0');
  if (/^\d/.test(next) || GLUED.test(next) || MEASURE.test(next)) return null;
  if (next.startsWith('号') && CLOCK.test(next.slice(1))) return null;
  if (digits.length < 3 && !padded && /^\s+/u.test(next) && MEASURE.test(next.trimStart())) return null;
  const apart = next === '' || /^[\s\p{P}\p{S}号]/u.test(next);
  if (!apart && !marked && !padded && !glued) return null;
  return ended(text, at, match[0].length, digits.padStart(4, '0'));
}

function ended(text: string, start: number, length: number, number: string): Found {
  const tail = /^(?:号(?:舆情|事项|案件)?|[)）\]】])*/u.exec(text.slice(start + length, start + length + 12));
  return { number, start, end: start + length + (tail?.[0].length ?? 0) };
}

function canonical(yq: RegExpExecArray): string {
  const [, year, serial, short] = yq;
  return year !== undefined && serial !== undefined ? `YQ-${year}-${serial}` : (short ?? '').padStart(4, '0');
}
