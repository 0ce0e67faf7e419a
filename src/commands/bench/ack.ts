// Callback → committed → 200: how fast, and next to a bare server how much the product's own work costs.
import { join } from 'node:path';
import { tenantKeys } from '../stage.ts';
import { startChild } from './child.ts';
import { type Figures, median, percentile, rounded } from './figures.ts';
import { type Callback, closedLoop, createPoster, paced, recordCallbacks } from './load.ts';
import type { Sizes } from './sizes.ts';
import { openStand, type Stand } from './tenant-stand.ts';

/** A forwarded post, a different one each time. */
export function reportText(index: number): string {
  return `7.${index % 89} 复制打开抖音，看看【市民小李的作品】夜市油烟扰民第${index}次反映 https://www.douyin.com/video/74${String(index).padStart(17, '0')} 07/12`;
}

export async function measureAck(
  options: { readonly bureauFile: string; readonly dataDir: string; readonly group: string },
  sizes: Sizes['ack'],
): Promise<Figures['ack']> {
  const stand = await openStand(options);
  const bare = startChild('bare-server');
  try {
    return await compare(stand, bare, options, sizes);
  } finally {
    await bare.stop();
    await stand.close();
  }
}

async function compare(
  stand: Stand,
  bare: ReturnType<typeof startChild>,
  options: { readonly dataDir: string; readonly group: string },
  sizes: Sizes['ack'],
): Promise<Figures['ack']> {
  const { warmUp, rounds, inRound, connections, pacedPerSecond, pacedSeconds } = sizes;
  const atPace = pacedPerSecond * pacedSeconds;
  const texts = Array.from({ length: warmUp + atPace + rounds * inRound }, (_, i) => reportText(i));
  const callbacks = await recordCallbacks(stand.tenant, options.group, texts);
  const take = taker(callbacks);
  const { bot } = tenantKeys(stand.tenant);
  const keys = { token: bot.token, aesKey: bot.aesKey, receiverId: '' };
  const bareAt = await bare.ask<{ port: number }>({ file: join(options.dataDir, 'bare.db'), keys });
  const ours = createPoster(await stand.start({ heartbeat: true }), connections);
  const theirs = createPoster(bareAt.port, connections);
  const warm = take(warmUp);
  await closedLoop(theirs, warm, connections);
  await closedLoop(ours, warm, connections);
  const atItsPace = take(atPace);
  const waits = await paced(atItsPace, pacedPerSecond, (callback) => ours.post(callback));
  // A server gets faster with every request for a while; neither may be ahead of the other in that.
  await closedLoop(theirs, atItsPace, connections);
  const speeds: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const batch = take(inRound);
    // What the product still delivers of the last round is its own burden, not the bare server's.
    stand.product.pause();
    const bareSpeed = await closedLoop(theirs, batch, connections);
    stand.product.goOn();
    const ourSpeed = await closedLoop(ours, batch, connections);
    speeds.push(ourSpeed);
    ratios.push(ourSpeed / bareSpeed);
  }
  ours.close();
  theirs.close();
  return {
    ratio: rounded(median(ratios), 2),
    p99Ms: rounded(percentile(waits, 0.99)),
    perSecond: Math.round(median(speeds)),
  };
}

function taker(callbacks: readonly Callback[]): (count: number) => readonly Callback[] {
  let at = 0;
  return (count) => {
    const taken = callbacks.slice(at, at + count);
    at += count;
    if (taken.length < count) throw new Error('录下的回调不够用');
    return taken;
  };
}
