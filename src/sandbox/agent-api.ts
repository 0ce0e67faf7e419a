// What the console says about the app, and the menu under its conversation.
// https://developer.work.weixin.qq.com/document/path/90227 (agent/get), /90231 (menu/create)
import type { Route } from './api-server.ts';
import { jsonBody } from './app-send.ts';
import { byteLength, filledText, type JsonRecord, recordsAt } from './json-shape.ts';
import { demand } from './refusal.ts';
import { type ApiCall, ok, type Site } from './site.ts';

const MAX_BUTTONS = 3;
const MAX_SUB_BUTTONS = 5;
const NAME_BYTES = 16;
const SUB_NAME_BYTES = 40;
const KEY_BYTES = 128;

export interface AgentHands {
  /** The menu as members see it. */
  menu(): readonly JsonRecord[];
}

/** Routes over the settings of the one app. */
export function createAgentApi(site: Site): {
  readonly routes: readonly Route[];
  readonly hands: AgentHands;
} {
  const { app } = site.options;
  let menu: readonly JsonRecord[] = [];

  function checkAgent(call: ApiCall): void {
    site.tokens.check(call.query);
    const agentId = call.query.get('agentid') ?? '';
    demand(agentId !== '', 41011, 'missing agentid');
    demand(agentId === String(app.agentId), 301002, 'not allow to operate other agent');
  }

  function checkButton(button: JsonRecord, nameBytes: number): void {
    const name = filledText(button.name) ?? '';
    demand(name !== '' && byteLength(name) <= nameBytes, 40018, 'invalid button name size');
    demand(button.type === 'click' || button.type === 'view', 40017, 'invalid button type');
    const key = filledText(button.type === 'click' ? button.key : button.url) ?? '';
    demand(
      key !== '' && (button.type === 'view' || byteLength(key) <= KEY_BYTES),
      40019,
      'invalid button key size',
    );
  }

  return {
    routes: [
      {
        method: 'GET',
        path: '/cgi-bin/agent/get',
        handler(call) {
          checkAgent(call);
          return ok({
            agentid: app.agentId,
            name: app.name ?? '舆情助手',
            description: '',
            close: 0,
            redirect_domain: app.trustedDomain ?? '',
            allow_userinfos: { user: site.options.people.map((p) => ({ userid: p.id })) },
            allow_partys: { partyid: [] },
            allow_tags: { tagid: [] },
          });
        },
      },
      {
        method: 'POST',
        path: '/cgi-bin/menu/create',
        handler(call) {
          checkAgent(call);
          const buttons = recordsAt(jsonBody(call), 'button') ?? [];
          demand(buttons.length >= 1 && buttons.length <= MAX_BUTTONS, 40016, 'invalid button size');
          for (const button of buttons) {
            const subs = recordsAt(button, 'sub_button') ?? [];
            demand(subs.length <= MAX_SUB_BUTTONS, 40016, 'invalid sub button size');
            if (subs.length === 0) checkButton(button, NAME_BYTES);
            else
              demand(byteLength(String(button.name ?? '')) <= NAME_BYTES, 40018, 'invalid button name size');
            for (const sub of subs) checkButton(sub, SUB_NAME_BYTES);
          }
          menu = buttons;
          return ok();
        },
      },
    ],
    hands: { menu: () => menu },
  };
}
