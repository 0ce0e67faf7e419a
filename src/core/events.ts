// Everything that can have happened to a case. Append-only; the projection in evolve.ts is made from nothing else.

/** A link that was reported, as intake read it. */
export type ReportedLink = {
  readonly url: string;
  readonly platform: string;
  readonly platformName: string;
  readonly canonicalId: string;
};

/** What a member sent when reporting. `via` names the way: group, app, phone. */
export type ReportContent = {
  readonly text: string;
  readonly title: string | null;
  readonly links: readonly ReportedLink[];
  readonly pictures: number;
};

export type SubmissionForm = 'oral' | 'written';

/** Moments that somebody tells, besides 事发. */
export type ToldMoment = 'posted' | 'found' | 'received';

export type AnswerKind = 'holding' | 'final';

export type CaseEventBody =
  | {
      readonly type: 'case.opened';
      readonly number: string;
      readonly policyId: string;
      readonly policyVersion: string;
      /** The bureau's answers to the policy's questions, kept with the case. */
      readonly answers: Readonly<Record<string, string>>;
      readonly route: string;
      readonly drill: boolean;
      readonly reporter: string;
      readonly report: ReportContent;
      readonly facts: Readonly<Record<string, string>>;
      /** Numbers of earlier, closed cases about the same link. */
      readonly related: readonly string[];
    }
  | { readonly type: 'report.attached'; readonly reporter: string; readonly report: ReportContent }
  | {
      readonly type: 'step.opened';
      readonly step: string;
      readonly round: number;
      /** Why a step that was done before is owed again. */
      readonly again?: 'returned' | 'reopened';
    }
  | { readonly type: 'step.done'; readonly step: string; readonly round: number }
  /** What is known of the case now leads it over another route. */
  | { readonly type: 'route.changed'; readonly route: string; readonly previous: string }
  | { readonly type: 'occurred.set'; readonly occurredAt: number | null; readonly about: boolean }
  | {
      readonly type: 'moment.set';
      readonly moment: ToldMoment;
      /** Null: nobody knows. */
      readonly at: number | null;
      readonly about: boolean;
    }
  | { readonly type: 'fact.set'; readonly fact: string; readonly value: string }
  | { readonly type: 'mark.set'; readonly mark: string; readonly on: boolean }
  /** Somebody the matter is about, who must neither handle nor review it. */
  | { readonly type: 'subject.named'; readonly person: string }
  | {
      readonly type: 'case.graded';
      readonly grade: string;
      readonly previous: string | null;
      readonly reason?: string;
    }
  | {
      readonly type: 'case.assigned';
      readonly unit: string;
      /** Units that handle it together with the first. */
      readonly with?: readonly string[];
      readonly previous: string | null;
      readonly round: number;
      readonly reason?: string;
    }
  | { readonly type: 'assignment.signed'; readonly unit: string }
  /** By a unit that only helps: the others keep the matter. */
  | { readonly type: 'assignment.returned'; readonly unit: string; readonly reason: string }
  | {
      readonly type: 'report.submitted';
      readonly form: SubmissionForm;
      /** Deliverables met by this; empty for a later report (续报). */
      readonly meets: readonly string[];
      readonly text: string;
      readonly toldTo?: string;
      readonly pictures: number;
      readonly round: number;
      /** Which of several units; absent where there is only one. */
      readonly unit?: string;
    }
  | {
      readonly type: 'delay.explained';
      readonly deliverable: string;
      readonly reason: string;
      /** True when the rule lets this notice stand for the deliverable by its moment. */
      readonly excused: boolean;
      /** Which of several units; absent where there is only one. */
      readonly unit?: string;
    }
  | {
      readonly type: 'approval.decided';
      readonly thing: string;
      readonly round: number;
      readonly link: number;
      readonly role: string;
      readonly decision: 'agreed' | 'returned';
      readonly reason?: string;
      /** Minutes of a body, document of an outside organ. */
      readonly record?: string;
      /** False while others of the same role must agree as well. */
      readonly last?: boolean;
    }
  /** An opinion that was asked for along the way; `of` is a step or an approval. */
  | { readonly type: 'opinion.given'; readonly of: string; readonly who: string; readonly text: string }
  /** One of several persons of a role is to decide for all. */
  | { readonly type: 'person.named'; readonly role: string; readonly person: string }
  /** A step that consists of doing something and saying so: 会商, 通报, 上报 … */
  | {
      readonly type: 'step.recorded';
      readonly step: string;
      readonly round: number;
      readonly text: string;
      readonly pictures: number;
    }
  | {
      readonly type: 'extension.requested';
      /** What the limit is on. */
      readonly of: string;
      readonly length: string;
      readonly reason: string;
      /** Whoever must hear of it first has been told. */
      readonly noticed: boolean;
    }
  | {
      readonly type: 'extension.decided';
      readonly of: string;
      readonly granted: boolean;
      readonly reason?: string;
    }
  | { readonly type: 'clock.paused'; readonly reason: string }
  | { readonly type: 'clock.resumed' }
  | { readonly type: 'instruction.given'; readonly text: string }
  | { readonly type: 'paper.ordered'; readonly paper: string }
  | { readonly type: 'paper.issued'; readonly paper: string; readonly text: string }
  | { readonly type: 'case.transferred'; readonly to: string; readonly reason: string }
  /** A leader moved the case to another version of the rule, or to other answers. */
  | {
      readonly type: 'policy.moved';
      readonly policyVersion: string;
      readonly previous: string;
      readonly answers: Readonly<Record<string, string>>;
    }
  | { readonly type: 'outcome.decided'; readonly outcome: string; readonly note: string }
  | { readonly type: 'source.replied'; readonly source: string; readonly text: string }
  | {
      readonly type: 'response.recorded';
      readonly channel: string;
      readonly link: string | null;
      readonly text: string;
      readonly approvedBy: string;
      /** A first word that promises more (先行回应), or the answer itself. */
      readonly answer: AnswerKind;
      /** In whose name, where not our own. */
      readonly as?: string;
    }
  | { readonly type: 'response.declined'; readonly reason: string }
  | {
      readonly type: 'reminder.due';
      readonly obligation: string;
      readonly stage: ReminderStage;
      readonly rungs: readonly string[];
      /** Owner keys that are told. */
      readonly told: readonly string[];
      readonly dueAt: number | null;
      /** How long after its moment the system came to it, ms. */
      readonly lateBy: number;
    }
  | {
      readonly type: 'attachment.stored';
      readonly attachment: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly mediaType: string;
    }
  | { readonly type: 'case.closed'; readonly note: string }
  | { readonly type: 'case.reopened'; readonly reason: string };

export type ReminderStage = 'before-aim' | 'before-due' | 'due' | 'overdue' | 'idle';

/** How the actor reached us. */
export type Via = 'text' | 'card' | 'clock' | 'web';

/**
 * One fact. `at` is when it happened (epoch ms, whole seconds), `actor` a person id or `system`.
 * `seq` counts from 1 within the case.
 */
export type CaseEvent = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly via: Via;
  readonly body: CaseEventBody;
};
