// 近两周的柱状图：每周最后一个工作日，跟在日报后面。
import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { momentOf } from '../../src/core/calendar/shanghai.ts';
import { decodePng } from '../app/picture/decode-png.ts';
import { outbox } from '../faults/hands.ts';
import { bureauCopy } from '../harness/bureau-copy.ts';
import { online } from '../platforms/wecom/long-connection/online.ts';
import { approved, closed, HOUR, MINUTE, opened, PICTURE, plain, type Scene, scene } from './cast.ts';

const PUBLIC_URL = 'https://yuqing.example.gov.cn';
const GROUPS = { work: 'wrDemoWork', leadership: 'wrDemoLeadership' } as const;
const at = (month: number, day: number, hour: number, minute = 0) => momentOf(2026, month, day, hour, minute);
const FRIDAY = at(11, 27, 17, 50);
const WORDS = [
  /近两周舆情 11-14 至 11-27\n滨河市综合行政执法局\n/,
  /新增：近 7 天 1 件，此前 7 天 0 件\n办结：近 7 天 0 件，此前 7 天 0 件\n/,
  /左边深柱是新增，右边浅柱是办结；灰色日期是休息日。/,
];

/** What a group hears at 18:00: the summary, and behind it what comes with it. */
function evening(t: Scene, group: 'work' | 'leadership'): readonly string[] {
  const heard = t.r.rest().filter((h) => h.where === group);
  for (const h of heard) t.r.hears(group, new RegExp(h.text.slice(0, 6).replace(/\W/g, '.')));
  expect(heard[0]?.text).toContain('【舆情日报】');
  return heard.slice(1).map((h) => plain(h.text));
}

/** The pictures that a group has been shown as such. */
const shown = (t: Scene, group: keyof typeof GROUPS): readonly Buffer[] =>
  t.tenant
    .conversation('group', GROUPS[group])
    .messages.flatMap(({ body }) =>
      body.kind === 'image' ? [Buffer.from(body.dataUrl.split(',')[1] ?? '', 'base64')] : [],
    );

test('周五 18:00 → 两个群在日报后面各收到几行数字和一张图，图上是今天的新增', async () => {
  const t = await scene({ at: FRIDAY });
  await opened(t.r);
  await t.r.pass(10 * MINUTE);
  for (const group of ['work', 'leadership'] as const) {
    const [words = '', picture, ...more] = evening(t, group);
    for (const said of WORDS) expect(words).toMatch(said);
    expect([picture, more]).toEqual(['〔图片〕', []]);
  }
  t.r.nothingElse();
  const [work, leadership] = [...shown(t, 'work'), ...shown(t, 'leadership')];
  expect(work?.equals(leadership ?? Buffer.of())).toBe(true);
  const picture = decodePng(work ?? Buffer.of());
  // The last of fourteen columns has a dark bar and no light one.
  expect([picture.at(1120, 300), picture.at(1155, 300)]).toEqual([
    [23, 62, 120],
    [255, 255, 255],
  ]);
  // Neither rows nor the log hold the bytes, and nothing was uploaded.
  const base64 = work?.toString('base64').slice(40, 80) ?? '';
  for (const row of await outbox(t)) expect(row.body).not.toContain(base64);
  expect(t.logged.map(({ line }) => line).join('\n')).not.toContain(base64);
  expect(t.tenant.log.filter((call) => call.path.includes('upload'))).toEqual([]);
});

test('周四、周六、周日的日报没有图；下一个周五又有，包括那天办结的', async () => {
  const t = await scene({ at: at(11, 26, 17, 40) });
  await approved(t.r);
  await closed(t.r);
  await t.r.pass(20 * MINUTE);
  for (const group of ['work', 'leadership'] as const) expect(evening(t, group)).toEqual([]);
  await t.r.pass(24 * HOUR);
  for (const group of ['work', 'leadership'] as const) {
    const [words] = evening(t, group);
    expect(words).toContain('新增：近 7 天 1 件，此前 7 天 0 件\n办结：近 7 天 1 件，此前 7 天 0 件');
  }
  for (const _ of ['周六', '周日', '周一']) {
    await t.r.pass(24 * HOUR);
    for (const group of ['work', 'leadership'] as const) expect(evening(t, group)).toEqual([]);
  }
  t.r.nothingElse();
});

test('两周里没有新增也没有办结 → 只有日报', async () => {
  const t = await scene({ at: FRIDAY });
  await t.r.pass(10 * MINUTE);
  for (const group of ['work', 'leadership'] as const) expect(evening(t, group)).toEqual([]);
  t.r.nothingElse();
});

test('单位文件写了 week_picture: false → 只有日报', async () => {
  const t = await scene({
    at: FRIDAY,
    bureauFile: bureauCopy(['week_picture: true', 'week_picture: false']),
  });
  await opened(t.r);
  await t.r.pass(10 * MINUTE);
  for (const group of ['work', 'leadership'] as const) expect(evening(t, group)).toEqual([]);
  t.r.nothingElse();
});

test('周五下午停机、周日晚上才恢复 → 图没有丢，只来一次，画到周五为止', async () => {
  const t = await scene({ at: FRIDAY });
  await opened(t.r);
  await t.stop();
  t.clock.moveTo(at(11, 29, 19));
  await t.start();
  await t.r.pass(0);
  t.ignoreRest('the case that waits for its grade is called for again and again');
  const said = t.r.transcript.filter((h) => h.where === 'leadership' && h.text.includes('近两周舆情'));
  expect(said.map((h) => plain(h.text))).toEqual([expect.stringContaining('11-14 至 11-27')]);
  expect(shown(t, 'leadership')).toHaveLength(1);
});

describe('有 PUBLIC_URL（https）', () => {
  const get = async (t: Scene, path: string) => {
    const response = await fetch(`${t.stage.url}${path}`);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const cardIn = (t: Scene, group: keyof typeof GROUPS) => {
    const { messages } = t.tenant.conversation('group', GROUPS[group]);
    const body = messages.findLast((m) => m.body.kind === 'card')?.body;
    return body?.kind === 'card' ? (body.card as Record<string, unknown>) : {};
  };
  const pathIn = (t: Scene): string =>
    String((cardIn(t, 'work').card_image as { url: string }).url).replace(PUBLIC_URL, '');

  async function friday(): Promise<Scene> {
    const t = await scene({ at: FRIDAY, publicUrl: PUBLIC_URL });
    await t.r.says('chen', 'work', '登记 群众来电：第 1 处摊点扰民', { images: [PICTURE] });
    await t.r.pass(10 * MINUTE);
    t.ignoreRest('only the picture counts');
    return t;
  }

  it('两个群各收到一张图文卡片；图在猜不到的地址上，只有自己画的图', async () => {
    const t = await friday();
    for (const group of ['work', 'leadership'] as const) {
      const said = t.r
        .rest()
        .filter((h) => h.where === group)
        .map((h) => plain(h.text));
      expect(said.at(-2)).toContain('【舆情日报】');
      for (const words of WORDS) expect(said.at(-1)).toMatch(words);
      expect(cardIn(t, group)).toMatchObject({ card_type: 'news_notice', card_image: { aspect_ratio: 1.9 } });
      expect(shown(t, group)).toEqual([]);
    }
    const path = pathIn(t);
    const { response, bytes } = await get(t, path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(path).toBe(`/h5/pictures/${createHash('sha256').update(bytes).digest('hex')}.png`);
    expect(decodePng(bytes)).toMatchObject({ width: 1200, height: 630 });
    expect(cardIn(t, 'work').card_action).toEqual({ type: 1, url: `${PUBLIC_URL}${path}` });
    // A picture of the case is kept too, and is nowhere to be seen.
    const kept = createHash('sha256').update(PICTURE).digest('hex');
    expect(await t.stage.product.world.blobs.has(kept)).toBe(true);
    for (const other of [kept, kept.toUpperCase(), 'a'.repeat(64), '..%2f..%2frecords.db', ''])
      expect((await get(t, `/h5/pictures/${other}.png`)).response.status, other).toBe(404);
    expect((await get(t, path.replace('.png', ''))).response.status).toBe(404);
  });

  it('画过六十天的图不再留着，新的还在', async () => {
    const t = await friday();
    const old = pathIn(t);
    await t.stop();
    t.clock.moveTo(momentOf(2027, 1, 29, 17, 50));
    await t.start();
    await t.r.says('chen', 'work', '登记 群众来电：第 2 处摊点扰民');
    expect((await get(t, old)).response.status).toBe(200);
    await t.r.pass(10 * MINUTE);
    expect(pathIn(t)).not.toBe(old);
    expect((await get(t, old)).response.status).toBe(404);
    expect((await get(t, pathIn(t))).response.status).toBe(200);
  });
});

test.each([
  ['没有 PUBLIC_URL：话和图', {}, ['话', '图']],
  ['有 PUBLIC_URL：卡片变成话，末尾是图的地址', { publicUrl: PUBLIC_URL }, ['话']],
])('消息推送被移出群 → 机器人在同一个群里说，%s', async (_, options, expected) => {
  const t: Scene = Object.assign(await online({ at: FRIDAY, ...options }), { r: undefined as never });
  const r = t.rehearsal;
  await r.says('chen', 'work', '帮助');
  await r.pass(5_000);
  await r.says('chen', 'work', '登记 群众来电：第 1 处摊点扰民');
  const known = async () => (await outbox(t)).some((row) => row.body.includes('已登记'));
  await expect.poll(known).toBe(true);
  t.tenant.setWebhook(GROUPS.work, 'removed');
  await r.pass(30 * MINUTE);
  t.ignoreRest('administrators hear of the webhook, and the leadership of the case');
  const messages = t.tenant.conversation('group', GROUPS.work).messages.filter((m) => m.from.kind === 'bot');
  const kinds = messages.flatMap(({ body }) =>
    body.kind === 'image'
      ? ['图']
      : body.kind === 'markdown' && body.text.includes('近两周舆情')
        ? ['话']
        : [],
  );
  expect(kinds).toEqual(expected);
  const words = messages.map(({ body }) => (body.kind === 'markdown' ? body.text : '')).join('\n');
  if (expected.length === 1)
    expect(words).toMatch(/https:\/\/yuqing\.example\.gov\.cn\/h5\/pictures\/[0-9a-f]{64}/);
  expect(await outbox(t)).not.toContainEqual(expect.objectContaining({ kind: 'notice', state: 'failed' }));
});
