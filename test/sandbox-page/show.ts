// The drill page in front of a tenant and a tiny product that sends a card when it hears something.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createSandboxControl } from '../../src/sandbox/control.ts';
import { createWorld, type World } from '../sandbox/stand-in.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const PEOPLE = [
  { id: 'wang', name: '王建国', title: '局长' },
  { id: 'chen', name: '陈晨', title: '执法一科联络员' },
  { id: 'zhou', name: '周涛', title: '领导小组办公室' },
];
export const GROUP = {
  chatId: 'work',
  name: '舆情工作群',
  members: ['wang', 'chen', 'zhou'],
  webhookKey: 'hook-1',
};

export function gradeCard(taskId: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    source: { desc: '待定级', desc_color: 2 },
    main_title: { title: '2026-001 夜市占道经营', desc: '陈晨 报送' },
    sub_title_text: '网友反映新华路夜市摊贩占道经营，评论较多。',
    horizontal_content_list: [
      { keyname: '来源', value: '信息员发现' },
      { keyname: '发现时间', value: '08:00' },
    ],
    task_id: taskId,
    button_selection: {
      question_key: 'unit',
      title: '承办处室',
      option_list: [
        { id: 'zf1', text: '执法一科' },
        { id: 'zf2', text: '执法二科' },
      ],
      selected_id: 'zf1',
    },
    button_list: [
      { type: 0, text: '一般', style: 1, key: 'grade.ordinary' },
      { type: 0, text: '重大', style: 3, key: 'grade.major' },
    ],
    ...extra,
  };
}

const option = (id: string, text = id) => ({ id, text });

/** Drop-downs with one button. */
export const factsForm = {
  card_type: 'multiple_interaction',
  main_title: { title: '请补情况' },
  task_id: 'FACTS-1',
  select_list: [
    {
      question_key: 'fact:media',
      title: '首发媒体',
      option_list: [option('none', '先不填'), option('中央媒体'), option('自媒体')],
      selected_id: 'none',
    },
    {
      question_key: 'mark',
      title: '标记',
      option_list: [option('none', '先不填'), option('sensitive', '敏感')],
    },
  ],
  submit_button: { text: '提交情况', key: 'facts' },
};

/** One of a list. */
export const outcomeVote = {
  card_type: 'vote_interaction',
  main_title: { title: '请定结论' },
  task_id: 'OUTCOME-1',
  checkbox: {
    question_key: 'outcome',
    mode: 0,
    option_list: [option('confirmed', '属实'), option('partly', '部分属实'), option('untrue', '不属实')],
  },
  submit_button: { text: '提交结论', key: 'outcome' },
};

export interface Show {
  readonly world: World;
  readonly url: string;
  /** Opens the page; whatever goes wrong on it lands in `complaints`. */
  open(browser: Browser, size?: { width: number; height: number }): Promise<Page>;
  readonly complaints: string[];
  close(): Promise<void>;
}

async function createShow(): Promise<Show> {
  const world = await createWorld({ people: PEOPLE, groups: [GROUP] });
  let cards = 0;
  world.answer((heard, res) => {
    res.writeHead(200).end();
    if (heard.path === '/bot') {
      cards += 1;
      void world.send({
        touser: 'wang',
        msgtype: 'template_card',
        template_card: gradeCard(`T${cards}`),
      });
      return;
    }
    const code = /<ResponseCode><!\[CDATA\[(.*?)\]\]>/.exec(heard.message)?.[1];
    if (code === undefined) return;
    const chosen = heard.message.includes('<![CDATA[zf2]]>') ? '执法二科' : '执法一科';
    const { button_selection: _gone, ...card } = gradeCard('', {
      source: { desc: '已交办', desc_color: 3 },
      horizontal_content_list: [{ keyname: '承办', value: chosen }],
      replace_text: '已交办',
    });
    const { task_id: _task, ...template_card } = card;
    void world.api('/cgi-bin/message/update_template_card', {
      agentid: 1000007,
      response_code: code,
      atall: 1,
      template_card,
    });
  });
  const clock = {
    now: () => world.clock.at,
    advance(ms: number) {
      world.clock.at += ms;
    },
    set(at: number) {
      world.clock.at = at;
    },
  };
  const control = createSandboxControl({ tenant: world.tenant, clock });
  const server = createServer((req, res) => {
    if (!control(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox`;
  const complaints: string[] = [];
  return {
    world,
    url,
    complaints,
    async open(browser, size = { width: 1280, height: 800 }) {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      return page;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.close();
    },
  };
}

/** Before each test a page of its own in one browser, given to `take`; a complaint on it fails the test. */
export function eachShow(take: (show: Show, browser: Browser) => void): void {
  let browser: Browser;
  let show: Show;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    show = await createShow();
    take(show, browser);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await show.close();
    expect(show.complaints).toEqual([]);
  });
}

/** Acts as this person. */
export const become = (page: Page, name: string) =>
  page.locator('#people').getByRole('button', { name }).click();

/** Opens a conversation of theirs. */
export const enter = (page: Page, talk: string) =>
  page.locator('#talks').getByRole('button', { name: talk }).click();

/** What is said in it. */
export const log = (page: Page) => page.getByRole('log');
