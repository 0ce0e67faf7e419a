// The product's logger. Secrets are removed here and not where lines are written: by field name at any depth, and
// inside strings, because the platforms put tokens into URLs and URLs end up in error messages.
import { type DestinationStream, pino } from 'pino';

type Write = (fields: Record<string, unknown>, message: string) => void;

export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
};

const secretNames = [
  'access_token',
  'accessToken',
  'corpsecret',
  'clientSecret',
  'agentSecret',
  'appSecret',
  'key',
  'secret',
  'token',
  'aesKey',
  'msg_signature',
  'encrypt',
  'response_code',
  'response_url',
  'authorization',
  'cookie',
  'set-cookie',
  'password',
] as const;
const secretFields = new Set<string>(secretNames.map((name) => name.toLowerCase()));
const hidden = '[已隐去]';
const deepest = 8;

const names = secretNames.join('|');
const patterns: readonly (readonly [RegExp, string])[] = [
  // ?access_token=… in a URL, or key: … and "key":"…" in a text that quotes one. Words like "monkey=" stay.
  [new RegExp(`(?<![\\w-])((?:${names}|sessionWebhook)=)[^&\\s"'<>]+`, 'gi'), `$1${hidden}`],
  // JSON, and JSON quoted inside JSON, as frames of the long connection stand in what is told about them.
  [new RegExp(`(\\\\*"(?:${names})\\\\*"\\s*:\\s*\\\\*")(?:[^"\\\\]|\\\\(?!"))*`, 'gi'), `$1${hidden}`],
  // What a person comes back with from signing in: whoever has it first is that person.
  [/([?&](?:code|state|ticket|echostr)=)[^&\s"'<>]+/gi, `$1${hidden}`],
  [/(<Encrypt>)[\s\S]*?(<\/Encrypt>)/gi, `$1${hidden}$2`],
  // redis://user:password@host
  [/(\w:\/\/[^\s:/@]*:)[^\s/@]+@/g, `$1${hidden}@`],
];

/** A pino logger of the product's small shape. Writes JSON lines to standard output unless told otherwise. */
export function createLog(options: {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly destination?: DestinationStream;
}): Log {
  const settings = {
    level: options.level,
    base: null,
    // Errors arrive here as plain, scrubbed objects; pino's own serializer would rename their type.
    serializers: { err: (err: unknown) => err },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = options.destination ? pino(settings, options.destination) : pino(settings);
  const write = (level: 'debug' | 'info' | 'warn' | 'error'): Write => {
    return (fields, message) => {
      if (!logger.isLevelEnabled(level)) return;
      logger[level](scrub(fields, 0, new Set()) as Record<string, unknown>, scrubText(message));
    };
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** The text without the secrets in it. */
function scrubText(text: string): string {
  return patterns.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

function scrub(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest || above.has(value)) return '[…]';
  if (value instanceof Date) return value;
  if (value instanceof URL) return scrubText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} 字节]`;
  const inside = new Set(above).add(value);
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1, inside));
  // An error's own text is not enumerable, so it is named here; its other fields (code, status, …) follow.
  const known = value instanceof Error ? errorFields(value) : {};
  return Object.fromEntries(
    Object.entries({ ...known, ...value }).map(([name, item]) => [
      name,
      secretFields.has(name.toLowerCase()) && item !== undefined ? hidden : scrub(item, depth + 1, inside),
    ]),
  );
}

function errorFields(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
