// How often anybody may set out to sign in. Each time leaves a note for ten minutes, and whoever reaches us can ask, so
// there is a bound for each address and one for all of them together.
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Context } from 'koa';
import type { Budget } from '../platforms/platform.ts';

/** From one address a minute: an office behind one address opens the page of the evening together. */
export const PER_ADDRESS = 60;
/** From everywhere a minute; at ten minutes a note at most 6,000 lie about. */
export const IN_ALL = 600;
const MINUTE_MS = 60_000;

/** Takes a place for whoever asks; answers 0, else the ms after which there is one. */
export type SignInLimit = (ctx: Context) => Promise<number>;

/** A limit over budgets that the instances share. */
export function createSignInLimit(options: {
  readonly take: (wants: readonly Budget[], now: number) => Promise<number>;
  readonly now: () => number;
}): SignInLimit {
  const perMinute = (key: string, limit: number): Budget => ({ key, limit, windowMs: MINUTE_MS });
  return (ctx) => {
    const address = addressOf(ctx);
    const own = address === undefined ? [] : [perMinute(`sign-in:${address}`, PER_ADDRESS)];
    return options.take([...own, perMinute('sign-in', IN_ALL)], options.now());
  };
}

/** Where a reverse proxy of ours may stand. */
const near = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  near.addSubnet(net, bits, 'ipv4');
}
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

/**
 * Whom to count: the last address that a reverse proxy noted, because those before it are the visitor's own word;
 * undefined when all come from a proxy on this machine that notes none.
 */
function addressOf(ctx: Context): string | undefined {
  const peer = asIpv4(ctx.req.socket.remoteAddress ?? '');
  const version = isIP(peer);
  if (version === 0) return undefined;
  if (!near.check(peer, version === 6 ? 'ipv6' : 'ipv4')) return subscriber(peer);
  const noted = asIpv4(ctx.get('x-forwarded-for').split(',').at(-1)?.trim() ?? '');
  if (isIP(noted) !== 0) return subscriber(noted);
  return peer === '::1' || peer.startsWith('127.') ? undefined : subscriber(peer);
}

/** An IPv4 address as a socket for both kinds writes it; they would all be neighbours as IPv6. */
const asIpv4 = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** Whoever has one IPv6 address has the 2⁶⁴ around it too. */
function subscriber(address: string): string {
  if (!isIPv6(address)) return address;
  const [front = [], back = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
