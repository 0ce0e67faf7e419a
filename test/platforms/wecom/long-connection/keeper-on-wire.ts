// A keeper on a wire and timers that the test holds.
import { createMemoryLeases } from '../../../../src/coordination/memory.ts';
import type { TakeLease } from '../../../../src/platforms/platform.ts';
import { createKeeper, type State } from '../../../../src/platforms/wecom/long-connection/keeper.ts';
import { createHandTimers, type HandTimers } from './hand-timers.ts';
import { createWires, type Wire } from './line.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;

export function keeperOn(timers: HandTimers, lease: TakeLease = createMemoryLeases(timers.now)) {
  const { dial, wires } = createWires();
  const states: State[] = [];
  const heard: string[] = [];
  const unreadable: string[] = [];
  let ids = 0;
  const keeper = createKeeper({
    dial,
    url: 'ws://platform.invalid',
    botId: 'aib-1',
    secret: 'the-secret',
    timers,
    newId() {
      ids += 1;
      return `id-${ids}`;
    },
    timeoutMs: 10 * SECOND,
    lease,
    random: () => 0,
    onState: (state) => void states.push(state),
    onCallback: ({ body }) => void heard.push(body),
    onUnreadable: (reason) => void unreadable.push(reason),
  });
  const wire = (): Wire => {
    const last = wires.at(-1);
    if (last === undefined) throw new Error('nothing was dialled');
    return last;
  };
  /** The platform accepts the newest connection. */
  const accept = async (): Promise<Wire> => {
    await timers.advance(0);
    const accepted = wire();
    accepted.open();
    accepted.answers('aibot_subscribe');
    await timers.advance(0);
    return accepted;
  };
  return { keeper, wires, wire, accept, states, heard, unreadable, state: () => keeper.state().kind };
}

export async function connected() {
  const timers = createHandTimers();
  const k = keeperOn(timers);
  k.keeper.start();
  const wire = await k.accept();
  return { ...k, timers, first: wire };
}

/** What the platform says before it closes the older of two connections. */
export const EVICTION = {
  cmd: 'aibot_event_callback',
  headers: { req_id: 'e' },
  body: { msgtype: 'event', event: { eventtype: 'disconnected_event' } },
};
