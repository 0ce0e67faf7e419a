// Text from people and from the net must arrive as text: nothing in it may mention anybody, open a tag or carry
// characters that the wire refuses. https://developer.work.weixin.qq.com/document/path/90236

const CONTROL = /(?![\t\n])\p{Cc}/gu;

/** A web address inside a text, up to what usually ends one. */
export const WEB_ADDRESS = /https?:\/\/[^\s<>（）【】「」，。；、]+/g;

// Whatever follows: where the platform sees the name end is not documented, and escaping or splitting moves it.
const EVERYBODY = /@(?=all|所有人)/gi;

/** Line breaks as \n, no control characters or broken surrogates, no mention or link syntax. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/<(?=@|\/?a\b)/gi, '＜')
    .replace(WEB_ADDRESS, (address) => address.replace(EVERYBODY, '%40'))
    .replace(EVERYBODY, '＠');
}

/** At most `max` characters, the last an … when something was cut; line breaks stay. */
export function cutLines(text: string, max: number): string {
  const characters = [...plainText(text)];
  return characters.length <= max ? characters.join('') : `${characters.slice(0, max - 1).join('')}…`;
}

/** {@link cutLines} for what is shown on one line. */
export const cut = (text: string, max: number): string =>
  cutLines(plainText(text).replace(/\s*\n\s*/g, ' '), max);

/** Length in UTF-8 bytes, as the platform's limits count. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');
