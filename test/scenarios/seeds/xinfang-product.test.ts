// 信访局的制度走一遍整个产品：群里说、卡片点，每一条消息都在预料之中。
import { test } from 'vitest';
import { scene } from '../cast.ts';
import { type Expected, each, heard } from './heard.ts';
import { at, bureauFileOf, HOUR, MINUTE } from './seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const GROUP = ['bai', 'tian', 'duan'];
const OFFICE = ['duan', 'yao'];
const BXK = ['hao', 'mi'];
const BOTH = ['work', 'leadership'];

const stage = (now = at(11, 23, 9)) => scene({ at: now, bureauFile: bureauFileOf('xinfang') });

async function opened(r: R): Promise<void> {
  await r.says('mi', 'work', '登记 来访群众反映窗口排队过久');
  heard(
    r,
    ['work', /已登记 YQ-2026-0001[\s\S]*已请舆情应对领导小组定级交办/],
    ['leadership', /请在单独收到的卡片上定级/],
    ...each(GROUP, /交办单位▾[\s\S]*\[一般\] \[较大\] \[重大\]/),
    ...each(OFFICE, /\[提交情况\]/),
  );
}

/** 一般，交办信科，已签收；领导小组知道 24 小时内要通报。 */
async function inHand(r: R): Promise<void> {
  await opened(r);
  await r.taps('tian', '0001', 'grade:g1', { unit: 'bxk' });
  heard(
    r,
    [
      'work',
      /【交办】YQ-2026-0001[\s\S]*等级：一般[\s\S]*应办：核实处置情况：本制度未规定时限（依据7）/,
      BXK,
    ],
    ['leadership', /定为一般，交办办信科（田秀英 11-23 09:00）/],
    ...each(BXK, /\[签收\] \[退回\]/),
    ...each(
      GROUP,
      /轮到您办：\n通报情况：[\s\S]*告诉相关科室（股室）、直属二级单位[\s\S]*依据4\(三\)，11-24 09:00 前/,
    ),
  );
  await r.taps('hao', '0001', 'sign');
  heard(r, ['work', /办信科已签收/]);
}

/** 书面报了，领导小组三人都听到要集体研究；没有按钮可点。 */
async function handedIn(r: R): Promise<void> {
  await r.says('mi', 'work', '书面 0001 已增开两个窗口');
  heard(
    r,
    ['work', /核实处置情况：已完成[\s\S]*已送审核/],
    ...each(OFFICE, /【书面报送】[\s\S]*已增开两个窗口/),
    ...each(
      GROUP,
      /【待集体研究】[\s\S]*依据4\(二\)[\s\S]*不能由一个人点“同意”[\s\S]*同意 0001 会议纪要的文号或要点/,
    ),
  );
}

/** 纪要记下，科室知道可以回应了。 */
async function agreed(r: R): Promise<void> {
  await r.says('bai', 'leadership', '同意 0001');
  heard(r, ['leadership', /由领导小组集体研究决定，不能由一个人点“同意”/]);
  await r.says('bai', 'leadership', '同意 0001 领导小组会议纪要〔2026〕7号');
  heard(
    r,
    ['leadership', /已记：YQ-2026-0001 反馈内容 同意。审核已全部通过/],
    ...each(BXK, /反馈内容已审核通过（最后由白志远/),
    ...each(
      BXK,
      /公开回应或决定不予回应：请发 回应 0001 微信发布[\s\S]*不予回应 0001 理由（由舆情应对领导小组决定）/,
    ),
  );
}

async function informed(r: R, more: readonly Expected[] = []): Promise<void> {
  await r.says('bai', 'leadership', '完成 0001 通报情况 已在早会通报，口径：正在增开窗口');
  heard(
    r,
    ['leadership', /已记：YQ-2026-0001 “通报情况”（依据4\(三\)）/],
    ...each(['hao', 'qiao', 'kong'], /【通报情况】[\s\S]*口径：正在增开窗口/),
    ...more,
  );
}

async function closed(r: R): Promise<void> {
  await r.says('yao', 'work', '办结 0001');
  heard(r, ...each(BOTH, /已办结（姚倩/), ['mi', /您报送的.*已办结/]);
}

test('一般舆情从报送到办结：定级交办、通报、核实、集体审定、回应，各人只收到自己的', async () => {
  const { r } = await stage();
  await inHand(r);
  await informed(r);
  await handedIn(r);
  await agreed(r);
  await r.says('mi', 'work', '回应 0001 网站发布 https://example.gov.cn/1 审定:领导小组 已增开窗口');
  heard(r, ...each(BOTH, /已公开回应：网站发布，审定 领导小组（米娜/), ...each(OFFICE, /可以办结了/));
  await closed(r);
});

/** 都办了，只剩通报。 */
async function onlyToInform(r: R): Promise<void> {
  await inHand(r);
  await handedIn(r);
  await agreed(r);
  await r.says('mi', 'work', '回应 0001 网站发布 审定:领导小组 已增开窗口');
  heard(r, ...each(BOTH, /已公开回应/));
}

test('24 小时还没通报 → 一刻钟前、到点提醒领导小组，半小时后报到局长；补了通报，记着超时', async () => {
  const { r } = await stage();
  await onlyToInform(r);
  await r.pass(23 * HOUR + 44 * MINUTE);
  heard(r, ...each(BOTH, /【舆情日报】[\s\S]*明日首批时限：[\s\S]*通报情况：11-24 09:00（依据4\(三\)）/));
  await r.pass(MINUTE);
  const soon = /舆情应对领导小组 通报情况：11-24 09:00 到时限，还有 15 分钟（依据4\(三\)）/;
  heard(r, ['work', soon, GROUP], ...each(GROUP, soon));
  await r.pass(15 * MINUTE);
  const now = /通报情况：时限 11-24 09:00 到了（依据4\(三\)），请马上办/;
  heard(r, ['work', now, GROUP], ...each(GROUP, now));
  await r.pass(15 * MINUTE);
  const late = /通报情况：[\s\S]*已超 15 分钟/;
  heard(r, ['work', late, GROUP], ...each(GROUP, late));
  await r.pass(15 * MINUTE);
  const up = /通报情况：[\s\S]*已超 30 分钟[\s\S]*组长（局长）/;
  heard(r, ['work', up, GROUP], ...each(GROUP, up));
  await r.says('duan', 'work', '完成 0001 通报情况 已补通报');
  heard(
    r,
    ['work', /已记：YQ-2026-0001 “通报情况”/],
    ...each(['hao', 'qiao', 'kong'], /【通报情况】[\s\S]*已补通报/),
    ...each(OFFICE, /可以办结了/),
  );
  await r.says('yao', 'work', '0001');
  heard(r, ['work', /🔴 通报情况：11-24 09:00 前，11-24 09:30 已完成，迟 30 分钟/]);
});

test('重大负面 30 分钟：四分之三时提醒、到点催，赶在到点前通报就不催', async () => {
  for (const late of [false, true]) {
    const { r, close } = await stage();
    await opened(r);
    await r.says('mi', 'work', '标记 0001 负面');
    heard(r, ['work', /标记“负面”/]);
    await r.taps('tian', '0001', 'grade:g3', { unit: 'bxk' });
    heard(
      r,
      ['work', /【交办】/, BXK],
      ['leadership', /定为重大/],
      ...each(BXK, /\[签收\]/),
      ...each(GROUP, /通报情况：[\s\S]*11-23 09:30 前/),
    );
    await r.taps('hao', '0001', 'sign');
    heard(r, ['work', /已签收/]);
    await r.pass(22 * MINUTE);
    r.nothingElse();
    await r.pass(MINUTE);
    heard(
      r,
      ['work', /通报情况：11-23 09:30 到时限，还有/, GROUP],
      ...each(GROUP, /通报情况：11-23 09:30 到时限[\s\S]*完成 0001 通报情况 内容/),
    );
    if (late) {
      await r.pass(7 * MINUTE);
      heard(
        r,
        ['work', /通报情况：时限 11-23 09:30 到了（依据4\(三\)），请马上办/, GROUP],
        ...each(GROUP, /时限 11-23 09:30 到了/),
      );
    }
    await informed(r);
    await r.pass(30 * MINUTE);
    r.nothingElse();
    await close();
  }
});

test('重大敏感从报送到不予回应：会商、组长审、综合办公室交办，有关机关确认，按区委办机制，领导小组定不回应', async () => {
  const { r } = await stage();
  await opened(r);
  await r.says('mi', 'work', '标记 0001 敏感 突发');
  heard(r, ['work', /标记“敏感”；标记“突发”/]);
  await r.says('mi', 'work', '情况 0001 涉及其他机关 是');
  heard(r, ['work', /涉及其他机关为是/]);
  // 卡片总会带上一个单位；这条路线上它不算。
  await r.taps('tian', '0001', 'grade:g3', { unit: 'bxk' });
  heard(
    r,
    [
      'leadership',
      /定为重大（田秀英[\s\S]*接下来：会商、通报情况\n承办单位还没有定：预控处置意见报审之后，由综合办公室交办/,
    ],
    ...each(OFFICE, /改走“重大敏感舆情”（依据6）/),
    ...each(GROUP, /轮到您办：\n通报情况：/),
    ...each(
      OFFICE,
      /轮到您办：\n会商：与相关部门一起，写出事件性质、舆情走势、可能出现的风险、预控处置意见[\s\S]*本制度只写“及时”/,
    ),
  );
  await r.says('yao', 'work', '交办 0001 办信科');
  heard(r, ['work', /0001 还没到这一步，先要完成：预控处置意见报审/]);
  await informed(r);
  await r.says('duan', 'work', '完成 0001 会商 走势：上升；意见：先公布进度');
  heard(
    r,
    ['work', /“会商”（依据6）[\s\S]*接下来：预控处置意见报审/],
    ['bai', /预控处置意见：[\s\S]*审核：组长（局长）[\s\S]*依据：6[\s\S]*\[同意\] \[退回\]/],
  );
  await r.taps('bai', '0001', 'approve');
  heard(
    r,
    ['leadership', /等综合办公室交办/],
    ...each(OFFICE, /选好承办单位，再点“交办”[\s\S]*\[交办\]/),
    ...each(OFFICE, /预控处置意见已审核通过（最后由白志远/),
  );
  await r.taps('yao', '0001', 'assign', { unit: 'bxk' });
  heard(
    r,
    ['work', /【交办】YQ-2026-0001[\s\S]*办信科/, BXK],
    ['leadership', /交办办信科（姚倩/],
    ...each(BXK, /\[签收\] \[退回\]/),
  );
  await r.taps('hao', '0001', 'sign');
  heard(r, ['work', /已签收/]);
  await handedIn(r);
  await r.says('tian', 'leadership', '同意 0001 领导小组会议纪要〔2026〕8号');
  heard(
    r,
    ['leadership', /接着要有关行政机关确认/],
    ...each(OFFICE, /【待外部确认】[\s\S]*依据8[\s\S]*有关行政机关/),
  );
  await r.says('yao', 'work', '同意 0001');
  heard(r, ['work', /要有关行政机关确认[\s\S]*文号，或与谁、何时、怎样确认的/]);
  await r.says('yao', 'work', '同意 0001 区住建局复函〔2026〕2号');
  heard(
    r,
    ['work', /接着按“区委办、政府办网上突发敏感舆情应急处置工作机制”办/],
    ...each(OFFICE, /【按外部机制办】[\s\S]*它的条文不在本制度里/),
  );
  await r.says('duan', 'work', '同意 0001 已按机制报区委办，同意');
  heard(
    r,
    ['work', /审核已全部通过/],
    ...each(BXK, /反馈内容已审核通过/),
    ...each(BXK, /公开回应或决定不予回应/),
  );
  await r.says('mi', 'work', '不予回应 0001 无扩散');
  heard(r, ['work', /这一步由舆情应对领导小组决定，您不在其中/]);
  await r.says('tian', 'leadership', '不予回应 0001 反映人已当面谅解，无扩散');
  heard(r, ...each(BOTH, /决定不予回应（田秀英[\s\S]*反映人已当面谅解/), ...each(OFFICE, /可以办结了/));
  await closed(r);
});

test('审定之后才知道涉及其他机关 → 综合办公室被请去确认，确认前不能回应', async () => {
  const { r } = await stage();
  await inHand(r);
  await informed(r);
  await handedIn(r);
  await agreed(r);
  await r.says('mi', 'work', '情况 0001 涉及其他机关 是');
  heard(r, ['work', /涉及其他机关为是/], ...each(OFFICE, /【待外部确认】[\s\S]*有关行政机关/));
  await r.says('mi', 'work', '回应 0001 网站发布 审定:领导小组 已增开窗口');
  heard(r, ['work', /还没到这一步，先要完成：审定反馈内容/]);
  await r.says('yao', 'work', '同意 0001 区住建局复函〔2026〕2号');
  heard(
    r,
    ['work', /审核已全部通过/],
    ...each(BXK, /反馈内容已审核通过（最后由姚倩/),
    ...each(BXK, /公开回应或决定不予回应/),
  );
  await r.says('mi', 'work', '回应 0001 网站发布 审定:领导小组 已增开窗口');
  heard(r, ...each(BOTH, /已公开回应/), ...each(OFFICE, /可以办结了/));
});
