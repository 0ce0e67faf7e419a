/** 小红书, 今日头条 and 知乎 (policy-model §7). */
import { param } from '../url-parts.ts';
import { CODE, type Platform, ref, segmentAfter } from './platform.ts';

const NOTE = /^[0-9a-f]{24}$/i;

export const xiaohongshu: Platform = {
  id: 'xiaohongshu',
  name: '小红书',
  hosts: ['xiaohongshu.com', 'xhslink.com'],
  read: (parts) => {
    const last = parts.segments.at(-1) ?? '';
    if (parts.host.endsWith('xhslink.com')) return ref('short', CODE.test(last) ? last : null);
    const note =
      segmentAfter(parts, ['explore', 'item', 'search_result', 'note'], NOTE) ??
      (parts.segments[0] === 'user' && parts.segments.length === 4 && NOTE.test(last) ? last : null);
    if (note !== null) return ref('post', note.toLowerCase());
    return ref('user', segmentAfter(parts, ['profile'], CODE));
  },
};

const GROUP = /^\d{8,25}$/;

export const toutiao: Platform = {
  id: 'toutiao',
  name: '今日头条',
  hosts: ['toutiao.com', 'toutiaocdn.com', 'toutiaoimg.com', 'toutiaoimg.cn'],
  read: (parts) => {
    const code = segmentAfter(parts, ['is'], CODE);
    if (code !== null) return ref('short', code);
    const named = segmentAfter(parts, ['article', 'video', 'w', 'group', 'item', 'ugc'], GROUP);
    const glued = /^[ai](\d{8,25})$/.exec(parts.segments[0] ?? '')?.[1]; // toutiao.com/a123, /i123
    const id = named ?? glued ?? param(parts, 'group_id') ?? param(parts, 'groupid');
    return ref('post', id) ?? ref('user', segmentAfter(parts, ['user', 'token'], CODE));
  },
};

const NUMBER = /^\d{4,25}$/;

export const zhihu: Platform = {
  id: 'zhihu',
  name: '知乎',
  hosts: ['zhihu.com'],
  read: (parts) =>
    ref('answer', segmentAfter(parts, ['answer', 'answers'], NUMBER)) ??
    ref('article', segmentAfter(parts, ['p'], NUMBER)) ??
    ref('pin', segmentAfter(parts, ['pin', 'pins'], NUMBER)) ??
    ref('video', segmentAfter(parts, ['zvideo'], NUMBER)) ??
    ref('question', segmentAfter(parts, ['question', 'questions'], NUMBER)) ??
    ref('user', segmentAfter(parts, ['people', 'org'], CODE)),
};
