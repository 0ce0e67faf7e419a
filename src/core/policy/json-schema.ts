// The form of a policy file for editors: they complete keys, explain them in Chinese and mark what is wrong.
import { z } from 'zod';
import { policySchema } from './schema.ts';

const LINE = 110;

/** The text of `templates/policies/policy.schema.json`; draft 7, which editors read. */
export function policyJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  const titled = { $schema, title: '制度文件', description: '一个单位的舆情处置制度', ...schema };
  return `${onShortLines(JSON.stringify(titled, null, 2))}\n`;
}

/** Lists of words on one line where they fit, as the formatter of this repository writes them. */
function onShortLines(json: string): string {
  return json.replace(
    /^(.*)\[\n([^[\]{}]*)\n\s*\](,?)$/gm,
    (whole, before: string, items: string, comma: string) => {
      const line = `${before}[${items.trim().replace(/\n\s*/g, ' ')}]${comma}`;
      return line.length <= LINE ? line : whole;
    },
  );
}
