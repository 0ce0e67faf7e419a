// Steps whose turn came in a commit: opened by it, or opened long ago, by another route perhaps, and free to begin now.
import type { Step } from '../../src/core/policy/settle.ts';
import { openSteps } from '../../src/core/steps.ts';
import { type AnnounceContext, happened } from './context.ts';

/** Without those that are owed again because somebody sent them back or reopened the case: these are told otherwise. */
export function stepsBegun(context: AnnounceContext): readonly Step[] {
  const { policy, previousPolicy, before, after } = context;
  if (after.closed !== null) return [];
  const opened = new Map(happened(context, 'step.opened').map(({ body }) => [body.step, body]));
  const running = new Set(
    before === null ? [] : openSteps(previousPolicy ?? policy, before).map((s) => s.id),
  );
  return openSteps(policy, after).filter((s) => {
    const event = opened.get(s.id);
    return event === undefined ? !running.has(s.id) : event.again === undefined;
  });
}
