// Whether a rule applies: to what is known of a case, and as far as it is known.
import { describe, expect, it } from 'vitest';
import { holds, holdsSoFar, nothingKnown } from '../../src/core/policy/conditions.ts';
import type { Condition } from '../../src/core/policy/schema.ts';

describe('conditions', () => {
  const here = {
    grade: 'low',
    facts: { origin: '甲', urgent: '是', people: '7', towns: '东镇、西镇' },
    marks: ['sensitive'],
    outcome: 'real',
    instructed: true,
  };
  it.each<[string, Condition | undefined, boolean]>([
    ['nothing', undefined, true],
    ['empty', {}, true],
    ['its grade', { grade: 'low' }, true],
    ['one of several grades', { grade: ['high', 'low'] }, true],
    ['another grade', { grade: 'high' }, false],
    ['its fact', { fact: { origin: '甲' } }, true],
    ['one of several values', { fact: { origin: ['乙', '甲'] } }, true],
    ['another value', { fact: { origin: '乙' } }, false],
    ['a fact that is not known', { fact: { scope: '市' } }, false],
    ['grade and fact', { grade: 'low', fact: { origin: '乙' } }, false],
    ['all', { all: [{ grade: 'low' }, { fact: { origin: '甲' } }] }, true],
    ['all but one', { all: [{ grade: 'low' }, { grade: 'high' }] }, false],
    ['all of nothing', { all: [] }, true],
    ['any', { any: [{ grade: 'high' }, { grade: 'low' }] }, true],
    ['any of nothing', { any: [] }, false],
    ['not', { not: { grade: 'low' } }, false],
    ['not another', { not: { grade: 'high' } }, true],
    ['not of a fact that is not known', { not: { fact: { scope: '市' } } }, true],
    ['its mark', { mark: 'sensitive' }, true],
    ['one of several marks', { mark: ['negative', 'sensitive'] }, true],
    ['another mark', { mark: 'negative' }, false],
    ['its outcome', { outcome: ['real', 'part'] }, true],
    ['another outcome', { outcome: 'untrue' }, false],
    ['an instruction that was given', { instructed: true }, true],
    ['no instruction, where one was given', { instructed: false }, false],
    ['yes', { fact: { urgent: true } }, true],
    ['no, where it is yes', { fact: { urgent: false } }, false],
    ['a number between bounds', { fact: { people: { min: 5, max: 9 } } }, true],
    ['a number below the least', { fact: { people: { min: 8 } } }, false],
    ['a number above the most', { fact: { people: { max: 6 } } }, false],
    ['bounds for what is no number', { fact: { origin: { min: 1 } } }, false],
    ['one of the values of a list', { fact: { towns: '东镇' } }, true],
    ['none of the values of a list', { fact: { towns: ['南镇', '北镇'] } }, false],
    ['nested', { any: [{ all: [{ not: { grade: 'high' } }, { fact: { origin: '甲' } }] }] }, true],
  ])('%s', (_, when, expected) => {
    expect(holds(when, here)).toBe(expected);
  });

  it.each<[string, Condition, 'holds' | 'fails' | 'unknown']>([
    ['a fact that is not known', { fact: { scope: '市' } }, 'unknown'],
    ['not of a fact that is not known', { not: { fact: { scope: '市' } } }, 'unknown'],
    ['one of two, the other not known', { any: [{ fact: { scope: '市' } }, { mark: 'sensitive' }] }, 'holds'],
    ['both, the other not known', { all: [{ fact: { scope: '市' } }, { mark: 'negative' }] }, 'fails'],
    ['all that is known', { grade: 'low', fact: { people: { min: 5 } } }, 'holds'],
    ['none of two that are known', { any: [{ mark: 'negative' }, { outcome: 'untrue' }] }, 'fails'],
  ])('so far: %s', (_, when, expected) => {
    expect(holdsSoFar(when, here)).toBe(expected);
  });

  it('no grade is no grade, not any', () => {
    expect(holds({ grade: 'low' }, { ...nothingKnown, facts: {} })).toBe(false);
    expect(holds({ not: { grade: 'low' } }, { ...nothingKnown, facts: {} })).toBe(true);
  });
});
