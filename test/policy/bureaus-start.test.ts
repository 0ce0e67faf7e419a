// BUREAU_FILE=templates/bureaus/… npm start: each example starts as it stands, live and in a drill.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createBureauTenant } from '../../src/commands/stage.ts';
import { compose } from '../../src/compose.ts';
import { createLog } from '../../src/log.ts';

const KEYS = { token: 'token', aesKey: 'a'.repeat(43) };
const FOLDER = 'templates/bureaus';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

it.each(names.flatMap((name) => [true, false].map((drill) => ({ name, drill }))))(
  '$name starts, drill: $drill',
  async ({ name, drill }) => {
    const dir = mkdtempSync(join(tmpdir(), 'bureau-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const product = await compose({
      bureauFile: join(FOLDER, name),
      dataDir: dir,
      wecom: {
        corpId: 'ww1',
        agentId: 1,
        agentSecret: 's',
        app: KEYS,
        bot: { name: '舆情助手', ...KEYS },
        apiBase: 'http://127.0.0.1:9',
        links: {},
      },
      secret: (variable) => `key-of-${variable}`,
      now: () => Date.UTC(2026, 10, 23),
      log: createLog({ level: 'silent' }),
      drill,
      heartbeat: false,
    });
    await expect(product.close()).resolves.toBeUndefined();
  },
);

it.each(names)('in a drill of %s somebody sits in each of the two groups', (name) => {
  const tenant = createBureauTenant({ bureauFile: join(FOLDER, name), now: () => Date.UTC(2026, 10, 23) });
  const groups = tenant.view().conversations.filter((c) => c.kind === 'group');
  expect(groups).toHaveLength(2);
  for (const { members } of groups) expect(members).not.toEqual([]);
});
