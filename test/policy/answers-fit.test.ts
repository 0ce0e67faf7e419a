// Answers to open questions fit the place they are to stand in, or are refused with what would.
import { describe, it } from 'vitest';
import { type Bad, expectRefused } from './rich.ts';

describe('a question whose answers do not fit where it is asked', () => {
  it.each<Bad>([
    [
      'no start',
      '{id: graded, title: 定级}',
      '{id: begin, title: 定级}',
      'ask.0.options.1.id',
      '填不进时限 l1 起算点（要的是起算点），可用：occurred、posted',
    ],
    [
      'no length',
      '{id: 24h, title: 同一般}',
      '{id: day, title: 同一般}',
      'ask.1.options.1.id',
      '要的是时长，例如 30m',
    ],
    [
      'no choice about waiting',
      '{id: go-on, title: 不等}',
      '{id: no, title: 不等}',
      'ask.2.options.1.id',
      '可用：wait、go-on',
    ],
    [
      'no role',
      'answer: role, suggested: office',
      'answer: role, suggested: offis',
      'ask.3.suggested',
      '没有声明的“offis”',
    ],
    [
      'words where a role is needed',
      'answer: role, suggested',
      'answer: text, suggested',
      'ask.3.answer',
      '要的是角色编号；请写 answer: role',
    ],
    [
      'no end of the day',
      "{id: '24:00', title",
      "{id: '17:30', title",
      'ask.4.options.0.id',
      '可用：24:00、office',
    ],
    [
      'no way to decide',
      '{id: all, title: 都要}',
      '{id: both, title: 都要}',
      'ask.5.options.1.id',
      '可用：any、all、named',
    ],
    ['no such question', '{ask: q-mode}', '{ask: q-mod}', 'approvals.0.chain.0.mode', '没有声明的“q-mod”'],
    [
      'a suggestion that is not offered',
      'suggested: go-on',
      'suggested: later',
      'ask.2.suggested',
      '没有声明的“later”',
    ],
    [
      'a choice without options',
      'options: [{id: found, title: 发现}, {id: graded, title: 定级}], suggested',
      'suggested',
      'ask.0.options',
      '要写 options，可用：occurred',
    ],
    [
      'a suggested length that is none',
      '{id: 24h, title: 同一般}], blocking',
      '{id: 24h, title: 同一般}], suggested: 一天, blocking',
      'ask.1.suggested',
      '应为时长',
    ],
  ])('%s', (_, from, to, path, message) => expectRefused(from, to, path, message));
});
