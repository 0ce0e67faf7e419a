// What a person says to the app: what is shown, and what the app is told.
// https://developer.work.weixin.qq.com/document/path/90239. There is no file: the app never hears of one.

import type { TellAppInput } from './act-inputs.ts';
import { imageDataUrl } from './media.ts';
import { imageType } from './media-limits.ts';
import type { Site } from './site.ts';
import type { Body } from './tenant-types.ts';
import type { XmlValue } from './xml.ts';

export type Fields = Record<string, XmlValue>;

/** The message as the conversation shows it, and its fields in the callback. */
export function readSaid(input: TellAppInput, site: Site): { readonly body: Body; readonly fields: Fields } {
  const keep = (bytes: Buffer, type: string, contentType: string) =>
    site.media.put({ bytes, type, filename: type, contentType });
  if ('text' in input) {
    return {
      body: { kind: 'text', text: input.text, mentions: [] },
      fields: { MsgType: 'text', Content: input.text },
    };
  }
  if ('link' in input) {
    const { title, description, url, picUrl = '' } = input.link;
    const fields = { MsgType: 'link', Title: title, Description: description, Url: url, PicUrl: picUrl };
    return { body: { kind: 'link', ...input.link }, fields };
  }
  if ('location' in input) {
    const { latitude, longitude, scale = 16, label } = input.location;
    const place = { Location_X: String(latitude), Location_Y: String(longitude), Scale: scale, Label: label };
    return { body: { kind: 'location', ...input.location }, fields: { MsgType: 'location', ...place } };
  }
  if ('voice' in input) {
    const mediaId = keep(input.voice, 'voice', 'audio/amr');
    const body = { kind: 'file', name: 'voice.amr', size: input.voice.length } as const;
    return { body, fields: { MsgType: 'voice', MediaId: mediaId, Format: 'amr' } };
  }
  if ('video' in input) {
    const mediaId = keep(input.video, 'video', 'video/mp4');
    const body = { kind: 'file', name: 'video.mp4', size: input.video.length, video: true } as const;
    const thumb = keep(input.video, 'image', 'image/jpeg');
    return { body, fields: { MsgType: 'video', MediaId: mediaId, ThumbMediaId: thumb } };
  }
  const mediaId = keep(input.image, 'image', imageType(input.image) ?? 'image/png');
  const picUrl = `${site.base()}/cgi-bin/sandbox-picture/${mediaId}`;
  const fields = { MsgType: 'image', PicUrl: picUrl, MediaId: mediaId };
  return { body: { kind: 'image', dataUrl: imageDataUrl(input.image) }, fields };
}
