// Which unit a report seems to be about, by the keywords of the bureau file. Only a suggestion: a person decides.
import type { Bureau, Unit } from '../../src/core/bureau.ts';
import type { ReportContent } from '../../src/core/events.ts';

/** Units in order of how well their keywords match; a word in the title weighs more than one in the text. */
export function unitsByMatch(
  bureau: Bureau,
  report: ReportContent,
): readonly { readonly unit: Unit; readonly weight: number }[] {
  const title = report.title ?? '';
  return bureau.units
    .map((unit, index) => ({
      unit,
      index,
      weight: unit.keywords.reduce(
        (sum, word) =>
          word === '' ? sum : sum + (title.includes(word) ? 3 : 0) + (report.text.includes(word) ? 1 : 0),
        0,
      ),
    }))
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ unit, weight }) => ({ unit, weight }));
}
