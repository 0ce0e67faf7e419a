// Somebody who does whatever is owed next, as whoever owes it, until the case is closed.
import { peopleOf } from '../../src/core/bureau.ts';
import type { Command } from '../../src/core/command.ts';
import type { Obligation } from '../../src/core/obligations.ts';
import { routeOf } from '../../src/core/steps.ts';
import { MINUTE, type Played } from '../core/fixture.ts';

export type Choices = {
  readonly grade: string;
  readonly units: readonly string[];
  readonly outcome: string | null;
  /** Which of several open things is done next, over and over; empty for always the first. */
  readonly order: readonly number[];
};

/** No rule asks for more; beyond it a case never ends. */
const MOST = 80;

/** Titles of what was done, in order; throws with what is owed when nothing of it can be done. */
export function walk(played: Played, choices: Choices): readonly string[] {
  const done: string[] = [];
  while (played.case().state === 'open') {
    const open = played.owed();
    const first = (choices.order[done.length % choices.order.length] ?? 0) % Math.max(open.length, 1);
    const next = [...open.slice(first), ...open.slice(0, first)].find((owed) => doIt(played, owed, choices));
    if (next === undefined || done.length === MOST)
      throw new Error(`stuck on ${played.titles().join('、')} after ${done.join('、')}`);
    done.push(next.title);
    played.later(MINUTE);
  }
  return done;
}

/** Whether any of those who owe it could. */
function doIt(played: Played, owed: Obligation, choices: Choices): boolean {
  const { bureau } = played.situation();
  return commandsFor(played, owed, choices).some((command) =>
    peopleOf(bureau, owed.owner).some((person) => {
      const decision = played.tryAs(person, command);
      return decision.kind === 'accepted' && decision.events.length > 0;
    }),
  );
}

function commandsFor(
  played: Played,
  { kind, key, deliverable }: Obligation,
  choices: Choices,
): readonly Command[] {
  const { policy } = played.situation();
  const [, of = ''] = key.split(':');
  const [unit = '', ...others] = choices.units;
  const words = { text: '已办', pictures: 0 };
  switch (kind) {
    case 'decide': {
      const reason = '综合研判';
      const grade: Command = { kind: 'grade', grade: choices.grade, unit: null, reason };
      const assign: Command = { kind: 'assign', unit, with: others, reason: null };
      return played.case().grade === null ? [grade, assign] : [assign];
    }
    case 'sign':
      return [{ kind: 'sign' }];
    case 'deliver': {
      const oral = policy.deliverables.find((d) => d.id === deliverable)?.form === 'oral';
      return [{ kind: 'submit', form: oral ? 'oral' : 'written', toldTo: '值班室', ...words }];
    }
    case 'approve':
      return [{ kind: 'approve', record: '会议纪要〔2026〕1号' }];
    case 'opinion':
      return [{ kind: 'give-opinion', text: '同意' }];
    case 'step':
      return stepCommand(played, of, choices);
    default:
      return [];
  }
}

function stepCommand(played: Played, id: string, { outcome }: Choices): readonly Command[] {
  const { policy } = played.situation();
  const [channel = ''] = policy.responses.channels;
  switch (routeOf(policy, played.case()).steps.find((s) => s.id === id)?.do) {
    case 'find':
      return outcome === null ? [] : [{ kind: 'decide-outcome', outcome, note: '' }];
    case 'feedback':
      return [{ kind: 'record-feedback', text: '已核查' }];
    case 'publish':
      return [{ kind: 'record-response', channel, link: null, text: '情况通报', approvedBy: '审定人' }];
    case 'archive':
      return [{ kind: 'close', note: '' }];
    default:
      return [{ kind: 'record-step', step: id, text: '已办', pictures: 0 }];
  }
}
