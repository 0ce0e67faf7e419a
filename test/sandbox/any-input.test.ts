// Whatever the product sends, the tenant answers with an errcode and goes on.
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { createLineWorld, type Json, subscribed } from './line-stand-in.ts';
import { APP, buttonCard, createWorld, type World } from './stand-in.ts';

let world: World;
afterEach(() => world.close());

const word = fc.constantFrom(
  ...[
    'msgtype',
    'text',
    'markdown',
    'content',
    'template_card',
    'card_type',
    'task_id',
    'main_title',
    'title',
  ],
  ...['button_list', 'option_list', 'checkbox', 'select_list', 'submit_button', 'stream', 'id', 'finish'],
  ...['chatid', 'chat_type', 'media_id', 'file', 'image', 'type', 'filename', 'total_size', 'total_chunks'],
  ...[
    'upload_id',
    'chunk_index',
    'base64_data',
    'userids',
    'touser',
    'toparty',
    'agentid',
    'articles',
    'news',
  ],
  ...[
    'horizontal_content_list',
    'jump_list',
    'action_menu',
    'action_list',
    'button',
    'response_code',
    'atall',
  ],
  ...['text_notice', 'vote_interaction', 'multiple_interaction', 'lisi', 'wrWORK', 'button_interaction'],
);
const leaf = fc.oneof(word, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double());
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('record')),
  record: fc.dictionary(word, tie('value'), { maxKeys: 6 }),
}));
const record = fc.dictionary(word, value, { maxKeys: 8 }) as fc.Arbitrary<Json>;
/** A body that is nearly right: a good card with a few fields turned into anything. */
const spoiltCard = fc
  .dictionary(
    fc.constantFrom(...Object.keys(buttonCard('T')), 'card_action', 'action_menu', 'quote_area'),
    value,
  )
  .map((over) => ({ msgtype: 'template_card', template_card: { ...buttonCard('T'), ...over } }));

const COMMANDS = [
  'aibot_respond_welcome_msg',
  'aibot_respond_msg',
  'aibot_respond_update_msg',
  'aibot_send_msg',
  'aibot_upload_media_init',
  'aibot_upload_media_chunk',
  'aibot_upload_media_finish',
  'ping',
];

it('on the long connection, frame by frame', async () => {
  world = await createLineWorld({ known: ['lisi'] });
  const line = await subscribed(world.wsUrl);
  await world.tenant.tellBot({ from: 'lisi', text: '在' });
  const reqId = (await line.next()).headers.req_id;
  const bodies = fc.oneof(
    record,
    spoiltCard,
    spoiltCard.map((body) => ({ chatid: 'lisi', ...body })),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...COMMANDS), bodies, fc.boolean(), async (cmd, body, answers) => {
      world.clock.at += 61_000;
      const ack = await line.ask(cmd, body, ...(answers ? [reqId] : []));
      expect(typeof ack.errcode).toBe('number');
    }),
    { numRuns: 600, endOnFailure: true },
  );
  line.end();
});

it('on the long connection, text that is no frame', async () => {
  world = await createLineWorld();
  const line = await subscribed(world.wsUrl);
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      line.write(text);
      expect(typeof (await line.next()).errcode).toBe('number');
    }),
    { numRuns: 300, endOnFailure: true },
  );
  line.end();
});

it('over HTTP, at every path of the app and the webhook', async () => {
  world = await createWorld();
  const token = await world.token();
  const paths = ['message/send', 'message/update_template_card', 'message/recall', 'menu/create'];
  const more = ['appchat/create', 'appchat/send', 'appchat/update', 'batch/openuserid_to_userid'];
  const known = fc.constantFrom(
    {},
    { agentid: APP.agentId, touser: 'lisi' },
    { chatid: 'x', msgtype: 'text' },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths, ...more, 'webhook/send'),
      known,
      fc.oneof(record, spoiltCard),
      async (path, start, body) => {
        world.clock.at += 1;
        const query = `access_token=${token}&agentid=${APP.agentId}&key=hook-1`;
        const url = `${world.base}/cgi-bin/${path}?${query}`;
        const res = await fetch(url, { method: 'POST', body: JSON.stringify({ ...start, ...body }) });
        expect(res.status).toBe(200);
        expect(typeof ((await res.json()) as Json).errcode).toBe('number');
      },
    ),
    { numRuns: 600, endOnFailure: true },
  );
});
