// The one clock hand of the product: every second it asks "what is due?". It remembers nothing; whatever it misses
// is still due at the next beat.
import { createTask, type Logger } from 'node-cron';

type Write = (fields: Record<string, unknown>, message: string) => void;

export type HeartbeatLog = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
};

export type Heartbeat = {
  start(): void;
  /** No new beats; resolves when the one in flight is over. */
  stop(): Promise<void>;
  /** Beat as soon as possible: now, or right after the beat in flight. Many nudges make one beat. */
  nudge(): void;
};

/** Beats never overlap, whether they come from the second or from a nudge. */
export function createHeartbeat(options: {
  readonly beat: () => Promise<void>;
  readonly log: HeartbeatLog;
  readonly timezone?: string;
}): Heartbeat {
  const { beat, log } = options;
  let started = false;
  let nudged = false;
  let inFlight: Promise<void> | undefined;

  async function run(): Promise<void> {
    do {
      nudged = false;
      try {
        await beat();
      } catch (err) {
        log.error({ err }, '心跳任务出错，下一秒会再试');
      }
      // Lets requests in between when beats nudge themselves.
      if (nudged) await new Promise((resolve) => setImmediate(resolve));
    } while (nudged && started);
  }

  /** A beat in flight covers this moment already. */
  function beatNow(): Promise<void> {
    inFlight ??= run().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  const task = createTask('* * * * * *', beatNow, {
    name: 'heartbeat',
    timezone: options.timezone ?? 'Asia/Shanghai',
    noOverlap: true,
    logger: cronLogger(log),
  });

  return {
    start() {
      if (started) return;
      started = true;
      void task.start();
    },
    async stop() {
      started = false;
      await task.stop();
      await inFlight;
    },
    nudge() {
      if (!started) return;
      if (inFlight) nudged = true;
      else void beatNow();
    },
  };
}

function cronLogger(log: HeartbeatLog): Logger {
  const to = (write: Write) => (message: string | Error, err?: Error) => {
    const error = message instanceof Error ? message : err;
    write(error ? { err: error } : {}, `node-cron: ${message instanceof Error ? message.message : message}`);
  };
  // Skipped and missed seconds are harmless here: what was due then is due now. So its warnings are not ours.
  return { debug: to(log.debug), info: to(log.debug), warn: to(log.debug), error: to(log.error) };
}
