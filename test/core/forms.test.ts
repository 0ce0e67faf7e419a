// What comes from a form is decided as if each part had been written, and all of it or nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import type { Command } from '../../src/core/command.ts';
import { parsePolicy } from '../../src/core/policy/load.ts';
import { approved, clock, play } from './fixture.ts';

const { bureau, policyFile } = readBureauFile('test/fixtures/bureaus/wide.yaml');
const policy = parsePolicy(readFileSync(policyFile, 'utf8'), policyFile, bureau.answers);
const opened = () => play(clock(9), { policy, bureau, reporter: 'chen' });
const form = (facts: Record<string, string>, ...marks: string[]): Command => ({
  kind: 'set-facts',
  facts,
  marks,
});

describe('a form of facts and marks', () => {
  it('records every part at once', () => {
    const p = opened().as('sun', form({ media: '自媒体', organs: '否' }, 'negative', 'sensitive'));
    expect(p.case()).toMatchObject({
      facts: { media: '自媒体', organs: '否' },
      marks: ['negative', 'sensitive'],
      route: 'sensitive',
    });
  });

  it.each<[string, string, Command, string]>([
    ['holds a value the rule does not know', 'sun', form({ organs: '否', media: '小报' }), 'unknown-value'],
    ['holds a fact the rule does not know', 'sun', form({ organs: '否', colour: '红' }), 'unknown-value'],
    [
      'holds a mark that is not for this person',
      'chen',
      form({ organs: '否' }, 'sensitive'),
      'not-authorised',
    ],
    ['comes from somebody who has no part in it', 'feng', form({ organs: '否' }), 'not-authorised'],
  ])('that %s records nothing', (_, person, command, code) => {
    const p = opened();
    expect(p.refused(person, command).code).toBe(code);
    expect(p.case().facts).not.toHaveProperty('organs');
  });

  it('never overwrites what was told, and the same again changes nothing', () => {
    const p = opened().as('sun', form({ media: '自媒体' }, 'negative'));
    expect(p.tryAs('zhou', form({ media: '自媒体' }, 'negative'))).toMatchObject({ events: [] });
    expect(p.refused('zhou', form({ organs: '是', media: '中央媒体' }))).toEqual({
      code: 'already-told',
      fact: '首发媒体',
      value: '自媒体',
      given: '中央媒体',
    });
    p.as('zhou', { kind: 'set-fact', fact: 'media', value: '中央媒体' });
    expect(p.case().facts).toMatchObject({ media: '中央媒体' });
  });
});

describe('a conclusion from a card', () => {
  const answered = (outcome: string): Command => ({ kind: 'decide-outcome', outcome, note: '', asked: true });

  it('stands once drawn: the same again changes nothing, another is told who drew it', () => {
    const p = approved().as('sun', answered('partly'));
    expect(p.tryAs('zhou', answered('partly'))).toMatchObject({ events: [] });
    expect(p.refused('zhou', answered('untrue'))).toMatchObject({
      code: 'already-found',
      outcome: 'partly',
      by: 'sun',
    });
    p.as('zhou', { kind: 'decide-outcome', outcome: 'untrue', note: '又查' });
    expect(p.case().outcome).toMatchObject({ id: 'untrue', by: 'zhou' });
  });

  it('is for whoever the rule names', () => {
    expect(approved().refused('chen', answered('partly')).code).toBe('not-authorised');
  });
});
