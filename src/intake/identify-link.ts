/** From a web address to the post it shows. */
import { FORUM_NAMES, forumThread } from './platforms/boards.ts';
import { platformOf } from './platforms/platform-of.ts';
import type { Link } from './report.ts';
import { bareHost, normaliseUrl, param, splitUrl, type UrlParts } from './url-parts.ts';

/** Pages that only pass the reader on, with the parameters that hold the target. */
const WRAPPERS: readonly { host: string; path: string; params: readonly string[] }[] = [
  { host: 'weibo.cn', path: '/sinaurl', params: ['u', 'toasturl', 'url'] },
  { host: 't.cn', path: '/sinaurl', params: ['u', 'toasturl', 'url'] },
  { host: 'link.zhihu.com', path: '/', params: ['target'] },
  { host: 'link.zhihu.com', path: '', params: ['target'] },
  { host: 'passport.weibo.com', path: '/visitor/visitor', params: ['url'] },
];

/**
 * Says which platform and which post an address belongs to. Wrapped targets are unwrapped (the result then
 * carries the target's url). Returns null when the text is not an address.
 * Source: policy-model §7, hosts and paths of every row.
 */
export function identifyLink(url: string, depth = 3): Link | null {
  const parts = splitUrl(url);
  if (parts === null) return null;
  const target = depth > 0 ? wrappedTarget(parts) : null;
  const inner = target === null ? null : identifyLink(target, depth - 1);
  if (inner !== null) return inner;

  const platform = platformOf(parts.host);
  const post = platform?.read(parts) ?? null;
  if (platform !== null) {
    const { kind, id } = post ?? { kind: 'url', id: normaliseUrl(parts) };
    const { id: platformId, name: platformName } = platform;
    return {
      url,
      platform: platformId,
      platformName,
      canonicalId: `${platformId}:${kind}:${id}`,
      short: kind === 'short',
    };
  }
  const host = bareHost(parts.host);
  const forumName = FORUM_NAMES.get(host);
  const thread = forumThread(parts);
  const kind = thread !== null || forumName !== undefined ? 'forum' : 'other';
  const id = thread === null ? `url:${normaliseUrl(parts)}` : `thread:${thread.id}`;
  return { url, platform: kind, platformName: forumName ?? host, canonicalId: `${kind}:${id}`, short: false };
}

function wrappedTarget(parts: UrlParts): string | null {
  const path = parts.path.replace(/(.)\/$/, '$1');
  const wrapper = WRAPPERS.find(({ host, path: at }) => bareHost(parts.host) === host && path === at);
  const target = wrapper?.params.map((name) => param(parts, name)).find((value) => value !== null) ?? null;
  if (target === null) return null;
  return /^https?:\/\//i.test(target) ? target : `https://${target}`;
}
