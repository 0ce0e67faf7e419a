// The projection of one case. Built by evolve.ts only.
import type { AnswerKind, ReportContent, SubmissionForm, ToldMoment } from './events.ts';

export type Mark = { readonly by: string; readonly at: number };

/** A mark that answers an open step; `seq` is its event's, so that it never answers a later opening. */
export type Answer = Mark & { readonly seq: number };

export type StepState = {
  readonly state: 'open' | 'done';
  readonly round: number;
  readonly again: 'returned' | 'reopened' | null;
  readonly openedAt: number;
  /** Sequence number of the event that opened it: moments of people may run backwards, numbers do not. */
  readonly openedSeq: number;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
};

export type Submission = Mark & {
  readonly form: SubmissionForm;
  readonly meets: readonly string[];
  readonly text: string;
  readonly toldTo: string | null;
  readonly pictures: number;
  readonly round: number;
  /** Which of several units; null where there is only one. */
  readonly unit: string | null;
};

export type Excuse = Mark & {
  readonly deliverable: string;
  readonly reason: string;
  readonly excused: boolean;
  /** Round of the unit that gave it. */
  readonly round: number;
  /** Which of several units; absent where there is only one, and in what was said before units spoke for themselves. */
  readonly unit?: string;
};

export type ApprovalMark = Mark & {
  readonly thing: string;
  readonly round: number;
  readonly link: number;
  readonly role: string;
  readonly decision: 'agreed' | 'returned';
  readonly reason: string | null;
  readonly record: string | null;
  /** Nobody else of the same role need agree. */
  readonly last: boolean;
};

/** Something done and said so. */
export type StepRecord = Answer & {
  readonly step: string;
  readonly round: number;
  readonly text: string;
  readonly pictures: number;
};

export type Extension = Mark & {
  readonly of: string;
  readonly length: string;
  readonly reason: string;
  readonly noticed: boolean;
  readonly decided: (Mark & { readonly granted: boolean; readonly reason: string | null }) | null;
};

/** `to` null: the clock stands still now. */
export type Pause = { readonly from: number; readonly to: number | null; readonly reason: string };

/** `since` is when it was filled in. */
export type Told = { readonly at: number | null; readonly about: boolean; readonly since: number };

export type Response =
  | (Answer & {
      readonly kind: 'made';
      readonly channel: string;
      readonly link: string | null;
      readonly text: string;
      readonly approvedBy: string;
      readonly answer: AnswerKind;
      readonly as: string | null;
    })
  | (Answer & { readonly kind: 'declined'; readonly reason: string });

export type Reminded = {
  /** Rungs up to this moment have been used, for this due moment. */
  readonly through: number;
  readonly dueAt: number | null;
  readonly count: number;
};

export type Case = {
  readonly id: string;
  readonly number: string;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly route: string;
  readonly drill: boolean;
  /** Sequence number of the last event. */
  readonly version: number;
  readonly state: 'open' | 'closed';
  readonly reporter: string;
  readonly report: ReportContent;
  readonly sightings: readonly (Mark & { readonly report: ReportContent })[];
  readonly related: readonly string[];
  readonly openedAt: number;
  readonly occurred: Told | null;
  readonly moments: Readonly<Partial<Record<ToldMoment, Told>>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly marks: readonly string[];
  /** Who last filled in the form that asks for facts and marks. */
  readonly filled?: Mark;
  /** Persons the matter is about. */
  readonly subjects: readonly string[];
  readonly grade: (Mark & { readonly id: string }) | null;
  readonly unit:
    | (Mark & { readonly id: string; readonly round: number; readonly with: readonly string[] })
    | null;
  readonly signed: Mark | null;
  /** Receipts of the units that handle it together with the first, by unit. */
  readonly signedWith?: Readonly<Record<string, Mark>>;
  readonly returned: (Mark & { readonly unit: string; readonly reason: string }) | null;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly submissions: readonly Submission[];
  readonly excuses: readonly Excuse[];
  readonly approvals: readonly ApprovalMark[];
  readonly opinions: readonly (Answer & {
    readonly of: string;
    readonly who: string;
    readonly text: string;
  })[];
  /** Who decides for a role with several persons. */
  readonly named: Readonly<Record<string, string>>;
  readonly records: readonly StepRecord[];
  readonly papers: {
    readonly ordered: Readonly<Record<string, Mark>>;
    /** As last written; `first`: when it was first handed in, where it was written again. */
    readonly issued: Readonly<Record<string, Mark & { readonly text: string; readonly first?: Mark }>>;
  };
  readonly extensions: readonly Extension[];
  readonly pauses: readonly Pause[];
  readonly instructions: readonly (Mark & { readonly text: string })[];
  readonly outcome: (Answer & { readonly id: string; readonly note: string }) | null;
  readonly feedback: (Answer & { readonly source: string; readonly text: string }) | null;
  readonly responses: readonly Response[];
  readonly reminded: Readonly<Record<string, Reminded>>;
  readonly attachments: number;
  /** `to`: the organ it went to, when it ended that way. */
  readonly closed: (Mark & { readonly note: string; readonly to: string | null }) | null;
};
