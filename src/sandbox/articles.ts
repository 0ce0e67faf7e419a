// news and mpnews: one to eight articles, shown by the first one's title.
// https://developer.work.weixin.qq.com/document/path/90236 and /99110

import { demandList, demandText } from './card-fields.ts';
import { byteLength, filledText, type JsonRecord, recordAt } from './json-shape.ts';
import { demand } from './refusal.ts';
import type { Site } from './site.ts';
import type { Body } from './tenant-types.ts';

const MAX_ARTICLES = 8;

function articlesOf(body: JsonRecord, msgtype: string): JsonRecord[] {
  const holder = recordAt(body, msgtype) ?? {};
  const articles = demandList(holder, 'articles', { min: 1, max: MAX_ARTICLES, errcode: 40058 });
  for (const article of articles) {
    demandText(article.title, 40058, 'articles.title');
    demand(byteLength(String(article.title)) <= 128, 45002, 'articles.title too long');
    demand(byteLength(filledText(article.description) ?? '') <= 512, 45002, 'articles.description too long');
  }
  return articles;
}

function shown(articles: readonly JsonRecord[]): Body {
  const title = articles.map((article) => String(article.title)).join(' / ');
  const [first] = articles;
  const description = filledText(first?.description) ?? filledText(first?.digest) ?? '';
  return { kind: 'link', title, description, url: filledText(first?.url) ?? '' };
}

/** Articles with a link each. */
export function readNews(body: JsonRecord): Body {
  const articles = articlesOf(body, 'news');
  for (const article of articles) {
    const url = filledText(article.url) ?? '';
    demand(/^https?:\/\//.test(url) && byteLength(url) <= 2048, 40058, 'articles.url');
  }
  return shown(articles);
}

/** Articles kept by the platform, with a picture uploaded before. */
export function readMpnews(body: JsonRecord, site: Site): Body {
  const articles = articlesOf(body, 'mpnews');
  for (const article of articles) {
    const picture = site.media.get(String(article.thumb_media_id));
    demand(picture !== undefined && picture.type === 'image', 40007, 'invalid thumb_media_id');
    demandText(article.content, 40058, 'articles.content');
  }
  return shown(articles);
}
