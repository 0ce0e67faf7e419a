// `npm run policy -- lint|show|explain|schema|interview FILE [--json] [--bureau FILE] [--facts FILE]`.
import { errorWords } from '../core/errors.ts';
import { askLines } from './policy/ask-lines.ts';
import { runPolicy } from './policy/run-policy.ts';

const args = process.argv.slice(2);
const terminal =
  args[0] === 'interview' && process.stdin.isTTY ? askLines(process.stdin, process.stdout) : null;

runPolicy(args, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: Date.now(),
  ask: terminal?.ask ?? null,
})
  .then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${errorWords(error)}\n`);
      process.exitCode = 2;
    },
  )
  .finally(() => terminal?.close());
