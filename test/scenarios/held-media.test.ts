// Pictures that come alone, as phones send them: they wait for the message that says where they belong.
import { expect, test } from 'vitest';
import { plainText, post, sealed, userid } from '../faults/hands.ts';
import { online, spaced } from '../platforms/wecom/long-connection/online.ts';
import {
  DAY,
  HOUR,
  hearOpened,
  inHand,
  MINUTE,
  OFFICE,
  OTHER_PICTURE,
  opened,
  PICTURE,
  plain,
  type Scene,
  scene,
} from './cast.ts';

type Way = 'app' | 'bot';

type Said = { readonly text: string } | { readonly image: Buffer };

/** Says one thing in the single chat and waits for the answer, which over the long connection takes a moment. */
async function say(t: Scene, person: string, said: Said, way: Way): Promise<void> {
  const from = userid(person);
  const shown = () => t.tenant.conversation(way, from).messages.length;
  const before = shown();
  if (way === 'app') await t.tenant.tellApp({ from, ...said });
  else await t.tenant.tellBot({ from, ...('image' in said ? { images: [said.image] } : said) });
  await t.stage.settled();
  await expect.poll(shown).toBeGreaterThan(before + 1);
  await t.stage.settled();
}

/** One picture, a message of its own. */
const shows = (t: Scene, person: string, image = PICTURE, way: Way = 'app') => say(t, person, { image }, way);
const tells = (t: Scene, person: string, text: string, way: Way = 'app') => say(t, person, { text }, way);

const db = (t: Scene) => t.stage.product.world.database.db;
const waiting = async (t: Scene) => (await db(t).selectFrom('held_media').selectAll().execute()).length;

/** What is attached to each case, by number. */
async function attached(t: Scene): Promise<Readonly<Record<string, number>>> {
  const rows = await db(t)
    .selectFrom('attachments')
    .innerJoin('cases', 'cases.id', 'attachments.case_id')
    .select(['cases.number', 'attachments.state'])
    .execute();
  expect(rows.filter(({ state }) => state !== 'stored')).toEqual([]);
  const counts: Record<string, number> = {};
  for (const { number } of rows) counts[number.slice(-4)] = (counts[number.slice(-4)] ?? 0) + 1;
  return counts;
}

const ways = [
  ['应用', 'app', '30 分钟内（09:10 前）', scene],
  ['机器人（回调）', 'bot', '4 分钟内（08:44 前）', scene],
  [
    '机器人（长连接）',
    'bot',
    '4 分钟内（08:44 前）',
    async () => {
      const t = await online();
      return Object.assign(t, { r: spaced(t.rehearsal) });
    },
  ],
] as const;

test.each(ways)(
  '%s单聊里发图片、图片、编号 → 两张都归入那一件，附件里都要得到',
  async (_, way, until, open) => {
    const t = await open();
    const { r } = t;
    await r.says('chen', 'work', '登记 群众来电：夜市摊点扰民');
    hearOpened(r, '0001');
    await shows(t, 'chen', PICTURE, way);
    const { text } = r.hears('chen', /收到 1 个图片或文件，还不属于哪一件/);
    expect(plain(text)).toContain(`请在 ${until}接着发：`);
    expect(plain(text)).toMatch(
      /编号，如：0001；或带编号的指令，如：书面 0001 报送内容\n新的舆情：登记 内容$/,
    );
    // The bot leaves a moment between two answers in one chat.
    await r.pass(3_000);
    await shows(t, 'chen', OTHER_PICTURE, way);
    r.hears('chen', /又收到 1 个，共 2 个在等编号。.*0001/);
    expect(await attached(t)).toEqual({});
    await r.pass(3_000);
    await tells(t, 'chen', '0001', way);
    r.hears('chen', /收到 2 个图片或文件，归入 YQ-2026-0001/);
    await r.pass(3_000);
    expect(await attached(t)).toEqual({ '0001': 2 });
    expect(await waiting(t)).toBe(0);
    await tells(t, 'chen', '附件 0001', way);
    r.hears('chen', /0001 有 2 个图片或文件/);
    r.hears('chen', /〔图片〕/);
    r.hears('chen', /〔图片〕/);
    r.nothingElse();
  },
);

test('先发图片再发“书面” → 算作附图，审核人和办公室看得到张数，答复说图片一并归入', async () => {
  const t = await scene();
  await inHand(t.r);
  await shows(t, 'chen');
  t.r.hears('chen', /还不属于哪一件/);
  await t.r.tells('chen', '书面 0001 已到场处置');
  t.r.hears(
    'chen',
    /已记：YQ-2026-0001 书面报送（.*附图 1 张）[\s\S]*先前发来的 1 个图片或文件一并归入 YQ-2026-0001/,
  );
  for (const person of OFFICE) {
    const { text } = t.r.hears(person, /【书面报送】[\s\S]*附图 1 张/);
    expect(text).not.toContain('先前发来');
  }
  t.r.hears('zhao', /处置意见：[\s\S]*\[同意\] \[退回\]/);
  await t.r.pass(1_000);
  expect(await attached(t)).toEqual({ '0001': 1 });
  t.r.nothingElse();
});

test('只发图片、再发“书面 0001”不写字 → 图片就是书面报送', async () => {
  const t = await scene();
  await inHand(t.r);
  await shows(t, 'chen');
  await t.r.tells('chen', '书面 0001');
  t.ignoreRest('who else hears of a paper is told elsewhere');
  t.r.hears('chen', /已记：YQ-2026-0001 书面报送/);
});

test('别的指令也带走：签收时一并归入，答复里说一句', async () => {
  const t = await scene();
  await opened(t.r);
  await t.r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  t.ignoreRest('the handing over is told elsewhere');
  await shows(t, 'zheng');
  await t.r.tells('zheng', '签收 0001');
  t.r.hears('zheng', /签收[\s\S]*先前发来的 1 个图片或文件一并归入 YQ-2026-0001，与随这条发来的一样/);
  await t.r.pass(1_000);
  expect(await attached(t)).toEqual({ '0001': 1 });
});

test('先发图片再登记、再转发链接卡片 → 都随新的事项，回执写着几张', async () => {
  const t = await scene();
  await shows(t, 'chen');
  await shows(t, 'chen', OTHER_PICTURE);
  t.r.hears('chen', /收到 1 个/);
  t.r.hears('chen', /共 2 个在等/);
  await t.r.tells('chen', '登记 群众来电：夜市摊点扰民');
  t.r.hears(
    'chen',
    /已登记 YQ-2026-0001[\s\S]*图片：2 张[\s\S]*先前发来的 2 个图片或文件一并归入 YQ-2026-0001/,
  );
  hearOpened(t.r, '0001', /图片：2 张/);
  await shows(t, 'chen');
  t.r.hears('chen', /收到 1 个/);
  await t.r.forwards('chen', { title: '夜市', description: '', url: 'https://mp.weixin.qq.com/s/abc' });
  t.r.hears('chen', /已登记 YQ-2026-0002[\s\S]*先前发来的 1 个/);
  hearOpened(t.r, '0002', /图片：1 张/);
  await t.r.pass(1_000);
  expect(await attached(t)).toEqual({ '0001': 2, '0002': 1 });
  t.r.nothingElse();
});

test('只查不改的、被拒绝的、没有的编号、带密级的 → 图片还在等，接着发编号才归入', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'feng');
  t.r.hears('feng', /还不属于哪一件/);
  const asked: readonly (readonly [string, RegExp])[] = [
    ['台账', /台账（最近 1 件）/],
    ['帮助', /我是舆情助手/],
    ['查 0001', /现状：待定级/],
    ['0001 怎么样了', /现状：待定级/],
    ['登记', /没有看到内容/],
    ['签收 0001', /先前发来的 1 个图片或文件没有归入，还在等。$/],
    ['定级 0001 一般', /领导小组[\s\S]*还在等。$/],
    ['0042', /没有编号 YQ-2026-0042 的事项[\s\S]*还在等。$/],
    ['登记 【机密】某事', /密/],
  ];
  for (const [text, answer] of asked) {
    await t.r.tells('feng', text);
    t.r.hears('feng', answer);
    expect(await waiting(t)).toBe(1);
  }
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /收到 1 个图片或文件，归入 YQ-2026-0001/);
  expect(await waiting(t)).toBe(0);
  await t.r.pass(1_000);
  t.r.nothingElse();
});

test('群里的话不带走单聊里等着的图片，别人的话也不', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'chen');
  t.r.hears('chen', /还不属于哪一件/);
  await t.r.says('chen', 'work', '0001');
  t.r.hears('work', /现状：待定级/);
  await t.r.says('chen', 'work', '登记 群众来电：第二处');
  hearOpened(t.r, '0002');
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /现状：待定级/);
  expect([await waiting(t), await attached(t)]).toEqual([1, {}]);
  t.r.nothingElse();
  await t.r.tells('chen', '0002');
  t.r.hears('chen', /收到 1 个图片或文件，归入 YQ-2026-0002/);
});

test('过了时间 → 发的人听到一次、说几个没有归入；再发编号只是查', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'feng');
  await t.r.pass(10 * MINUTE);
  await shows(t, 'feng', OTHER_PICTURE);
  t.r.hears('feng', /收到 1 个/);
  t.r.hears('feng', /共 2 个在等编号。发完后，请在 20 分钟内（09:10 前）/);
  t.ignoreRest('reminders are told elsewhere');
  await t.r.pass(20 * MINUTE);
  expect(t.r.rest().filter((h) => h.where === 'feng')).toEqual([]);
  await t.r.pass(10 * MINUTE);
  t.r.hears('feng', /^您先前发来的 2 个图片或文件没有等到编号，已过时间[\s\S]*重新发送，再发编号，如：0001$/);
  expect(await waiting(t)).toBe(0);
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /现状：待定级/);
  await t.r.pass(HOUR);
  expect(t.r.rest().filter((h) => h.where === 'feng')).toEqual([]);
  expect(await attached(t)).toEqual({});
});

test('机器人单聊里的过 4 分钟就取不到了 → 不再等；没来得及告诉就发编号，也只是查', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'feng', PICTURE, 'bot');
  t.r.hears('feng', /4 分钟内（08:44 前）/);
  t.clock.moveTo(t.clock.now() + 4 * MINUTE);
  await tells(t, 'feng', '0001', 'bot');
  t.r.hears('feng', /现状：待定级/);
  await shows(t, 'feng', PICTURE, 'bot');
  t.r.hears('feng', /收到 1 个[\s\S]*有 1 个已过时间，没有归入，请重新发送。$/);
  await t.r.pass(4 * MINUTE);
  t.r.hears('feng', /^您先前发来的 1 个图片或文件没有等到编号/);
  t.r.nothingElse();
});

test('一部分过了时间 → 没过的归入，过了的另说一句', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'feng', PICTURE, 'bot');
  await shows(t, 'feng', OTHER_PICTURE, 'app');
  t.r.hears('feng', /收到 1 个/);
  t.r.hears('feng', /共 2 个在等编号。发完后，请在 4 分钟内/);
  await t.r.pass(5 * MINUTE);
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /收到 1 个图片或文件，归入 YQ-2026-0001/);
  await t.r.pass(1_000);
  t.r.hears('feng', /^您先前发来的 1 个图片或文件没有等到编号/);
  expect(await attached(t)).toEqual({ '0001': 1 });
  t.r.nothingElse();
});

test('两个编号同时到 → 只归入一件，另一个编号照常是查', async () => {
  const t = await scene();
  await opened(t.r, '0001');
  await opened(t.r, '0002');
  await shows(t, 'feng');
  t.r.hears('feng', /收到 1 个/);
  await Promise.all(['0001', '0002'].map((text) => t.tenant.tellApp({ from: userid('feng'), text })));
  await t.stage.settled();
  t.r.hears('feng', /收到 1 个图片或文件，归入 YQ-2026-000[12]/);
  t.r.hears('feng', /现状：待定级/);
  t.r.nothingElse();
  await t.r.pass(1_000);
  expect(Object.values(await attached(t))).toEqual([1]);
});

/** The callback of a picture, as the platform writes it. */
const callbackOf = (from: string, seconds: number): string =>
  plainText('app', '', '9001', from)
    .replace('<CreateTime>1<', `<CreateTime>${seconds}<`)
    .replace(/<MsgType>.*<\/Content>/, '<MsgType>image</MsgType><MediaId>m</MediaId>');

test('平台把同一张图片的回调再送一次 → 只等一个', async () => {
  const t = await scene();
  const image = callbackOf(userid('chen'), t.clock.now() / 1000);
  for (let time = 0; time < 2; time += 1) {
    expect(await post(t, 'app', sealed(t, 'app', image))).toMatchObject({ status: 200 });
  }
  await t.stage.settled();
  t.r.hears('chen', /收到 1 个/);
  t.r.nothingElse();
  expect(await waiting(t)).toBe(1);
});

test('送到时平台上已经取不到了 → 不等，请重新发送', async () => {
  const t = await scene();
  const image = callbackOf(userid('chen'), (t.clock.now() - 3 * DAY) / 1000);
  await post(t, 'app', sealed(t, 'app', image));
  await t.stage.settled();
  t.r.hears('chen', /^有 1 个已过时间，没有归入，请重新发送。$/);
  expect(await waiting(t)).toBe(0);
});

test('一次最多等 9 个 → 第 10 个说清楚没有留下，归入以后可以再发', async () => {
  const t = await scene();
  await opened(t.r);
  for (let n = 1; n <= 9; n += 1) {
    await shows(t, 'feng');
    t.r.hears('feng', n === 1 ? /收到 1 个/ : new RegExp(`共 ${n} 个在等`));
  }
  await shows(t, 'feng');
  t.r.hears('feng', /^一次最多等 9 个，刚发来的 1 个没有留下。请先发编号（如：0001）归入前面的 9 个，再重发/);
  expect(await waiting(t)).toBe(9);
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /收到 9 个图片或文件/);
  await shows(t, 'feng');
  t.r.hears('feng', /收到 1 个/);
  t.r.nothingElse();
});

test('不在单位文件里的人单发图片 → 不留，说该找谁', async () => {
  const t = await scene();
  const image = callbackOf('somebody-else', t.clock.now() / 1000);
  await post(t, 'app', sealed(t, 'app', image));
  await t.stage.settled();
  t.ignoreRest('the platform does not know that person, which the administrator hears');
  expect(await waiting(t)).toBe(0);
  const rows = await db(t).selectFrom('outbox').select('body').execute();
  expect(
    rows.some(({ body }) => /没有留下：单独发来的图片和文件，只替本单位登记在册的人留着/.test(body)),
  ).toBe(true);
});

test('停机再启动 → 图片还在等', async () => {
  const t = await scene();
  await opened(t.r);
  await shows(t, 'feng');
  t.r.hears('feng', /收到 1 个/);
  await t.restart();
  await t.r.tells('feng', '0001');
  t.r.hears('feng', /收到 1 个图片或文件，归入 YQ-2026-0001/);
  await t.r.pass(1_000);
  expect(await attached(t)).toEqual({ '0001': 1 });
  t.r.nothingElse();
});
