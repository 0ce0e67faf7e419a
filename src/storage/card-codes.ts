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

/** Spends the card's unused code that expires first; undefined when none is left. */
export const takeCode = async (
  q: Queries,
  by: { readonly bureauId: string; readonly cardId: string; readonly now: number },
): Promise<CardCodeRow | undefined> => {
  for (;;) {
    const next = await q
      .selectFrom('card_codes')
      .select('code')
      .where('bureau_id', '=', by.bureauId)
      .where('card_id', '=', by.cardId)
      .where('expires_at', '>', by.now)
      .where('used_at', 'is', null)
      .orderBy('expires_at')
      .orderBy('code')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return undefined;

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

/** Gives a code back that was taken and certainly not used. */
export const releaseCode = async (
  q: Queries,
  { bureauId, code }: { readonly bureauId: string; readonly code: string },
): Promise<void> => {
  await q
    .updateTable('card_codes')
    .set({ used_at: null })
    .where('bureau_id', '=', bureauId)
    .where('code', '=', code)
    .execute();
};
