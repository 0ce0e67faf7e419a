// A live start as an operator does it: the process, its environment, a tenant on the other side, and no address of ours.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBureauTenant, tenantBase, tenantKeys } from '../../../../src/commands/stage.ts';
import { DEMO_BUREAU } from '../../../harness/stage.ts';

const WORK = 'wrDemoWork';

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

test('WECOM_BOT_MODE=websocket starts without any address of ours, answers in the group, and stops in good order', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'live-'));
  const tenant = createBureauTenant({ bureauFile: DEMO_BUREAU, now: Date.now, botMode: 'websocket' });
  const base = await tenantBase(tenant);
  const keys = tenantKeys(tenant);
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: dataDir,
      BUREAU_FILE: DEMO_BUREAU,
      LOG_LEVEL: 'warn',
      WEBHOOK_WORK: 'sandbox-WEBHOOK_WORK',
      WEBHOOK_LEADERSHIP: 'sandbox-WEBHOOK_LEADERSHIP',
      WECOM_CORP_ID: keys.corpId,
      WECOM_AGENT_ID: String(keys.agentId),
      WECOM_AGENT_SECRET: keys.secret,
      WECOM_BOT_MODE: 'websocket',
      WECOM_BOT_ID: keys.line?.id,
      WECOM_BOT_SECRET: keys.line?.secret,
      WECOM_API_BASE: base,
      WECOM_WS_URL: base.replace(/^http/, 'ws'),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await tenant.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await expect.poll(() => tenant.line.connected()).toBe(true);
  await tenant.say({ from: 'chenchen', group: WORK, text: '@舆情助手 登记 群众来电：路灯不亮' });
  const words = () => JSON.stringify(tenant.conversation('group', WORK).messages);
  await expect.poll(words).toContain('已登记 YQ-');
  expect(output).toContain('不需要回调地址，机器人使用长连接');
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
  expect(tenant.line.connected()).toBe(false);
}, 40_000);
