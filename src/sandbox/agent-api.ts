// What the console says about the app, the menu under its conversation, and the platform's own addresses.
// https://developer.work.weixin.qq.com/document/path/90227 (agent/get), /90231 to /90233 (menu), /92521 (addresses)
import type { Route } from './api-server.ts';
import { jsonBody } from './app-send.ts';
import { byteLength, filledText, type JsonRecord, recordsAt } from './json-shape.ts';
import { demand } from './refusal.ts';
import { type Answer, type ApiCall, ok, type Site } from './site.ts';

const MAX_BUTTONS = 3;
const MAX_SUB_BUTTONS = 5;
const NAME_BYTES = 16;
const SUB_NAME_BYTES = 40;
const KEY_BYTES = 128;
const URL_BYTES = 1024;

export interface AgentHands {
  /** The menu as members see it. */
  menu(): readonly JsonRecord[];
}

function checkButton(button: JsonRecord, nameBytes: number): void {
  const name = filledText(button.name) ?? '';
  demand(name !== '' && byteLength(name) <= nameBytes, 40018, 'invalid button name size');
  demand(button.type === 'click' || button.type === 'view', 40017, 'invalid button type');
  if (button.type === 'click') {
    const key = filledText(button.key) ?? '';
    demand(key !== '' && byteLength(key) <= KEY_BYTES, 40019, 'invalid button key size');
    return;
  }
  const url = filledText(button.url) ?? '';
  demand(/^https?:\/\//.test(url) && byteLength(url) <= URL_BYTES, 40020, 'invalid button url size');
}

function checkMenu(buttons: readonly JsonRecord[]): void {
  demand(buttons.length >= 1 && buttons.length <= MAX_BUTTONS, 40016, 'invalid button size');
  for (const button of buttons) {
    const subs = recordsAt(button, 'sub_button') ?? [];
    demand(subs.length <= MAX_SUB_BUTTONS, 40016, 'invalid sub button size');
    if (subs.length === 0) checkButton(button, NAME_BYTES);
    else demand(byteLength(String(button.name ?? '')) <= NAME_BYTES, 40018, 'invalid button name size');
    for (const sub of subs) checkButton(sub, SUB_NAME_BYTES);
  }
}

/** Routes over the settings of the one app. */
export function createAgentApi(site: Site): {
  readonly routes: readonly Route[];
  readonly hands: AgentHands;
} {
  const { app, people } = site.options;
  let menu: readonly JsonRecord[] = [];

  const ofAgent = (method: Route['method'], path: string, handler: Route['handler']): Route => ({
    method,
    path,
    handler(call) {
      site.tokens.check(call.query);
      const agentId = call.query.get('agentid') ?? '';
      demand(agentId !== '', 41011, 'missing agentid');
      demand(agentId === String(app.agentId), 301002, 'not allow to operate other agent');
      return handler(call);
    },
  });

  function settings(): Answer {
    const seen = people.filter((person) => site.book.isVisible(person.id));
    return ok({
      agentid: app.agentId,
      name: app.name ?? '舆情助手',
      description: '',
      close: 0,
      redirect_domain: app.trustedDomain ?? '',
      report_location_flag: 0,
      isreportenter: 1,
      home_url: '',
      allow_userinfos: { user: seen.map((person) => ({ userid: person.id })) },
      allow_partys: { partyid: [] },
      allow_tags: { tagid: [] },
    });
  }

  function addresses(call: ApiCall): Answer {
    site.tokens.check(call.query);
    return ok({ ip_list: ['127.0.0.1'] });
  }

  return {
    routes: [
      ofAgent('GET', '/cgi-bin/agent/get', settings),
      ofAgent('POST', '/cgi-bin/menu/create', (call) => {
        const buttons = recordsAt(jsonBody(call), 'button') ?? [];
        checkMenu(buttons);
        menu = buttons;
        return ok();
      }),
      ofAgent('GET', '/cgi-bin/menu/get', () => {
        demand(menu.length > 0, 46003, 'menu no exist');
        return ok({ button: menu });
      }),
      ofAgent('GET', '/cgi-bin/menu/delete', () => {
        menu = [];
        return ok();
      }),
      { method: 'GET', path: '/cgi-bin/getcallbackip', handler: addresses },
      { method: 'GET', path: '/cgi-bin/get_api_domain_ip', handler: addresses },
    ],
    hands: { menu: () => menu },
  };
}
