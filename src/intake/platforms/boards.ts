/** 领导留言板, 红网百姓呼声 and local forums (policy-model §7). */
import { bareHost, hashRoute, param, type UrlParts } from '../url-parts.ts';
import { type Platform, type PostRef, ref } from './platform.ts';

const ID = /^[\w-]{1,40}$/;

export const liuyan: Platform = {
  id: 'liuyan',
  name: '人民网领导留言板',
  hosts: ['liuyan.people.com.cn'],
  read: (parts) => ref('post', anywhere(parts, 'tid')) ?? ref('list', anywhere(parts, 'fid')),
};

export const rednet: Platform = {
  id: 'rednet',
  name: '红网百姓呼声',
  hosts: ['people.rednet.cn'],
  read: (parts) => {
    const id = anywhere(parts, 'id');
    // The .asp site had its own numbering; sharing the kind could join two different messages.
    return ref(parts.path.toLowerCase().endsWith('.asp') ? 'old' : 'post', id);
  },
};

function anywhere(parts: UrlParts, name: string): string | null {
  const route = hashRoute(parts);
  const id = param(parts, name) ?? (route === null ? null : param(route, name));
  return id !== null && ID.test(id) ? id : null;
}

/** Forums whose Chinese name is worth showing; others are shown by host. */
export const FORUM_NAMES: ReadonlyMap<string, string> = new Map([
  ['mala.cn', '麻辣社区'],
  ['bbs.dahe.cn', '大河论坛'],
  ['ms.jiaodong.net', '胶东在线民生'],
]);

/**
 * A forum thread by the form of its address, whatever the host: Discuz `thread-<tid>-…`, `mod=viewthread&tid=`,
 * `viewthread.php?tid=`, `mod=redirect&ptid=`, and phpwind `read.php?tid=` / `read-htm-tid-<tid>`.
 */
export function forumThread(parts: UrlParts): PostRef | null {
  const last = parts.segments.at(-1) ?? '';
  const inPath = /^(?:thread-|read-htm-tid-)(\d{1,15})(?:-|\.html?$|$)/i.exec(last)?.[1];
  const mod = param(parts, 'mod');
  const byQuery = mod === 'viewthread' || mod === 'redirect' || /^(?:viewthread|read)\.php$/.test(last);
  const tid = inPath ?? (byQuery ? (param(parts, 'tid') ?? param(parts, 'ptid')) : null);
  return tid !== null && /^\d{1,15}$/.test(tid)
    ? ref('thread', `${bareHost(parts.host)}${parts.port}/${tid}`)
    : null;
}
