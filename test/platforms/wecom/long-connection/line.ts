// The other end of a wire that a test holds: every dial gives a wire, and the test speaks for the platform.
import type { Dial } from '../../../../src/platforms/wecom/long-connection/socket.ts';

export type Sent = {
  readonly cmd: string;
  readonly headers: { readonly req_id: string };
  readonly body: unknown;
};

export type Wire = {
  /** What the adapter wrote, oldest first. */
  readonly sent: Sent[];
  readonly closed: boolean;
  open(): void;
  says(frame: unknown): void;
  /** Answers the oldest unanswered frame of that name. */
  answers(cmd: string, errcode?: number): void;
  drops(): void;
};

export function createWires(): { readonly dial: Dial; readonly wires: Wire[] } {
  const wires: Wire[] = [];
  return {
    wires,
    dial(_url, events) {
      const sent: Sent[] = [];
      const answered = new Set<Sent>();
      let closed = false;
      const end = (reason: string) => {
        if (closed) return;
        closed = true;
        events.closed(reason);
      };
      wires.push({
        sent,
        get closed() {
          return closed;
        },
        open: events.open,
        says: (frame) => events.text(typeof frame === 'string' ? frame : JSON.stringify(frame)),
        answers(cmd, errcode = 0) {
          const found = sent.find((one) => one.cmd === cmd && !answered.has(one));
          if (found === undefined) throw new Error(`nothing to answer: ${cmd}`);
          answered.add(found);
          events.text(JSON.stringify({ headers: found.headers, errcode, errmsg: 'x' }));
        },
        drops: () => end('连接被对方断开'),
      });
      return {
        send(text) {
          if (closed) return false;
          sent.push(JSON.parse(text) as Sent);
          return true;
        },
        close: () => end('关闭'),
        destroy: () => end('关闭'),
      };
    },
  };
}
