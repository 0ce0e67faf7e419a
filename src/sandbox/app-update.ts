// update_template_card: changes the copies of one card with a single-use code.
// https://developer.work.weixin.qq.com/document/path/94888
import { checkAgent } from './app-receivers.ts';
import { jsonBody } from './app-send.ts';
import { checkCard } from './card-rules.ts';
import { findOverlong } from './display-advice.ts';
import { filledText, type JsonRecord, recordAt } from './json-shape.ts';
import { demand } from './refusal.ts';
import type { SingleUseCodes } from './single-use-codes.ts';
import { type ApiHandler, type IssuedCard, ok, type Site } from './site.ts';
import type { CardBody, MessageId } from './tenant-types.ts';

/** The card body after a full update; the task keeps its id. */
export function updatedCard(card: JsonRecord, taskId: string): CardBody {
  const replaced = filledText(card.replace_text);
  return { kind: 'card', card, taskId, state: 'updated', ...(replaced === undefined ? {} : { replaced }) };
}

/** The card body after its buttons gave way to a text. */
export function greyedCard(body: CardBody, replaced: string): CardBody {
  return { ...body, state: 'updated', replaced };
}

/** The card a copy shows now, unless it was recalled. */
export function cardOf(site: Site, messageId: MessageId | undefined): CardBody | undefined {
  const body = messageId === undefined ? undefined : site.talk.find(messageId)?.message.body;
  return body?.kind === 'card' ? body : undefined;
}

function numbers(body: JsonRecord, field: string): readonly number[] {
  const value = body[field] ?? [];
  const legal = Array.isArray(value) && value.every((id) => Number.isInteger(id));
  demand(legal, 40058, `${field} must be numbers`);
  return value as number[];
}

function receiversOf(
  body: JsonRecord,
  site: Site,
  issued: IssuedCard,
): { reached: string[]; invalid: string[] } {
  if (body.atall === 1) return { reached: [...issued.copies.keys()], invalid: [] };
  const ids = body.userids ?? [];
  const listed = Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  demand(listed, 40058, 'userids must be strings');
  const others = [
    ...numbers(body, 'partyids').flatMap((id) => site.book.membersOf(id, true)),
    ...numbers(body, 'tagids').flatMap((id) => {
      const tag = site.book.tag(id);
      return tag === undefined ? [] : site.book.taggedWith(tag);
    }),
  ];
  const asked = ids.length + numbers(body, 'partyids').length + numbers(body, 'tagids').length;
  demand(asked > 0, 82001, 'userids, partyids, tagids and atall are empty');
  const reached: string[] = [];
  const invalid: string[] = [];
  for (const { id } of others) if (issued.copies.has(id)) reached.push(id);
  for (const id of ids as string[]) {
    const person = site.book.find(id);
    if (person !== undefined && issued.copies.has(person.id)) reached.push(person.id);
    else invalid.push(id.toLowerCase());
  }
  return { reached, invalid };
}

/** Changes cards that were sent, by a response_code that is good once. */
export function createAppUpdate(site: Site, codes: SingleUseCodes<IssuedCard>): ApiHandler {
  const isPerson = (id: string) => site.book.find(id) !== undefined;

  function change(body: JsonRecord, issued: IssuedCard): (shown: CardBody) => CardBody {
    if (body.template_card !== undefined) {
      const card = checkCard(body.template_card, { channel: 'app', purpose: 'update', isPerson });
      demand(card.task_id === undefined || card.task_id === issued.taskId, 42016, 'task_id of another card');
      return () => updatedCard(card, issued.taskId);
    }
    const replaceName = filledText(recordAt(body, 'button')?.replace_name);
    demand(replaceName !== undefined, 42020, 'missing button.replace_name');
    return (shown) => {
      demand(shown.card.card_type === 'button_interaction', 40058, 'replace_name needs a button card');
      return greyedCard(shown, replaceName);
    };
  }

  return (call) => {
    site.tokens.check(call.query);
    const body = jsonBody(call);
    checkAgent(body, site);
    const code = filledText(body.response_code);
    demand(code !== undefined, 40058, 'missing response_code');
    const issued = codes.peek(code);
    const apply = change(body, issued);
    const { reached, invalid } = receiversOf(body, site, issued);
    const edits = reached.flatMap((userid) => {
      const id = issued.copies.get(userid);
      const shown = cardOf(site, id);
      return id === undefined || shown === undefined ? [] : [{ id, after: apply(shown) }];
    });
    codes.use(code);
    const card = recordAt(body, 'template_card');
    if (card !== undefined) call.record.overlong.push(...findOverlong(card, 'app'));
    for (const { id, after } of edits) site.talk.edit(id, after);
    return ok(invalid.length > 0 ? { invaliduser: invalid } : {});
  };
}
