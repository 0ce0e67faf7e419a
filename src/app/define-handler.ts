// What a handler is: one thing a person can do, by chat word or by card tap. It turns a gesture into an intent and
// does nothing itself.
import type { Bureau } from '../core/bureau.ts';
import type { Case } from '../core/case.ts';
import type { Command } from '../core/command.ts';
import type { Day, ExportLine, LedgerLine, OwedLine } from '../core/day.ts';
import type { CaseEvent, ReportContent } from '../core/events.ts';
import type { GroupName } from '../core/message.ts';
import type { Policy } from '../core/policy/load.ts';
import type { WellBeing } from '../core/well-being.ts';

/** A case with the policy it is pinned to and everything that happened. */
export type CaseFile = {
  readonly case: Case;
  readonly policy: Policy;
  readonly events: readonly CaseEvent[];
};

/** What handlers may look up; read-only. */
export type Desk = {
  /** By number as people write it: `1`, `0001`, `YQ-2026-0001`. Null when there is none. */
  find(number: string): Promise<CaseFile | null>;
  /** What a person owes now, most urgent first. */
  todo(person: string): Promise<readonly OwedLine[]>;
  ledger(limit: number): Promise<readonly LedgerLine[]>;
  /** Every case opened from `from` up to but not including `to`, the oldest first. */
  opened(span: { readonly from: number; readonly to: number }): Promise<readonly ExportLine[]>;
  today(): Promise<Day>;
  /** How the product itself is doing. */
  wellBeing(): Promise<WellBeing>;
};

export type HandlerContext = {
  readonly now: number;
  readonly bureau: Bureau;
  /** The bureau's policy as loaded now; a case's own is in its file. */
  readonly policy: Policy;
  /** Person id, or `wecom:<userid>` for somebody bureau.yaml does not know. */
  readonly person: string;
  readonly place: 'group' | 'single';
  readonly desk: Desk;
};

/** A chat text after the command word: `number` is the case it names (or the quoted message does). */
export type TextGesture = {
  readonly word: string;
  readonly number: string | null;
  /** What follows the word and the number, trimmed. */
  readonly rest: string;
  /** The whole text as written. */
  readonly text: string;
  readonly quoted: string | null;
  /** That came with it or, sent before without a word, go along with it. */
  readonly pictures: number;
  /** Of these, those sent before. */
  readonly held: number;
};

/** A tap: `action` before the colon of the button key, `argument` after it. */
export type TapGesture = {
  readonly number: string;
  readonly action: string;
  readonly argument: string;
  readonly selections: Readonly<Record<string, readonly string[]>>;
};

export type Intent =
  | { readonly kind: 'command'; readonly number: string; readonly command: Command }
  | {
      readonly kind: 'report';
      readonly report: ReportContent;
      readonly facts: Readonly<Record<string, string>>;
    }
  /** An answer to the person alone; nothing changes. */
  | { readonly kind: 'answer'; readonly lines: readonly string[] }
  /** Hands over a table made just now, where it was asked for. */
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly content: string;
      /** Said with it. */
      readonly lines: readonly string[];
    }
  /** Hands over the pictures and files of a case, to this person alone. */
  | { readonly kind: 'attachments'; readonly number: string }
  /** Keeps pictures and files that came without a word until their sender says where they belong. */
  | { readonly kind: 'hold-media' }
  /** Teaches that the chat this was said in is a group of the bureau. */
  | { readonly kind: 'bind'; readonly group: GroupName }
  /** Sends the card that asks for a grade to this person again. */
  | { readonly kind: 'show-card'; readonly number: string; readonly purpose: 'grade' };

export type Handler = {
  readonly name: string;
  /** Chat words, the first is the one shown in help. */
  readonly words: readonly string[];
  /** Card actions, e.g. `grade` for button keys `grade:major`. */
  readonly taps: readonly string[];
  /** One line for 帮助: how to write it and what it does; null keeps it out. */
  readonly help: {
    readonly usage: string;
    /** Examples in `usage` that each bureau and rule has its own names for. */
    readonly names?: Readonly<Record<string, NameHere>>;
    readonly meaning: string;
    readonly group: HelpGroup;
    /** Seldom needed: 帮助 only names it. */
    readonly rare?: boolean;
  } | null;
  /** Its words begin ordinary sentences too: alone they are no command in a text that reports something. */
  readonly everyday?: boolean;
  /** Whether the rule has such a thing at all; without it 帮助 leaves the words out. */
  readonly applies?: (policy: Policy) => boolean;
  readonly onText?: (context: HandlerContext, gesture: TextGesture) => Promise<Intent> | Intent;
  readonly onTap?: (context: HandlerContext, gesture: TapGesture) => Promise<Intent> | Intent;
};

/** A name that this bureau or its rule has, for an example; undefined where it has none. */
export type NameHere = (here: Pick<HandlerContext, 'policy' | 'bureau'>) => string | undefined;

export type HelpGroup = '报送' | '情况' | '定级交办' | '办理' | '审核' | '办结' | '查询' | '设置';

/** Checks nothing at run time; it gives the literal its type. */
export function defineHandler(handler: Handler): Handler {
  return handler;
}
