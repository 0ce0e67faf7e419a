// The web pages put together: who signs in through the platform, how often, and what they see.
import { mePage, notInPage } from '../templates/pages/identity.ts';
import { somebody } from './app/address.ts';
import type { World } from './app/world.ts';
import type { Coordination } from './coordination/coordination.ts';
import { identityRoutes } from './http/identity-routes.ts';
import { createSignInLimit } from './http/sign-in-limit.ts';
import type { Wecom } from './platforms/wecom/index.ts';

/** The routes under /h5/. */
export function pagesOf(
  world: World,
  platform: Pick<Wecom, 'identity' | 'name'>,
  { notes, budgets }: Pick<Coordination, 'notes' | 'budgets'>,
  publicUrl: string | undefined,
) {
  return identityRoutes({
    identity: platform.identity,
    notes,
    limit: createSignInLimit({ take: budgets.take, now: world.now }),
    publicUrl,
    who: (userId) => somebody(world.bureau, platform.name, userId),
    pages: { notIn: notInPage, me: mePage },
    log: world.log,
  });
}
