// From an owner key back to what people call the owner.
import type { Bureau, Owner } from '../src/core/bureau.ts';
import { ownerTitle } from '../src/core/bureau.ts';
import type { Policy } from '../src/core/policy/load.ts';

/** The owner behind a key made by `ownerKey`. */
export function ownerOfKey(key: string): Owner {
  const [kind, name = '', unit] = key.split(':');
  if (kind === 'person') return { kind: 'person', person: key.slice('person:'.length) };
  if (kind === 'unit') return { kind: 'unit', unit: name };
  if (kind === 'person') return { kind: 'person', person: name };
  return unit === undefined ? { kind: 'role', role: name } : { kind: 'role', role: name, unit };
}

/** What people call the owner behind a key. */
export function ownerWords(policy: Policy, bureau: Bureau, key: string): string {
  return ownerTitle(policy, bureau, ownerOfKey(key));
}
