// docs/wecom.md, followed word for word: only what it says is set, the product runs as its own process, the doctor prints
// what the guide shows, and one report comes to its receipt. The tenant is emulated; nothing else is.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createBureauTenant } from '../../src/commands/bureau-tenant.ts';
import type { Tenant } from '../../src/sandbox/tenant.ts';
import { environmentOf } from '../commands/doctor/set-up.ts';
import { bureauCopy } from '../harness/bureau-copy.ts';
import { freePort } from '../harness/free-port.ts';

const root = process.cwd();
const guide = readFileSync(join(root, 'docs/wecom.md'), 'utf8');
/** A stage of ours in place of what the guide leaves alone: where the platform is, and what this machine is given. */
const ours = ['WECOM_API_BASE', 'WECOM_WS_URL', 'DATA_DIR', 'PORT'];

type Shape = {
  readonly botMode: 'callback' | 'websocket';
  readonly outboundOnly: boolean;
  readonly without: readonly string[];
};

const shapes: Readonly<Record<string, Shape>> = {
  '甲，机器人用回调': { botMode: 'callback', outboundOnly: false, without: ['机器人长连接'] },
  '甲，机器人用长连接': { botMode: 'websocket', outboundOnly: false, without: ['机器人回调'] },
  '乙，只能出去': {
    botMode: 'websocket',
    outboundOnly: true,
    without: ['应用回调', '机器人回调', '可信域名'],
  },
};

/** The lines that the guide says the doctor prints. */
const shown = [...guide.matchAll(/^ *✓ (.+?)：(.*)$/gm)].map(([, name = '', text = '']) => ({ name, text }));

const nameOf = (line: string): string => line.replace(/^\S (.+?)：.*$/, '$1');

function matches(line: string, { name, text }: { readonly name: string; readonly text: string }): boolean {
  const pattern = text.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^✓ ${name}：${pattern.join('.*')}$`).test(line);
}

/** Runs one of our commands where the `.env` is. */
function command(file: string, cwd: string, args: readonly string[] = []) {
  const all = ['--import', import.meta.resolve('tsx'), join(root, file), ...args];
  return { path: process.execPath, args: all, options: { cwd, env: { PATH: process.env.PATH } } };
}

async function doctor(
  cwd: string,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const { path, args: all, options } = command('src/commands/doctor.ts', cwd, args);
  try {
    const { stdout } = await promisify(execFile)(path, all, options);
    return { code: 0, lines: stdout.trimEnd().split('\n') };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { code, lines: stdout.trimEnd().split('\n') };
  }
}

async function start(cwd: string): Promise<{ readonly process: ChildProcess; readonly said: string }> {
  const { path, args, options } = command('src/main.ts', cwd);
  const child = spawn(path, args, options);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8');
  });
  await expect.poll(() => said).toMatch(/舆情助手已启动/);
  return { process: child, said };
}

async function workplace(shape: Shape) {
  const cwd = mkdtempSync(join(tmpdir(), 'guide-'));
  const port = await freePort();
  const bureauFile = bureauCopy([', chat: wrDemoWork', ''], [', chat: wrDemoLeadership', '']);
  const tenant = createBureauTenant({
    bureauFile,
    now: Date.now,
    botMode: shape.botMode,
    trustedDomain: `127.0.0.1:${port}`,
  });
  onTestFinished(async () => {
    await tenant.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  const set = await environmentOf({ tenant, dataDir: join(cwd, 'data'), bureauFile, port, ...shape });
  writeFileSync(
    join(cwd, '.env'),
    Object.entries(set)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return { cwd, port, tenant, set };
}

const heardIn = (tenant: Tenant, group: string): string =>
  tenant
    .conversation('group', group)
    .messages.map((message) => JSON.stringify(message.body))
    .join('\n');

describe.each(Object.entries(shapes))('%s', (_, shape) => {
  test('the guide from the first step to a receipt', async () => {
    const { cwd, port, tenant, set } = await workplace(shape);
    const named = new Set(guide.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g));
    expect(Object.keys(set).filter((name) => !named.has(name) && !ours.includes(name))).toEqual([]);

    const product = await start(cwd);
    const home = `http://127.0.0.1:${port}`;
    if (!shape.outboundOnly) {
      tenant.setCallbacks({ app: `${home}/wecom/app`, bot: `${home}/wecom/bot` });
      expect(await tenant.verifyUrl('app')).toBe(true);
      if (shape.botMode === 'callback') expect(await tenant.verifyUrl('bot')).toBe(true);
    }

    // 12. 绑定
    for (const [group, name] of [
      ['work', '工作群'],
      ['leadership', '领导群'],
    ] as const) {
      await expect
        .poll(
          async () => (await tenant.say({ from: 'zhoutao', group, text: `@舆情助手 绑定 ${name}` })).outcome,
        )
        .toMatch(/^(?:answered|delivered)$/);
      await expect.poll(() => heardIn(tenant, group)).toMatch(`本群已绑定为${name}`);
    }
    // 13. 打招呼
    if (shape.outboundOnly)
      for (const one of tenant.people) await tenant.tellBot({ from: one.id, text: '帮助' });

    const { code, lines } = await doctor(cwd);
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(code).toBe(0);
    const wanted = shown.filter(({ name }) => !shape.without.includes(name));
    expect(wanted.filter((one) => !lines.some((line) => matches(line, one)))).toEqual([]);
    const right = lines.filter((line) => line.startsWith('✓')).map(nameOf);
    expect(right.filter((name) => !shown.some((one) => one.name === name))).toEqual([]);

    // 18. 报一条
    await tenant.say({ from: 'chenchen', group: 'work', text: '@舆情助手 登记 接入测试，请忽略' });
    await expect.poll(() => heardIn(tenant, 'work')).toMatch(/已登记 YQ-\d{4}-0001/);
    const side = shape.outboundOnly ? 'bot' : 'app';
    const cards = () =>
      ['wangjianguo', 'limin', 'zhaoqiang'].map(
        (id) =>
          tenant.conversation(side, id).messages.filter((message) => message.body.kind === 'card').length,
      );
    await expect.poll(cards).toEqual([1, 1, 1]);
    await expect.poll(() => heardIn(tenant, 'leadership')).toMatch(/YQ-\d{4}-0001/);

    product.process.kill('SIGTERM');
    expect(await once(product.process, 'exit')).toEqual([0, null]);
  });
});
