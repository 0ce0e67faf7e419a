// Interactive cards that were delivered: to whom, what they show, whether they still count.
import type { Queries } from './dialect.ts';
import { insertRows } from './insert-rows.ts';
import type { CardRow, CardState } from './schema.ts';

/** Writes a card that is about to go out. */
export const insertCard = async (q: Queries, row: CardRow): Promise<void> => {
  await insertRows(q, 'cards', [row]);
};

/** The card with this id, if it was sent. */
export const findCard = (q: Queries, bureauId: string, cardId: string): Promise<CardRow | undefined> =>
  q
    .selectFrom('cards')
    .selectAll()
    .where('bureau_id', '=', bureauId)
    .where('card_id', '=', cardId)
    .executeTakeFirst();

/**
 * Changes a card's state, and what it shows or who has it when given. With `from`, only when the card is
 * still in that state; false when it was not.
 */
export const setCardState = async (
  q: Queries,
  to: {
    readonly bureauId: string;
    readonly cardId: string;
    readonly state: CardState;
    readonly from?: CardState | undefined;
    readonly shown?: string | undefined;
    readonly receivers?: string | undefined;
    readonly now: number;
  },
): Promise<boolean> => {
  const changed = await q
    .updateTable('cards')
    .set({
      state: to.state,
      updated_at: to.now,
      ...(to.shown === undefined ? {} : { shown: to.shown }),
      ...(to.receivers === undefined ? {} : { receivers: to.receivers }),
    })
    .where('bureau_id', '=', to.bureauId)
    .where('card_id', '=', to.cardId)
    .$if(to.from !== undefined, (u) => u.where('state', '=', to.from ?? 'current'))
    .returning('card_id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** The case's cards that still can be tapped. */
export const openCards = (
  q: Queries,
  by: { readonly caseId: string; readonly purpose?: string | undefined },
): Promise<CardRow[]> =>
  q
    .selectFrom('cards')
    .selectAll()
    .where('case_id', '=', by.caseId)
    .where('state', '=', 'current')
    .$if(by.purpose !== undefined, (s) => s.where('purpose', '=', by.purpose ?? ''))
    .orderBy('created_at')
    .orderBy('card_id')
    .execute();

/** The case's cards of a purpose that no newer one has replaced, decided or not. */
export const standingCards = (
  q: Queries,
  by: { readonly caseId: string; readonly purpose: string },
): Promise<CardRow[]> =>
  q
    .selectFrom('cards')
    .selectAll()
    .where('case_id', '=', by.caseId)
    .where('purpose', '=', by.purpose)
    .where('state', '!=', 'superseded')
    .orderBy('created_at')
    .orderBy('card_id')
    .execute();

/** A new card of a purpose takes the place of all earlier ones of the case, decided or not. */
export const retireCards = async (
  q: Queries,
  of: {
    readonly bureauId: string;
    readonly caseId: string;
    readonly purpose: string;
    readonly now: number;
  },
): Promise<void> => {
  await q
    .updateTable('cards')
    .set({ state: 'superseded', updated_at: of.now })
    .where('bureau_id', '=', of.bureauId)
    .where('case_id', '=', of.caseId)
    .where('purpose', '=', of.purpose)
    .execute();
};
