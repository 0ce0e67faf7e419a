/**
 * Weibo writes one post id in two ways: a decimal mid (m.weibo.cn/status/4607741009594608) and a base-62
 * mblogid (weibo.com/<uid>/K3fnuEfZK). Every four base-62 digits from the right are seven decimal ones.
 */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The decimal mid of a mblogid, or null when the text is not a possible mblogid. */
export function midOf(mblogid: string): string | null {
  if (!/^[0-9A-Za-z]{5,12}$/.test(mblogid)) return null;
  let mid = '';
  for (let end = mblogid.length; end > 0; end -= 4) {
    const value = fromBase62(mblogid.slice(Math.max(0, end - 4), end));
    if (value > 9_999_999) return null;
    mid = String(value).padStart(7, '0') + mid;
  }
  return mid.replace(/^0+(?=\d)/, '');
}

function fromBase62(text: string): number {
  let value = 0;
  for (const char of text) value = value * 62 + DIGITS.indexOf(char);
  return value;
}
