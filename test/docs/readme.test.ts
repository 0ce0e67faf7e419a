// What the documents say is there, is there; and what is there, the README says.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { policySchema } from '../../src/core/policy/schema.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');
const contributing = read('CONTRIBUTING.md');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly license: string;
};

/** The text under a heading up to the next one of the same or a higher level. */
function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (at === -1) throw new Error(`no heading “${heading}”`);
  const level = lines[at]?.match(/^#+/)?.[0].length ?? 1;
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => (line.match(/^(#+) /)?.[1]?.length ?? 99) <= level);
  return rest.slice(0, end === -1 ? undefined : end).join('\n');
}

/** The `code` in the first column of the tables of a section. */
function firstColumn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.match(/^\| `([^`]+)`/)?.[1] ?? []);
}

const codeOf = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? '');
const without = (all: readonly string[], known: readonly string[]): readonly string[] =>
  [...new Set(all)].filter((one) => !known.includes(one)).sort();

describe('commands', () => {
  const builtIn = ['ci', 'install'];
  const scripts = Object.keys(manifest.scripts).filter((name) => !name.startsWith('pre'));
  const mentioned = (text: string): readonly string[] =>
    [...text.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)].map((m) => m[1] ?? '');

  it.each(documents)('that %s tells people to run exist', (file) => {
    const commands = codeOf(read(file)).filter((code) => code.startsWith('npm '));
    const blocks = [...read(file).matchAll(/```sh\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
    expect(without(mentioned([...commands, ...blocks].join('\n')), [...scripts, ...builtIn])).toEqual([]);
  });

  it('are all in the README’s table', () => {
    expect(without(scripts, mentioned(section(readme, '命令')))).toEqual([]);
  });
});

describe('what a command can be asked', () => {
  const rowOf = (name: string): string =>
    section(readme, '命令')
      .split('\n')
      .find((row) => row.includes(`npm run ${name}`)) ?? '';
  const wordsOf = (file: string, list: string): readonly string[] => {
    const written = read(file).match(new RegExp(`const ${list} = \\[([^\\]]+)\\]`))?.[1] ?? '';
    return [...written.matchAll(/'([^']+)'/g)].map((m) => m[1] ?? '');
  };

  it.each([
    ['policy', 'src/commands/policy/arguments.ts', 'VERBS'],
    ['doctor', 'src/commands/doctor.ts', 'FLAGS'],
  ])('npm run %s: every word of it stands in its row', (name, file, list) => {
    const words = wordsOf(file, list);
    expect(words.length).toBeGreaterThan(3);
    expect(words.filter((word) => !rowOf(name).includes(word))).toEqual([]);
  });
});

describe('the dependency table', () => {
  const table = firstColumn(section(readme, '用了哪些包，为什么'));
  const runtime = Object.keys(manifest.dependencies);
  const development = Object.keys(manifest.devDependencies);

  it('names every dependency once and nothing else', () => {
    expect([...table].sort()).toEqual([...runtime, ...development].sort());
  });

  it('marks those for development, and gives each a reason', () => {
    const rows = section(readme, '用了哪些包，为什么').split('\n');
    const marked = rows.filter((row) => row.includes('（开发用）')).join('\n');
    expect([...firstColumn(marked)].sort()).toEqual([...development].sort());
    for (const row of rows.filter((line) => line.startsWith('| `'))) expect(row).toMatch(/\| \S{4,}.* \|$/);
  });
});

describe('environment variables', () => {
  const known = [...read('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((m) => m[1] ?? '');
  const forTests = ['TEST_DATABASE_URL', 'TEST_REDIS_URL'];

  it.each(documents)('that %s mentions are in .env.example, or are for tests', (file) => {
    const names = codeOf(read(file)).flatMap(
      (code) => code.match(/^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST)(?==|$)/)?.[1] ?? [],
    );
    expect(names.length).toBeGreaterThan(0);
    expect(without(names, [...known, ...forTests])).toEqual([]);
  });

  it('for tests are read by tests', () => {
    const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('docs'))
      .map((name) => read(join('test', name)))
      .join('\n');
    for (const name of forTests) expect(tests).toContain(name);
  });
});

describe('links and pictures', () => {
  it.each(documents)('of %s lead somewhere', (file) => {
    const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map((m) => m[1] ?? '');
    const local = targets.filter((target) => !/^(?:https?:|#)/.test(target));
    const missing = local.filter((target) => {
      const path = normalize(join(dirname(file), target.replace(/#.*$/, '')));
      return !existsSync(join(root, path));
    });
    expect(missing).toEqual([]);
  });

  it('are pictures of a size that a page can carry', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((m) => m[1] ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      const bytes = readFileSync(join(root, picture));
      expect(bytes.readUInt32BE(16), `${picture}: width`).toBe(1280);
      expect(bytes.length, `${picture}: bytes`).toBeLessThan(250_000);
    }
  });
});

describe('what to type', () => {
  const words = firstColumn(section(readme, '怎么说'));

  it('is understood', () => {
    expect(
      without(
        words,
        handlers.flatMap((h) => h.words),
      ),
    ).toEqual([]);
  });

  it('is all there: a row for the first word of everything a person can do', () => {
    const first = handlers.flatMap((h) => h.words[0] ?? []);
    expect(without(first, words)).toEqual([]);
  });
});

describe('the two files that make it a bureau’s own', () => {
  it('are explained key by key', () => {
    const { groups } = readBureauFile(join(root, 'templates/bureaus/demo.yaml'));
    expect(Object.keys(groups)).toEqual(['work', 'leadership']);
    const bureauKeys = [...read('templates/bureaus/demo.yaml').matchAll(/^([a-z_]+):/gm)].map(
      (m) => m[1] ?? '',
    );
    expect([...firstColumn(section(readme, '单位文件'))].sort()).toEqual([...bureauKeys].sort());
    const policyKeys = Object.keys(policySchema.shape);
    expect([...firstColumn(section(readme, '制度文件'))].sort()).toEqual([...policyKeys].sort());
  });
});

describe('the recipes', () => {
  it('name files and folders that exist', () => {
    const paths = codeOf(contributing).filter(
      (code) => /^(?:src|handlers|templates|test|docs)\/[^\s<*]*$/.test(code) || code === '.env.example',
    );
    expect(paths.length).toBeGreaterThan(40);
    expect([...new Set(paths)].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('the layout', () => {
  it('says of every folder what is in it and what it may import', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const table = section(contributing, '目录和箭头 (Layout)');
    expect(folders.length).toBeGreaterThan(8);
    expect(
      folders.map((one) => `src/${one.name}`).filter((folder) => !table.includes(`\`${folder}`)),
    ).toEqual([]);
  });

  it('names every table of the records', () => {
    const schema = read('src/storage/schema.ts').match(/export type Schema = \{([^}]+)\}/)?.[1] ?? '';
    const tables = [...schema.matchAll(/^ {2}([a-z_]+):/gm)].map((m) => m[1] ?? '');
    expect(tables.length).toBeGreaterThan(10);
    const named = firstColumn(section(contributing, '加一张表或改一张表 (Add a table or migration)'));
    expect([...named].sort()).toEqual([...tables].sort());
  });
});

describe('licence', () => {
  it('is the one in package.json', () => {
    expect(section(readme, '许可')).toContain(`[${manifest.license}](LICENSE)`);
    expect(read('LICENSE')).toContain(`${manifest.license} License`);
  });
});
