/** 抖音 and 快手 (policy-model §7). A video and a picture note share one id space on each. */
import { param, type UrlParts } from '../url-parts.ts';
import { CODE, type Platform, type PostRef, ref, segmentAfter } from './platform.ts';

const AWEME = /^\d{8,25}$/;

export const douyin: Platform = {
  id: 'douyin',
  name: '抖音',
  hosts: ['douyin.com', 'iesdouyin.com', 'amemv.com'],
  read: (parts) => {
    if (parts.host === 'v.douyin.com') return ref('short', firstCode(parts));
    if (parts.host === 'live.douyin.com') return ref('live', firstCode(parts));
    const inPath = segmentAfter(parts, ['video', 'note', 'slides', 'article'], AWEME);
    const inQuery = ['modal_id', 'aweme_id', 'vid']
      .map((name) => param(parts, name))
      .find((id) => AWEME.test(id ?? ''));
    return (
      ref('post', inPath ?? inQuery) ??
      ref('live', segmentAfter(parts, ['live'], CODE)) ??
      ref('user', segmentAfter(parts, ['user'], /^[\w-]{6,160}$/))
    );
  },
};

const PHOTO = /^[\w-]{6,40}$/;

export const kuaishou: Platform = {
  id: 'kuaishou',
  name: '快手',
  hosts: ['kuaishou.com', 'chenzhongtech.com', 'gifshow.com', 'kuaishouapp.com'],
  read: (parts) => {
    const code = segmentAfter(parts, ['f', 's'], CODE);
    if (code !== null) return ref('short', code);
    const photo = segmentAfter(parts, ['short-video', 'long-video', 'video'], PHOTO) ?? photoId(parts);
    if (photo !== null) return ref('post', photo);
    if (parts.host === 'v.kuaishou.com') return ref('short', firstCode(parts));
    return ref('user', segmentAfter(parts, ['profile', 'u', 'user'], CODE));
  },
};

/** /fw/photo/<id>, the older /photo/<user>/<id>, or ?photoId= */
function photoId(parts: UrlParts): string | null {
  const at = parts.segments.indexOf('photo');
  const behind = at < 0 ? [] : parts.segments.slice(at + 1, at + 3);
  const id = behind.at(-1) ?? param(parts, 'photoId');
  return id !== null && PHOTO.test(id) ? id : null;
}

function firstCode(parts: UrlParts): PostRef['id'] | null {
  const first = parts.segments[0] ?? '';
  return CODE.test(first) ? first : null;
}
