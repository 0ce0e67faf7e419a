// 标记, 取消标记: 敏感, 负面, 突发 — whatever marks the rule has.
import { defineHandler, type Handler } from '../src/app/define-handler.ts';
import { markTitle } from './example-names.ts';
import { markNames } from './names.ts';
import { onCase } from './on-case.ts';
import { firstWord, takeAll } from './take-name.ts';

/** `标记 0001 敏感、负面`. */
export const mark = marking(true);
/** `取消标记 0001 敏感`. */
export const unmark = marking(false);

function marking(on: boolean): Handler {
  const word = on ? '标记' : '取消标记';
  const help = {
    usage: `${word} 0001 敏感`,
    names: { 敏感: markTitle },
    meaning: on ? '加上制度规定的标记' : '去掉标记',
    group: '情况',
    rare: !on,
  } as const;
  return defineHandler({
    name: on ? 'mark' : 'unmark',
    words: on ? ['标记'] : ['取消标记', '去掉标记'],
    taps: [],
    help,
    everyday: true,
    applies: (policy) => policy.marks.length > 0,
    onText: onCase(help, ({ policy }, _, { rest }) => {
      const { ids } = takeAll(rest.replace(/^(?:为|成|是)/u, ''), markNames(policy));
      const [first, ...more] = ids;
      if (first !== undefined)
        return { kind: 'set-mark', mark: first, ...(more.length === 0 ? {} : { more }), on };
      const { word: given } = firstWord(rest);
      return given === '' ? 'unclear' : { kind: 'set-mark', mark: given, on };
    }),
  });
}
