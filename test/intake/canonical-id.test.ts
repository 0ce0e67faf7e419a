import { describe, expect, test } from 'vitest';
import { aidOf, bvidOf } from '../../src/intake/bilibili-bv.ts';
import { readReport } from '../../src/intake/read-report.ts';
import { midOf } from '../../src/intake/weibo-mid.ts';
import { SAME_POST } from './fixtures/same-posts.ts';

describe('every spelling of one post gets one canonical id', () => {
  for (const [id, spellings] of Object.entries(SAME_POST)) {
    test.each(spellings)(`${id} is what %s shows`, (spelling) => {
      expect(readReport(spelling).links.map((link) => link.canonicalId)).toEqual([id]);
    });
    test(`${id} is listed once when all its spellings come in one message`, () => {
      expect(readReport(spellings.join('\n')).links).toHaveLength(1);
    });
  }
});

test.each([
  [
    'two answers to one question',
    'https://www.zhihu.com/question/1234567/answer/11111',
    'https://www.zhihu.com/question/1234567/answer/22222',
  ],
  [
    'two articles of one mailing',
    'https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=1',
    'https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=2',
  ],
  ['short codes that differ in case', 'https://v.douyin.com/abcDEF/', 'https://v.douyin.com/abcdef/'],
  [
    'one thread number on two forums',
    'https://bbs.a.cn/thread-1-1-1.html',
    'https://bbs.b.cn/thread-1-1-1.html',
  ],
  ['two hash routes of one page', 'https://x.gov.cn/#/detail?id=1', 'https://x.gov.cn/#/detail?id=2'],
  [
    'old and new message numbers of 红网',
    'http://people.rednet.cn/PeopleShow.asp?ID=1234567',
    'https://people.rednet.cn/#/leaveMsgDetail?id=1234567',
  ],
  [
    'a user page and a post of the user',
    'https://weibo.com/1645372340/profile',
    'https://weibo.com/1645372340/K3fnuEfZK',
  ],
])('%s stay two posts', (_, one, other) => {
  const ids = readReport(`${one} ${other}`).links.map((link) => link.canonicalId);
  expect(new Set(ids).size).toBe(2);
});

test.each([
  ['K3fnuEfZK', '4607741009594608'],
  ['MzVRA2E8G', '4885639100630954'],
])('weibo mblogid %s is mid %s', (mblogid, mid) => {
  expect(midOf(mblogid)).toBe(mid);
});

test.each([
  ['BV17x411w7KC', '170001'],
  ['BV1Q541167Qg', '455017605'],
  ['BV1mK4y1C7Bz', '882584971'],
  ['BV1L9Uoa9EUx', '111298867365120'],
])('bilibili %s and av%s convert both ways', (bvid, aid) => {
  expect(aidOf(bvid)).toBe(aid);
  expect(bvidOf(aid)).toBe(bvid);
});

test.each(['', 'profile!', 'ZZZZZZZZZ', 'K3fnuEfZK0000'])('%j is no weibo mblogid', (text) => {
  expect(midOf(text)).toBeNull();
});
