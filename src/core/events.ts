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

export type CaseEventBody =
  | {
      readonly type: 'case.opened';
      readonly number: string;
      readonly policyId: string;
      readonly policyVersion: string;
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
  | { readonly type: 'occurred.set'; readonly occurredAt: number | null; readonly about: boolean }
  | { readonly type: 'fact.set'; readonly fact: string; readonly value: string }
  | {
      readonly type: 'case.graded';
      readonly grade: string;
      readonly previous: string | null;
      readonly reason?: string;
    }
  | {
      readonly type: 'case.assigned';
      readonly unit: string;
      readonly previous: string | null;
      readonly round: number;
      readonly reason?: string;
    }
  | { readonly type: 'assignment.signed'; readonly unit: string }
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
    }
  | {
      readonly type: 'delay.explained';
      readonly deliverable: string;
      readonly reason: string;
      /** True when the rule lets this notice stand for the deliverable by its moment. */
      readonly excused: boolean;
    }
  | {
      readonly type: 'approval.decided';
      readonly thing: string;
      readonly round: number;
      readonly link: number;
      readonly role: string;
      readonly decision: 'agreed' | 'returned';
      readonly reason?: string;
    }
  | { readonly type: 'outcome.decided'; readonly outcome: string; readonly note: string }
  | { readonly type: 'source.replied'; readonly source: string; readonly text: string }
  | {
      readonly type: 'response.recorded';
      readonly channel: string;
      readonly link: string | null;
      readonly text: string;
      readonly approvedBy: string;
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
