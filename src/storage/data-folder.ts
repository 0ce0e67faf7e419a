// The folder of everything that must last. It is looked at before the database opens, whose own words for a folder
// that cannot be written name neither the setting nor the remedy.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BotError } from '../core/errors.ts';

/** Makes the folder if need be. Throws `BotError` `data-folder` when nothing can be kept in it. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const records = join(folder, 'records.db');
    if (existsSync(records)) accessSync(records, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new BotError({
      code: 'data-folder',
      message: `cannot keep anything in ${folder}`,
      hint: hintOf(folder, cause),
      cause,
    });
  }
}

function hintOf(folder: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `数据目录 ${folder} 不是目录，同名的是一个文件：请改 .env 里的 DATA_DIR。`;
  return `数据目录 ${folder} 不能写（${code}）：请把它和里面文件的所有者改为运行本服务的用户（chown -R 用户 ${folder}），或改 .env 里的 DATA_DIR。`;
}
