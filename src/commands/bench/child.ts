// A server in a process of its own, so that neither the load nor the emulated tenant shares its event loop.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';

export type Child = {
  /** One question at a time; resolves with the child's answer. */
  ask<T>(question: object): Promise<T>;
  /** Stands still until `goOn`, so that what it still has to do is nobody else's burden. */
  pause(): void;
  goOn(): void;
  stop(): Promise<void>;
};

type Answer = { readonly answer: unknown } | { readonly failed: string };

const extension = extname(import.meta.filename);

/** Arguments with which node runs our files in the form this one is in: built, or as source. */
export const loader: readonly string[] = extension === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];

/** A file of ours by its path from this folder without extension, e.g. `../../main`. */
export const ownFile = (name: string): string => join(import.meta.dirname, `${name}${extension}`);

/** Starts a file of this folder that answers with `answerParent`. */
export function startChild(name: string): Child {
  // Its standard output is ours to keep clean, so both its streams go to standard error.
  const child = fork(ownFile(name), { execArgv: [...loader], stdio: ['ignore', 2, 2, 'ipc'] });
  return {
    ask<T>(question: object) {
      return new Promise<T>((resolve, reject) => {
        const gone = (): void => reject(new Error(`${name} 已退出`));
        child.once('exit', gone);
        child.once('message', (message: Answer) => {
          child.off('exit', gone);
          if ('failed' in message) reject(new Error(`${name}: ${message.failed}`));
          else resolve(message.answer as T);
        });
        child.send(question);
      });
    },
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** In the child: answers each question of the parent; exits when the parent is gone. */
export function answerParent<Q>(answer: (question: Q) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as Q).then(
      (value) => process.send?.({ answer: value ?? null }),
      (error: unknown) => process.send?.({ failed: error instanceof Error ? error.stack : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}
