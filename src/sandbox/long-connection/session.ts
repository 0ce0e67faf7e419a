// One WebSocket of the product: frames in order, each acknowledged, faults in between.
import type { WebSocket } from 'ws';
import type { CallDraft, CallLog } from '../call-log.ts';
import { Refusal } from '../refusal.ts';
import { type SwitchboardTaps, waitOut } from '../switchboard.ts';
import { ackFrame, type Frame, readFrame, reqIdOf } from './frame.ts';

export interface Session {
  /** Writes a frame; true once it is on its way. */
  write(text: string): Promise<boolean>;
  close(code: number, reason: string): void;
  /** Cuts the line without a word. */
  cut(): void;
  /** From now on the line is half open: nothing is read, nothing is written, and nobody is told. */
  freeze(): void;
}

export interface SessionOptions {
  readonly socket: WebSocket;
  readonly log: CallLog;
  readonly faults: SwitchboardTaps;
  /** Does what the frame asks; throws the platform's refusal. */
  readonly handle: (frame: Frame, record: CallDraft) => Record<string, unknown> | undefined;
  /** Called after a refused frame was answered. */
  readonly refused: (frame: Frame, errcode: number) => void;
  readonly closed: () => void;
}

/** Serves one WebSocket until it ends. */
export function openSession(options: SessionOptions): Session {
  const { socket, log, faults } = options;
  let frozen = false;

  function write(text: string): Promise<boolean> {
    if (frozen) return Promise.resolve(true);
    if (socket.readyState !== socket.OPEN) return Promise.resolve(false);
    return new Promise((resolve) =>
      socket.send(text, (error) => resolve(error === undefined || error === null)),
    );
  }

  function answer(
    frame: Frame,
    record: CallDraft,
  ): { errcode: number; errmsg: string; body?: Record<string, unknown> | undefined } {
    try {
      return { errcode: 0, errmsg: 'ok', body: options.handle(frame, record) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { errcode: error.errcode, errmsg: error.message };
    }
  }

  async function serve(frame: Frame): Promise<void> {
    const record = log.open({ method: 'WS', path: frame.cmd, body: frame.body });
    const fault = faults.takeFault(frame.cmd);
    if (fault !== undefined) record.fault = fault.kind;
    if (fault?.kind === 'delay') await waitOut(fault);
    if (fault?.kind === 'drop' || fault?.kind === 'status') return socket.terminate();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'html') return void (await write('<html><body>502 Bad Gateway</body></html>'));
    const result =
      fault?.kind === 'errcode'
        ? { errcode: fault.errcode, errmsg: fault.errmsg ?? 'fault' }
        : answer(frame, record);
    record.errcode = result.errcode;
    record.errmsg = result.errmsg;
    if (fault?.kind === 'drop-after-accept') return socket.terminate();
    if (fault?.kind === 'silence-after-accept') return;
    await write(ackFrame({ reqId: frame.reqId, ...result }));
    if (result.errcode !== 0) options.refused(frame, result.errcode);
  }

  async function receive(text: string): Promise<void> {
    let frame: Frame;
    try {
      frame = readFrame(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await write(ackFrame({ reqId: reqIdOf(text), errcode: error.errcode, errmsg: error.message }));
      return;
    }
    await serve(frame);
  }

  socket.on('message', (data, binary) => {
    if (frozen) return;
    if (binary) return socket.close(1003, 'text frames only');
    receive(String(data)).catch(() => socket.terminate());
  });
  socket.on('ping', (data) => {
    if (!frozen) socket.pong(data);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', options.closed);

  return {
    write,
    close(code, reason) {
      if (!frozen) socket.close(code, reason);
    },
    cut: () => socket.terminate(),
    freeze() {
      frozen = true;
    },
  };
}
