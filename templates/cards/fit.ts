// The size of our cards. The numbers are our own style; they fit the narrowest platform.
import type { Card, CardButton, CardField, CardForm, CardSelector } from '../../src/core/card.ts';
import { cut, harmless } from '../quoting.ts';

export const CARD = {
  tag: 20,
  title: 36,
  subtitle: 44,
  fieldName: 5,
  fieldValue: 30,
  fields: 6,
  body: 160,
  button: 10,
  buttons: 6,
  selectorTitle: 13,
  option: 16,
  options: 10,
  /** Drop-downs of a form, and their options. */
  selectors: 3,
  selectOption: 10,
  /** A list of which one is chosen. */
  choices: 20,
  choice: 11,
} as const;

type Draft = {
  readonly tag: string;
  readonly drill: boolean;
  readonly title: string;
  readonly subtitle?: string;
  readonly fields: readonly (CardField | null)[];
  readonly body?: string;
  readonly selector?: CardSelector | null;
  readonly buttons?: readonly CardButton[];
  readonly form?: CardForm | null;
  readonly link?: string | undefined;
};

/** A card with everything cut to size; empty fields are left out, and fields beyond the sixth. */
export function fitted(draft: Draft): Card {
  const fields = draft.fields.filter((f): f is CardField => f !== null && harmless(f.value) !== '');
  const { selector, form } = draft;
  return {
    tag: line(draft.drill ? `演练·${draft.tag}` : draft.tag, CARD.tag),
    title: line(draft.title, CARD.title) || '无标题',
    ...(draft.subtitle === undefined ? {} : { subtitle: line(draft.subtitle, CARD.subtitle) }),
    fields: fields.slice(0, CARD.fields).map(({ name, value }) => ({
      name: line(name, CARD.fieldName),
      value: line(value, CARD.fieldValue),
    })),
    ...(draft.body === undefined || draft.body === '' ? {} : { body: line(draft.body, CARD.body) }),
    ...(selector === undefined || selector === null ? {} : { selector: fittedSelector(selector) }),
    buttons: (draft.buttons ?? [])
      .slice(0, CARD.buttons)
      .map((b) => ({ ...b, text: line(b.text, CARD.button) })),
    ...(form === undefined || form === null ? {} : { form: fittedForm(form) }),
    ...(draft.link !== undefined && /^https?:\/\//i.test(draft.link) ? { link: draft.link } : {}),
  };
}

function fittedForm(form: CardForm): CardForm {
  const submit = { ...form.submit, text: line(form.submit.text, CARD.button) };
  if (form.kind === 'selectors') {
    const selectors = form.selectors.slice(0, CARD.selectors);
    return { ...form, submit, selectors: selectors.map((one) => fittedSelector(one, CARD.selectOption)) };
  }
  const options = form.options.slice(0, CARD.choices);
  return { ...form, submit, options: options.map(({ id, text }) => ({ id, text: line(text, CARD.choice) })) };
}

function fittedSelector(selector: CardSelector, option: number = CARD.option): CardSelector {
  const options = selector.options
    .slice(0, CARD.options)
    .map(({ id, text }) => ({ id, text: line(text, option) }));
  return { ...selector, title: line(selector.title, CARD.selectorTitle), options };
}

function line(text: string, max: number): string {
  return cut(harmless(text), max);
}

/** A field, or null when there is nothing to show. */
export function field(name: string, value: string | null | undefined): CardField | null {
  return value === null || value === undefined || value === '' ? null : { name, value };
}

/** True when no two texts are the same once they are cut to `max` characters. */
export function distinct(texts: readonly string[], max: number): boolean {
  return new Set(texts.map((text) => line(text, max))).size === texts.length;
}
