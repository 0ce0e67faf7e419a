// The direction of the arrows (design §4) and the rules that keep files readable, checked on the source text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

type Line = { readonly file: string; readonly number: number; readonly text: string };
type Import = Line & { readonly target: string; readonly typeOnly: boolean };

const root = join(import.meta.dirname, '..');
const product = ['src', 'handlers', 'templates'];

/**
 * Who may import what of ours. The first row whose `files` match decides; a folder may always import itself.
 * `types:` in front of a path allows `import type` only.
 */
const directions: readonly { readonly files: RegExp; readonly may: readonly string[] | 'everything' }[] = [
  { files: /^src\/(main|compose|compose-pages)\.ts$|^src\/commands\//, may: 'everything' },
  { files: /^src\/log\.ts$/, may: [] },
  { files: /^src\/core\//, may: ['src/core/'] },
  { files: /^src\/intake\//, may: ['src/intake/'] },
  { files: /^src\/sandbox\//, may: ['src/sandbox/'] },
  { files: /^src\/schedule\//, may: ['src/schedule/'] },
  { files: /^src\/config\//, may: ['src/config/', 'src/core/'] },
  { files: /^src\/storage\//, may: ['src/storage/', 'src/core/'] },
  { files: /^src\/coordination\//, may: ['src/coordination/', 'types:src/platforms/platform.ts'] },
  { files: /^src\/http\//, may: ['src/http/', 'types:src/platforms/platform.ts'] },
  { files: /^src\/platforms\/platform\.ts$/, may: ['src/core/'] },
  { files: /^src\/platforms\/[^/]+\//, may: ['本平台目录', 'src/platforms/platform.ts', 'src/core/'] },
  {
    files: /^src\/app\//,
    may: [
      'src/app/',
      'src/core/',
      'src/intake/',
      'src/storage/',
      'src/coordination/',
      'src/platforms/platform.ts',
    ],
  },
  { files: /^templates\//, may: ['templates/', 'src/core/'] },
  {
    files: /^handlers\//,
    may: ['handlers/', 'templates/', 'src/core/', 'src/intake/', 'src/app/define-handler.ts'],
  },
];

/** Which packages and built-ins are kept to which files. `only`: nobody else may; `nothing but`: these files may no others. */
const packages: readonly { readonly name: RegExp; readonly only: RegExp; readonly sentence: string }[] = [
  {
    name: /^(koa|@koa\/router)$/,
    only: /^src\/http\/|^src\/platforms\/[^/]+\/routes\.ts$/,
    sentence: 'koa 只能出现在 src/http 和 src/platforms/*/routes.ts',
  },
  { name: /^ioredis$/, only: /^src\/coordination\//, sentence: 'ioredis 只能出现在 src/coordination' },
  {
    name: /^ws$/,
    only: /^src\/platforms\/[^/]+\/long-connection\/socket\.ts$|^src\/sandbox\/|^src\/commands\/doctor\//,
    sentence: 'ws 只能出现在 src/platforms/*/long-connection/socket.ts、src/sandbox 和自检命令',
  },
  { name: /^node-cron$/, only: /^src\/schedule\//, sentence: 'node-cron 只能出现在 src/schedule' },
  {
    name: /^(zod|yaml)$/,
    only: /^(?!src\/core\/|templates\/)|^src\/core\/policy\//,
    sentence: 'zod 和 yaml 在 core 里只能出现在 src/core/policy，templates 里不能出现',
  },
  {
    name: /^node:crypto$/,
    only: /^(?!templates\/)/,
    sentence: 'templates 是纯函数，不能使用 Node 内置模块',
  },
  {
    name: /^(?!node:crypto$|zod$|yaml$)/,
    only: /^(?!src\/core\/|templates\/)/,
    sentence:
      'core 和 templates 是纯的：core 只可用 node:crypto（policy 里另可用 zod、yaml），templates 什么都不可用',
  },
];

/** What may not be written in a line of code, and where it may. */
const phrases: readonly { readonly text: RegExp; readonly only: RegExp; readonly sentence: string }[] = [
  { text: /\bprocess\.env\b/, only: /^src\/config\//, sentence: 'process.env 只能在 src/config 里读' },
  {
    text: /\bDate\.now\b|\bnew Date\(\s*\)/,
    only: /^src\/(main|log)\.ts$|^src\/commands\//,
    sentence: '真实时钟只属于 src/main.ts、src/commands、src/log.ts；其他地方用传入的 now',
  },
  {
    text: /\bMath\.random\b/,
    only: /^src\/(main|compose)\.ts$/,
    sentence: 'Math.random 只属于 src/main.ts 和 src/compose.ts',
  },
  { text: /\bconsole\./, only: /^$/, sentence: '不用 console：日志由参数传入，命令写标准输出' },
  { text: /^\s*export default\b/, only: /^$/, sentence: '不用默认导出' },
  {
    text: /(:|\bas|[<,|&])\s*any\b(?!['"\w])|\bany\[\]/,
    only: /^$/,
    sentence: '不用 any：用 unknown，再收窄',
  },
];

describe('the source tree keeps its boundaries', () => {
  const files = product.flatMap(list).filter((file) => file.endsWith('.ts'));
  const lines = files.flatMap(codeLines);
  const imports = files.flatMap(importsOf);

  it('imports only in the allowed directions', () => {
    const wrong = imports.filter(({ target }) => target.startsWith('.')).flatMap(wrongDirection);
    expect(wrong).toEqual([]);
  });

  it('has a rule of direction for every file', () => {
    expect(files.filter((file) => !directions.some((rule) => rule.files.test(file)))).toEqual([]);
  });

  it('keeps packages where they belong', () => {
    const foreign = imports.filter(({ target }) => !target.startsWith('.'));
    const wrong = packages.flatMap(({ name, only, sentence }) =>
      foreign
        .filter(({ target, file }) => name.test(target) && !only.test(file))
        .map((line) => `${place(line)} 引入了 ${line.target}：${sentence}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps environment, clock, chance and console where they belong, and types honest', () => {
    const wrong = phrases.flatMap(({ text, only, sentence }) =>
      lines
        .filter((line) => text.test(line.text) && !only.test(line.file))
        .map((line) => `${place(line)} ${sentence}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names files literally, in kebab-case', () => {
    const wrong = [...product, 'test'].flatMap(list).flatMap((file) => {
      const parts = file.split('/');
      const name = parts.at(-1) ?? '';
      const vague = parts.find((part) => /utils|helpers|manager|service|common/i.test(part));
      return [
        ...(/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name) ? [] : [`${file}:1 文件名要用小写字母和连字符`]),
        ...(vague ? [`${file}:1 “${vague}”没有说清里面是什么，换一个直白的名字`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps every file within 250 lines', () => {
    const wrong = files
      .map((file) => ({ file, length: read(file).trimEnd().split('\n').length }))
      .filter(({ length }) => length > 250)
      .map(({ file, length }) => `${file}:250 共 ${length} 行，超过 250 行：一个文件一个意思，拆开`);
    expect(wrong).toEqual([]);
  });

  it('skips tests only under a condition, and says why', () => {
    const wrong = list('test')
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const code = codeLines(file);
        const silent = !code.some((line) => /\bstd(out|err)\.write\(/.test(line.text));
        return [
          ...code
            .filter((line) => /\b(test|it|describe)\.(skip|todo|only)\b(?!If)/.test(line.text))
            .map((line) => `${place(line)} 不许无条件跳过或独占：用 skipIf(条件)`),
          ...code
            .filter((line) => silent && /\.(skipIf|runIf)\(/.test(line.text))
            .map((line) => `${place(line)} 跳过时要打印原因（process.stderr.write）`),
        ];
      });
    expect(wrong).toEqual([]);
  });
});

function wrongDirection(line: Import): readonly string[] {
  const may = directions.find((rule) => rule.files.test(line.file))?.may ?? [];
  if (may === 'everything') return [];
  const target = normalize(join(dirname(line.file), line.target));
  const allowed = may.some((entry) => {
    if (entry === '本平台目录')
      return target.startsWith(line.file.split('/').slice(0, 3).join('/').concat('/'));
    const [path = '', typesOnly] = entry.startsWith('types:') ? [entry.slice(6), true] : [entry, false];
    return (!typesOnly || line.typeOnly) && (path.endsWith('/') ? target.startsWith(path) : target === path);
  });
  if (allowed) return [];
  return [`${place(line)} 不能引入 ${target}：这里只可引入 ${may.join('、') || '（无）'}`];
}

function list(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Lines without comments; a line of a template text that looks like a comment is lost, which is harmless here. */
function codeLines(file: string): readonly Line[] {
  const blank = (comment: string) => comment.replace(/[^\n]/g, '');
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .split('\n')
    .map((text, index) => ({ file, number: index + 1, text: text.replace(/(^|\s)\/\/.*$/, '') }));
}

function importsOf(file: string): readonly Import[] {
  const text = codeLines(file)
    .map((line) => line.text)
    .join('\n');
  const statement =
    /^[ \t]*(?:import|export)\b(\s+type\b)?[^;'"`]*?\bfrom\s*['"]([^'"]+)['"]|^[ \t]*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...text.matchAll(statement)].map((match) => {
    const before = text.slice(0, (match.index ?? 0) + match[0].length).split('\n');
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    return { file, number: before.length, text: match[0], target, typeOnly: match[1] !== undefined };
  });
}

function place(line: Line): string {
  return `${line.file}:${line.number}`;
}
