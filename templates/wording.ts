// Every sentence that the app layer asks for, in one object, so that main.ts can hand it over.
import { announce } from './announce.ts';
import { eveningLines } from './summaries/evening.ts';
import { periodicalMessages } from './summaries/periodicals.ts';
import { refusalLines } from './texts/refusals.ts';
import { secretLines } from './texts/secret.ts';
import {
  failedInboxLines,
  failedLines,
  saidAgainLine,
  staleCardLines,
  undeliveredLines,
  unknownCardLines,
} from './texts/system.ts';
import { unchangedLines, unknownNumberLines, unsupportedLines } from './texts/unknown.ts';

/** Pure functions only; the shape is the app layer’s `Wording`. */
export const wording = {
  announce,
  refusal: refusalLines,
  unknownNumber: unknownNumberLines,
  unchanged: unchangedLines,
  saidAgain: saidAgainLine,
  secret: secretLines,
  staleCard: (number: string) => staleCardLines(number),
  unknownCard: unknownCardLines,
  failed: failedLines,
  unsupported: unsupportedLines,
  failedForAdministrator: failedInboxLines,
  undelivered: undeliveredLines,
  evening: eveningLines,
  periodicals: periodicalMessages,
} as const;
