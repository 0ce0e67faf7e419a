// A 制度 as the engine runs it: as its file says it, but with every open question answered or marked open.
import type { Basis, Condition, PolicyFile, Start } from './schema.ts';

/** Answers of the bureau to the policy's open questions, by question id. */
export type Answers = Readonly<Record<string, string>>;

/** A policy file that was read; `version` is its content hash. */
export type PolicySource = PolicyFile & { readonly version: string };

type FileRoute = PolicyFile['routes'][number];
type FileStep = FileRoute['steps'][number];
type FileLimit = PolicyFile['limits'][number];
type FileApproval = PolicyFile['approvals'][number];
type FileLink = FileApproval['chain'][number];
type FilePaper = PolicyFile['papers'][number];
type FileResponses = PolicyFile['responses'];

/** Who is asked for an opinion, and when; `blocks`: nothing goes on without it. */
export type Consulted = {
  readonly who: string;
  readonly blocks: boolean;
  readonly when: Condition | undefined;
  readonly basis: Basis;
};

export type Step = Omit<FileStep, 'by' | 'to' | 'consult'> & {
  readonly by: string;
  readonly to: readonly string[];
  readonly consult: readonly Consulted[];
};
export type Route = Omit<FileRoute, 'steps'> & { readonly steps: readonly Step[] };
export type Link = Omit<FileLink, 'role' | 'mode' | 'named_by'> & {
  readonly role: string;
  readonly named_by: string | null;
  readonly mode: 'any' | 'all' | 'named';
};
export type Approval = Omit<FileApproval, 'chain' | 'consult'> & {
  readonly chain: readonly Link[];
  readonly consult: readonly Consulted[];
};

/** Something the rule leaves open and nobody has answered: the question. */
export type Open = { readonly open: string };
export type From = Start | { readonly step: string } | Open;
export type Within =
  | { readonly aim?: string | undefined; readonly max: string }
  | { readonly same_day: '24:00' | 'office'; readonly after_hours: 'same-day' | 'next-workday' }
  | { readonly vague: string }
  | Open;
export type Limit = Omit<
  FileLimit,
  'from' | 'unknown' | 'within' | 'to' | 'accountable' | 'extend' | 'pause'
> & {
  readonly from: From;
  readonly unknown: From | null;
  readonly within: Within;
  readonly to: string | null;
  readonly accountable: readonly string[];
  readonly extend: (Omit<NonNullable<FileLimit['extend']>, 'by'> & { readonly by: string }) | null;
  readonly pause: (Omit<NonNullable<FileLimit['pause']>, 'by'> & { readonly by: string }) | null;
  /** Questions whose answers it rests on. */
  readonly asks: readonly string[];
};
export type Paper = Omit<FilePaper, 'from' | 'to' | 'decided_by'> & {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly decided_by: string | null;
};
export type Deliverable = PolicyFile['deliverables'][number];
export type Outcome = PolicyFile['outcomes'][number];

type FileChannels = NonNullable<PolicyFile['channels']>;
export type Channels = Omit<FileChannels, 'patrol'> & {
  readonly patrol: readonly (Omit<FileChannels['patrol'][number], 'by'> & { readonly by: string | null })[];
};

/** `version` is the content hash that cases are pinned to; `answers` are those it was settled with. */
export type Policy = Omit<
  PolicySource,
  'routes' | 'limits' | 'approvals' | 'papers' | 'responses' | 'channels'
> & {
  readonly channels: Channels | null;
  readonly routes: readonly Route[];
  readonly limits: readonly Limit[];
  readonly approvals: readonly Approval[];
  readonly papers: readonly Paper[];
  readonly responses: Omit<FileResponses, 'decline'> & {
    readonly decline: { readonly by: string } | null;
  };
  readonly answers: Answers;
};
