import { stderr } from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  become,
  CHROMIUM,
  eachShow,
  enter,
  factsForm,
  hasBrowser,
  log,
  outcomeVote,
  type Show,
} from './show.ts';

if (!hasBrowser) stderr.write(`演练台页面的浏览器测试已跳过：没有 ${CHROMIUM}\n`);

describe.skipIf(!hasBrowser)('the drill page', () => {
  let browser: Browser;
  let show: Show;
  eachShow((...opened) => {
    [show, browser] = opened;
  });

  const box = (page: Page) => page.getByRole('textbox', { name: '消息' });
  /** The tap as the product gets it. */
  const sent = async (): Promise<string> => {
    const tap = () => show.world.heard.find(({ path }) => path === '/app')?.message ?? '';
    await expect.poll(tap).not.toBe('');
    return tap();
  };

  async function say(page: Page, words: string): Promise<void> {
    await box(page).press('End');
    await box(page).pressSequentially(words);
    await box(page).press('Enter');
  }

  it('shows what is said in the group to everybody, without a reload', async () => {
    const chen = await show.open(browser);
    const wang = await show.open(browser);
    await become(chen, '陈晨');
    await enter(chen, '舆情工作群');
    await become(wang, '王建国');
    await enter(wang, '舆情助手·机器人');
    expect(await box(chen).inputValue()).toBe('@舆情助手 ');
    await say(chen, '夜市占道 @王建国');
    await log(chen).getByText('夜市占道').waitFor();
    const row = wang.locator('#talks').getByRole('button', { name: '舆情工作群' });
    await row.getByText('[有人@我]').waitFor();
    await row.click();
    await log(wang).getByText('夜市占道').waitFor();
    expect(await log(wang).locator('.mention').allTextContents()).toEqual(['@舆情助手', '@王建国']);
    expect(await log(wang).locator('.mention-me').textContent()).toBe('@王建国');
    expect(await row.locator('.badge').count()).toBe(0);
  });

  it("takes a card's choice and button to the product, and shows the card as it then is", async () => {
    const page = await show.open(browser);
    await become(page, '陈晨');
    await enter(page, '舆情工作群');
    await say(page, '夜市占道');
    const wang = page.locator('#people').getByRole('button', { name: '王建国' });
    await wang.locator('.badge').waitFor();
    await wang.click();
    await enter(page, '舆情助手·应用');
    const card = log(page).getByRole('region', { name: '夜市占道经营' });
    await card.getByLabel('承办处室').selectOption({ label: '执法二科' });
    await card.getByRole('button', { name: '一般' }).click();
    await card.getByText('执法二科').waitFor();
    expect(await card.getByRole('button', { name: '已交办' }).isDisabled()).toBe(true);
    expect(await card.getByRole('combobox').count()).toBe(0);
    const tapped = show.world.heard.find(({ path }) => path === '/app')?.message ?? '';
    expect(tapped).toContain('<![CDATA[grade.ordinary]]>');
    expect(tapped).toContain('<![CDATA[zf2]]>');
  });

  it('fills in a form of drop-downs, and sends every choice with its one button', async () => {
    const page = await show.open(browser);
    await become(page, '王建国');
    await show.world.send({ touser: 'wang', msgtype: 'template_card', template_card: factsForm });
    await enter(page, '舆情助手·应用');
    const card = log(page).getByRole('region', { name: '请补情况' });
    expect(await card.getByLabel('首发媒体').inputValue()).toBe('none');
    await card.getByLabel('首发媒体').selectOption({ label: '中央媒体' });
    await card.getByRole('button', { name: '提交情况' }).click();
    const tapped = await sent();
    expect(tapped).toMatch(/fact:media[\s\S]*<OptionId><!\[CDATA\[中央媒体\]\]>[\s\S]*mark[\s\S]*\[none\]/);
    expect(tapped).toContain('<![CDATA[multiple_interaction]]>');
  });

  it('offers a list to choose one of, with none chosen, and sends the one', async () => {
    const page = await show.open(browser);
    await become(page, '王建国');
    await show.world.send({ touser: 'wang', msgtype: 'template_card', template_card: outcomeVote });
    await enter(page, '舆情助手·应用');
    const card = log(page).getByRole('region', { name: '请定结论' });
    expect(await card.locator('input:checked').count()).toBe(0);
    await card.getByLabel('部分属实').check();
    await card.getByLabel('不属实', { exact: true }).check();
    await card.getByRole('button', { name: '提交结论' }).click();
    const tapped = await sent();
    expect(tapped.match(/<OptionId>.*?<\/OptionId>/g)).toEqual(['<OptionId><![CDATA[untrue]]></OptionId>']);
  });

  it('keeps a choice on a card while other messages arrive', async () => {
    const page = await show.open(browser);
    await become(page, '王建国');
    await show.world.tenant.tellBot({ from: 'zhou', text: '给王局发一张卡片' });
    await enter(page, '舆情助手·应用');
    const choice = log(page).getByLabel('承办处室');
    await choice.selectOption('zf2');
    await show.world.send({ touser: 'wang', msgtype: 'text', text: { content: '另有一条通知' } });
    await log(page).getByText('另有一条通知').waitFor();
    expect(await choice.inputValue()).toBe('zf2');
  });

  it('says why a tap failed, and lets one try again', async () => {
    const page = await show.open(browser);
    await become(page, '王建国');
    await show.world.tenant.tellBot({ from: 'zhou', text: '给王局发一张卡片' });
    await enter(page, '舆情助手·应用');
    show.world.answer((_heard, res) => res.writeHead(500).end());
    await log(page).getByRole('button', { name: '重大' }).click();
    await log(page).getByText('产品没有应答').waitFor();
    await page.getByRole('alert').getByText('产品没有应答').waitFor();
    expect(await log(page).getByRole('button', { name: '重大' }).isEnabled()).toBe(true);
  });

  it('shows what looks like markup as the text it is', async () => {
    const page = await show.open(browser);
    const evil = '<img src=x onerror=document.title="坏了"><script>document.title="坏了"</script>';
    await show.world.tenant.say({ from: 'chen', group: 'work', text: evil });
    await show.world.post('/cgi-bin/webhook/send?key=hook-1', {
      msgtype: 'markdown',
      markdown: { content: `**粗** [点我](javascript:alert(1)) ${evil}` },
    });
    await become(page, '周涛');
    await enter(page, '舆情工作群');
    await log(page).getByText('点我').waitFor();
    expect(await log(page).locator('.words').first().textContent()).toBe(evil);
    expect(await log(page).locator('.markdown').textContent()).toContain(evil);
    expect(await log(page).locator('img, script, a').count()).toBe(0);
    expect(await page.title()).not.toContain('坏了');
  });

  it('quotes a message, forwards a link and shows a refusal as the server words it', async () => {
    const page = await show.open(browser);
    await show.world.tenant.say({ from: 'chen', group: 'work', text: '原来的话' });
    await become(page, '周涛');
    await enter(page, '舆情工作群');
    await log(page).getByRole('button', { name: '引用陈晨的消息' }).click();
    await say(page, '收到');
    await log(page).locator('.quote').getByText('陈晨：原来的话').waitFor();
    await enter(page, '舆情助手·应用');
    await page.getByRole('button', { name: '转发链接卡片' }).click();
    await page.getByLabel('标题').fill('一篇帖子');
    await page.getByLabel('网址').fill('https://example.com/post/1');
    await page.getByRole('button', { name: '发送链接' }).click();
    await log(page).getByRole('link', { name: '一篇帖子' }).waitFor();
    expect(show.world.heard.at(-1)?.message).toContain('<![CDATA[https://example.com/post/1]]>');
    await page.route('**/sandbox/tell', (route) =>
      route.fulfill({ status: 200, json: { outcome: 'lost', attempts: 4 } }),
    );
    await say(page, '在吗');
    await page.getByRole('alert').getByText('平台试了 4 次后放弃').waitFor();
  });

  it('moves the clock by its buttons, to 18:00 and to a chosen time', async () => {
    const page = await show.open(browser);
    const time = page.locator('#clock-time');
    const reads = (words: string) => page.locator('#clock-time', { hasText: words }).waitFor();
    await reads('08:00');
    await page.getByRole('button', { name: '+30 分钟' }).click();
    await reads('08:30');
    await page.getByRole('button', { name: '到 18:00' }).click();
    await reads('18:00');
    await page.getByLabel('设定日期和时间').fill('2026-01-03T09:15');
    await page.getByRole('button', { name: '设定' }).click();
    await reads('09:15');
    expect(await page.locator('#clock').textContent()).toMatch(/2026年1月3日\s+星期六\s+北京时间/);
    expect(show.world.clock.at).toBe(Date.parse('2026-01-03T09:15:00+08:00'));
    expect(await time.isVisible()).toBe(true);
  });

  it('brings the stage to the first act and leaves the sending to the person', async () => {
    const page = await show.open(browser);
    await page.getByRole('button', { name: '演练步骤' }).click();
    await page.getByRole('button', { name: '上报一条链接' }).click();
    expect(await page.locator('#me-name').textContent()).toBe('陈晨');
    expect(await box(page).inputValue()).toMatch(/^@舆情助手 https:/);
    expect(show.world.heard).toEqual([]);
    await box(page).press('Enter');
    await log(page).getByText('新华路夜市').waitFor();
    expect(await box(page).inputValue()).toBe('@舆情助手 ');
  });

  it('works in one column on a phone', async () => {
    const page = await show.open(browser, { width: 390, height: 844 });
    await become(page, '陈晨');
    await enter(page, '舆情工作群');
    await say(page, '手机上报');
    await log(page).getByText('手机上报').waitFor();
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: '返回会话列表' }).click();
    await page.getByRole('button', { name: '返回人员列表' }).click();
    await become(page, '王建国');
    await enter(page, '舆情助手·应用');
    await log(page).getByRole('button', { name: '一般' }).click();
    await log(page).getByRole('button', { name: '已交办' }).waitFor();
    await page.getByRole('button', { name: '拨时钟' }).click();
    await page.getByRole('button', { name: '+1 小时' }).click();
    await page.locator('#clock-time', { hasText: '09:00' }).waitFor();
  });
});
