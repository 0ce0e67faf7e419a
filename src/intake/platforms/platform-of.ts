/** Which platform a host belongs to. */
import { baidu, tieba } from './baidu.ts';
import { bilibili } from './bilibili.ts';
import { liuyan, rednet } from './boards.ts';
import { toutiao, xiaohongshu, zhihu } from './news-and-notes.ts';
import type { Platform } from './platform.ts';
import { douyin, kuaishou } from './short-video.ts';
import { weibo } from './weibo.ts';
import { weixinChannels, weixinMp } from './weixin.ts';

const PLATFORMS: readonly Platform[] = [
  weibo,
  douyin,
  kuaishou,
  xiaohongshu,
  toutiao,
  weixinMp,
  weixinChannels,
  zhihu,
  tieba,
  bilibili,
  baidu,
  liuyan,
  rednet,
];

const BY_HOST = new Map(
  PLATFORMS.flatMap((platform) => platform.hosts.map((host) => [host, platform] as const)),
);

/** The platform of a lower-case host or of the nearest host above it, or null for hosts we do not know. */
export function platformOf(host: string): Platform | null {
  const labels = host.split('.').slice(-6);
  for (let from = 0; from < labels.length - 1; from++) {
    const platform = BY_HOST.get(labels.slice(from).join('.'));
    if (platform !== undefined) return platform;
  }
  return null;
}
