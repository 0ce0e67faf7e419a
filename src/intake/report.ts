/** What one forwarded message holds. Types only; the reading is in read-report.ts. */

/** Stable lower-case platform ids; they are stored with a case, so never rename one. */
export type PlatformId =
  | 'weibo'
  | 'douyin'
  | 'kuaishou'
  | 'xiaohongshu'
  | 'toutiao'
  | 'weixin-mp'
  | 'weixin-channels'
  | 'zhihu'
  | 'tieba'
  | 'bilibili'
  | 'baidu'
  | 'liuyan'
  | 'rednet'
  | 'forum'
  | 'other';

export type Link = {
  /** The link as pasted, without glued punctuation; `https://` is added when the scheme was left out. */
  readonly url: string;
  readonly platform: PlatformId;
  /** Chinese name for people; the host itself for hosts we do not know. */
  readonly platformName: string;
  /** `platform:kind:id`, equal for two spellings of one post wherever the text alone allows it. */
  readonly canonicalId: string;
  /** True for links that only the platform can resolve (v.douyin.com, t.cn …). */
  readonly short: boolean;
};

/** A 12345 work order pasted as text. The values are as pasted, personal data included. */
export type WorkOrder = {
  readonly number: string | null;
  readonly caller: string | null;
  readonly phone: string | null;
  readonly content: string | null;
  readonly deadline: string | null;
};

export type Report = {
  readonly links: Link[];
  readonly title: string | null;
  readonly author: string | null;
  readonly workOrder: WorkOrder | null;
};
