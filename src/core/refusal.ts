// Why a command was not carried out, as facts; templates turn them into a sentence with the next step.
import type { ToldMoment } from './events.ts';

export type Refusal =
  | { readonly code: 'closed'; readonly by: string; readonly at: number }
  | { readonly code: 'not-closed' }
  /** `need` holds owner titles, e.g. `领导小组`. */
  | { readonly code: 'not-authorised'; readonly need: readonly string[] }
  /** The files of a case are for those who have something to do in it; `need` holds their titles. */
  | { readonly code: 'not-part'; readonly need: readonly string[] }
  | {
      readonly code: 'already-graded';
      readonly grade: string;
      readonly unit: string | null;
      readonly by: string;
      readonly at: number;
    }
  | { readonly code: 'already-assigned'; readonly unit: string; readonly by: string; readonly at: number }
  | { readonly code: 'same-grade'; readonly grade: string }
  | { readonly code: 'not-graded' }
  | { readonly code: 'not-assigned' }
  | { readonly code: 'unknown-grade'; readonly given: string }
  | { readonly code: 'unknown-unit'; readonly given: string }
  | {
      readonly code: 'unknown-value';
      readonly what: string;
      readonly given: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'need-unit' }
  /** `waiting`: titles of what would be left undone, where ending early is what needs the reason. */
  | { readonly code: 'need-reason'; readonly what: string; readonly waiting?: readonly string[] }
  | { readonly code: 'need-text'; readonly what: string }
  | { readonly code: 'already-signed'; readonly by: string; readonly at: number }
  | { readonly code: 'already-reported'; readonly by: string; readonly at: number }
  | {
      readonly code: 'already-approved';
      readonly decision: 'agreed' | 'returned';
      readonly by: string;
      readonly at: number;
    }
  | {
      readonly code: 'already-found';
      readonly outcome: string;
      readonly by: string;
      readonly at: number;
    }
  /** A form said otherwise; `fact` is its title. */
  | {
      readonly code: 'already-told';
      readonly fact: string;
      readonly value: string;
      readonly given: string;
    }
  | { readonly code: 'nothing-to-approve' }
  /** 同意 or 退回 of somebody who is asked for something else: an opinion, or an answer to a request for more time. */
  | { readonly code: 'asked-otherwise'; readonly for: readonly ('opinion' | 'extension')[] }
  | { readonly code: 'nothing-owed' }
  /** The step has not come yet; `waiting` holds titles of what must be done first. */
  | { readonly code: 'not-yet'; readonly waiting: readonly string[] }
  /** `moment`: which one, where it is not 事发. */
  | { readonly code: 'in-future'; readonly moment?: ToldMoment }
  /** 事发 cannot lie after the report of it; `at` is when it was reported. */
  | { readonly code: 'after-report'; readonly at: number; readonly moment?: ToldMoment }
  /** The matter is about this person. */
  | { readonly code: 'is-subject'; readonly person: string }
  /** A unit whose head or contact the matter is about; `person` is that one. */
  | { readonly code: 'unit-is-subject'; readonly unit: string; readonly person: string }
  /** None of the written criteria of the grade is met by what is recorded. */
  | { readonly code: 'need-grade-reason'; readonly grade: string; readonly openList: boolean }
  /** What is recorded meets a criterion of a higher grade. */
  | { readonly code: 'need-lower-reason'; readonly grade: string; readonly suggested: string }
  | {
      readonly code: 'need-record';
      readonly kind: 'body' | 'external' | 'outside_rule';
      readonly title: string;
    }
  /** Waits for opinions; `from` holds owner titles. */
  | { readonly code: 'need-opinion'; readonly from: readonly string[] }
  | { readonly code: 'not-consulted' }
  /** One of several must be named first, by `by`. */
  | { readonly code: 'not-named'; readonly role: string; readonly by: string }
  | { readonly code: 'nobody-to-name' }
  | { readonly code: 'already-named'; readonly role: string; readonly person: string }
  /** Several steps of the person are open; `open` holds their titles. */
  | { readonly code: 'which-step'; readonly open: readonly string[] }
  | { readonly code: 'no-step'; readonly given: string | null; readonly open: readonly string[] }
  /** The step is recorded; `what` is its title, `open` those of the steps that wait for the person now. */
  | {
      readonly code: 'already-recorded';
      readonly what: string;
      readonly by: string;
      readonly at: number;
      readonly open?: readonly string[];
    }
  /** A record that approvers look at is done again only when they send it back; once they have `decided`, never. */
  | { readonly code: 'under-review'; readonly what: string; readonly decided: boolean }
  | { readonly code: 'paper-not-ordered'; readonly paper: string; readonly by: string }
  | { readonly code: 'already-ordered'; readonly paper: string; readonly by: string; readonly at: number }
  /** The rule knows no such thing: 延期, 中止, 移送, 批示 … */
  | { readonly code: 'not-in-rule'; readonly what: string }
  | { readonly code: 'past-due'; readonly dueAt: number }
  /** `total` is the longest the rule allows, e.g. `15wd`. */
  | { readonly code: 'beyond-cap'; readonly total: string; readonly clause: string | null }
  | { readonly code: 'notice-first'; readonly whom: string }
  | { readonly code: 'extension-pending'; readonly at: number }
  | { readonly code: 'no-extension-pending' }
  | { readonly code: 'already-paused'; readonly at: number }
  /** More time is asked for while the clock stands still; `by` is the title of whoever may let it run again. */
  | { readonly code: 'paused'; readonly at: number; readonly by: string }
  | { readonly code: 'not-paused' }
  | { readonly code: 'same-policy' };
