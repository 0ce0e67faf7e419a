// The projection of one case. Built by evolve.ts only.
import type { ReportContent, SubmissionForm } from './events.ts';

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
};

export type Excuse = Mark & {
  readonly deliverable: string;
  readonly reason: string;
  readonly excused: boolean;
  /** Round of the unit that gave it. */
  readonly round: number;
};

export type ApprovalMark = Mark & {
  readonly thing: string;
  readonly round: number;
  readonly link: number;
  readonly role: string;
  readonly decision: 'agreed' | 'returned';
  readonly reason: string | null;
};

export type Response =
  | (Answer & {
      readonly kind: 'made';
      readonly channel: string;
      readonly link: string | null;
      readonly text: string;
      readonly approvedBy: string;
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
  /** `since` is when it was filled in. */
  readonly occurred: { readonly at: number | null; readonly about: boolean; readonly since: number } | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly grade: (Mark & { readonly id: string }) | null;
  readonly unit: (Mark & { readonly id: string; readonly round: number }) | null;
  readonly signed: Mark | null;
  readonly returned: (Mark & { readonly unit: string; readonly reason: string }) | null;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly submissions: readonly Submission[];
  readonly excuses: readonly Excuse[];
  readonly approvals: readonly ApprovalMark[];
  readonly outcome: (Answer & { readonly id: string; readonly note: string }) | null;
  readonly feedback: (Answer & { readonly source: string; readonly text: string }) | null;
  readonly responses: readonly Response[];
  readonly reminded: Readonly<Record<string, Reminded>>;
  readonly attachments: number;
  readonly closed: (Mark & { readonly note: string }) | null;
};
