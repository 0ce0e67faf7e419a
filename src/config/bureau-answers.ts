// Answers to the questions of a 制度, written into a bureau file whose every other character stays as it is.
import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml';

/** `at` as in `2026-11-20`. */
export type GivenAnswer = { readonly value: string; readonly by: string; readonly at: string };

/** The new text of the file. An earlier answer to the same question is replaced. `text` must be a readable file. */
export function withAnswer(text: string, question: string, answer: GivenAnswer): string {
  const wanted = parseDocument(text);
  if (!isMap(wanted.get('answers'))) wanted.set('answers', wanted.createNode({}));
  wanted.setIn(['answers', question], wanted.createNode(answer, { flow: true }));
  const spliced = splice(text, question, inline(answer));
  const same = isDeepStrictEqual(parseDocument(spliced).toJS(), wanted.toJS());
  // A form that was not foreseen: correct, at the price of its spacing.
  return same ? spliced : wanted.toString({ lineWidth: 0 });
}

function inline(answer: GivenAnswer): string {
  const document = new Document(answer);
  if (isMap(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0 }).trim();
}

function splice(text: string, question: string, written: string): string {
  const document = parseDocument(text);
  const line = `${question}: ${written}`;
  const answers: unknown = document.get('answers', true);
  const insert = (at: number, added: string): string => text.slice(0, at) + added + text.slice(at);
  if (isMap(answers) && answers.items.length > 0) return intoMap(text, answers, question, written);
  if (isMap(answers) && answers.range) {
    const [from, to] = answers.range;
    return `${text.slice(0, from).trimEnd()}\n  ${line}${text.slice(to)}`;
  }
  const key = isMap(document.contents)
    ? document.contents.items.find((pair) => isScalar(pair.key) && pair.key.value === 'answers')?.key
    : undefined;
  if (isScalar(key) && key.range) return insert(endOfLine(text, key.range[1]), `\n  ${line}`);
  return `${text.trimEnd()}\n\nanswers:\n  ${line}\n`;
}

function intoMap(text: string, answers: YAMLMap, question: string, written: string): string {
  const insert = (at: number, added: string): string => text.slice(0, at) + added + text.slice(at);
  const pair = answers.items.find(({ key }) => isScalar(key) && key.value === question);
  if (pair !== undefined) {
    if (!isNode(pair.value) || !pair.value.range) return text;
    const [from, to] = pair.value.range;
    const gap = text[from - 1] === ':' ? ' ' : '';
    return text.slice(0, from) + gap + written + text.slice(to);
  }
  if (answers.flow === true && answers.range)
    return insert(answers.range[1] - 1, `, ${question}: ${written} `);
  const last = answers.items.at(-1);
  const end = isNode(last?.value) ? last.value.range?.[1] : undefined;
  const start = isNode(last?.key) ? last.key.range?.[0] : undefined;
  if (end === undefined || start === undefined) return text;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = text[end - 1] === '\n' ? end - 1 : endOfLine(text, end);
  return insert(after, `\n${indent}${question}: ${written}`);
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
