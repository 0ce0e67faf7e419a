// What the clock has brought due since the last beat, in the order in which it is said.
import { fireDue } from './fire-due.ts';
import { letGoHeld } from './let-go-held.ts';
import { fireSummaries } from './summaries.ts';
import { fireTableRemoval } from './tables.ts';
import type { World } from './world.ts';

/** One beat's worth: every part asks only for what is due. */
export async function raiseDue(world: World): Promise<void> {
  await world.groups.refresh();
  await fireDue(world);
  await fireSummaries(world);
  await fireTableRemoval(world);
  await letGoHeld(world);
}
