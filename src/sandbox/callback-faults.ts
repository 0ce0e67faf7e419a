// What happens to a callback on its way, whichever way it goes.
import { type CallbackTarget, type SwitchboardTaps, waitOut } from './switchboard.ts';

/** Delivers with what the switchboard has in store: late, after the next one, or twice. The first delivery counts. */
export async function deliverWithFaults<T>(options: {
  readonly faults: SwitchboardTaps;
  readonly to: CallbackTarget;
  readonly deliver: () => Promise<T>;
}): Promise<T> {
  const { faults, to, deliver } = options;
  const fault = faults.takeCallbackFault(to, ['delay', 'hold', 'duplicate']);
  if (fault?.kind === 'delay') await waitOut(fault);
  if (fault?.kind === 'hold') await faults.overtaken(to);
  const delivery = await deliver();
  if (fault?.kind === 'duplicate') await deliver();
  faults.delivered(to);
  return delivery;
}
