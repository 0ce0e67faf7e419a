// 一、报送: every way in which staff hand in what they saw.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO_BUREAU } from '../harness/stage.ts';
import { DAY, hearOpened, opened, PICTURE, scene } from './cast.ts';

const WEIBO = 'https://weibo.com/2803301701/NtW3xvfQ4';

test('群里 @ 分享文字 → 立 YQ-2026-0001，工作群引用答复编号、平台、标题、链接、报送人', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', `夜市摊贩占道三个月没人管（分享自 @滨河身边事） ${WEIBO}`);
  hearOpened(
    r,
    '0001',
    /〔引用〕@舆情助手 夜市[\s\S]*已登记 YQ-2026-0001\n「夜市摊贩占道三个月没人管」\n平台：微博\n链接：https:\/\/weibo.com\/2803301701\/NtW3xvfQ4\n报送：陈晨 11-23 08:40/,
  );
  r.nothingElse();
});

test('抖音分享口令 → 标题取书名号后文字，口令杂码不当链接', async () => {
  const { r } = await scene();
  await r.says(
    'xu',
    'work',
    '7.53 复制打开抖音，看看【城市观察的作品】工地凌晨施工谁来管 # 噪音 https://v.douyin.com/iRNBho6u/ aBc:/ 03/17 x@Y.zz :2pm',
  );
  hearOpened(
    r,
    '0001',
    /「工地凌晨施工谁来管[^」]*」\n平台：抖音\n链接：https:\/\/v.douyin.com\/iRNBho6u\/?\n报送：许慧/,
  );
  r.nothingElse();
});

test('引用同事的消息再 @ → 按被引用的内容登记', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '', { quote: `【停车场乱收费-哔哩哔哩】 https://b23.tv/x9KqZ2a` });
  hearOpened(r, '0001', /「停车场乱收费」\n平台：B站\n链接：https:\/\/b23.tv\/x9KqZ2a\n报送：陈晨/);
  r.nothingElse();
});

test('把公众号文章卡片转给应用 → 立案，报送人在应用里收到答复，回执也在工作群', async () => {
  const { r } = await scene();
  await r.forwards('he', {
    title: '步行街停车场乱收费，保安推搡车主',
    description: '滨河生活圈',
    url: 'https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv',
  });
  hearOpened(r, '0001', /「步行街停车场乱收费，保安推搡车主」\n平台：微信公众号[\s\S]*报送：何平/);
  r.hears('he', /已登记 YQ-2026-0001/);
  r.nothingElse();
});

test('在应用单聊里发带链接的文字 → 同样立案', async () => {
  const { r } = await scene();
  await r.tells('lv', `有人反映 ${WEIBO}`);
  hearOpened(r, '0001', /平台：微博[\s\S]*报送：吕梅/);
  r.hears('lv', /已登记 YQ-2026-0001/);
  r.nothingElse();
});

test('来电没有链接 → 照样立案；群里、卡片上不出现电话号码', async () => {
  const { r } = await scene();
  await r.says('shen', 'work', '登记 群众来电：解放路垃圾两天没清运，张先生 13812345678');
  hearOpened(r, '0001', /没有链接，按电话或口头反映登记/);
  r.nothingElse();
  const shown = r.transcript.filter((h) => !h.byPerson && !h.text.includes('〔引用〕'));
  for (const heard of shown) expect(heard.text).not.toContain('13812345678');
  expect(r.transcript.find((h) => h.where === 'work' && !h.byPerson)?.text).toContain('138××××5678');
});

test('12345 工单整段贴进来 → 诉求内容作标题，诉求人电话打码', async () => {
  const { r } = await scene();
  await r.says(
    'chen',
    'work',
    '工单编号：GD20261123001\n诉求人：李女士\n联系电话：13912345678\n诉求内容：解放路烧烤摊油烟扰民，多次反映未解决\n办理时限：2026-11-26',
  );
  hearOpened(r, '0001', /「解放路烧烤摊油烟扰民/);
  r.nothingElse();
  for (const heard of r.transcript.filter((h) => !h.byPerson && h.channel === 'group')) {
    const own = heard.text.split('\n').filter((line) => !line.startsWith('〔引用〕'));
    expect(own.join('\n')).not.toContain('13912345678');
  }
});

test('一条消息几个链接 → 一件事项，链接都登记', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', `同一件事两个平台 ${WEIBO} https://www.zhihu.com/question/660012345`);
  hearOpened(r, '0001', /平台：微博、知乎\n链接：.*weibo.*\n链接：.*zhihu.*question\/660012345/);
  r.nothingElse();
  await r.says('xu', 'work', 'https://www.zhihu.com/question/660012345');
  r.hears('work', /已由陈晨于 11-23 08:40 报过，编号 YQ-2026-0001/);
  r.nothingElse();
});

test('文字带图片 → 立案并写明图片张数，原图按哈希存下', async () => {
  const { r, stage } = await scene();
  await r.says('chen', 'work', '登记 夜市占道，现场如图', { images: [PICTURE] });
  hearOpened(r, '0001', /图片：1 张/);
  await r.pass(1000);
  r.nothingElse();
  const rows = await stage.product.world.database.db.selectFrom('attachments').selectAll().execute();
  expect(rows).toMatchObject([{ state: 'stored', bytes: PICTURE.length }]);
});

test('只 @ 不写内容 → 告诉怎么报，不立案', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', '');
  r.hears('work', /登记 链接或情况/);
  r.nothingElse();
  await r.says('chen', 'work', '登记');
  r.hears('work', /没有登记[\s\S]*分享的文字和链接/);
  r.nothingElse();
});

test('配置里没有的本单位同事也能报送，以企业微信账号称呼', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'bureau-'));
  const text = readFileSync(DEMO_BUREAU, 'utf8').replace(
    '../policies/zonghe-zhifa.yaml',
    join(process.cwd(), 'templates/policies/zonghe-zhifa.yaml'),
  );
  const bureauFile = join(dir, 'bureau.yaml');
  writeFileSync(
    bureauFile,
    text.replace('people:\n', 'people:\n  - { id: qian, name: 钱新, wecom: qianxin }\n'),
  );
  const { r, stop, start } = await scene({ bureauFile });
  await stop();
  writeFileSync(bureauFile, text);
  await start();
  await r.says('qian', 'work', `路上看到的 ${WEIBO}`);
  hearOpened(r, '0001', /报送：qianxin/);
  r.nothingElse();
  await r.tells('qian', '定级 0001 一般 执法一科');
  r.hears('qian', /这一步由领导小组决定/);
  r.nothingElse();
});

test('同一条微博换一种写法、换一个人再报 → 并入，只答复这个人，别人什么也没收到', async () => {
  const { r } = await scene();
  await opened(r, '0001', 'chen', `夜市占道 ${WEIBO}`);
  await r.says('xu', 'work', '这条看到了吗 https://m.weibo.cn/status/NtW3xvfQ4?from=timeline');
  r.hears('work', /这条已由陈晨于 11-23 08:40 报过，编号 YQ-2026-0001，您的这次报送已并入/);
  r.nothingElse();
  await r.forwards('lv', {
    title: '夜市',
    description: '',
    url: 'http://weibo.com/2803301701/NtW3xvfQ4?x=1',
  });
  r.hears('lv', /报过，编号 YQ-2026-0001/);
  r.nothingElse();
  await r.says('chen', 'work', WEIBO);
  r.hears('work', /已由您于 11-23 08:40 报过/);
  r.nothingElse();
  await r.says('sun', 'work', '0001');
  expect(r.hears('work', /又报：许慧 11-23 08:40\s+又报：吕梅/).text).toContain('又报来同一链接，已并入');
});

test('两位同事同一刻报同一链接 → 只立一件，后到的一位得知并入', async () => {
  const { r, tenant, stage } = await scene();
  const say = (from: string) =>
    tenant.say({ from, group: 'wrDemoWork', text: `@舆情助手 夜市占道 ${WEIBO}` });
  const results = await Promise.all([say('chenchen'), say('xuhui'), say('fenggang')]);
  await stage.settled();
  expect(results.map((x) => x.outcome)).toEqual(['answered', 'answered', 'answered']);
  hearOpened(r, '0001');
  r.hears('work', /编号 YQ-2026-0001，您的这次报送已并入/);
  r.hears('work', /编号 YQ-2026-0001，您的这次报送已并入/);
  r.nothingElse();
});

test('办结后同一链接又有人报 → 另立新件，写明此前编号', async () => {
  const { r } = await scene();
  await r.says('chen', 'work', `夜市占道 ${WEIBO}`);
  hearOpened(r, '0001');
  await r.taps('li', '0001', 'grade:ordinary', { unit: 'zf1' });
  await r.says('li', 'leadership', '办结 0001 市里统一处理');
  drain(r);
  await r.pass(2 * DAY);
  drain(r);
  await r.says('xu', 'work', `又上来了 ${WEIBO}`);
  hearOpened(r, '0002', /同一链接此前办过：YQ-2026-0001/);
  r.nothingElse();
});

function drain(r: { nothingElse(): void }): void {
  try {
    r.nothingElse();
  } catch {
    // heard in other scenarios
  }
}

test('标有密级字样的内容不收：不立案、不留存，告诉本人怎么办', async () => {
  const { r, stage } = await scene();
  await r.says('chen', 'work', `登记 【机密】某文件内容 ${WEIBO}`);
  r.hears('work', /“机密”[\s\S]*没有保存[\s\S]*撤回/);
  r.nothingElse();
  const rows = await stage.product.world.database.db.selectFrom('inbox').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain('某文件');
});
