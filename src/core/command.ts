// Everything a person (or the clock) can ask of a case. Card tap, chat text and web page all end here.
import type { AnswerKind, ReportContent, SubmissionForm, ToldMoment, Via } from './events.ts';

export type Command =
  | { readonly kind: 'attach-report'; readonly report: ReportContent }
  | {
      readonly kind: 'grade';
      readonly grade: string;
      readonly unit: string | null;
      /** Units that handle it together with the first. */
      readonly with?: readonly string[];
      readonly reason: string | null;
    }
  | { readonly kind: 'regrade'; readonly grade: string; readonly reason: string }
  | {
      readonly kind: 'assign';
      readonly unit: string;
      readonly with?: readonly string[];
      readonly reason: string | null;
    }
  | { readonly kind: 'sign' }
  /** By the unit: the matter is not ours. By an approver: the draft needs work; `thing` says which of several drafts. */
  | { readonly kind: 'return'; readonly reason: string; readonly thing?: string }
  | {
      readonly kind: 'submit';
      readonly form: SubmissionForm;
      readonly text: string;
      readonly toldTo: string | null;
      readonly pictures: number;
    }
  | { readonly kind: 'explain-delay'; readonly reason: string }
  | { readonly kind: 'set-occurred'; readonly occurredAt: number | null; readonly about: boolean }
  | {
      readonly kind: 'set-moment';
      readonly moment: ToldMoment;
      readonly at: number | null;
      readonly about: boolean;
    }
  | { readonly kind: 'set-fact'; readonly fact: string; readonly value: string }
  | {
      readonly kind: 'set-mark';
      readonly mark: string;
      /** Further marks in the same breath: all of them or none. */
      readonly more?: readonly string[];
      readonly on: boolean;
    }
  /** A form filled in: all of it or nothing, and only what nobody has told before. */
  | {
      readonly kind: 'set-facts';
      readonly facts: Readonly<Record<string, string>>;
      readonly marks: readonly string[];
    }
  | { readonly kind: 'name-subject'; readonly person: string }
  /**
   * `record`: the minutes or the document, where a body or an outside organ decided. `thing`: which of several
   * approvals that wait for the person; without it the first.
   */
  | { readonly kind: 'approve'; readonly record?: string; readonly thing?: string }
  | { readonly kind: 'give-opinion'; readonly text: string }
  | { readonly kind: 'name-person'; readonly person: string }
  /** `step` null: the only recorded step whose turn it is and that is the person's. Also answers an owed paper. */
  | {
      readonly kind: 'record-step';
      readonly step: string | null;
      readonly text: string;
      readonly pictures: number;
      /** Said to correct or add to what is recorded already; without it a second record is refused. */
      readonly more?: true;
    }
  | { readonly kind: 'order-paper'; readonly paper: string }
  | { readonly kind: 'extend'; readonly length: string; readonly reason: string; readonly noticed: boolean }
  | { readonly kind: 'decide-extension'; readonly granted: boolean; readonly reason: string | null }
  | { readonly kind: 'pause'; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'instruct'; readonly text: string }
  | { readonly kind: 'transfer'; readonly to: string; readonly reason: string }
  /** The situation then holds the policy the case is to move to. */
  | { readonly kind: 'move-policy' }
  | {
      readonly kind: 'decide-outcome';
      readonly outcome: string;
      readonly note: string;
      /** The answer to a question: a conclusion that somebody else has drawn meanwhile stands. */
      readonly asked?: true;
    }
  | { readonly kind: 'record-feedback'; readonly text: string }
  | {
      readonly kind: 'record-response';
      readonly channel: string;
      readonly link: string | null;
      readonly text: string;
      readonly approvedBy: string;
      readonly answer?: AnswerKind;
    }
  | { readonly kind: 'decline-response'; readonly reason: string }
  | { readonly kind: 'close'; readonly note: string }
  | { readonly kind: 'reopen'; readonly reason: string }
  /** The clock: whatever reminders of this case have come due. */
  | { readonly kind: 'remind' }
  | {
      readonly kind: 'store-attachment';
      readonly attachment: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly mediaType: string;
    };

/** Who asks: a person id or `system`; `at` is when they did (epoch ms), never after `now`. */
export type Actor = { readonly person: string; readonly via: Via; readonly at: number };
