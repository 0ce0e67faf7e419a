/** B站 (policy-model §7). A video is known by its BV id; av numbers are converted. */
import { aidOf, bvidOf } from '../bilibili-bv.ts';
import { param, type UrlParts } from '../url-parts.ts';
import { CODE, type Platform, ref, segmentAfter } from './platform.ts';

export const bilibili: Platform = {
  id: 'bilibili',
  name: 'B站',
  hosts: ['bilibili.com', 'b23.tv', 'bili2233.cn', 'bili22.cn', 'bili23.cn', 'bili33.cn'],
  read: (parts) => {
    const video = videoId(parts);
    if (video !== null) return ref('video', video);
    const first = parts.segments[0] ?? '';
    if (!parts.host.endsWith('bilibili.com')) return ref('short', CODE.test(first) ? first : null);
    if (parts.host === 'live.bilibili.com')
      return ref(
        'live',
        parts.segments.find((segment) => /^\d+$/.test(segment)),
      );
    if (parts.host === 'space.bilibili.com') return ref('user', /^\d+$/.test(first) ? first : null);
    const dynamic = parts.host === 't.bilibili.com' ? first : segmentAfter(parts, ['opus', 'dynamic'], /./);
    if (dynamic !== null && /^\d{5,25}$/.test(dynamic)) return ref('opus', dynamic);
    const column =
      segmentAfter(parts, ['mobile'], /^\d+$/) ??
      segmentAfter(parts, ['read'], /^cv\d+$/i) ??
      (parts.segments[0] === 'read' ? param(parts, 'id') : null);
    if (column !== null) return ref('article', column.replace(/^cv/i, ''));
    return ref('bangumi', segmentAfter(parts, ['play'], /^(?:ep|ss)\d+$/i)?.toLowerCase());
  },
};

function videoId(parts: UrlParts): string | null {
  const bvid = [param(parts, 'bvid'), ...parts.segments].find((value) => aidOf(value ?? '') !== null);
  if (bvid) return `BV${bvid.slice(2)}`;
  const aid =
    parts.segments.map((segment) => /^av(\d{1,16})$/i.exec(segment)?.[1]).find(Boolean) ??
    param(parts, 'aid');
  return aid === null ? null : bvidOf(aid);
}
