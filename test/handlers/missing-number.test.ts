// A command without a number: from the quoted message, from the one case that fits, or asked for.
import { describe, expect, it } from 'vitest';
import { caseAfter, stages, write } from './desk.ts';

const one = caseAfter('YQ-2026-0001', stages.assigned);
const two = caseAfter('YQ-2026-0002', stages.assigned);
const handedIn = caseAfter('YQ-2026-0003', stages.handedIn);
const approved = caseAfter('YQ-2026-0004', stages.approved);

describe('a command without a number', () => {
  it.each([
    ['chen', '签收', { kind: 'sign' }],
    ['zheng', '签收了', { kind: 'sign' }],
    ['chen', '退回 不属我科职责', { kind: 'return', reason: '不属我科职责' }],
    ['chen', '口头 已向孙丽汇报', { kind: 'submit', toldTo: '孙丽' }],
    ['chen', '已口头汇报孙丽', { kind: 'submit', toldTo: '孙丽' }],
    ['chen', '事发 2026-11-20 9:30', { kind: 'set-occurred' }],
    ['chen', '事发今天9:30', { kind: 'set-occurred' }],
    ['chen', '事发 昨天 9：30', { kind: 'set-occurred' }],
    ['zhao', '同意', { kind: 'approve' }],
    ['zhao', '同意！', { kind: 'approve' }],
    ['zhao', '退回 措辞需修改', { kind: 'return', reason: '措辞需修改' }],
    ['sun', '核实属实', { kind: 'decide-outcome', outcome: 'confirmed' }],
    ['sun', '不予回应 热度低', { kind: 'decline-response', reason: '热度低' }],
  ])('of %s, %s, is about the only case that fits', async (person, text, command) => {
    const number = { sun: approved, zhao: handedIn }[person]?.case.number ?? one.case.number;
    const intent = await write(person, text, { files: [one, handedIn, approved] });
    expect(intent).toMatchObject({ kind: 'command', number, command });
  });

  it('is asked for its number when two cases fit, naming both', async () => {
    const intent = await write('chen', '签收', { files: [one, two] });
    expect(intent.kind === 'answer' && intent.lines.join('\n')).toMatch(/0001[\s\S]*0002/);
  });

  it('is asked for its number when none fits', async () => {
    expect(await write('he', '签收', { files: [one] })).toMatchObject({ kind: 'answer' });
    expect(await write('wecom:stranger', '同意', { files: [one, handedIn] })).toMatchObject({
      kind: 'answer',
    });
  });

  it('is not moved to another case because its number stands too far back', async () => {
    const intent = await write('sun', '来源 应当 是 网信办 0001', { files: [approved] });
    expect(intent.kind).toBe('answer');
  });

  it('takes the number of the quoted message, but its own before that', async () => {
    const quoted = 'YQ-2026-0002「夜市油烟扰民」请签收';
    const files = [one, two];
    expect(await write('chen', '签收', { quoted, files })).toMatchObject({ number: 'YQ-2026-0002' });
    expect(await write('chen', '签收 0001', { quoted, files })).toMatchObject({ number: '0001' });
    expect(await write('wang', '定级 重大 市容科', { quoted, files })).toMatchObject({
      number: 'YQ-2026-0002',
      command: { kind: 'grade', grade: 'major', unit: 'srk' },
    });
  });
});
