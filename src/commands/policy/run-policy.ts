// The policy command without its process: arguments in, words out, the exit code as the answer.
// 0: done, and for lint no errors. 1: the 制度 or the facts have errors. 2: could not be done as asked.
import { writeFileSync } from 'node:fs';
import { withAnswer } from '../../config/bureau-answers.ts';
import { readBureauFile } from '../../config/bureau-file.ts';
import { readTextFile } from '../../config/text-file.ts';
import type { Bureau } from '../../core/bureau.ts';
import { BotError } from '../../core/errors.ts';
import { policyJsonSchema } from '../../core/policy/json-schema.ts';
import { wrongAnswers } from '../../core/policy/lint/answer-errors.ts';
import { lintText } from '../../core/policy/lint.ts';
import type { PolicySource } from '../../core/policy/load.ts';
import { readPolicy } from '../../core/policy/read.ts';
import { problemLine } from '../../core/policy/read-yaml.ts';
import { scanText } from '../../core/policy/scan.ts';
import { showPolicy } from '../../core/policy/show.ts';
import { type PolicyArguments, readArguments, USAGE } from './arguments.ts';
import { runExplain } from './explain.ts';
import { interview } from './interview.ts';
import { scanWords } from './scan-words.ts';
import { lintWords } from './words.ts';

export type PolicyTerminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly now: number;
  /** Null without a terminal; its answer is null when the person has left. */
  readonly ask: ((prompt: string) => Promise<string | null>) | null;
};

export async function runPolicy(args: readonly string[], terminal: PolicyTerminal): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    terminal.err(`${asked}\n${USAGE}\n`);
    return 2;
  }
  try {
    return await carryOut(asked, terminal);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    terminal.err(`${error.hint}\n`);
    return 2;
  }
}

async function carryOut(asked: PolicyArguments, terminal: PolicyTerminal): Promise<number> {
  const { verb, json } = asked;
  const { out, err } = terminal;
  if (verb === 'schema') {
    if (asked.file === null) out(policyJsonSchema());
    else writeFileSync(asked.file, policyJsonSchema());
    return 0;
  }
  const file = asked.file ?? '';
  if (verb === 'scan') {
    const scan = scanText(readText(file, '制度原文'), asked.issuer);
    out(`${json ? JSON.stringify(scan) : scanWords(file, scan)}\n`);
    return 0;
  }
  const text = readText(file, '制度文件');
  const bureau = asked.bureau === null ? null : bureauOf(asked.bureau);
  const read = readPolicy(text);
  if (verb === 'lint' || read.kind === 'unreadable') {
    const lint = lintText(text, { bureau: bureau ?? undefined });
    if (json) out(`${JSON.stringify(lint)}\n`);
    else if (read.kind === 'unreadable') {
      const problems = read.problems.map((p) => `· ${problemLine(p)}`).join('\n');
      (verb === 'lint' ? out : err)(`✗ ${file} 有 ${read.problems.length} 处要改：\n${problems}\n`);
    } else out(`${lintWords(file, lint)}\n`);
    return lint.ok ? 0 : 1;
  }
  const { policy } = read;
  if (verb !== 'interview')
    for (const { message } of wrongAnswers(policy, bureau?.answers ?? {})) err(`${message}\n`);
  switch (verb) {
    case 'show': {
      const page = showPolicy(policy, bureau);
      out(json ? `${JSON.stringify({ markdown: page })}\n` : page);
      return 0;
    }
    case 'explain':
      return runExplain({ source: policy, bureau, json, facts: factsOf(asked.facts) }, terminal);
    case 'interview':
      return talk(asked.bureau ?? '', policy, bureau?.answers ?? {}, terminal);
  }
}

async function talk(
  path: string,
  policy: PolicySource,
  answers: Bureau['answers'],
  { out, err, now, ask }: PolicyTerminal,
): Promise<number> {
  if (ask === null) {
    err('interview 要在终端里运行，一问一答；没有终端时请直接改单位文件的 answers。\n');
    return 2;
  }
  const left = await interview({
    policy,
    answers,
    ask,
    say: (line) => out(`${line}\n`),
    save: (question, answer) => writeFileSync(path, withAnswer(readText(path, '单位文件'), question, answer)),
    now,
  });
  return left === 0 ? 0 : 1;
}

function bureauOf(path: string): Bureau {
  // So that the sentence names the path as it was typed, not the variable the product reads it from.
  readText(path, '单位文件');
  return readBureauFile(path).bureau;
}

function readText(file: string, what: string): string {
  try {
    return readTextFile(file);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    const hint = `读不到${what} ${file}，请检查路径。`;
    throw new BotError({ code: 'file-missing', message: `cannot read ${file}`, hint, cause });
  }
}

function factsOf(file: string | null): { readonly file: string; readonly value: unknown } | null {
  return file === null ? null : { file, value: parseJson(readText(file, '事实文件'), file) };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const hint = `${file} 不是 JSON：${cause instanceof Error ? cause.message : String(cause)}`;
    throw new BotError({ code: 'facts-invalid', message: `${file} is not JSON`, hint, cause });
  }
}
