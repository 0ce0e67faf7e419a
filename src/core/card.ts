// A card as the product thinks of it; each platform draws it in its own way.
import type { KeptFile } from './kept-file.ts';

/** One line of a card: a short name and its value. */
export type CardField = { readonly name: string; readonly value: string };

/** `key` comes back in the tap, e.g. `grade:g1`; it carries an action name and never an authority. */
export type CardButton = {
  readonly key: string;
  readonly text: string;
  readonly style: 'primary' | 'normal' | 'danger';
};

/** A drop-down whose choice comes back with whichever button is tapped. */
export type CardSelector = {
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly selected?: string;
};

/** The one button that sends what was chosen. */
export type CardSubmit = { readonly key: string; readonly text: string };

/** Something to fill in and send at once: a few drop-downs, or one list of which exactly one is chosen. */
export type CardForm =
  | {
      readonly kind: 'selectors';
      readonly selectors: readonly CardSelector[];
      readonly submit: CardSubmit;
    }
  | {
      readonly kind: 'choice';
      /** Comes back with the chosen option; nothing is chosen beforehand. */
      readonly key: string;
      readonly options: readonly { readonly id: string; readonly text: string }[];
      readonly submit: CardSubmit;
    };

/** A kept picture that belongs to a card. */
export type CardPicture = {
  readonly file: KeptFile;
  /** Its width divided by its height. */
  readonly ratio: number;
  /** Where the platform finds it; absolute https. Without it the picture is sent beside the card's words. */
  readonly url?: string;
};

/**
 * A neutral interactive card. Without buttons and form it is a notice.
 * `link` is an absolute http(s) address opened by tapping the card itself.
 */
export type Card = {
  readonly tag: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly fields: readonly CardField[];
  readonly body?: string;
  readonly selector?: CardSelector;
  readonly buttons: readonly CardButton[];
  /** In the place of buttons and selector. */
  readonly form?: CardForm;
  readonly link?: string;
  /** Shown by a notice only. */
  readonly picture?: CardPicture;
};

/** True when a tap on it comes back. */
export function isInteractive(card: Card): boolean {
  return card.buttons.length > 0 || card.form !== undefined;
}
