/**
 * Notices classification marks (绝密 机密 秘密) so that secret papers are kept out of the assistant.
 * Source: national-rules §4 item 2; the form of a mark (level ★ period) follows 保守国家秘密法 practice.
 */

export type SecretLevel = '绝密' | '机密' | '秘密';

const LEVELS: readonly SecretLevel[] = ['绝密', '机密', '秘密']; // gravest first
const LEVEL = '(?<level>绝密|机密|秘密)';
const PERIOD =
  '(?:(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:年|个月|月|天)|长期|启封[^，。]{0,12}|启用前|解密[^，。]{0,12})';
const STAR = '[★☆⭐✩✭*]';
const URGENCY = '(?:特急|加急|特提|平急|急件)';
const WARNING = '(?:请勿|勿|严禁|禁止|不得|不要|注意|妥善|阅后|仅限)';

const MARKS: readonly RegExp[] = [
  // the whole line: 机密 · 机密★10年 · 000001 秘密★长期 特急 · 绝密文件
  `^(?:[0-9]{1,8} )?${LEVEL}(?:级|文件|资料|材料|件)? ?${STAR}? ?(?:${PERIOD})?(?: ?${URGENCY})?[！!。.]?$`,
  // a star right behind the level
  `(?<![\\p{L}])${LEVEL}级? ?${STAR}`,
  `(?<!商业|工作|公开的)${LEVEL}级? ?[★☆] ?${PERIOD}`,
  // in brackets, with or without a period
  `[【〔〖\\[（(] ?${LEVEL}级?(?:文件|资料|材料|件)? ?[★☆⭐·*-]? ?(?:${PERIOD})? ?[】〕〗\\]）)]`,
  // a filled-in field; a form that lists the choices is not a mark
  `(?:密级|保密等级|保密级别|秘密等级|涉密等级|涉密级别|定密) ?[】\\]]? ?[：:=|]? ?[【\\[]?${LEVEL}(?! ?[、/或和及,，])(?!的)`,
  // as the first word of a title or file name: 机密·关于… 机密_方案.docx 机密 关于…
  `^${LEVEL}级? ?[·・•‧|_—–-]`,
  `^(?<level>绝密|机密)级?[：:]`,
  `^${LEVEL}级?(?:文件)?[：: ] ?(?:关于|中共|${WARNING})`,
  `^${LEVEL}级?(?:文件|资料|材料)?[，,！!。] ?${WARNING}`,
].map((source) => new RegExp(source, 'u'));

/**
 * The gravest classification mark in the text, or null. Marks stand at the head, alone on a line, with ★ or a period,
 * in brackets, in a 密级 field, or before a title; spaces inside are allowed (机 密 ★ 10年). Ordinary prose
 * (公开的秘密, 商业秘密, 保守秘密, 秘密调查) is not a mark.
 */
export function findSecretMark(text: string): SecretLevel | null {
  let gravest: SecretLevel | null = null;
  for (const line of text.split(/[\r\n\u2028\u2029]+/)) {
    if (!line.includes('密')) continue;
    const level = markIn(plainLine(line));
    if (level !== null && (gravest === null || LEVELS.indexOf(level) < LEVELS.indexOf(gravest)))
      gravest = level;
  }
  return gravest;
}

function markIn(line: string): SecretLevel | null {
  const found = MARKS.map((mark) => mark.exec(line)?.groups?.level);
  return LEVELS.find((level) => found.includes(level)) ?? null;
}

/** White space joined, digits half-width, level words closed up, quote and heading signs at the line start dropped. */
function plainLine(line: string): string {
  return line
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, ' ')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/(?<!\p{L})([绝机秘密]) (?=[密级](?!切|码|集))/gu, '$1')
    .replace(/([密]) (?=级)/g, '$1')
    .replace(/^[\s>#*-]{1,8}(?=\S)/, '')
    .trim();
}
