// What a tap on a card means, and which taps the client would not offer at all.
import { ImpossibleAct } from './impossible-act.ts';
import { filledText, type JsonRecord, recordAt, recordsAt } from './json-shape.ts';
import type { CardBody } from './tenant-types.ts';

export interface Selected {
  readonly questionKey: string;
  readonly optionIds: readonly string[];
}

export type Tap =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'event';
      readonly menu: boolean;
      readonly key: string;
      readonly selected: readonly Selected[];
    };

type Choices = Readonly<Record<string, readonly string[]>>;

interface Question {
  readonly holder: JsonRecord;
  readonly multiple: boolean;
  readonly required: boolean;
}

function questionsOf(card: JsonRecord): Question[] {
  const single = (holder: JsonRecord) => ({ holder, multiple: false, required: true });
  switch (card.card_type) {
    case 'button_interaction': {
      const selection = recordAt(card, 'button_selection');
      return selection === undefined ? [] : [single(selection)];
    }
    case 'vote_interaction': {
      const box = recordAt(card, 'checkbox');
      return box === undefined ? [] : [{ holder: box, multiple: box.mode === 1, required: true }];
    }
    case 'multiple_interaction':
      return (recordsAt(card, 'select_list') ?? []).map(single);
    default:
      return [];
  }
}

/** Without a choice a selector sends selected_id or its first option, a checkbox what is ticked. */
function preset(question: Question): string[] {
  const { holder } = question;
  const options = recordsAt(holder, 'option_list') ?? [];
  if (holder.mode !== undefined || options.some((option) => option.is_checked !== undefined)) {
    return options.filter((option) => option.is_checked === true).map((option) => String(option.id));
  }
  const ids = options.map((option) => String(option.id));
  const selected = filledText(holder.selected_id);
  const first = selected !== undefined && ids.includes(selected) ? selected : ids[0];
  return first === undefined ? [] : [first];
}

function answer(question: Question, choices: Choices, updated: boolean): Selected {
  const questionKey = String(question.holder.question_key);
  const options = (recordsAt(question.holder, 'option_list') ?? []).map((option) => String(option.id));
  const chosen = choices[questionKey];
  // disable is honoured only in an update (path/101032).
  if (chosen !== undefined && updated && question.holder.disable === true)
    throw new ImpossibleAct('这个选项已不能修改');
  const optionIds = chosen ?? preset(question);
  if (optionIds.some((id) => !options.includes(id))) throw new ImpossibleAct('卡片上没有这个选项');
  if (!question.multiple && optionIds.length > 1) throw new ImpossibleAct('只能选择一项');
  if (question.required && optionIds.length === 0) throw new ImpossibleAct('请先选择');
  return { questionKey, optionIds };
}

/** Throws a sentence for the person when the card as shown offers no such tap. */
export function readTap(body: CardBody, key: string, choices: Choices): Tap {
  const { card } = body;
  const actions = recordsAt(recordAt(card, 'action_menu') ?? {}, 'action_list') ?? [];
  if (actions.some((action) => action.key === key)) return { kind: 'event', menu: true, key, selected: [] };
  if (body.replaced !== undefined) throw new ImpossibleAct('卡片上的按钮已失效');
  const questions = questionsOf(card);
  const known = questions.map((question) => String(question.holder.question_key));
  if (Object.keys(choices).some((name) => !known.includes(name)))
    throw new ImpossibleAct('卡片上没有这个选择项');
  const button = (recordsAt(card, 'button_list') ?? []).find((item) =>
    item.type === 1 ? item.text === key || item.url === key : item.key === key,
  );
  if (button?.type === 1) return { kind: 'url', url: String(button.url) };
  const submits = recordAt(card, 'submit_button')?.key === key;
  if (button === undefined && !submits) throw new ImpossibleAct('卡片上没有这个按钮');
  return {
    kind: 'event',
    menu: false,
    key,
    selected: questions.map((question) => answer(question, choices, body.state === 'updated')),
  };
}
