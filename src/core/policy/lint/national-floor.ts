// Where the 制度 is laxer than, or silent on, what national rules set for the first public response. Said, never changed.
// 国办发〔2016〕61号 https://www.gov.cn/xinwen/2016-12/11/content_5146551.htm
import { roughlyMs } from '../../calendar/duration.ts';
import { HOUR } from '../../calendar/shanghai.ts';
import type { Policy } from '../settle.ts';
import type { LintItem } from './item.ts';

const FIRST_RESPONSE = 48 * HOUR;
const ORDINARY = '国办发〔2016〕61号：政务舆情最迟 48 小时内回应';
const EMERGENCY =
  '国办发〔2016〕80号：特别重大、重大突发事件最迟 5 小时内发布权威信息，24 小时内举行新闻发布会（说的是突发事件，不是本单位的等级，须另行判断）';

export function nationalFloor(policy: Policy): readonly LintItem[] {
  return policy.routes.flatMap((route, i) => {
    const index = route.steps.findIndex((s) => s.do === 'publish');
    const step = route.steps[index];
    const path = step === undefined ? `routes.${i}` : `routes.${i}.steps.${index}`;
    const clause = step?.clause ?? route.clause ?? null;
    const what = `路线“${route.title}”首次公开回应`;
    const speaking = route.steps.filter((s) => s.do === 'publish').map((s) => s.id);
    const limits = policy.limits.filter(
      (l) => speaking.includes(l.of) && ('max' in l.within || 'same_day' in l.within),
    );
    const lax = limits.filter((l) => 'max' in l.within && roughlyMs(l.within.max) > FIRST_RESPONSE);
    if (limits.length > 0)
      return lax.map((limit) => ({
        path: `limits.${policy.limits.indexOf(limit)}.within.max`,
        clause: limit.clause ?? null,
        message: `${what}的时限 ${'max' in limit.within ? limit.within.max : ''} 宽于${ORDINARY}（非本制度规定，仅供参考）`,
      }));
    const silence = step === undefined ? '没有这个环节' : '没有写明多久';
    return [ORDINARY, EMERGENCY].map((rule) => ({
      path,
      clause,
      message: `${what}${silence}；参考${rule}（非本制度规定）`,
    }));
  });
}
