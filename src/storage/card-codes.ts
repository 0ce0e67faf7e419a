// The platform's one-use permissions to change a card's copies: each is spent once, whoever asks.
import type { Queries } from './dialect.ts';
import type { CardCodeRow } from './schema.ts';

/** Keeps a code the platform gave; the same code given twice is kept once, used or not. */
export const addCode = async (q: Queries, row: Omit<CardCodeRow, 'used_at'>): Promise<void> => {
  await q
    .insertInto('card_codes')
    .values({ ...row, used_at: null })
    .onConflict((c) => c.columns(['bureau_id', 'code']).doNothing())
    .execute();
};

/** Spends the card's unused code that expires first; undefined when no more than `keep` are left. */
export const takeCode = async (
  q: Queries,
  by: {
    readonly bureauId: string;
    readonly cardId: string;
    readonly now: number;
    readonly keep?: number | undefined;
  },
): Promise<CardCodeRow | undefined> => {
  const keep = by.keep ?? 0;
  for (;;) {
    const unused = await q
      .selectFrom('card_codes')
      .select('code')
      .where('bureau_id', '=', by.bureauId)
      .where('card_id', '=', by.cardId)
      .where('expires_at', '>', by.now)
      .where('used_at', 'is', null)
      .orderBy('expires_at')
      .orderBy('code')
      .limit(keep + 1)
      .execute();
    const [next] = unused;
    if (next === undefined || unused.length <= keep) return undefined;

    const taken = await q
      .updateTable('card_codes')
      .set({ used_at: by.now })
      .where('bureau_id', '=', by.bureauId)
      .where('code', '=', next.code)
      .where('used_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    // Somebody else was faster with this code: look for the next one.
    if (taken !== undefined) return taken;
  }
};
