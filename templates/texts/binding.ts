// 绑定, and what is said in a group that nobody has bound.
import type { Bureau } from '../../src/core/bureau.ts';
import type { GroupName } from '../../src/core/message.ts';
import { personName } from '../case-words.ts';
import { howTo } from '../how-to.ts';

/** What became of a 绑定. */
type Binding =
  | {
      readonly kind: 'bound';
      readonly group: GroupName;
      readonly was: GroupName | null;
      readonly moved: boolean;
    }
  | { readonly kind: 'same'; readonly group: GroupName }
  | { readonly kind: 'not-administrator' }
  | { readonly kind: 'not-in-group'; readonly group: GroupName };

/** 工作群, 领导群. */
export function groupWords(group: GroupName): string {
  return group === 'work' ? '工作群' : '领导群';
}

/** Says what the chat is now, what changed, and what is still to be done. */
export function bindingLines(bureau: Bureau, binding: Binding): readonly string[] {
  switch (binding.kind) {
    case 'bound':
      return boundLines(binding);
    case 'same':
      return [`本群原来就是${groupWords(binding.group)}，没有变化。`];
    case 'not-administrator': {
      const names = bureau.administrators.map((person) => personName(bureau, person)).join('、');
      return [`绑定群由管理员（${names}）来做，您不在其中，没有改动。`, '可请管理员在本群里发同样的话。'];
    }
    case 'not-in-group':
      return [
        `绑定要在群里说，没有改动。请到要作为${groupWords(binding.group)}的群里发：${howTo.bind(groupWords(binding.group))}`,
      ];
    default:
      return unreachable(binding);
  }
}

function boundLines({ group, was, moved }: Extract<Binding, { kind: 'bound' }>): readonly string[] {
  const name = groupWords(group);
  return [
    was === null ? `本群已绑定为${name}。` : `本群原来是${groupWords(was)}，现已改绑为${name}。`,
    ...(moved ? [`原来绑定的${name}是另一个群，从现在起不再当作${name}。`] : []),
    ...(was === null
      ? []
      : [`${groupWords(was)}现在没有绑定，请到新的${groupWords(was)}里发：${howTo.bind(groupWords(was))}`]),
    `往群里发的提醒走“消息推送”，请确认本群的 key 已填好（npm run doctor 会查）。`,
  ];
}

/** Added to an answer in a group that is neither the one nor the other. */
export function unboundGroupLines(): readonly string[] {
  return [
    `（本群还没有绑定。要把它作为工作群或领导群，请管理员在本群发：${howTo.bind('工作群')} 或 ${howTo.bind('领导群')}）`,
  ];
}

function unreachable(binding: never): never {
  throw new Error(`a binding without words: ${JSON.stringify(binding)}`);
}
