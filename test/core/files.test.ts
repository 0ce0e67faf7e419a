// Who may have the pictures and files of a case: those who have something to do in it, and those who reported it.
import { expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { mayHaveFiles } from '../../src/core/decide/authority.ts';
import { attach, bureau, clock, grade, type Played, play, REPORT } from './fixture.ts';

const LINK = { url: 'https://v.douyin.com/a/', platform: 'douyin', platformName: '抖音', canonicalId: 'a' };
const GROUP = ['wang', 'li', 'zhao'];
const OFFICE = ['sun', 'zhou'];
const EVERYBODY = [...bureau.people.map((p) => p.id), 'wecom:stranger', 'system', '', 'unit:zf1'];

const opened = () => play(clock(16, 50), { reporter: 'lv' });
const those = (played: Played): readonly string[] =>
  EVERYBODY.filter((person) => mayHaveFiles(played.situation(), played.case(), person) === null).sort();
const list = (...people: readonly string[]): readonly string[] => [...new Set(people)].sort();

it('before it is handed over: the leadership, the office, the reporter, and no unit', () => {
  expect(those(opened())).toEqual(list(...GROUP, ...OFFICE, 'lv'));
});

it('once it is handed over: also the unit, not another one', () => {
  expect(those(opened().as('wang', grade('ordinary')))).toEqual(
    list(...GROUP, ...OFFICE, 'zheng', 'chen', 'lv'),
  );
});

it('of several units every one, with the leaders above them', () => {
  const both: Command = { kind: 'grade', grade: 'ordinary', unit: 'zf1', with: ['srk'], reason: null };
  expect(those(opened().as('wang', both))).toEqual(list(...GROUP, ...OFFICE, 'zheng', 'chen', 'he', 'lv'));
});

it('whoever reported the same thing again is a reporter too', () => {
  const again = { ...REPORT, links: [LINK] };
  expect(those(opened().as('xu', { kind: 'attach-report', report: again }))).toContain('xu');
});

it('whoever only adds something to a number knows no more than the number', () => {
  expect(those(opened().as('xu', attach))).not.toContain('xu');
});

it('somebody the matter is about has none, whatever the role', () => {
  const about = opened().as('wang', grade('ordinary')).as('sun', { kind: 'name-subject', person: 'zheng' });
  expect(mayHaveFiles(about.situation(), about.case(), 'zheng')).toEqual({
    code: 'is-subject',
    person: 'zheng',
  });
});

it('the others are told who has them', () => {
  const handed = opened().as('wang', grade('ordinary'));
  expect(mayHaveFiles(handed.situation(), handed.case(), 'feng')).toMatchObject({
    code: 'not-part',
    need: expect.arrayContaining(['领导小组', '领导小组办公室', '执法一科']),
  });
});
