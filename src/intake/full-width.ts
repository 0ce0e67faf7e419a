/**
 * Full-width ASCII (ｈｔｔｐｓ，１３８) read as half-width, one code unit for one,
 * so that positions in the folded text are positions in the original.
 */

const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ．／－＿％＆＝＃＠＋]/g;
const SCHEME_COLON = /(https?)：(?=[/\\])/gi;

/**
 * Folds full-width letters, digits and link punctuation to ASCII; sentence punctuation
 * (，。；！？：) stays, because it ends a link. The result has the length of the input.
 */
export function foldFullWidth(text: string): string {
  return text
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(SCHEME_COLON, '$1:');
}
