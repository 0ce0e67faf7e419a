// Questions at a terminal. Lines typed ahead, or pasted all at once, answer the questions that come after.
import { createInterface } from 'node:readline/promises';

export type AskLines = {
  /** The next line; null when there will be no more. */
  readonly ask: (prompt: string) => Promise<string | null>;
  readonly close: () => void;
};

export function askLines(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): AskLines {
  const lines = createInterface({ input, output });
  const typed: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let closed = false;
  lines.on('line', (line) => {
    if (waiting === null) typed.push(line);
    else waiting(line);
    waiting = null;
  });
  lines.once('close', () => {
    closed = true;
    waiting?.(null);
    waiting = null;
  });
  return {
    ask(prompt) {
      const line = typed.shift();
      if (line !== undefined || closed) {
        output.write(`${prompt}${line ?? ''}\n`);
        return Promise.resolve(line ?? null);
      }
      lines.setPrompt(prompt);
      lines.prompt();
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    close: () => lines.close(),
  };
}
