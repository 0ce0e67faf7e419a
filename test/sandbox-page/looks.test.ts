// What the lists and the cards look like, where it can be stated.
import { createHash } from 'node:crypto';
import { stderr } from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  become,
  CHROMIUM,
  eachShow,
  enter,
  factsForm,
  gradeCard,
  hasBrowser,
  log,
  outcomeVote,
  type Show,
} from './show.ts';

/** 2 × 2 points. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGNQidwBRAwQCgAfigTVYxLbuAAAAABJRU5ErkJggg==';

/** Whether the message with these words is in sight. */
const inSight = (words: string): string => `(() => {
  const node = [...document.querySelectorAll('.words')].find((one) => one.textContent === '${words}');
  const [box, frame] = [node, document.getElementById('log')].map((one) => one.getBoundingClientRect());
  return box.top >= frame.top && box.bottom <= frame.bottom;
})()`;

if (!hasBrowser) stderr.write(`演练台样子的浏览器测试已跳过：没有 ${CHROMIUM}\n`);

describe.skipIf(!hasBrowser)('the looks of the drill page', () => {
  let browser: Browser;
  let show: Show;
  eachShow((...opened) => {
    [show, browser] = opened;
  });

  const toWang = (template_card: Record<string, unknown>) =>
    show.world.send({ touser: 'wang', msgtype: 'template_card', template_card });
  const toGroup = (body: Record<string, unknown>) =>
    show.world.post('/cgi-bin/webhook/send?key=hook-1', body);

  const naturalWidth = (page: Page, picture: string) =>
    page.evaluate<number>(`document.querySelector('${picture}').naturalWidth`);

  it('previews markdown without its marks, and text with every sign as typed', async () => {
    const page = await show.open(browser);
    await become(page, '周涛');
    const preview = page.locator('#talks').getByRole('button', { name: '舆情工作群' }).locator('.row-hint');
    const content =
      '### 今日汇总\n> **重大** 1 件，见 [台账](https://example.com/a)\n---\n1\\. 油烟\\*扰民 <@chen>';
    await toGroup({ msgtype: 'markdown', markdown: { content } });
    await expect
      .poll(() => preview.textContent())
      .toBe('消息推送：今日汇总 重大 1 件，见 台账 1. 油烟*扰民 @陈晨');
    await show.world.tenant.say({ from: 'chen', group: 'work', text: '**照原样** > 看' });
    await expect.poll(() => preview.textContent()).toBe('陈晨：**照原样** > 看');
  });

  it('counts what is unread beside the names, never over them, also above a hundred', async () => {
    const page = await show.open(browser);
    await become(page, '周涛');
    await enter(page, '舆情助手·应用');
    for (let n = 0; n < 120; n += 1)
      await show.world.tenant.say({ from: 'chen', group: 'work', text: `第 ${n} 条` });
    await page.locator('#talks .badge', { hasText: '99+' }).waitFor();
    const overlaps = await page.evaluate<number>(`
      [...document.querySelectorAll('.row')].filter((row) => {
        const badge = row.querySelector('.badge')?.getBoundingClientRect();
        return badge && [...row.querySelectorAll('.face, .row-name, .row-hint, time')].some((part) => {
          const box = part.getBoundingClientRect();
          return box.left < badge.right && badge.left < box.right && box.top < badge.bottom && badge.top < box.bottom;
        });
      }).length`);
    expect(overlaps).toBe(0);
  });

  it('shows the picture of a news card when this server has it, and loads none from elsewhere', async () => {
    const page = await show.open(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).host));
    const news = (title: string, extra: Record<string, unknown>) => ({
      card_type: 'news_notice',
      main_title: { title, desc: '截至 18:00' },
      card_action: { type: 1, url: 'https://example.com/a' },
      vertical_content_list: [{ title: '新增 2 件', desc: '重大 0 件' }],
      ...extra,
    });
    const own = new URL('/sandbox/icon.svg', show.url).href;
    await toWang(news('日报', { card_image: { url: own, aspect_ratio: 2.25 } }));
    await toWang(news('图文', { image_text_area: { title: '夜市', desc: '油烟', image_url: own } }));
    await toWang(news('外站', { card_image: { url: 'https://example.com/p.png' } }));
    await become(page, '王建国');
    await enter(page, '舆情助手·应用');
    const card = (name: string) => log(page).getByRole('region', { name });
    const image = card('日报').getByRole('img', { name: '卡片图片' });
    await image.waitFor();
    await expect.poll(() => naturalWidth(page, '.card-image')).toBeGreaterThan(0);
    const box = await image.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(2.25, 1);
    expect(await card('日报').locator('.card-vertical').textContent()).toBe('新增 2 件重大 0 件');
    const beside = await card('图文').getByRole('img').boundingBox();
    const words = await card('图文').getByText('夜市').boundingBox();
    expect(words?.x ?? 0).toBeGreaterThan((beside?.x ?? 0) + (beside?.width ?? 0));
    expect(await card('外站').getByRole('link', { name: '查看图片' }).getAttribute('href')).toBe(
      'https://example.com/p.png',
    );
    expect(new Set(asked)).toEqual(new Set([new URL(show.url).host]));
  });

  it('shows a picture the webhook sends into the group', async () => {
    const page = await show.open(browser);
    await become(page, '周涛');
    await enter(page, '舆情工作群');
    const md5 = createHash('md5').update(Buffer.from(PNG, 'base64')).digest('hex');
    expect(await toGroup({ msgtype: 'image', image: { base64: PNG, md5 } })).toMatchObject({ errcode: 0 });
    await log(page).getByRole('img', { name: '图片' }).waitFor();
    await expect.poll(() => naturalWidth(page, '.picture')).toBe(2);
  });

  it.each([1280, 390])(
    'opens a conversation at the beginning of its last message, %i px wide',
    async (width) => {
      await show.world.tenant.say({ from: 'chen', group: 'work', text: '前面的话' });
      await show.world.tenant.say({ from: 'chen', group: 'work', text: `开头${'\n一行'.repeat(80)}` });
      const page = await show.open(browser, { width, height: 800 });
      await become(page, '周涛');
      await enter(page, '舆情工作群');
      const message = await log(page).locator('.message').last().boundingBox();
      const frame = await log(page).boundingBox();
      expect((message?.y ?? 0) - (frame?.y ?? 0)).toBeGreaterThanOrEqual(0);
      expect((message?.y ?? 0) - (frame?.y ?? 0)).toBeLessThan(30);
    },
  );

  it('draws the last two hundred of many messages, and earlier ones on request without losing the place', async () => {
    for (let n = 0; n < 450; n += 1)
      await show.world.tenant.say({ from: 'chen', group: 'work', text: `第 ${n} 条` });
    const page = await show.open(browser);
    await become(page, '周涛');
    await enter(page, '舆情工作群');
    const shown = log(page).locator('.message');
    expect(await shown.count()).toBe(200);
    const earlier = log(page).getByRole('button', { name: '更早的消息' });
    await earlier.click();
    expect(await shown.count()).toBe(400);
    expect(await page.evaluate<boolean>(inSight('第 250 条'))).toBe(true);
    await earlier.click();
    expect(await shown.count()).toBe(450);
    expect(await earlier.count()).toBe(0);
  });

  it('breaks very long words and addresses instead of growing wider', async () => {
    const page = await show.open(browser, { width: 390, height: 844 });
    const text = `https://example.com/${'a'.repeat(600)} ${'W'.repeat(500)}`;
    await show.world.tenant.say({ from: 'chen', group: 'work', text });
    await become(page, '周涛');
    await enter(page, '舆情工作群');
    await log(page).getByText('WWW').waitFor();
    const spare = `[document.documentElement, document.getElementById('log')].map((one) => one.scrollWidth - one.clientWidth)`;
    expect(await page.evaluate<number[]>(spare)).toEqual([0, 0]);
  });

  it('gives a fingertip 44 px on a phone', async () => {
    const page = await show.open(browser, { width: 390, height: 844 });
    await toWang(gradeCard('T-1'));
    await toWang(factsForm);
    await toWang(outcomeVote);
    await become(page, '王建国');
    await enter(page, '舆情助手·应用');
    await log(page).getByRole('button', { name: '提交结论' }).waitFor();
    await page.getByRole('button', { name: '拨时钟' }).click();
    const small = await page.evaluate<string[]>(`
      [...document.querySelectorAll('button, select, input, .card-votes label, summary')]
        .filter((one) => one.getClientRects().length > 0 && one.closest('.card-votes label') !== one.parentElement)
        .filter((one) => one.getBoundingClientRect().height < 44)
        .map((one) => one.id || one.textContent)`);
    expect(small).toEqual([]);
  });

  it('says that the server is away, keeps what was typed, and finds the server again', async () => {
    const page = await show.open(browser);
    const words = page.locator('#connection-words');
    await expect.poll(() => words.textContent()).toBe('已连接');
    const box = page.getByRole('textbox', { name: '消息' });
    await page.route('**/sandbox/{say,state}', (route) => route.abort());
    await box.fill('@舆情助手 断线时写的');
    await box.press('Enter');
    await expect.poll(() => words.textContent()).toBe('连不上服务器，正在重连…');
    await expect.poll(() => box.inputValue()).toBe('@舆情助手 断线时写的');
    await page.unroute('**/sandbox/{say,state}');
    await box.press('Enter');
    await log(page).getByText('断线时写的').waitFor();
    await expect.poll(() => words.textContent()).toBe('已连接');
    // The browser itself complains of a request that failed.
    expect(show.complaints.splice(0).every((line) => line.includes('ERR_FAILED'))).toBe(true);
  });
});
