// Files written on whatever editor: UTF-8 with or without its mark is read, anything else is refused with one sentence.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { readBureauFile } from '../../src/config/bureau-file.ts';
import { environment } from '../../src/config/env.ts';
import { loadEnvFile } from '../../src/config/env-file.ts';
import { readPolicyText } from '../../src/config/rule-file.ts';
import { readTextFile } from '../../src/config/text-file.ts';
import { BotError } from '../../src/core/errors.ts';
import { bureauCopy } from '../harness/bureau-copy.ts';

/** 名称 in GBK. */
const GBK = Buffer.from('c3fbb3c6', 'hex');
const NAMES = ['WALK_A', 'WALK_B'] as const;

afterEach(() => {
  for (const name of NAMES) delete (environment() as Record<string, string | undefined>)[name];
});

function fileOf(bytes: Buffer | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'text-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'file');
  writeFileSync(file, bytes);
  return file;
}

function hintOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BotError) return error.hint;
    throw error;
  }
  return '';
}

test('a byte order mark is not part of the text', () => {
  expect(readTextFile(fileOf('\uFEFFname: 名称\r\n'))).toBe('name: 名称\r\n');
});

test.each([
  ['GBK', GBK],
  ['UTF-16 with its mark', Buffer.from('\uFEFFname: 名称', 'utf16le')],
  ['UTF-16 of plain letters without a mark', Buffer.from('name: abc', 'utf16le')],
])('%s is refused with what to do', (_, bytes) => {
  const file = fileOf(bytes);
  expect(hintOf(() => readTextFile(file))).toMatch(`${file} 不是 UTF-8 编码`);
});

test('a bureau file in GBK is refused, not read as question marks', () => {
  const file = fileOf(Buffer.concat([Buffer.from('bureau: { id: a, name: '), GBK, Buffer.from(' }\n')]));
  expect(hintOf(() => readBureauFile(file))).toMatch(/不是 UTF-8 编码.*另存为/);
});

test('a 制度 in GBK is refused too', () => {
  const bureauFile = bureauCopy();
  const policyFile = fileOf(Buffer.concat([Buffer.from('policy: {id: a, name: '), GBK, Buffer.from('}\n')]));
  const file = { ...readBureauFile(bureauFile), policyFile };
  expect(hintOf(() => readPolicyText(file, bureauFile))).toMatch(`${policyFile} 不是 UTF-8 编码`);
});

test('.env counts from its first line when an editor put a mark before it', () => {
  loadEnvFile(fileOf('\uFEFFWALK_A=一\r\nWALK_B=二\r\n'));
  expect(NAMES.map((name) => environment()[name])).toEqual(['一', '二']);
});

test('what is set outside wins over .env', () => {
  (environment() as Record<string, string | undefined>).WALK_A = '外';
  loadEnvFile(fileOf('WALK_A=里\n'));
  expect(environment().WALK_A).toBe('外');
});

test('.env in UTF-16 is refused instead of starting a drill', () => {
  const file = fileOf(Buffer.from('\uFEFFWALK_A=1', 'utf16le'));
  expect(hintOf(() => loadEnvFile(file))).toMatch('不是 UTF-8 编码');
});

test('.env that is a folder is named in Chinese', () => {
  const folder = `${fileOf('')}.d`;
  mkdirSync(folder);
  expect(hintOf(() => loadEnvFile(folder))).toBe(
    `读不到 ${folder}：它应是一个文件，并且运行本服务的用户能读（查看：ls -l ${folder}）。`,
  );
});
