// The numbers of the five seeds, all of them and no others: a vague word stays a word, a silence stays a question.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSource } from '../../src/core/policy/load.ts';
import type { PolicyFile } from '../../src/core/policy/schema.ts';

const read = (policy: string) =>
  parseSource(readFileSync(`templates/policies/${policy}.yaml`, 'utf8'), `${policy}.yaml`);

type Within = PolicyFile['limits'][number]['within'];

/** `20m/30m` for an aim and a limit, `当天`, the rule's own word in quotation marks, or the question. */
function spoken(within: Within): string {
  if ('vague' in within) return `“${within.vague}”`;
  if ('ask' in within) return within.ask;
  if ('same_day' in within) return '当天';
  return within.aim === undefined ? within.max : `${within.aim}/${within.max}`;
}

const limitsOf = (policy: string) =>
  read(policy).limits.map((l) => `${l.clause} ${l.of} ${spoken(l.within)}`);
const numbersOf = (policy: string) => limitsOf(policy).filter((line) => /\d+[mhd]|当天/.test(line));

it.each([
  ['xinfang', ['4(三) inform 24h', '4(三) inform 30m']],
  ['tongji', []],
  [
    'zhengfuban',
    [
      '三(一) act 当天',
      '四(三) publish 当天',
      '四(四) back_office 当天',
      '四(四) back_chief 当天',
      '四(五) up 当天',
    ],
  ],
  ['wenlv', []],
  [
    'zonghe-zhifa',
    ['五2 first_oral 1h', '五2 first_written 2h', '五2 first_report 20m/30m', '五2 written_report 40m/90m'],
  ],
])('%s has the limits of its text and no other number', (policy, expected) => {
  expect(numbersOf(policy)).toEqual(expected);
});

it('S0 names no limit for 较大 and suggests none', () => {
  const { ask } = read('xinfang');
  expect(limitsOf('xinfang')).toContain('4(三) inform q-jiaoda');
  expect(ask.find((q) => q.id === 'q-jiaoda')).toMatchObject({ blocking: true, clause: '4(三)' });
  expect(ask.find((q) => q.id === 'q-jiaoda')?.suggested).toBeUndefined();
});

it('no rule counts in working hours, for none of the five texts says so', () => {
  for (const policy of ['xinfang', 'tongji', 'zhengfuban', 'wenlv', 'zonghe-zhifa'])
    expect(read(policy).limits.filter((l) => l.hours === 'working')).toEqual([]);
});

it('papers that come round are those of the text: daily where it says so, else its own word', () => {
  const rounds = (policy: string) =>
    read(policy).papers.flatMap((p) =>
      p.period === undefined
        ? []
        : [`${p.clause} ${typeof p.period === 'string' ? p.period : p.period.vague}`],
    );
  expect(rounds('xinfang')).toEqual(['4(四) 定期']);
  expect(rounds('tongji')).toEqual(['5 daily', '13 定期']);
  expect(rounds('zhengfuban')).toEqual(['四(一) daily', '四(一) weekly', '三(四) 定期']);
  expect(rounds('wenlv')).toEqual(['(六) daily']);
  expect(rounds('zonghe-zhifa')).toEqual([]);
});
