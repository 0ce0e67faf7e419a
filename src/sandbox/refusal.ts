// A platform refusal: HTTP 200 with a non-zero errcode.
// https://developer.work.weixin.qq.com/document/path/90313

/** Thrown by an API handler; the server turns it into `{errcode, errmsg}`. */
export class Refusal extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.name = 'Refusal';
    this.errcode = errcode;
  }
}

/** Throws the refusal unless the condition holds. */
export function demand(condition: boolean, errcode: number, errmsg: string): asserts condition {
  if (!condition) throw new Refusal(errcode, errmsg);
}
