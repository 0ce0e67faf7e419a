// The drill page's static files: flat names in one directory, nothing above or below it.
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** Answers the file, or false when there is no such page file. */
export async function servePageFile(root: URL, name: string, res: ServerResponse): Promise<boolean> {
  const extension = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.([a-z]+)$/.exec(name)?.[1] ?? '';
  const type = TYPES[extension];
  if (type === undefined) return false;
  try {
    const bytes = await readFile(new URL(name, root));
    const headers = {
      'content-type': type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    };
    res.writeHead(200, headers).end(bytes);
    return true;
  } catch {
    return false;
  }
}
