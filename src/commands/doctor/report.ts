// The findings as people and programs read them. No secret gets out, whatever a platform or a library quotes.
import type { Finding, Mark } from './check.ts';

export type Report = {
  /** Nothing is wrong. */
  readonly ok: boolean;
  /** Without credentials there is only the drill. */
  readonly mode: 'live' | 'drill';
  readonly findings: readonly Finding[];
};

const SIGN: Readonly<Record<Mark, string>> = { ok: '✓', wrong: '✗', note: '○' };
const SECRET_NAME = /SECRET|TOKEN|KEY|WEBHOOK|PASSWORD/;
/** A shorter value would blot out ordinary words. */
const SHORTEST_SECRET = 6;

/** The report without any value that must stay secret. `source` is the environment; `named` are further variables. */
export function reportOf(
  mode: Report['mode'],
  findings: readonly Finding[],
  source: Readonly<Record<string, string | undefined>>,
  named: readonly string[],
): Report {
  const secrets = Object.entries(source).flatMap(([name, value]) => {
    const text = value?.trim() ?? '';
    const secret = SECRET_NAME.test(name) || named.includes(name);
    return [...(secret ? [text] : []), ...passwordIn(text)].filter((s) => s.length >= SHORTEST_SECRET);
  });
  const hidden = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '［已隐去］'), text);
  const shown = findings.map((finding) => ({ ...finding, text: hidden(finding.text) }));
  return { ok: shown.every(({ mark }) => mark !== 'wrong'), mode, findings: shown };
}

/** One line a finding, and one that counts them. */
export function reportLines({ mode, findings }: Report): readonly string[] {
  const count = (mark: Mark): number => findings.filter((finding) => finding.mark === mark).length;
  const bad = count('wrong');
  const end = bad === 0 ? `${count('ok')} 项全部正常` : `${bad} 项要改，${count('ok')} 项正常`;
  return [
    ...findings.map(({ name, mark, text }) => `${SIGN[mark]} ${name}：${text}`),
    mode === 'drill' ? `${end}（演练模式：没有查企业微信）。` : `${end}。`,
  ];
}

function passwordIn(text: string): readonly string[] {
  if (!URL.canParse(text)) return [];
  const { password } = new URL(text);
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
