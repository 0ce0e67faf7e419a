// The seam between handlers and templates: what each answer needs to know, and nothing of how it is worded.
import type { CaseFile, Handler, HandlerContext } from '../src/app/define-handler.ts';
import type { Day, LedgerLine, OwedLine } from '../src/core/day.ts';
import { reasonText } from '../templates/cards/reasons.ts';
import { shortNumber } from '../templates/case-words.ts';
import { CALL, howTo } from '../templates/how-to.ts';
import { words } from '../templates/quoting.ts';

type Lines = readonly string[];

/** A number is missing: which are theirs, and how to write it. */
export function askNumber(usage: string, todo: readonly OwedLine[]): Lines {
  const own = [...new Set(todo.map((line) => line.number))].slice(0, 10);
  return [`请写明编号，例如：${CALL} ${usage}`, ...own.map((number) => `· ${shortNumber(number)} ${number}`)];
}

export function howToWrite(usage: string): Lines {
  return [`没有看懂，请这样写：${CALL} ${usage}`];
}

export function noSuchCase(number: string): Lines {
  return [`没有编号为 ${words(number, 20)} 的事项。发“${howTo.ledger()}”查看全部。`];
}

export function emptyReport(): Lines {
  return [`没有读到要登记的内容，请这样写：${CALL} 登记 链接或情况`];
}

export function strayTap(): Lines {
  return [`这个按钮已不再使用。发“${howTo.todo()}”查看要办的事。`];
}

export function unknown(_: HandlerContext, text: string, nearest: readonly Handler[]): Lines {
  return [`没有看懂“${words(text, 20)}”。`, ...entries(nearest), '登记舆情：发链接，或写“登记 情况”。'];
}

export function help(_: HandlerContext, handlers: readonly Handler[]): Lines {
  return entries(handlers);
}

export function shortHelp(_: HandlerContext): Lines {
  return [`发链接即可登记；发“${howTo.help()}”看全部用法。`];
}

export function caseFile(_: HandlerContext, file: CaseFile): Lines {
  return [file.case.number];
}

export function todo(_: HandlerContext, lines: readonly OwedLine[]): Lines {
  return lines.length === 0 ? ['没有待办。'] : lines.map((line) => `${line.number} ${line.owed}`);
}

export function ledger(_: HandlerContext, lines: readonly LedgerLine[]): Lines {
  return lines.map((line) => `${line.number} ${words(line.title, 24)}`);
}

export function day(_: HandlerContext, figures: Day): Lines {
  return [`新增 ${figures.opened}，办结 ${figures.closed}`];
}

/** The words behind a reason chosen on a card; empty when it is to be said in words. */
export function readyReason(id: string): string {
  return reasonText(id) ?? '';
}

function entries(handlers: readonly Handler[]): Lines {
  return handlers.flatMap(({ help: entry }) => (entry ? [`${entry.usage}：${entry.meaning}`] : []));
}
