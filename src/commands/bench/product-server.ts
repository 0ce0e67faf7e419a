// The product as it runs, in a process of its own; the emulated tenant is in the parent.
import { type ComposeOptions, compose, type Product } from '../../compose.ts';
import { createLog } from '../../log.ts';
import { createRunningClock } from '../stage-clock.ts';
import { answerParent } from './child.ts';

export type ProductQuestion =
  | {
      readonly kind: 'start';
      readonly bureauFile: string;
      readonly dataDir: string;
      readonly wecom: ComposeOptions['wecom'];
      readonly heartbeat: boolean;
    }
  | { readonly kind: 'move-to'; readonly at: number }
  /** Answers when nothing more can be delivered now. */
  | { readonly kind: 'settle' };

const clock = createRunningClock(Date.now);
const running: Product[] = [];

answerParent<ProductQuestion>(async (question) => {
  switch (question.kind) {
    case 'start': {
      const product = await compose({
        ...question,
        secret: (name) => `sandbox-${name}`,
        now: () => clock.now(),
        log: createLog({ level: 'error' }),
        drill: true,
      });
      running.push(product);
      return product.http.listen({ port: 0, host: '127.0.0.1' });
    }
    case 'move-to':
      return clock.moveTo(question.at);
    case 'settle':
      for (const product of running) await product.deliver();
      return null;
  }
});
