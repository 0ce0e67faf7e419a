// A running product against an emulated tenant in real time, and the environment that an administrator would have.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DiagnoseOptions, diagnose } from '../../../src/commands/doctor/diagnose.ts';
import { type Report, reportLines } from '../../../src/commands/doctor/report.ts';
import {
  createBureauTenant,
  openStage,
  type Stage,
  tenantBase,
  tenantKeys,
} from '../../../src/commands/stage.ts';
import { createRunningClock } from '../../../src/commands/stage-clock.ts';
import { createLog } from '../../../src/log.ts';
import type { Tenant } from '../../../src/sandbox/tenant.ts';
import { freePort } from '../../harness/free-port.ts';
import { DEMO_BUREAU } from '../../harness/stage.ts';

export type Source = Record<string, string>;

export type Ward = {
  readonly tenant: Tenant;
  readonly stage: Stage;
  readonly source: Source;
  /** Ends the product; the tenant and the records stay. */
  stop(): Promise<void>;
  /** Runs the doctor on the environment with changes; an empty value unsets. */
  examine(
    changes?: Source,
    more?: Partial<DiagnoseOptions>,
  ): Promise<Report & { readonly lines: readonly string[] }>;
};

type Options = {
  readonly bureauFile?: string;
  readonly botMode?: 'callback' | 'websocket';
  /** Without callbacks of the application. */
  readonly outboundOnly?: boolean;
  readonly groupCards?: boolean;
  readonly addressBook?: Parameters<typeof createBureauTenant>[0]['addressBook'];
};

/** Opens it all and closes it when the test ends. */
export async function openWard(options: Options = {}): Promise<Ward> {
  const { bureauFile = DEMO_BUREAU, botMode = 'callback', outboundOnly = false } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
  const clock = createRunningClock(Date.now);
  const port = await freePort();
  const tenant = createBureauTenant({
    bureauFile,
    now: () => clock.now(),
    retryDelaysMs: [],
    botMode,
    groupCards: options.groupCards ?? false,
    ...(options.addressBook === undefined ? {} : { addressBook: options.addressBook }),
    trustedDomain: `127.0.0.1:${port}`,
  });
  const stage = await openStage({
    bureauFile,
    dataDir,
    clock,
    log: createLog({ level: 'silent' }),
    port,
    tenant,
    botMode,
    outboundOnly,
  });
  const source = await environmentOf({ tenant, dataDir, bureauFile, port, botMode, outboundOnly });
  let running = true;
  const stop = async (): Promise<void> => {
    if (running) await stage.close();
    running = false;
  };
  onTestFinished(async () => {
    await stop();
    await tenant.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    tenant,
    stage,
    source,
    stop,
    async examine(changes = {}, more = {}) {
      const report = await diagnose({
        source: { ...source, ...changes },
        now: Date.now,
        send: false,
        menu: false,
        probe: false,
        say: () => {},
        ...more,
      });
      return { ...report, lines: reportLines(report) };
    },
  };
}

/** What the console of the tenant shows, under the names of `.env`. */
export async function environmentOf(options: {
  readonly tenant: Tenant;
  readonly dataDir: string;
  readonly bureauFile: string;
  readonly port: number;
  readonly botMode: 'callback' | 'websocket';
  readonly outboundOnly: boolean;
}): Promise<Source> {
  const { tenant, dataDir, bureauFile, port, botMode, outboundOnly } = options;
  const keys = tenantKeys(tenant);
  const base = await tenantBase(tenant);
  return {
    PORT: String(port),
    DATA_DIR: dataDir,
    BUREAU_FILE: bureauFile,
    WECOM_CORP_ID: keys.corpId,
    WECOM_AGENT_ID: String(keys.agentId),
    WECOM_AGENT_SECRET: keys.secret,
    WECOM_API_BASE: base,
    WECOM_BOT_MODE: botMode,
    WEBHOOK_WORK: 'sandbox-WEBHOOK_WORK',
    WEBHOOK_LEADERSHIP: 'sandbox-WEBHOOK_LEADERSHIP',
    ...(outboundOnly
      ? {}
      : {
          PUBLIC_URL: `http://127.0.0.1:${port}`,
          WECOM_APP_TOKEN: keys.app.token,
          WECOM_APP_AES_KEY: keys.app.aesKey,
        }),
    ...(botMode === 'callback'
      ? { WECOM_BOT_TOKEN: keys.bot.token, WECOM_BOT_AES_KEY: keys.bot.aesKey }
      : {
          WECOM_BOT_ID: keys.line?.id ?? '',
          WECOM_BOT_SECRET: keys.line?.secret ?? '',
          WECOM_WS_URL: base.replace(/^http/, 'ws'),
        }),
  };
}
