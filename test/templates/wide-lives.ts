// The ways that a case of the wide rule can go, in which everybody writes `text` wherever words can be written.
import { HOUR } from '../../src/core/calendar/shanghai.ts';
import { openWide, revised, type WideLife } from './wide-life.ts';

const submitted = (form: 'oral' | 'written', text: string, toldTo: string | null = null) =>
  ({ kind: 'submit', form, text, toldTo, pictures: 1 }) as const;
const done = (step: string, text: string) => ({ kind: 'record-step', step, text, pictures: 1 }) as const;

/** The ordinary way: facts, papers, extensions, pauses, opinions, notice, work put right, answer, another rule. */
export function ordinaryLife(text: string): WideLife {
  // Somebody whom the bureau does not know is called by what the platform gives.
  const life = openWide(text, `wecom:${[...text].slice(0, 64).join('')}`);
  const { act } = life;
  act('chen', { kind: 'attach-report', report: { text, title: text, links: [], pictures: 2 } });
  act('sun', { kind: 'set-fact', fact: 'media', value: '自媒体' });
  act('sun', { kind: 'set-fact', fact: 'people', value: '60' });
  act('sun', { kind: 'set-mark', mark: 'negative', on: true });
  act('sun', { kind: 'set-occurred', occurredAt: null, about: false });
  act('sun', { kind: 'set-moment', moment: 'posted', at: life.now() - 24 * HOUR, about: true });
  act('wang', { kind: 'instruct', text });
  act('wang', { kind: 'order-paper', paper: 'special' });
  act('sun', done('special', text));
  act('wang', { kind: 'grade', grade: 'ordinary', unit: 'zf2', reason: text });
  act('feng', { kind: 'return', reason: text });
  act('wang', { kind: 'assign', unit: 'zf1', reason: text });
  act('sun', { kind: 'name-subject', person: 'zheng' });
  act('chen', { kind: 'sign' });
  act('chen', { kind: 'extend', length: '1wd', reason: text, noticed: true });
  act('sun', { kind: 'decide-extension', granted: false, reason: text });
  act('chen', { kind: 'extend', length: '1wd', reason: text, noticed: true });
  act('sun', { kind: 'decide-extension', granted: true, reason: text });
  act('sun', { kind: 'pause', reason: text });
  act('sun', { kind: 'resume' });
  act('wang', { kind: 'move-policy' }, revised);
  life.wait(2 * HOUR);
  act('system', { kind: 'remind' });
  act('chen', { kind: 'explain-delay', reason: text });
  act('chen', submitted('oral', text, text));
  act('chen', submitted('written', text));
  act('tang', { kind: 'give-opinion', text });
  act('zhao', { kind: 'return', reason: text });
  act('wang', { kind: 'regrade', grade: 'major', reason: text });
  act('sun', done('brief', text));
  act('chen', submitted('written', text));
  act('tang', { kind: 'give-opinion', text });
  act('zhao', { kind: 'approve' });
  act('wang', { kind: 'name-person', person: 'li' });
  act('li', { kind: 'approve' });
  act('sun', done('inform', text));
  act('sun', { kind: 'decide-outcome', outcome: 'real', note: text });
  act('chen', done('fix', text));
  act('sun', {
    kind: 'record-response',
    channel: text,
    link: 'https://a.gov.cn/1',
    text,
    approvedBy: text,
  });
  act('wang', { kind: 'close', note: text });
  act('wang', { kind: 'reopen', reason: text });
  return life;
}

/** The sensitive way: a meeting, a body and an organ that decide, two units, a first answer, no answer. */
export function sensitiveLife(text: string): WideLife {
  const life = openWide(text);
  const { act } = life;
  act('sun', { kind: 'set-mark', mark: 'sensitive', on: true });
  act('sun', { kind: 'set-fact', fact: 'organs', value: '是' });
  act('wang', { kind: 'grade', grade: 'ordinary', unit: null, reason: text });
  act('tang', { kind: 'give-opinion', text });
  act('sun', done('meet', text));
  act('sun', { kind: 'return', reason: text });
  act('tang', { kind: 'give-opinion', text });
  act('sun', done('meet', text));
  act('sun', { kind: 'approve', record: text });
  act('zhou', { kind: 'approve', record: text });
  act('li', { kind: 'approve' });
  act('zhao', { kind: 'approve' });
  act('wang', { kind: 'assign', unit: 'zf1', with: ['zf2'], reason: text });
  act('sun', {
    kind: 'record-response',
    channel: '官网',
    link: null,
    text,
    approvedBy: text,
    answer: 'holding',
  });
  act('chen', submitted('written', text));
  act('feng', submitted('written', text));
  act('tang', { kind: 'give-opinion', text });
  act('zhao', { kind: 'approve' });
  act('wang', { kind: 'decline-response', reason: text });
  act('sun', done('up', text));
  act('sun', { kind: 'close', note: text });
  return life;
}

/** Not ours: handed to somebody else, under a name that is `text`. */
export function transferredLife(text: string): WideLife {
  const life = openWide(text, 'chen', { origin: '其他单位职责' });
  life.act('sun', { kind: 'transfer', to: text, reason: text });
  return life;
}

/** Handled by a mechanism whose text the bureau does not have. */
export function deferredLife(text: string): WideLife {
  const life = openWide(text);
  life.act('sun', { kind: 'set-fact', fact: 'media', value: '境外媒体' });
  life.act('wang', { kind: 'grade', grade: 'ordinary', unit: null, reason: text });
  life.act('sun', done('outside', text));
  return life;
}
