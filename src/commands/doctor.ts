// `npm run doctor [-- --send] [-- --menu] [-- --probe] [--json]`: exit 0 when nothing is wrong, 1 otherwise.
import { environment } from '../config/env.ts';
import { loadEnvFile } from '../config/env-file.ts';
import { sentenceOf } from './doctor/check.ts';
import { diagnose } from './doctor/diagnose.ts';
import { reportLines } from './doctor/report.ts';

const FLAGS = ['--send', '--menu', '--probe', '--json'];
const USAGE = [
  '用法：npm run doctor [-- 选项]',
  '  逐项检查：环境变量、单位文件、制度、磁盘、数据库、时钟、密钥、可信 IP、应用、成员、服务、回调、群、消息推送',
  '  --send   每个群、每个管理员各试发一条',
  '  --menu   设置应用对话下面的菜单',
  '  --probe  试探本单位企业微信里说法不一的能力，结果记下来',
  '  --json   输出一个 JSON 值',
  '',
].join('\n');

async function run(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown !== undefined) {
    process.stderr.write(`没有“${unknown}”这个选项。\n${USAGE}`);
    return 1;
  }
  loadEnvFile();
  const report = await diagnose({
    source: environment(),
    now: Date.now,
    send: args.includes('--send'),
    menu: args.includes('--menu'),
    probe: args.includes('--probe'),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
  const text = args.includes('--json') ? JSON.stringify(report) : reportLines(report).join('\n');
  process.stdout.write(`${text}\n`);
  return report.ok ? 0 : 1;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  },
);
