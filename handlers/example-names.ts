// The examples of 帮助 in the words of the bureau and the rule that are loaded, so that what it shows can be sent as it is.
import type { Handler, NameHere } from '../src/app/define-handler.ts';
import type { Bureau } from '../src/core/bureau.ts';
import type { Policy } from '../src/core/policy/load.ts';
import { isRecorded } from '../src/core/steps.ts';

type Here = { readonly policy: Policy; readonly bureau: Bureau };

/** A longer name would take the room of the next line. */
const SHORT = 8;

/** How to write it here; an example for which this rule or bureau has no name stays as it is. */
export function usageIn(help: NonNullable<Handler['help']>, here: Here): string {
  return Object.entries(help.names ?? {}).reduce(
    (usage, [example, name]) => usage.replace(example, () => name(here) ?? example),
    help.usage,
  );
}

export const firstUnit: NameHere = ({ bureau }) => brief(bureau.units.map((u) => u.name));
export const secondUnit: NameHere = ({ bureau }) =>
  brief(bureau.units.map((u) => u.name).filter((name, _, names) => name !== brief(names))) ??
  brief(bureau.units.map((u) => u.name));
export const lowestGrade: NameHere = ({ policy }) => ranked(policy)[0];
export const highestGrade: NameHere = ({ policy }) => ranked(policy).at(-1);
export const channel: NameHere = ({ policy }) => brief(policy.responses.channels);
export const markTitle: NameHere = ({ policy }) => brief(policy.marks.map((m) => m.title));
export const outcomeTitle: NameHere = ({ policy }) => brief(policy.outcomes.map((o) => o.title));
/** A step that is recorded by 完成, otherwise a paper. */
export const workTitle: NameHere = ({ policy }) =>
  brief(policy.routes.flatMap((r) => r.steps.filter(isRecorded)).map((s) => s.title)) ??
  brief(policy.papers.filter((p) => p.from !== null).map((p) => p.title));
export const orderedPaper: NameHere = ({ policy }) =>
  brief(policy.papers.filter((p) => p.trigger === 'decision').map((p) => p.title));
/** A fact that is told by choosing one of its values, and the first of them. */
export const factAndValue: NameHere = ({ policy }) =>
  brief(policy.facts.flatMap((f) => (f.values[0] === undefined ? [] : [`${f.title} ${f.values[0]}`])));
/** Whoever leads the first unit: a leader in any bureau. */
export const leaderName: NameHere = ({ bureau }) =>
  bureau.people.find((p) => p.id === bureau.units[0]?.leader)?.name;
/** Somebody who may be named where one of several decides. */
export const nameableName: NameHere = ({ policy, bureau }) => {
  const role = policy.approvals.flatMap((a) => a.chain).find((l) => l.mode === 'named')?.role;
  const [first] = role === undefined ? [] : (bureau.roles[role] ?? []);
  return bureau.people.find((p) => p.id === first)?.name;
};

function ranked(policy: Policy): readonly string[] {
  return policy.grades.toSorted((a, b) => a.rank - b.rank).map((g) => g.name);
}

/** The first that is short, otherwise the shortest. */
function brief(names: readonly string[]): string | undefined {
  return names.find((n) => [...n].length <= SHORT) ?? names.toSorted((a, b) => a.length - b.length)[0];
}
