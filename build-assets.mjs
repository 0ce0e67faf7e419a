// Copies what the compiler does not: the drill page's static files.
import { cpSync, existsSync } from 'node:fs';

const page = 'src/sandbox/page';
if (existsSync(page)) cpSync(page, `dist/${page}`, { recursive: true });
