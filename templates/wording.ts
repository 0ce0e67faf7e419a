// Every sentence that the app layer asks for, in one object, so that main.ts can hand it over.
import { announce } from './announce.ts';
import { eveningLines } from './summaries/evening.ts';
import { periodicalMessages } from './summaries/periodicals.ts';
import { pictureName, weekCard } from './summaries/week-picture.ts';
import { bindingLines, unboundGroupLines } from './texts/binding.ts';
import {
  attachmentName,
  attachmentsLines,
  cardOverLines,
  fileNotSentLines,
  tableForMembersLines,
  tableTooLargeLines,
} from './texts/files.ts';
import { heldForMembersLines, heldLines, heldTooLongLines, stillHeldLine } from './texts/held.ts';
import { addressBookLines } from './texts/missing-people.ts';
import { refusalLines } from './texts/refusals.ts';
import { secretLines } from './texts/secret.ts';
import {
  failedInboxLines,
  failedLines,
  fellOverWords,
  fileLostLines,
  greetingLines,
  notKeptLines,
  notRecognisedLines,
  saidAgainLine,
  staleCardLines,
  undeliveredLines,
  unknownCardLines,
  warningLines,
  withheldLines,
} from './texts/system.ts';
import { unchangedLines, unknownNumberLines, unsupportedLines } from './texts/unknown.ts';

/** Pure functions only; the shape is the app layer’s `Wording`. */
export const wording = {
  announce,
  refusal: refusalLines,
  notRecognised: notRecognisedLines,
  unknownNumber: unknownNumberLines,
  unchanged: unchangedLines,
  saidAgain: saidAgainLine,
  secret: secretLines,
  staleCard: (number: string) => staleCardLines(number),
  unknownCard: unknownCardLines,
  failed: failedLines,
  notKept: notKeptLines,
  greeting: greetingLines,
  unsupported: unsupportedLines,
  failedForAdministrator: failedInboxLines,
  undelivered: undeliveredLines,
  warning: warningLines,
  fileLost: fileLostLines,
  attachments: attachmentsLines,
  held: heldLines,
  heldForMembers: heldForMembersLines,
  heldTooLong: heldTooLongLines,
  stillHeld: stillHeldLine,
  attachmentName,
  tableTooLarge: tableTooLargeLines,
  tableForMembers: tableForMembersLines,
  fileNotSent: fileNotSentLines,
  cardOver: cardOverLines,
  fellOver: fellOverWords,
  withheld: withheldLines,
  addressBook: addressBookLines,
  binding: bindingLines,
  unboundGroup: unboundGroupLines,
  evening: eveningLines,
  periodicals: periodicalMessages,
  weekCard,
  pictureName,
} as const;
