// What a route puts before a step.
import type { Step } from './policy/settle.ts';

/**
 * Everything that stands before a step, however far back, the nearest first and each once. A step that is not among
 * `steps` (one that does not apply) holds up nothing, nor does what stands before it.
 */
export function* stepsBefore(steps: readonly Step[], step: Step): Generator<Step> {
  const waiting = [...step.after];
  const seen = new Set<string>();
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const before = steps.find((s) => s.id === id);
    if (before === undefined || seen.has(id)) continue;
    seen.add(id);
    yield before;
    waiting.push(...before.after);
  }
}

/** Whether the route puts `earlier` somewhere before `step`. */
export function comesBefore(steps: readonly Step[], earlier: Step, step: Step): boolean {
  for (const before of stepsBefore(steps, step)) if (before.id === earlier.id) return true;
  return false;
}
