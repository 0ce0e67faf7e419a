// Pictures that cards show: /h5/pictures/<sha256>.png. The phones and the servers of the platform fetch them without
// signing in, so the address is one that nobody can guess, and nothing but what the product drew is ever there.
import { Router } from '@koa/router';
import type { BytesOf } from '../platforms/platform.ts';

const FOLDER = '/h5/pictures';

/** Where a picture is found; undefined without a public https address, because a card cannot show it then. */
export function pictureAddress(publicUrl: string | undefined): ((sha256: string) => string) | undefined {
  if (publicUrl === undefined || !publicUrl.startsWith('https://')) return undefined;
  return (sha256) => `${publicUrl}${FOLDER}/${sha256}.png`;
}

/** The one route; `pictures` knows our own pictures and nothing else. */
export function pictureRoutes(pictures: BytesOf): Router {
  const router = new Router();
  router.get(`${FOLDER}/:name`, async (ctx) => {
    const sha256 = /^([0-9a-f]{64})\.png$/.exec(ctx.params.name ?? '')?.[1];
    const bytes = sha256 === undefined ? undefined : await pictures(sha256);
    if (bytes === undefined) return;
    ctx.type = 'image/png';
    // The name is the hash of the bytes: what is there never changes.
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.body = Buffer.from(bytes);
  });
  return router;
}
