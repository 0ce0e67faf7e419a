// A conversation as the outbox names it, in words.
import { type Bureau, nameOf } from '../src/core/bureau.ts';
import { words } from './quoting.ts';

/** `工作群`, `个人 陈晨`, `卡片`; people by name where the bureau is at hand. */
export function conversationWords(conversation: string, bureau?: Bureau): string {
  const [kind = '', rest = ''] = conversation.split(/:(.*)/s);
  switch (kind) {
    case 'group':
      return rest === 'leadership' ? '领导群' : '工作群';
    case 'person':
      return `个人 ${words(bureau === undefined ? rest : nameOf(bureau, rest), 40)}`;
    case 'card':
      // Its code is for the log; the number of the case stands beside it.
      return '卡片';
    case 'reply':
      return '对来信的答复';
    default:
      return words(conversation, 60);
  }
}
