// Two files of one bureau are written in YAML and easily taken for each other.

/** What a file is by its keys; null where it is neither for certain. */
export function fileKind(content: unknown): 'policy' | 'bureau' | null {
  if (typeof content !== 'object' || content === null) return null;
  const has = (...keys: readonly string[]): boolean => keys.some((key) => key in content);
  const rule = has('routes', 'grades', 'deliverables', 'limits', 'approvals');
  const office = has('people', 'administrators', 'groups', 'summary_at');
  if (rule === office) return null;
  return rule ? 'policy' : 'bureau';
}

/** Said where a 制度 is wanted. */
export function notAPolicy(content: unknown): string {
  const named = typeof content === 'object' && content !== null ? Reflect.get(content, 'policy') : undefined;
  const where = typeof named === 'string' ? `（它的 policy 写的是 ${named}）` : '';
  return `这是单位文件，不是制度文件。这里要写制度文件${where}；单位文件写在 --bureau 后面，例如 npm run policy -- lint 制度文件 --bureau 单位文件，启动时由 BUREAU_FILE 指定`;
}

/** Said where a bureau file is wanted. */
export const NOT_A_BUREAU =
  '这是制度文件，不是单位文件。BUREAU_FILE 和 --bureau 后面要写单位文件：复制 templates/bureaus/demo.yaml，在它的 policy 里写上这份制度在哪里；只检查制度，用 npm run policy -- lint 制度文件';
