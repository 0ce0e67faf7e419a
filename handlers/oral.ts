// 口头: a spoken report that was made, to whom and what was said.
import { defineHandler } from '../src/app/define-handler.ts';
import { onCase } from './on-case.ts';

const help = {
  usage: '口头 0001 王主任 汇报内容',
  meaning: '记下已口头汇报：向谁、说了什么',
  group: '办理',
} as const;
const TO =
  /^(?:我|我科)?(?:已经|已|刚刚|刚)?(?:当面|电话)?[向给跟]\s*([^\s，,。；;：:]{1,20}?)\s*(?:(?:当面|电话)?(?:口头)?(?:汇报|报告|说明)(?:了|过|完毕|完)?|(?=[\s，,。；;：:]|$))[\s，,。；;：:]*/u;
const FIRST = /^([^\s，,。；;：:]{1,12})(?:[\s，,。；;：:]+|$)/u;
/** These begin what was said, not the name of the person it was said to. */
const NOT_A_PERSON = /^(?:已|我|汇报|报|初步|计划|说明|正在|现场|目前|拟|经|将|情况|关于|刚)/u;

/** Splits `王主任 已说明初步计划` or `已向王主任汇报：…` into whom and what. */
function readOral(rest: string): { readonly toldTo: string | null; readonly text: string } {
  const text = rest.trim();
  const to = TO.exec(text);
  if (to?.[1] !== undefined) return { toldTo: to[1], text: text.slice(to[0].length).trim() };
  const first = FIRST.exec(text);
  if (first?.[1] === undefined || NOT_A_PERSON.test(first[1])) return { toldTo: null, text };
  return { toldTo: first[1], text: text.slice(first[0].length).trim() };
}

/** `口头 0001 王主任 已说明初步计划…`. */
export const oral = defineHandler({
  name: 'oral',
  words: ['口头', '已口头汇报', '口头汇报', '口头报告'],
  taps: [],
  help,
  onText: onCase(help, (_, __, { rest, pictures }) => ({
    kind: 'submit',
    form: 'oral',
    ...readOral(rest),
    pictures,
  })),
});
