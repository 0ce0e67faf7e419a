/** What the reader knows about one platform. Source of every row: policy-model §7. */
import type { PlatformId } from '../report.ts';
import type { UrlParts } from '../url-parts.ts';

/** Which post an address shows. `short` as kind means that only the platform can tell. */
export type PostRef = { readonly kind: string; readonly id: string };

export type Platform = {
  readonly id: PlatformId;
  readonly name: string;
  /** Each entry covers the host and everything below it. */
  readonly hosts: readonly string[];
  /** The post behind an address on these hosts, or null when it is some other page. */
  readonly read: (parts: UrlParts) => PostRef | null;
};

/** The segment after the first of these names, when it has the wanted form. */
export function segmentAfter(parts: UrlParts, names: readonly string[], form: RegExp): string | null {
  const at = parts.segments.findIndex((segment) => names.includes(segment.toLowerCase()));
  const value = at < 0 ? undefined : parts.segments[at + 1];
  return value !== undefined && form.test(value) ? value : null;
}

/** A PostRef, or null when there is no id. */
export function ref(kind: string, id: string | null | undefined): PostRef | null {
  return id ? { kind, id } : null;
}

/** Share codes of all platforms: letters, digits, - and _. */
export const CODE = /^[\w-]{3,64}$/;
