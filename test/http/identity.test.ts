// Signing in to our pages: the real product, the emulated tenant, and a browser that keeps cookies.
import { expect, test } from 'vitest';
import { IN_ALL, PER_ADDRESS } from '../../src/http/sign-in-limit.ts';
import { MINUTE_MS, openTestStage, type TestStageOptions } from '../harness/stage.ts';

const PUBLIC_URL = 'https://yuqing.example.gov.cn';

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly cookies: readonly string[];
};

/** A browser in front of the reverse proxy: what goes to PUBLIC_URL reaches the product. */
function createBrowser(product: string) {
  const jar = new Map<string, string>();
  return {
    jar,
    async open(address: string, headers: Record<string, string> = {}): Promise<Answer> {
      const { pathname, search } = new URL(address, PUBLIC_URL);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`${product}${pathname}${search}`, {
        redirect: 'manual',
        headers: { accept: 'text/html', ...headers, cookie },
      });
      const cookies = response.headers.getSetCookie();
      for (const line of cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (line.includes('Max-Age=0')) jar.delete(name);
        else jar.set(name, value);
      }
      const location = response.headers.get('location') ?? '';
      return { status: response.status, text: await response.text(), location, cookies };
    },
  };
}

async function setUp(publicUrl = PUBLIC_URL, addressBook: TestStageOptions['addressBook'] = {}) {
  const stage = await openTestStage(publicUrl === '' ? {} : { publicUrl, addressBook });
  return { ...stage, tenant: stage.tenant, browser: createBrowser(stage.stage.url), url: stage.stage.url };
}

test('a member who opens a page is sent to 企业微信 and comes back signed in', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/me');
  expect(away.status).toBe(302);
  const back = tenant.openAuthorize(away.location, { member: 'sunli' });
  expect(back).toMatch(/^https:\/\/yuqing\.example\.gov\.cn\/h5\/callback\?code=/);
  const home = await browser.open(back);
  expect(home).toMatchObject({ status: 302, location: '/h5/me' });
  const session = home.cookies.find((line) => line.startsWith('yuqing_session='));
  expect(session).toMatch(
    /^yuqing_session=[\w-]{43}; Path=\/h5; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/,
  );
  const me = await browser.open('/h5/me');
  expect(me.status).toBe(200);
  expect(me.text).toContain('您是 孙丽（领导小组办公室）。');
  const asked = await browser.open('/h5/me', { accept: 'application/json' });
  expect(JSON.parse(asked.text)).toEqual({ id: 'sun', name: '孙丽', title: '领导小组办公室' });
});

test('a session is over after a working day, and an invented one stands for nobody', async () => {
  const { tenant, browser, clock } = await setUp();
  const away = await browser.open('/h5/login');
  await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }));
  clock.moveTo(clock.now() + 8 * 3_600_000);
  expect((await browser.open('/h5/me')).status).toBe(302);
  browser.jar.set('yuqing_session', 'x'.repeat(43));
  expect((await browser.open('/h5/me')).status).toBe(302);
});

test('a forged state, one of another browser and one that was used before are refused with what to do', async () => {
  const { tenant, browser, url } = await setUp();
  const forged = await browser.open('/h5/callback?code=abc&state=made-up');
  expect(forged.status).toBe(403);
  expect(forged.text).toMatch(/这个登录链接已经用过、已过期，或不是在这台手机上打开的/);
  const away = await browser.open('/h5/login');
  const back = tenant.openAuthorize(away.location, { member: 'sunli' });
  expect((await createBrowser(url).open(back)).status).toBe(403);
  // Whoever tried it with somebody else's address has spoiled it: the state is used.
  expect((await browser.open(back)).status).toBe(403);
});

test('a cookie of signs that no browser was given is refused like any other', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/login');
  browser.jar.set('yuqing_entry', 'é'.repeat(43));
  expect((await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }))).status).toBe(403);
});

test('a link opened again after it worked is refused, and the session stays', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/login');
  const back = tenant.openAuthorize(away.location, { member: 'sunli' });
  expect((await browser.open(back)).status).toBe(302);
  expect((await browser.open(back)).status).toBe(403);
  expect((await browser.open('/h5/me')).status).toBe(200);
});

test('a state is over after ten minutes', async () => {
  const { tenant, browser, clock } = await setUp();
  const away = await browser.open('/h5/login');
  const back = tenant.openAuthorize(away.location, { member: 'sunli' });
  clock.moveTo(clock.now() + 10 * 60_000);
  expect((await browser.open(back)).status).toBe(403);
});

test('a code that the platform does not take starts over once, and then says so', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/login');
  const spoiled = (address: string): string => {
    const url = new URL(tenant.openAuthorize(address, { member: 'sunli' }));
    url.searchParams.set('code', 'used-before');
    return url.toString();
  };
  const again = await browser.open(spoiled(away.location));
  expect(again.status).toBe(302);
  expect(again.location).toMatch(/^https:\/\/open\.weixin\.qq\.com\//);
  const end = await browser.open(spoiled(again.location));
  expect(end.status).toBe(400);
  expect(end.text).toContain('企业微信没有认可这次登录');
});

test('a code that was used before (42022) starts over too, and the person gets in', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/login');
  tenant.faults.next('/cgi-bin/auth/getuserinfo', { kind: 'errcode', errcode: 42022 });
  const again = await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }));
  expect(again).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^https:\/\/open\.weixin\.qq\.com\//),
  });
  const home = await browser.open(tenant.openAuthorize(again.location, { member: 'sunli' }));
  expect(home).toMatchObject({ status: 302, location: '/h5/me' });
});

test('somebody who is no member is told so', async () => {
  const { tenant, browser } = await setUp();
  const away = await browser.open('/h5/login');
  const page = await browser.open(tenant.openAuthorize(away.location, 'outsider'));
  expect(page.status).toBe(403);
  expect(page.text).toContain('您不是本单位企业微信的成员');
  expect(browser.jar.has('yuqing_session')).toBe(false);
});

test('a member whom the bureau file does not name is known by the id, and any spelling of an id is the same person', async () => {
  const { tenant, browser } = await setUp(PUBLIC_URL, { people: [{ id: 'hanxue', name: '韩雪' }] });
  await browser.open(tenant.openAuthorize((await browser.open('/h5/login')).location, { member: 'hanxue' }));
  expect((await browser.open('/h5/me')).text).toContain('您是 hanxue。');
  await browser.open(tenant.openAuthorize((await browser.open('/h5/login')).location, { member: 'WuJing' }));
  expect((await browser.open('/h5/me')).text).toContain('您是 吴静（局办公室）。');
});

test('the platform being away is not the person’s fault', async () => {
  const { tenant, browser } = await setUp();
  tenant.faults.next('/cgi-bin/auth/getuserinfo', {
    kind: 'errcode',
    errcode: 60020,
    errmsg: 'from ip: 203.0.113.9',
  });
  const away = await browser.open('/h5/login');
  const page = await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }));
  expect(page.status).toBe(503);
  expect(page.text).toContain('暂时无法向企业微信确认您的身份');
  expect(page.text).not.toContain('203.0.113.9');
});

test('only our own pages are gone back to', async () => {
  const { tenant, browser } = await setUp();
  const targets = [
    'https://evil.example/h5/x',
    '//evil.example/h5',
    '/h5/../sandbox',
    '/h5/x\\y',
    'javascript:alert(1)',
  ];
  for (const to of targets) {
    const away = await browser.open(`/h5/login?to=${encodeURIComponent(to)}`);
    const home = await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }));
    expect(home.location).toBe('/h5/me');
  }
  const away = await browser.open('/h5/login?to=%2Fh5%2Fcases%2F0001');
  expect((await browser.open(tenant.openAuthorize(away.location, { member: 'sunli' }))).location).toBe(
    '/h5/cases/0001',
  );
});

test('without PUBLIC_URL the page says what the administrator has to set', async () => {
  const { browser } = await setUp('');
  const page = await browser.open('/h5/login');
  expect(page.status).toBe(503);
  expect(page.text).toMatch(/PUBLIC_URL[\s\S]*可信域名/);
});

/** The way in of somebody for whom the reverse proxy notes this address, whatever they say themselves. */
const from = (address: string, said = '198.51.100.1') => ({ 'x-forwarded-for': `${said}, ${address}` });

test('one address sets out too often: it is told to wait, others and those signed in notice nothing', async () => {
  const { tenant, browser, url, clock } = await setUp();
  await browser.open(tenant.openAuthorize((await browser.open('/h5/login')).location, { member: 'sunli' }));
  for (let n = 0; n < PER_ADDRESS; n += 1) {
    const { status } = await createBrowser(url).open('/h5/login', from('203.0.113.7', `198.51.100.${n}`));
    expect(status).toBe(302);
  }
  for (const path of ['/h5/login', '/h5/me']) {
    const page = await createBrowser(url).open(path, from('203.0.113.7'));
    expect(page.status).toBe(429);
    expect(page.text).toContain('请过一分钟，再从企业微信里打开网页');
    expect(page.text).not.toContain('<a ');
    expect(page.cookies).toEqual([]);
  }
  expect((await createBrowser(url).open('/h5/login', from('203.0.113.8'))).status).toBe(302);
  expect((await browser.open('/h5/me', from('203.0.113.7'))).status).toBe(200);
  clock.moveTo(clock.now() + MINUTE_MS);
  expect((await createBrowser(url).open('/h5/login', from('203.0.113.7'))).status).toBe(302);
});

test('the addresses of one IPv6 subscriber are one address', async () => {
  const { url } = await setUp();
  const spellings = ['2001:db8:0:7::', '2001:0DB8::7:0:0:0:', '2001:db8::7:9:9:9:'];
  const statuses = new Set<number>();
  for (let n = 0; n < PER_ADDRESS + 1; n += 1) {
    const address = `${spellings[n % 3]}${(n + 1).toString(16)}`;
    statuses.add((await createBrowser(url).open('/h5/login', from(address))).status);
  }
  expect([...statuses]).toEqual([302, 429]);
  expect((await createBrowser(url).open('/h5/login', from('2001:db8:0:8::1'))).status).toBe(302);
});

test('IPv4 addresses that a proxy notes in IPv6 writing are addresses of their own', async () => {
  const { url } = await setUp();
  const open = (address: string) => createBrowser(url).open('/h5/login', from(address));
  for (let n = 0; n < PER_ADDRESS; n += 1) await open('::ffff:203.0.113.7');
  expect((await open('203.0.113.7')).status).toBe(429);
  expect((await open('::ffff:203.0.113.8')).status).toBe(302);
});

test('from many addresses together: there is an end to it, and a minute later it goes on', async () => {
  const { url, clock } = await setUp();
  const browser = createBrowser(url);
  const open = (n: number) => browser.open('/h5/login', from(`203.0.${n >> 8}.${n & 255}`));
  const statuses = await Promise.all(Array.from({ length: IN_ALL + 20 }, (_, n) => open(n)));
  expect(statuses.filter(({ status }) => status === 429)).toHaveLength(20);
  clock.moveTo(clock.now() + MINUTE_MS);
  expect((await open(700)).status).toBe(302);
});
