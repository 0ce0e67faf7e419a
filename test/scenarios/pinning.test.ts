// 事项按立案时的制度和答复办：改文件只管新的事项；要改按现行制度，由领导换，先看变化，换了记在案。
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO_BUREAU } from '../harness/stage.ts';
import { all, graded, hearOpened, MINUTE, OFFICE, opened, plain, scene, signed, UNITS } from './cast.ts';
import { heard } from './seeds/heard.ts';
import { at } from './seeds/seed.ts';

type R = Awaited<ReturnType<typeof scene>>['r'];
const ZF1 = [...UNITS.zf1.people];
const T = at(11, 23, 9);

/** The demo bureau and its rule, copied to where they may be edited. */
function editable() {
  const dir = mkdtempSync(join(tmpdir(), 'pinning-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const bureauFile = join(dir, 'bureau.yaml');
  const policyFile = join(dir, 'zonghe-zhifa.yaml');
  const change = (file: string, from: string, to: string): void => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`nothing to change: ${from}`);
    writeFileSync(file, text.replace(from, to));
  };
  writeFileSync(policyFile, readFileSync('templates/policies/zonghe-zhifa.yaml', 'utf8'));
  writeFileSync(bureauFile, readFileSync(DEMO_BUREAU, 'utf8'));
  change(bureauFile, '../policies/zonghe-zhifa.yaml', policyFile);
  return {
    bureauFile,
    answer: (question: string, from: string, to: string) =>
      change(bureauFile, `${question}: { value: ${from},`, `${question}: { value: ${to},`),
    rule: (from: string, to: string) => change(policyFile, from, to),
  };
}

const L1 = "within: {max: 1h}, to: goffice, clause: '五2'}";
const L1_LONGER = "within: {max: 90m}, to: goffice, clause: '五2'}";

async function fileOf(r: R, number: string): Promise<string> {
  await r.says('wang', 'leadership', number);
  const { text } = r.hears('leadership', new RegExp(`YQ-2026-${number}`));
  r.nothingElse();
  return plain(text);
}

test('改了答复 → 在办的仍按立案时的答复，新登记的按新答复', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  await r.pass(10 * MINUTE);
  await graded(r, '0001', 'ordinary', 'zf1');
  files.answer('q-clock', 'assigned', 'found');
  await stage.restart();
  await opened(r, '0002');
  await r.pass(4 * MINUTE);
  await graded(r, '0002', 'ordinary', 'zf1');
  expect(await fileOf(r, '0001')).toContain('交办 11-23 09:10 → +1 小时 → 11-23 10:10');
  expect(await fileOf(r, '0002')).toContain('发现 11-23 09:10 → +1 小时 → 11-23 10:10');
});

test('改答复之前立案、之后才定级的 → 还是按立案时的答复', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  files.answer('q-clock', 'assigned', 'found');
  await stage.restart();
  await r.pass(10 * MINUTE);
  await graded(r, '0001', 'ordinary', 'zf1');
  expect(await fileOf(r, '0001')).toContain('交办 11-23 09:10 → +1 小时 → 11-23 10:10');
});

test('改了制度的时限 → 在办的时限、催办一分钟不动，新登记的按新时限', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  await graded(r, '0001', 'ordinary', 'zf1');
  await signed(r, '0001', 'zf1');
  files.rule(L1, L1_LONGER);
  await stage.restart();
  await opened(r, '0002');
  await graded(r, '0002', 'ordinary', 'srk');
  await signed(r, '0002', 'srk');
  expect(await fileOf(r, '0001')).toContain('交办 11-23 09:00 → +1 小时 → 11-23 10:00');
  expect(await fileOf(r, '0002')).toContain('交办 11-23 09:00 → +1 小时 30 分钟 → 11-23 10:30');
  await r.pass(45 * MINUTE);
  r.hears('work', /YQ-2026-0001.*口头汇报初步处置计划：11-23 10:00 到时限/, ZF1);
  all(r, ZF1, /口头汇报初步处置计划/);
  r.nothingElse();
});

test('再改回去、反复重启 → 各按各的立案版本', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  await graded(r, '0001', 'ordinary', 'zf1');
  files.rule(L1, L1_LONGER);
  await stage.restart();
  await opened(r, '0002');
  await graded(r, '0002', 'ordinary', 'srk');
  files.rule(L1_LONGER, L1);
  await stage.restart();
  await stage.restart();
  expect(await fileOf(r, '0001')).toContain('口头汇报初步处置计划，11-23 10:00 前');
  expect(await fileOf(r, '0002')).toContain('口头汇报初步处置计划，11-23 10:30 前');
});

test('领导发“换制度” → 先列出变化，什么也没改；发“确认”才改，科室和办公室得知时限怎么变', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  await graded(r, '0001', 'ordinary', 'zf1');
  await signed(r, '0001', 'zf1');
  files.rule(L1, L1_LONGER);
  await stage.restart();
  await r.says('chen', 'work', '换制度 0001 确认');
  heard(r, ['work', /由领导小组决定，您不在其中，没有改动/]);
  await r.says('wang', 'leadership', '换制度 0001');
  const { text } = r.hears('leadership', /现按立案时的制度办，还没有改/);
  expect(plain(text)).toMatch(
    /制度版本：[0-9a-f]{8} → [0-9a-f]{8}\n改按现行制度后：\n变动：执法一科 口头汇报初步处置计划，11-23 10:00 前（依据五2） → 执法一科 11-23 10:30 前（依据五2）\n确认要改请发：换制度 0001 确认/,
  );
  r.nothingElse();
  expect(await fileOf(r, '0001')).toContain('口头汇报初步处置计划，11-23 10:00 前');
  await r.says('wang', 'leadership', '换制度 0001 确认');
  r.hears('leadership', /已改按现行制度办（王建国 11-23 09:00）[\s\S]*11-23 10:30 前/);
  for (const person of [...OFFICE, ...ZF1]) r.hears(person, /【换制度】YQ-2026-0001[\s\S]*11-23 10:30 前/);
  r.nothingElse();
  const after = await fileOf(r, '0001');
  expect(after).toContain('口头汇报初步处置计划，11-23 10:30 前');
  expect(after).toMatch(/11-23 09:00 王建国 .*制度/);
  await r.says('wang', 'leadership', '换制度 0001');
  heard(r, ['leadership', /0001 已经按现行制度和答复办，不用改/]);
});

test('换到新答复：制度文本没变，只说答复不同', async () => {
  const files = editable();
  const stage = await scene({ at: T, bureauFile: files.bureauFile });
  const { r } = stage;
  await opened(r, '0001');
  await r.pass(10 * MINUTE);
  await graded(r, '0001', 'ordinary', 'zf1');
  files.answer('q-clock', 'assigned', 'found');
  await stage.restart();
  await r.says('li', 'leadership', '换制度 0001');
  const { text } = r.hears('leadership', /换制度 0001 确认/);
  expect(plain(text)).toContain('制度文本相同，本单位的答复不同。');
  expect(plain(text)).toContain('口头汇报初步处置计划，11-23 10:10 前（依据五2） → 执法一科 11-23 10:00 前');
  r.nothingElse();
  await stage.restart();
  expect(await fileOf(r, '0001')).toContain('交办 11-23 09:10 → +1 小时');
});

test('制度没改就换 → 说已是现行的，不多说一条', async () => {
  const { r } = await scene({ at: T });
  await r.says('chen', 'work', '登记 来电：夜市扰民');
  hearOpened(r, '0001');
  await r.says('wang', 'leadership', '换制度 0001');
  heard(r, ['leadership', /0001 已经按现行制度和答复办，不用改/]);
});
