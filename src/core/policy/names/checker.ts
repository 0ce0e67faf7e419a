// What every check of names needs: where it is, what may stand there, and a list of what does not.
import { LENGTH_PATTERN } from '../../calendar/duration.ts';
import { type PolicyFile, STARTS } from '../schema.ts';

export type Path = readonly (string | number)[];

/** `path` leads to the value in the file. */
export type NameProblem = { readonly path: Path; readonly message: string };

type Asked = { readonly ask: string };
export type PartyOrAsked = string | Asked;

/** What a place takes, when the answer to a question stands in it. */
export type Place = 'start' | 'length' | 'party' | 'day-end' | 'after-hours' | 'blocks' | 'mode';

export type Checker = {
  readonly policy: PolicyFile;
  readonly problems: NameProblem[];
  readonly say: (path: Path, message: string) => void;
  /** `where` names the place in words; `name` must be one of `names`. */
  readonly known: (names: readonly string[], name: string, where: string, path: Path) => void;
  readonly party: (who: PartyOrAsked | undefined, where: string, path: Path) => void;
  /** The question exists and its answers fit the place. */
  readonly asked: (question: string, place: Place, where: string, path: Path) => void;
};

export const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map((x) => x.id);

const FIXED: Readonly<Partial<Record<Place, readonly string[]>>> = {
  start: STARTS,
  'day-end': ['24:00', 'office'],
  'after-hours': ['same-day', 'next-workday'],
  blocks: ['wait', 'go-on'],
  mode: ['any', 'all', 'named'],
};

const WANTED: Readonly<Record<Place, string>> = {
  start: '起算点',
  length: '时长，例如 30m、24h、5wd',
  party: '角色编号',
  'day-end': '当天到几时',
  'after-hours': '下班后怎么算',
  blocks: '等不等意见',
  mode: '几个人怎么审',
};

export function nameChecker(policy: PolicyFile): Checker {
  const problems: NameProblem[] = [];
  const parties = ['unit', ...ids(policy.roles), ...ids(policy.units)];
  const questions = ids(policy.ask);
  const say = (path: Path, message: string): void => {
    problems.push({ path, message });
  };
  const known = (names: readonly string[], name: string, where: string, path: Path): void => {
    if (names.includes(name)) return;
    const offer = names.length === 0 ? '（无）' : names.join('、');
    say(path, `${where} 写了没有声明的“${name}”，可用：${offer}`);
  };
  const asked = (question: string, place: Place, where: string, path: Path): void => {
    const at = policy.ask.findIndex((q) => q.id === question);
    const found = policy.ask[at];
    if (found === undefined) known(questions, question, `${where} 的问题`, path);
    else for (const problem of misfits({ found, at, place, where, parties })) problems.push(problem);
  };
  return {
    policy,
    problems,
    say,
    known,
    asked,
    party: (who, where, path) => {
      if (who === undefined) return;
      if (typeof who === 'string') known(parties, who, where, path);
      else asked(who.ask, 'party', where, path);
    },
  };
}

type Question = PolicyFile['ask'][number];

/** What keeps the answers to a question from standing in a place. */
function misfits(options: {
  readonly found: Question;
  readonly at: number;
  readonly place: Place;
  readonly where: string;
  readonly parties: readonly string[];
}): readonly NameProblem[] {
  const { found, at, place, where, parties } = options;
  const fits = fitting(place, parties);
  const offer = choices(place, parties);
  const misfit = (value: string, ...path: Path): NameProblem => ({
    path: ['ask', at, ...path],
    message: `问题 ${found.id} 的选项“${value}”填不进${where}（要的是${WANTED[place]}），可用：${offer}`,
  });
  const own = place === 'length' ? 'duration' : place === 'party' ? 'role' : 'choice';
  const kind = found.answer === own || (found.answer === 'choice' && found.options.length > 0);
  const { suggested } = found;
  return [
    ...found.options.flatMap((o, j) => (fits(o.id) ? [] : [misfit(o.id, 'options', j, 'id')])),
    ...(suggested === undefined || found.options.length > 0 || fits(suggested)
      ? []
      : [misfit(suggested, 'suggested')]),
    ...(kind
      ? []
      : [
          {
            path: ['ask', at, 'answer'],
            message: `问题 ${found.id} 的答复填在${where}，要的是${WANTED[place]}；请写 answer: ${own}${own === 'choice' ? ' 和 options' : ''}`,
          },
        ]),
    ...(kind && own === 'choice' && found.options.length === 0
      ? [
          {
            path: ['ask', at, 'options'],
            message: `问题 ${found.id} 用在${where}，要写 options，可用：${offer}`,
          },
        ]
      : []),
  ];
}

function fitting(place: Place, parties: readonly string[]): (value: string) => boolean {
  if (place === 'length') return (value) => LENGTH_PATTERN.test(value);
  const names = place === 'party' ? parties : (FIXED[place] ?? []);
  return (value) => names.includes(value);
}

function choices(place: Place, parties: readonly string[]): string {
  if (place === 'length') return WANTED.length;
  return (place === 'party' ? parties : (FIXED[place] ?? [])).join('、');
}
