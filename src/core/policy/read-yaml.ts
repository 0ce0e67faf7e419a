// From the text of a YAML file to its content with the line of every value, or to what keeps it from being read.
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { sourceMessage } from './source-message.ts';

/** `path` as in `limits.0.within.max`, empty for the file as a whole; `line` counts from 1. */
export type Problem = {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
};

export type YamlRead =
  | {
      readonly kind: 'read';
      readonly content: unknown;
      /** Path and line of a value, or the line of the nearest value around it where it is missing. */
      readonly place: (path: readonly PropertyKey[]) => Omit<Problem, 'message'>;
    }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] };

/** Never throws, whatever the text. */
export function readYaml(text: string): YamlRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, logLevel: 'error' });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const line = error.linePos?.[0].line ?? null;
      return { path: '', line, message: sourceMessage(error, text.split('\n')[(line ?? 0) - 1] ?? '') };
    });
    return { kind: 'broken', problems };
  }
  try {
    return {
      kind: 'read',
      content: document.toJS(),
      place: (path) => ({ path: path.map(String).join('.'), line: lineOf(document, lines, path) }),
    };
  } catch (cause) {
    // Aliases are looked up only now, and may lead nowhere.
    const words = cause instanceof Error ? cause.message : String(cause);
    const message = `“*名称”引用的内容没有在前面用“&名称”标出，或者引用得太多；请改成直接写（${words}）`;
    return { kind: 'broken', problems: [{ path: '', line: null, message }] };
  }
}

/** One line for people: `第 12 行 limits.0.of：…`. */
export function problemLine({ path, line, message }: Problem): string {
  return `${line === null ? '' : `第 ${line} 行 `}${path === '' ? '' : `${path}：`}${message}`;
}

function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
