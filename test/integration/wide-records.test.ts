// A life with everything a rule may have in it, moved to another version of the rule on the way: what is on record
// verifies after every word.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyRecords } from '../../src/app/audit.ts';
import { DAY, HOUR } from '../../src/core/calendar/shanghai.ts';
import { openTestStage } from '../harness/stage.ts';

/** The fixture's rule and bureau, in files that may be changed. */
function editable() {
  const dir = mkdtempSync(join(tmpdir(), 'wide-records-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const [policyFile, bureauFile] = [join(dir, 'policy.yaml'), join(dir, 'bureau.yaml')];
  const bureau = readFileSync('test/fixtures/bureaus/wide.yaml', 'utf8');
  writeFileSync(bureauFile, bureau.replace('policy: ../policies/wide.yaml', `policy: ${policyFile}`));
  let rule = readFileSync('test/fixtures/policies/wide.yaml', 'utf8');
  writeFileSync(policyFile, rule);
  const change = (from: string | RegExp, to: string): void => {
    const changed = rule.replace(from, to);
    expect(changed).not.toBe(rule);
    rule = changed;
    writeFileSync(policyFile, rule);
  };
  return { bureauFile, change };
}

async function played() {
  const files = editable();
  const s = await openTestStage({ bureauFile: files.bureauFile });
  s.ignoreRest('only the records matter here');
  const r = s.rehearsal;
  const sound = async (after: string): Promise<void> => {
    const { world } = s.stage.product;
    const report = await verifyRecords(world.database.db, { ...world, now: world.now() });
    expect(report.difference, after).toBeNull();
  };
  return {
    ...files,
    s,
    sound,
    async say(person: string, text: string): Promise<void> {
      await r.says(person, 'work', text);
      await sound(`${person}: ${text}`);
    },
    async pass(ms: number): Promise<void> {
      await r.pass(ms);
      await sound(`after ${ms} ms`);
    },
    async types(): Promise<readonly string[]> {
      const { db } = s.stage.product.world.database;
      const rows = await db.selectFrom('case_events').select('type').distinct().orderBy('type').execute();
      return rows.map((row) => row.type);
    },
  };
}

test('a sensitive matter from the report to its reopening, with every kind of event that this rule knows', async () => {
  const p = await played();
  await p.say('chen', '登记 群众反映夜市扰民 https://weibo.com/2803301701/NtW3xvfQ4');
  await p.say('feng', '登记 又有人反映 https://weibo.com/2803301701/NtW3xvfQ4');
  await p.say('sun', '标记 0001 敏感');
  await p.say('chen', '事发 0001 今天 7:00');
  await p.say('chen', '发帖 0001 今天 7:40');
  await p.say('sun', '情况 0001 涉及其他行政机关 是');
  await p.say('sun', '涉及人 0001 冯刚');
  await p.say('wang', '定级 0001 一般');
  await p.say('tang', '意见 0001 无');
  await p.pass(4 * HOUR);
  await p.say('sun', '会商 0001 一致');
  await p.say('sun', '同意 0001 第3次会议纪要');
  await p.say('sun', '同意 0001 函〔2026〕3号');
  await p.say('li', '同意 0001');
  await p.say('zhao', '退回 0001 再议');
  await p.say('tang', '意见 0001 无');
  await p.say('sun', '会商 0001 再议一致');
  await p.say('sun', '同意 0001 第4次会议纪要');
  await p.say('sun', '同意 0001 函〔2026〕4号');
  await p.say('li', '同意 0001');
  await p.say('zhao', '同意 0001');
  await p.say('wang', '交办 0001 执法一科');
  await p.say('chen', '退回 0001 不属本科');
  await p.say('wang', '交办 0001 执法一科、市容科');
  await p.say('chen', '签收 0001');
  await p.say('he', '签收 0001');
  await p.say('wang', '批示 0001 抓紧');
  await p.say('wang', '要求 0001 舆情专报');
  await p.say('sun', '完成 0001 舆情专报 走势平稳');
  await p.say('chen', '延期 0001 1个工作日 需检测 已告知反映人');
  await p.say('sun', '同意延期 0001');
  await p.say('sun', '中止 0001 等第三方鉴定');
  await p.pass(2 * DAY);
  await p.say('sun', '恢复 0001');
  await p.say('chen', '口头 0001 孙丽');
  await p.say('chen', '说明 0001 现场取证未完');
  await p.say('chen', '书面 0001 已查明');
  await p.say('he', '书面 0001 已查明');
  await p.say('wang', '改级 0001 重大 转发量上升');
  await p.say('tang', '意见 0001 同意');
  await p.say('zhao', '同意 0001');
  await p.say('wang', '指定 0001 李敏');
  await p.say('li', '同意 0001');
  await p.say('sun', '同意 0001 已按机制办');
  await p.say('sun', '先行回应 0001 官网 正在核查 李敏 https://example.gov.cn/1');
  await p.say('sun', '取消标记 0001 敏感');
  await p.say('sun', '核实 0001 属实');
  await p.say('wang', '不予回应 0001 已当面答复');
  await p.say('wang', '办结 0001 提前办结');
  await p.say('wang', '重开 0001 再次投诉');
  await p.say('sun', '情况 0001 舆情来源 其他单位职责');
  await p.say('sun', '移送 0001 市交通局 职责在该局');
  await p.say('sun', '重开 0001 被退回');
  expect(await p.types()).toEqual([
    'approval.decided',
    'assignment.returned',
    'assignment.signed',
    'case.assigned',
    'case.closed',
    'case.graded',
    'case.opened',
    'case.reopened',
    'case.transferred',
    'clock.paused',
    'clock.resumed',
    'delay.explained',
    'extension.decided',
    'extension.requested',
    'fact.set',
    'instruction.given',
    'mark.set',
    'moment.set',
    'occurred.set',
    'opinion.given',
    'outcome.decided',
    'paper.issued',
    'paper.ordered',
    'person.named',
    'report.attached',
    'report.submitted',
    'response.declined',
    'response.recorded',
    'route.changed',
    'step.done',
    'step.opened',
    'step.recorded',
    'subject.named',
  ]);
});

test('a matter moved to a rule that has lost its steps, its route, its grade and what it owed', async () => {
  const p = await played();
  await p.say('chen', '登记 群众反映夜市扰民');
  await p.say('wang', '定级 0001 重大 执法一科 影响特别恶劣');
  await p.say('chen', '书面 0001 已查明');
  await p.say('tang', '意见 0001 同意');
  await p.say('zhao', '同意 0001');
  p.change('{id: inform, title: 通报, do: notify', '{id: inform2, title: 通报, do: notify');
  p.change('after: [find, inform, fix, final]', 'after: [find, inform2, fix, final]');
  p.change('{id: l-inform, of: inform,', '{id: l-inform, of: inform2,');
  p.change(
    '- {role: deptlead, clause: 六(一)}\n',
    '- {role: goffice, clause: 六}\n      - {role: deptlead, clause: 六(一)}\n',
  );
  p.change('  - {id: first_oral, title: 口头汇报, form: oral, also: [first_written], clause: 四}\n', '');
  p.change(/owes: \[first_oral, first_written\]/g, 'owes: [first_written]');
  p.change(
    '  - {id: l-oral, of: first_oral, from: assigned, within: {max: 1h}, to: goffice, clause: 四(一)}\n',
    '',
  );
  p.change(/ {2}- id: sensitive\n {4}title: 敏感舆情[\s\S]*?(?= {2}- id: normal)/, '');
  p.change('{id: l-meet, of: meet,', '{id: l-meet, of: find,');
  p.change(/ {2}- \{id: l-plan.*\n {2}- \{id: l-holding.*\n/, '');
  p.change(/ {2}- \{id: l-up,.*\n/, '');
  p.change(/id: major\b/, 'id: grave');
  p.change(/grade: major/g, 'grade: grave');
  await p.s.restart();
  await p.sound('restarted');
  await p.say('wang', '换制度 0001 确认');
  await p.say('sun', '同意 0001');
  await p.say('zhao', '同意 0001');
  await p.say('wang', '改级 0001 一般 已平息');
  await p.say('zhao', '同意 0001');
  await p.say('sun', '核实 0001 不属实');
  await p.say('sun', '完成 0001 通报 已通报');
  await p.say('wang', '不予回应 0001 已当面答复');
  await p.say('sun', '办结 0001');
  await p.say('wang', '重开 0001 再次投诉');
  expect(await p.types()).toContain('policy.moved');
});
