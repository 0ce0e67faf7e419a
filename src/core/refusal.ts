// Why a command was not carried out, as facts; templates turn them into a sentence with the next step.

export type Refusal =
  | { readonly code: 'closed'; readonly by: string; readonly at: number }
  | { readonly code: 'not-closed' }
  /** `need` holds owner titles, e.g. `领导小组`. */
  | { readonly code: 'not-authorised'; readonly need: readonly string[] }
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
  | { readonly code: 'need-reason'; readonly what: string }
  | { readonly code: 'need-text'; readonly what: string }
  | { readonly code: 'already-signed'; readonly by: string; readonly at: number }
  | { readonly code: 'already-reported'; readonly by: string; readonly at: number }
  | {
      readonly code: 'already-approved';
      readonly decision: 'agreed' | 'returned';
      readonly by: string;
      readonly at: number;
    }
  | { readonly code: 'nothing-to-approve' }
  | { readonly code: 'nothing-owed' }
  /** The step has not come yet; `waiting` holds titles of what must be done first. */
  | { readonly code: 'not-yet'; readonly waiting: readonly string[] }
  | { readonly code: 'in-future' }
  /** 事发 cannot lie after the report of it; `at` is when it was reported. */
  | { readonly code: 'after-report'; readonly at: number };
