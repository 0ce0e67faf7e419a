// Takes a record of a public response apart: channel, link, who approved it, and its text, in any order.
import type { Bureau } from '../src/core/bureau.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { findLinks } from '../src/intake/find-links.ts';

/** `channel` and `approvedBy` are empty when the text does not say. */
export type ResponseParts = {
  readonly channel: string;
  /** Channels of which a part was written that fits each of them. */
  readonly several?: readonly string[];
  readonly link: string | null;
  readonly text: string;
  readonly approvedBy: string;
};

type Names = { readonly policy: Policy; readonly bureau: Bureau };
type Taken = { readonly value: string; readonly left: string; readonly partly?: readonly string[] };

const NAME = '[\\p{Script=Han}·]{2,8}';
const APPROVED: readonly RegExp[] = [
  new RegExp(`[由经]\\s*(${NAME}?)\\s*(?:审定|审核|审批)(?:通过|同意|发布)?`, 'u'),
  new RegExp(`(?<=^|[\\s，,；;（(])(${NAME}?)(?:审定|审核通过)(?=[\\s，,。；;、）)]|$)`, 'u'),
  new RegExp(`(?:审定人?|审核人|审批人)(?:是|为)?\\s*[:：]?\\s*(${NAME})(?=[\\s，,。；;、）)]|$)`, 'u'),
];
/** These begin the text of a response, not the name of a channel. */
const NOT_A_CHANNEL = /^(?:已|我|经|关于|针对|您|你|感谢|现|目前|将|市民|网友|审定)/u;

/** Pure and total; the link may stand anywhere, the approver after 审定 or as a known name alone. */
export function readResponse(rest: string, names: Names): ResponseParts {
  const { link, left: unlinked } = takeLink(rest);
  const approver = takeApprover(unlinked, names.bureau);
  const channel = takeChannel(approver.left, names.policy, link !== null);
  return {
    channel: channel.value,
    ...(channel.value === '' && channel.partly !== undefined ? { several: channel.partly } : {}),
    link,
    text: trimmed(channel.left).replace(/^(?:内容|正文)\s*[:：]\s*/u, ''),
    approvedBy: approver.value,
  };
}

function takeLink(text: string): { readonly link: string | null; readonly left: string } {
  const [first] = findLinks(text);
  if (first === undefined) return { link: null, left: text };
  return {
    link: first.url,
    left: `${text.slice(0, first.start).replace(/(?:链接|网址|地址)\s*[:：]?\s*$/u, '')} ${text.slice(first.end)}`,
  };
}

function takeApprover(text: string, bureau: Bureau): Taken {
  for (const pattern of APPROVED) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) return { value: match[1], left: text.replace(match[0], ' ') };
  }
  const marked = /(?:审定人?|审核人|审批人)(?:是|为)?\s*[:：]?\s*/u.exec(text);
  for (const { name } of bureau.people) {
    const glued = marked === null ? -1 : text.indexOf(name, marked.index + marked[0].length);
    if (marked !== null && glued === marked.index + marked[0].length) {
      return { value: name, left: text.replace(marked[0] + name, ' ') };
    }
  }
  const alone = text.split(/[\s，,；;]+/u).find((word) => bureau.people.some(({ name }) => name === word));
  return alone === undefined ? { value: '', left: text } : { value: alone, left: text.replace(alone, ' ') };
}

function takeChannel(text: string, policy: Policy, linked: boolean): Taken {
  const left = trimmed(text).replace(/^(?:渠道|在|通过|于)\s*[:：]?\s*/u, '');
  const known = policy.responses.channels.find((name) => left.startsWith(name));
  if (known !== undefined) return { value: known, left: left.slice(known.length) };
  const words = left.split(/[\s，,；;：:]+/u);
  const inside = policy.responses.channels.find((name) => words.includes(name));
  if (inside !== undefined) return { value: inside, left: left.replace(inside, ' ') };
  const [first = ''] = words;
  // 官网 stands for 县水务局官网: a part of the name, where it is the part of one name only.
  const partly = policy.responses.channels.filter((name) => [...first].length > 1 && name.includes(first));
  if (partly.length > 0)
    return { value: partly.length === 1 ? (partly[0] ?? '') : '', left: left.slice(first.length), partly };
  const free = first !== '' && [...first].length <= 8 && !NOT_A_CHANNEL.test(first);
  if (!free || (words.length < 2 && !linked)) return { value: '', left };
  return { value: first, left: left.slice(first.length) };
}

function trimmed(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/^[\s，,。；;：:、]+/u, '')
    .trim();
}
