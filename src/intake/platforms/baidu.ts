/** 百度 and 贴吧 (policy-model §7). */
import { param } from '../url-parts.ts';
import { CODE, type Platform, ref, segmentAfter } from './platform.ts';

export const tieba: Platform = {
  id: 'tieba',
  name: '贴吧',
  hosts: ['tieba.baidu.com', 'tieba.com'],
  read: (parts) => {
    const thread = segmentAfter(parts, ['p'], /^\d{4,20}$/) ?? param(parts, 'kz') ?? param(parts, 'tid');
    return ref('post', thread) ?? ref('board', param(parts, 'kw'));
  },
};

export const baidu: Platform = {
  id: 'baidu',
  name: '百度',
  hosts: ['baidu.com', 'haokan.hao123.com'],
  read: (parts) => {
    const first = parts.segments[0] ?? '';
    if (parts.host === 'mr.baidu.com')
      return ref('short', segmentAfter(parts, ['r'], CODE) ?? (CODE.test(first) ? first : null));
    if (parts.host.startsWith('haokan.')) return ref('video', param(parts, 'vid'));
    if (parts.host === 'baijiahao.baidu.com') return ref('article', param(parts, 'id'));
    if (parts.host === 'zhidao.baidu.com')
      return ref('question', /^(\d+)\.html?$/.exec(parts.segments[1] ?? '')?.[1]);
    if (parts.host !== 'mbd.baidu.com') return null;
    // The feed page carries its id inside a JSON parameter: context={"nid":"news_123…"}
    const nid =
      param(parts, 'nid') ?? /"nid"\s{0,4}:\s{0,4}"([\w-]{3,80})"/.exec(param(parts, 'context') ?? '')?.[1];
    return ref('post', nid) ?? ref('short', segmentAfter(parts, ['s', 'r'], CODE));
  },
};
