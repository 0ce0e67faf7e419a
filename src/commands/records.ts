// The records of this installation, for commands that read them beside the running product.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openPolicies } from '../app/policies.ts';
import type { World } from '../app/world.ts';
import { readBureauFile } from '../config/bureau-file.ts';
import { readEnv } from '../config/env.ts';
import { loadEnvFile } from '../config/env-file.ts';
import { readPolicyText } from '../config/rule-file.ts';
import type { Bureau } from '../core/bureau.ts';
import { parseSource } from '../core/policy/load.ts';
import { openDatabase, type Queries } from '../storage/database.ts';

export type Records = {
  readonly db: Queries;
  readonly bureau: Bureau;
  readonly policies: World['policies'];
  readonly now: number;
};

/**
 * Runs `work` on the records and closes them. Without credentials the product plays in the sandbox, and its records
 * are there. `absent` is called with the file's path when nothing was recorded yet.
 */
export async function withRecords<T>(
  work: (records: Records) => Promise<T>,
  absent: (file: string) => T,
): Promise<T> {
  loadEnvFile();
  const env = readEnv();
  const live = env.wecom !== undefined;
  const file = join(live ? env.dataDir : join(env.dataDir, 'sandbox'), 'records.db');
  const url = live ? env.databaseUrl : undefined;
  if (url === undefined && !existsSync(file)) return absent(file);
  const bureauFile = readBureauFile(env.bureauFile);
  const { bureau, policyFile } = bureauFile;
  const text = readPolicyText(bureauFile, env.bureauFile);
  const database = await openDatabase({ url, file });
  try {
    const now = Date.now();
    const policies = await openPolicies({
      database,
      bureauId: bureau.id,
      source: parseSource(text, policyFile),
      answers: bureau.answers,
      text,
      now,
    });
    return await work({ db: database.db, bureau, policies, now });
  } finally {
    await database.close();
  }
}
