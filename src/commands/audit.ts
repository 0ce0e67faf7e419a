// `npm run audit -- verify [--json]`: exit 0 when every record holds, 1 with the first difference otherwise.
import { verifyRecords } from '../app/audit.ts';
import { errorWords } from '../core/errors.ts';
import { withRecords } from './records.ts';

const USAGE =
  '用法：npm run audit -- verify [--json]\n核对每件事项的事件链、快照和应办事项，指出第一处不一致。\n';

async function run(args: readonly string[]): Promise<number> {
  if (!args.includes('verify')) {
    process.stderr.write(USAGE);
    return 2;
  }
  return withRecords(
    async ({ db, ...context }) => {
      const report = await verifyRecords(db, context);
      if (args.includes('--json')) {
        process.stdout.write(`${JSON.stringify({ ok: report.difference === null, ...report })}\n`);
      } else if (report.difference === null) {
        process.stdout.write(`✓ ${report.cases} 件事项、${report.events} 条事件全部核对一致。\n`);
      } else {
        const { number, what } = report.difference;
        process.stdout.write(`✗ ${number}：${what}。\n已核对 ${report.cases} 件，请用备份比对这一件。\n`);
      }
      return report.difference === null ? 0 : 1;
    },
    (file) => {
      process.stderr.write(`还没有记录：${file} 不存在。先运行一次 npm start，或检查 DATA_DIR。\n`);
      return 2;
    },
  );
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${errorWords(error)}\n`);
    process.exitCode = 2;
  },
);
