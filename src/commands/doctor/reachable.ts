// Why an address cannot be opened, in words, told apart by what is to be changed.

export type Trouble = 'name' | 'certificate' | 'refused' | 'silent' | 'other';

const CODES: readonly (readonly [RegExp, Trouble])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'name'],
  [/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/, 'certificate'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET/, 'refused'],
  [/TIMEOUT|TimeoutError|AbortError/, 'silent'],
];

const WORDS: Readonly<Record<Trouble, string>> = {
  name: '域名解析不到',
  certificate: '证书不被信任、过期或与域名不符',
  refused: '连接被拒绝',
  silent: '没有应答',
  other: '连接中断',
};

/** What kind of failure a fetch met. */
export function troubleOf(error: unknown): Trouble {
  const text = marksOf(error).join(' ');
  return CODES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** In Chinese, without the address. */
export function troubleWords(trouble: Trouble): string {
  return WORDS[trouble];
}

function marksOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? [String(error.code)] : [];
  return [error.name, ...code, ...marksOf(error.cause)];
}
