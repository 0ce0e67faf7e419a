// Frames of the long connection: `{cmd, headers: {req_id}, body}`, answered by `{headers: {req_id}, errcode, errmsg}`.
// https://developer.work.weixin.qq.com/document/path/101463
import { byteLength, filledText, isRecord, type JsonRecord, parseJson, recordAt } from '../json-shape.ts';
import { demand } from '../refusal.ts';

const MAX_REQ_ID_BYTES = 256;

export interface Frame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body: JsonRecord;
}

/** The req_id of whatever came in, as far as there is one: a refusal is addressed to it. */
export function reqIdOf(text: string): string {
  const json = parseJson(text);
  return (isRecord(json) ? filledText(recordAt(json, 'headers')?.req_id) : undefined) ?? '';
}

/** Reads one frame of the product; refuses what is not one (40035, 40058). */
export function readFrame(text: string): Frame {
  const json = parseJson(text);
  demand(isRecord(json), 40035, 'frame is not a JSON object');
  const cmd = filledText(json.cmd);
  demand(cmd !== undefined, 40058, 'missing cmd');
  const reqId = filledText(recordAt(json, 'headers')?.req_id);
  demand(reqId !== undefined, 40058, 'missing headers.req_id');
  demand(byteLength(reqId) <= MAX_REQ_ID_BYTES, 40058, `req_id exceeds ${MAX_REQ_ID_BYTES} bytes`);
  demand(json.body === undefined || isRecord(json.body), 40058, 'body must be an object');
  return { cmd, reqId, body: recordAt(json, 'body') ?? {} };
}

/** The acknowledgement of a frame. */
export function ackFrame(ack: {
  readonly reqId: string;
  readonly errcode: number;
  readonly errmsg: string;
  readonly body?: JsonRecord | undefined;
}): string {
  const { reqId, errcode, errmsg, body } = ack;
  return JSON.stringify({
    headers: { req_id: reqId },
    errcode,
    errmsg,
    ...(body === undefined ? {} : { body }),
  });
}

/** A frame from the platform to the product. */
export function callbackFrame(cmd: string, reqId: string, body: JsonRecord): string {
  return JSON.stringify({ cmd, headers: { req_id: reqId }, body });
}
