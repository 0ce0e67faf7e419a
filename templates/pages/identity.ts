// What somebody sees on the way into our web pages.
import { htmlPage } from './html-page.ts';

type NotIn = 'no-address' | 'stale' | 'bad-code' | 'outsider' | 'unavailable' | 'too-often';

const SENTENCES: Readonly<Record<NotIn, string>> = {
  'no-address':
    '网页还没有开通：请管理员在 .env 里填写 PUBLIC_URL，并在应用的“网页授权及JS-SDK”里设好可信域名。',
  stale: '这个登录链接已经用过、已过期，或不是在这台手机上打开的。请从企业微信里重新打开网页。',
  'bad-code': '企业微信没有认可这次登录。请关掉网页，从企业微信里重新打开。',
  outsider: '您不是本单位企业微信的成员，不能打开这个网页。若您是本单位的人，请联系管理员加入通讯录。',
  unavailable: '暂时无法向企业微信确认您的身份，请几分钟后再打开；一直不行请告诉管理员。',
  'too-often': '一分钟里打开得太多了。请过一分钟，再从企业微信里打开网页；一直这样请告诉管理员。',
};

/** Where trying again at once would not help. */
const NOT_AGAIN: ReadonlySet<NotIn> = new Set(['outsider', 'no-address', 'too-often']);

/** Why somebody was not let in, and what to do. */
export function notInPage(reason: NotIn): string {
  const again = NOT_AGAIN.has(reason) ? [] : [{ to: '/h5/login', text: '重新登录' }];
  return htmlPage({ title: '没有登录', lines: [SENTENCES[reason]], links: again });
}

/** Who the person is to us. */
export function mePage(somebody: { readonly name: string; readonly title: string }): string {
  const called = somebody.title === '' ? somebody.name : `${somebody.name}（${somebody.title}）`;
  return htmlPage({ title: '舆情助手', lines: [`您是 ${called}。`], links: [] });
}
