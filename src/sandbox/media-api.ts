// Upload and download of media by the app, and the bot's short-lived encrypted URLs.
// https://developer.work.weixin.qq.com/document/path/90253, /90254 and /100719
import { encryptBytes, encryptWith } from './envelope.ts';
import { readUpload } from './media.ts';
import { demand } from './refusal.ts';
import { type Answer, type ApiHandler, ok, type Site } from './site.ts';

/** Uploads and downloads: media of the app, pictures by link, encrypted files of the bot. */
export function createMediaApi(site: Site): {
  upload: ApiHandler;
  get: ApiHandler;
  picture: ApiHandler;
  botMedia: ApiHandler;
} {
  const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  return {
    upload(call) {
      site.tokens.check(call.query);
      const type = call.query.get('type') ?? '';
      const allowed = ['image', 'voice', 'video', 'file'];
      const media = readUpload({ contentType: call.contentType, body: call.body, type, allowed });
      const mediaId = site.media.put(media);
      return ok({ type, media_id: mediaId, created_at: String(Math.floor(site.options.now() / 1000)) });
    },
    get(call) {
      site.tokens.check(call.query);
      const media = site.media.get(call.query.get('media_id') ?? '');
      demand(media !== undefined, 40007, 'invalid media_id');
      return { kind: 'bytes', ...media };
    },
    /** PicUrl of an image message: open to whoever has the link. */
    picture(call): Answer {
      const media = site.media.get(lastPart(call.path));
      return media === undefined ? { kind: 'status', status: 404 } : { kind: 'bytes', ...media };
    },
    botMedia(call): Answer {
      const media = site.media.get(lastPart(call.path), 'bot');
      if (media === undefined) return { kind: 'status', status: 403 };
      const bytes =
        media.key === undefined
          ? encryptBytes(site.options.bot.aesKey, media.bytes)
          : encryptWith(media.key, media.bytes);
      return { kind: 'bytes', contentType: 'application/octet-stream', filename: media.filename, bytes };
    },
  };
}
