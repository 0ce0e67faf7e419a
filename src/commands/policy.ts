// `npm run policy -- lint|show|explain|schema|interview FILE [--json] [--bureau FILE] [--facts FILE]`.
import { createInterface } from 'node:readline/promises';
import { runPolicy } from './policy/run-policy.ts';

const left = new AbortController();
const lines = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : null;
lines?.once('close', () => left.abort());

async function ask(prompt: string): Promise<string | null> {
  try {
    return (await lines?.question(prompt, { signal: left.signal })) ?? null;
  } catch (error) {
    if (left.signal.aborted) return null;
    throw error;
  }
}

runPolicy(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: Date.now(),
  ask: lines === null ? null : ask,
})
  .then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 2;
    },
  )
  .finally(() => lines?.close());
