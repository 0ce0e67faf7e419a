/** 微博 (policy-model §7). A post is known by its decimal mid, a video or article by its own id. */
import { param, type UrlParts } from '../url-parts.ts';
import { midOf } from '../weibo-mid.ts';
import { CODE, type Platform, type PostRef, ref, segmentAfter } from './platform.ts';

export const weibo: Platform = {
  id: 'weibo',
  name: '微博',
  hosts: ['weibo.com', 'weibo.cn', 't.cn'],
  read: (parts) =>
    readShort(parts) ?? readArticle(parts) ?? readVideo(parts) ?? readPost(parts) ?? readUser(parts),
};

function readShort(parts: UrlParts): PostRef | null {
  const [first = '', second = ''] = parts.segments;
  if (parts.host === 't.cn') return ref('short', CODE.test(first) ? first : null);
  if (parts.host === 'mapp.api.weibo.cn' && first === 'fx')
    return ref('short', second.replace(/\.html?$/i, ''));
  return null;
}

/** ttarticle/p/show?id=…, card.weibo.com/article/m/show/id/…, ttarticle/x/m/show#/id=… */
function readArticle(parts: UrlParts): PostRef | null {
  if (!parts.segments.includes('ttarticle') && parts.segments[0] !== 'article') return null;
  const inFragment = /(?:^|[/?&])id[=/](\d{6,})/.exec(parts.fragment)?.[1];
  return ref('article', param(parts, 'id') ?? segmentAfter(parts, ['id'], /^\d{6,}$/) ?? inFragment);
}

const FID = /^\d{3,5}:[0-9A-Za-z]{6,40}$/;

/** video.weibo.com/show?fid=1034:…, weibo.com/tv/show/1034:…, m.weibo.cn/s/video/show?object_id=… */
function readVideo(parts: UrlParts): PostRef | null {
  const fid = [param(parts, 'fid'), param(parts, 'object_id'), ...parts.segments].find((value) =>
    FID.test(value ?? ''),
  );
  return ref('video', fid);
}

function readPost(parts: UrlParts): PostRef | null {
  const named =
    param(parts, 'weibo_id') ?? segmentAfter(parts, ['status', 'detail', 'comment', 'repost'], /./);
  if (named !== null) return ref('post', postId(named));
  const [first = '', second = ''] = parts.segments;
  if (first === 'statuses') return ref('post', postId(param(parts, 'id') ?? ''));
  if (first === 'share') return ref('post', postId(/(\d{10,})(?:\.html?)?$/.exec(second)?.[1] ?? ''));
  const byUser = /^[\w-]{2,30}$/.test(first) && !['p', 'u', 'n', 's', 'tv', 'a'].includes(first);
  return byUser && looksLikePostId(second) ? ref('post', postId(second)) : null;
}

/** Page names behind a user (profile, follow, home) are words: no digit and no capital. */
function looksLikePostId(segment: string): boolean {
  return /^\d{10,20}$/.test(segment) || (/^[0-9A-Za-z]{8,11}$/.test(segment) && /[0-9A-Z]/.test(segment));
}

function postId(text: string): string | null {
  const id = text.replace(/\.html?$/i, '');
  if (/^\d{10,20}$/.test(id)) return id;
  return midOf(id);
}

function readUser(parts: UrlParts): PostRef | null {
  const [first = '', second = ''] = parts.segments;
  if (first === 'u' || first === 'profile') return ref('user', /^\d{5,12}$/.test(second) ? second : null);
  return /^\d{5,12}$/.test(first) && !looksLikePostId(second) ? ref('user', first) : null;
}
