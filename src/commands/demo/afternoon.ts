// A grave case whose limits run from the event itself, a change of grade, a refusal to answer, the evening, questions.
import type { Rehearsal } from '../rehearsal.ts';
import type { Transcript } from '../transcript.ts';

const MINUTE = 60_000;
const LEADERS = ['wang', 'li', 'zhao'];

export async function playAfternoon(r: Rehearsal, t: Transcript): Promise<void> {
  await playMajor(r, t);
  await playEvening(r, t);
}

/** 重大: 30 minutes from 事发, aim 20; 90 minutes, aim 40. */
async function playMajor(r: Rehearsal, t: Transcript): Promise<void> {
  t.heading('七、改为重大：时限从事发起算');
  await r.taps('wang', '0002', 'grade:major', { unit: 'tck' });
  r.hears('work', /交办[\s\S]*0002[\s\S]*重大/, ['jiang', 'shen']);
  r.hears('leadership', /0002.*重大.*停车管理科/);
  for (const person of ['jiang', 'shen']) r.hears(person, /0002[\s\S]*\[签收\] \[退回\]/);
  t.flush();
}

async function playEvening(_r: Rehearsal, t: Transcript): Promise<void> {
  t.flush();
}
