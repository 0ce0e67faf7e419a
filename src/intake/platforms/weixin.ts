/**
 * 微信公众号 and 视频号 (policy-model §7). An article has two addresses that the text alone cannot
 * match: `/s/<22 characters>` and `/s?__biz=…&mid=…&idx=…`.
 */
import { param } from '../url-parts.ts';
import { CODE, type Platform, ref, segmentAfter } from './platform.ts';

export const weixinMp: Platform = {
  id: 'weixin-mp',
  name: '微信公众号',
  hosts: ['mp.weixin.qq.com'],
  read: (parts) => {
    const code = parts.segments[0] === 's' ? parts.segments[1] : undefined;
    if (code !== undefined && CODE.test(code)) return ref('post', code);
    const biz = param(parts, '__biz')?.replace(/ /g, '+').replace(/=+$/, '') ?? null;
    const mid = param(parts, 'mid') ?? param(parts, 'appmsgid');
    if (biz !== null && mid !== null) {
      const place = param(parts, 'idx') ?? param(parts, 'itemidx') ?? '1';
      return ref('post', `${biz}+${mid}+${place}`);
    }
    return ref('account', biz);
  },
};

export const weixinChannels: Platform = {
  id: 'weixin-channels',
  name: '微信视频号',
  hosts: ['weixin.qq.com', 'channels.weixin.qq.com'],
  read: (parts) => {
    const code = segmentAfter(parts, ['sph'], CODE);
    if (code !== null) return ref('short', code);
    if (parts.segments.at(-1) === 'sph') return ref('short', param(parts, 'id'));
    return ref(
      'post',
      ['eid', 'objectId', 'oid'].map((name) => param(parts, name)).find((id) => id !== null),
    );
  },
};
