// Text with a secrecy mark is not taken in.

/** `mark` is the mark that was found, e.g. 机密. */
export function secretLines(mark: string): readonly string[] {
  return [
    `这段内容带有“${mark}”字样。这里不收涉密内容，没有保存，也没有转发。`,
    '请您现在就把刚才的消息撤回或删除，改走保密渠道报送，并告诉本单位保密人员。',
    `如果不是涉密内容，去掉“${mark}”字样后重新发来。`,
  ];
}
