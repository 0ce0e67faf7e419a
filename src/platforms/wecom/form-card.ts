// Cards to fill in: several drop-downs, or one choice from a list, each with one button that sends it all.
// https://developer.work.weixin.qq.com/document/path/90236 (投票选择型, 多项选择型)
import type { Card, CardForm } from '../../core/card.ts';
import {
  atMost,
  checkKey,
  checkTaskId,
  isWebAddress,
  optionList,
  type Selection,
  type Skeleton,
  selection,
  skeleton,
  submitButton,
} from './card-parts.ts';
import { CARD_COUNTS, type CardChars } from './limits.ts';

type Submit = ReturnType<typeof submitButton>;

export type MultipleInteraction = Skeleton & {
  readonly card_type: 'multiple_interaction';
  readonly task_id: string;
  readonly select_list: readonly Selection[];
  readonly submit_button: Submit;
};

export type VoteInteraction = Skeleton & {
  readonly card_type: 'vote_interaction';
  readonly task_id: string;
  readonly checkbox: {
    readonly question_key: string;
    readonly mode: typeof ONE_ONLY;
    readonly option_list: ReturnType<typeof optionList>;
  };
  readonly submit_button: Submit;
};

export type FormCard = MultipleInteraction | VoteInteraction;

/** `checkbox.mode`: one option, where 1 would allow several. */
const ONE_ONLY = 0;

/** The form of a card. Throws when it has more drop-downs or options than the platform takes. */
export function formCard(
  card: Card & { readonly form: CardForm },
  cardId: string,
  chars: CardChars,
): FormCard {
  const { form } = card;
  const common = {
    ...skeleton(card, chars),
    ...(isWebAddress(card.link) ? { card_action: { type: 1 as const, url: card.link } } : {}),
    task_id: checkTaskId(cardId),
    submit_button: submitButton(form.submit, chars),
  };
  switch (form.kind) {
    case 'selectors': {
      atMost('下拉选择', form.selectors.length, CARD_COUNTS.selectors);
      if (form.selectors.length === 0) throw new Error('卡片没有可选的内容');
      const select_list = form.selectors.map((one) => selection(one, chars, chars.selectOption));
      return { card_type: 'multiple_interaction', ...common, select_list };
    }
    case 'choice': {
      const option_list = optionList(form.options, { count: CARD_COUNTS.choices, chars: chars.choice });
      const checkbox = { question_key: checkKey(form.key), mode: ONE_ONLY, option_list } as const;
      return { card_type: 'vote_interaction', ...common, checkbox };
    }
  }
}
