// The unit that was chosen on a card.
import type { TapGesture } from '../src/app/define-handler.ts';
import { NO_UNIT, UNIT_SELECTOR } from '../templates/cards/grade-card.ts';

/** Null when the card was tapped without a choice. */
export function chosenUnit(selections: TapGesture['selections']): string | null {
  const chosen = selections[UNIT_SELECTOR]?.[0] ?? '';
  return chosen === '' || chosen === NO_UNIT ? null : chosen;
}
