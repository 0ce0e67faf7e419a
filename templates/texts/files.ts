// What is said about files that people ask for.
import { shortNumber } from '../case-words.ts';
import { words } from '../quoting.ts';

/** Endings by media type, so that the phone knows what to open a file with. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'audio/amr': 'amr',
  'audio/silk': 'silk',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'audio/mp4': 'm4a',
};

/** `YQ-2026-0001-附件2.jpg`. */
export function attachmentName(number: string, n: number, type: string): string {
  const ending = ENDINGS[type];
  return `${number}-附件${n}${ending === undefined ? '' : `.${ending}`}`;
}

/** How many files come and where, and what is missing and why. */
export function attachmentsLines(asked: {
  readonly number: string;
  readonly sent: number;
  readonly waiting: number;
  readonly failed: number;
  readonly lost: number;
  readonly tooLarge: number;
  readonly inGroup: boolean;
}): readonly string[] {
  const { sent, waiting, failed, lost, tooLarge } = asked;
  const n = shortNumber(asked.number);
  const missing = [
    waiting === 0 ? null : `${waiting} 个还在接收，过一两分钟再发：附件 ${n}`,
    failed === 0 ? null : `${failed} 个当时没有收到，请发的人重新发一次并写上编号 ${n}`,
    lost === 0 ? null : `${lost} 个在服务器上找不到了，请管理员从备份恢复后再要`,
    tooLarge === 0 ? null : `${tooLarge} 个太大，企业微信发不了，请管理员从服务器上取出转交`,
  ].filter((line) => line !== null);
  if (sent === 0 && missing.length === 0) return [`${n} 没有存下图片或文件。`];
  const where = asked.inGroup ? '单独发给您，在您与应用的单聊里，不发在群里' : '随后发到您与应用的单聊里';
  const coming = sent === 0 ? `${n} 的图片和文件这次发不了。` : `${n} 有 ${sent} 个图片或文件，${where}。`;
  return [coming, ...missing.map((line) => `另有 ${line}。`)];
}

/** Whoever waits for a file that was given up. */
export function fileNotSentLines(file: {
  readonly name: string;
  readonly unknown: boolean;
  readonly reason: string;
}): readonly string[] {
  const name = words(file.name, 60);
  return file.unknown
    ? [`“${name}”不知道是否已发到，请看看上面有没有；没有就再要一次。`]
    : [`“${name}”没有发出来：${words(file.reason, 120)}。已告诉管理员。`];
}

/** A table that the platform would not take in one piece. */
export function tableTooLargeLines(): readonly string[] {
  return ['全年的台账太大，一个文件发不下。请按月要，如：台账 导出 2026-11'];
}

/** Somebody whom the bureau file does not know. */
export function tableForMembersLines(): readonly string[] {
  return ['台账文件只发给本单位登记在册的人，没有发。您若是本单位的人，请管理员把您的账号加进单位文件。'];
}

/** Whoever still has a card that asks nothing more and could be neither changed nor taken back. */
export function cardOverLines(number: string): readonly string[] {
  return [
    `${words(number, 30)} 有一张卡片已经办过，但没能改过来。不用再点；看现状请发：${shortNumber(number)}`,
  ];
}
