/**
 * `npm run intake -- --json < text`: shows what the intake reads in a forwarded text.
 * With --json exactly one JSON value goes to stdout; without it, a short listing for people.
 */
import { text as readAll } from 'node:stream/consumers';
import { readReport } from '../intake/read-report.ts';
import type { Report } from '../intake/report.ts';

// Without a pipe nobody would know that the command is waiting for text.
const input = process.stdin.isTTY ? '' : (await readAll(process.stdin)).replace(/^\ufeff/, '');

if (input.trim() === '') {
  process.stderr.write(
    '没有读到内容：请把要识别的文字从标准输入传入，例如 npm run intake -- --json < 转发内容.txt。\n',
  );
  process.exitCode = 1;
} else {
  const report = readReport(input);
  process.stdout.write(`${process.argv.includes('--json') ? asJson(report) : asListing(report)}\n`);
}

function asJson({ links, title, author }: Report): string {
  const shown = links.map(({ url, platform, canonicalId }) => ({ url, platform, canonicalId }));
  return JSON.stringify({ links: shown, title, author });
}

function asListing({ links, title, author, workOrder }: Report): string {
  const lines = [`标题：${title ?? '（文字中没有）'}`, `作者：${author ?? '（文字中没有）'}`];
  if (workOrder !== null)
    lines.push(
      `12345 工单：${workOrder.number ?? '（未写编号）'}，办理时限：${workOrder.deadline ?? '（未写）'}`,
    );
  lines.push(links.length === 0 ? '链接：没有识别到' : `链接：${links.length} 个`);
  for (const [at, link] of links.entries()) {
    const note = link.short ? '（短链接，请打开后补充发布时间、账号、截图）' : '';
    lines.push(`${at + 1}. ${link.platformName} ${link.url}${note}`, `   去重编号：${link.canonicalId}`);
  }
  return lines.join('\n');
}
