// `.env` in the folder the product is started in. What is set outside wins, as everywhere.
import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { BotError } from '../core/errors.ts';
import { readTextFile } from './text-file.ts';

/**
 * Puts what `.env` says into the environment; nothing when there is no such file. Throws a `BotError` when it cannot
 * be read: to go on would start a drill where the bureau waits for the real thing.
 */
export function loadEnvFile(file = '.env'): void {
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(textOf(file)))) process.env[name] ??= value;
}

function textOf(file: string): string {
  try {
    return readTextFile(file);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    throw new BotError({
      code: 'env-unreadable',
      message: `cannot read ${file}`,
      hint: `读不到 ${file}：它应是一个文件，并且运行本服务的用户能读（查看：ls -l ${file}）。`,
      cause,
    });
  }
}
