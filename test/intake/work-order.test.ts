import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/intake/read-report.ts';

const full = {
  number: '20260317123456',
  caller: '张三',
  phone: '13812345678',
  content: '城南小区停水三天',
  deadline: '2026-03-20 17:00前',
};

describe('a pasted 12345 work order is read whatever the line spelling', () => {
  test.each([
    [
      'colons',
      '工单编号：20260317123456\n诉求人：张三\n电话：13812345678\n诉求内容：城南小区停水三天\n办理时限：2026-03-20 17:00前',
    ],
    [
      'ASCII colons and spaces',
      '工单编号 : 20260317123456\r\n诉求人: 张三\r\n联系电话: 13812345678\r\n诉求内容: 城南小区停水三天\r\n办结时限: 2026-03-20 17:00前',
    ],
    [
      'square brackets',
      '【工单编号】20260317123456\n【诉求人】张三\n【联系电话】13812345678\n【诉求内容】城南小区停水三天\n【办理时限】2026-03-20 17:00前',
    ],
    [
      'one line',
      '工单号：20260317123456；来电人：张三；来电号码：13812345678；诉求内容：城南小区停水三天；办理期限：2026-03-20 17:00前',
    ],
    [
      'numbered lines',
      '1. 工单编号：20260317123456\n2. 诉求人：张三\n3. 手机号：13812345678\n4. 工单内容：城南小区停水三天\n5. 答复时限：2026-03-20 17:00前',
    ],
    [
      'markdown table',
      '| 工单编号 | 20260317123456 |\n| 诉求人 | 张三 |\n| 电话 | 13812345678 |\n| 诉求内容 | 城南小区停水三天 |\n| 办理时限 | 2026-03-20 17:00前 |',
    ],
    [
      'bold labels',
      '**工单编号**：20260317123456\n**诉求人**：张三\n**电话**：13812345678\n**诉求内容**：城南小区停水三天\n**办理时限**：2026-03-20 17:00前',
    ],
    [
      'heading glued in front',
      '【12345】工单编号:20260317123456，诉求人:张三(先生)，联系电话:13812345678，诉求内容:城南小区停水三天，办理时限:2026-03-20 17:00前',
    ],
    [
      'tabs',
      '工单编号\t20260317123456\n诉求人\t张三\n电话\t13812345678\n诉求内容\t城南小区停水三天\n办理时限\t2026-03-20 17:00前',
    ],
    [
      'values below the labels',
      '工单编号\n20260317123456\n诉求人\n张三\n电话\n13812345678\n诉求内容\n城南小区停水三天\n办理时限\n2026-03-20 17:00前',
    ],
    [
      'spaces inside labels',
      '工 单 编 号：20260317123456\n诉 求 人：张三\n电　话：13812345678\n诉求内容：城南小区停水三天\n办理时限：2026-03-20 17:00前',
    ],
    [
      'other labels between',
      '12345热线工单\n工单编号：20260317123456\n受理时间：2026-03-17\n诉求人：张三\n性别：男\n电话：13812345678\n诉求地址：城南\n诉求内容：城南小区停水三天\n承办单位：水务局\n办理时限：2026-03-20 17:00前\n备注：无',
    ],
  ])('%s', (_, text) => {
    const report = readReport(text);
    expect(report.workOrder).toEqual(full);
    expect(report.title).toBe('城南小区停水三天');
  });
});

test('the title is the first sentence of 诉求内容, with personal numbers masked', () => {
  const report = readReport(
    '工单编号：A2026-001\n诉求内容：李女士13812345678反映停水。已投诉三次。\n物业不管。',
  );
  expect(report.title).toBe('李女士138****5678反映停水');
  expect(report.workOrder?.content).toBe('李女士13812345678反映停水。已投诉三次。\n物业不管。');
});

test('an address mentioned inside 诉求内容 does not cut it', () => {
  const report = readReport(
    '工单编号：A2026-001\n诉求内容：反映停水，地址：城南路3号，多次投诉无果\n办理时限：3个工作日',
  );
  expect(report.workOrder?.content).toBe('反映停水，地址：城南路3号，多次投诉无果');
});

test('links inside a work order are still listed', () => {
  const report = readReport('工单编号：20260317123456\n诉求内容：视频见 https://v.douyin.com/abc/ 请处理');
  expect(report.links.map((link) => link.canonicalId)).toEqual(['douyin:short:abc']);
});

test('parts that the paste lacks are null', () => {
  expect(readReport('工单编号：20260317123456').workOrder).toEqual({
    number: '20260317123456',
    caller: null,
    phone: null,
    content: null,
    deadline: null,
  });
});

test.each([
  '联系电话：13812345678',
  '联系人：张三\n电话：13812345678',
  '今天收到一张工单',
  '办理时限是多少',
  '诉求内容要写清楚',
  '标题：通知\n内容：开会',
])('%j is no work order', (text) => {
  expect(readReport(text).workOrder).toBeNull();
});
