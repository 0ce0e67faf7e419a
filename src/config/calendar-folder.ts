// The calendar files that the product ships and that imports add to: one a year, cn-2026.yaml.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarYear } from '../core/calendar/holidays.ts';
import { BotError } from '../core/errors.ts';
import { parseCalendarYear } from '../core/policy/calendar-file.ts';
import { readTextFile } from './text-file.ts';

/** Beside the policies; relative to the folder the product is started in, as they are. */
export const CALENDAR_FOLDER = 'templates/calendars';

const NAME = /^cn-(\d{4})\.yaml$/;

export function calendarFile(year: number, folder = CALENDAR_FOLDER): string {
  return join(folder, `cn-${year}.yaml`);
}

/**
 * Every year in the folder, in order; none when there is no folder. Throws `BotError` `calendar-invalid` on a file
 * that cannot be trusted, since a holiday read wrongly is a limit computed wrongly.
 */
export function readCalendars(folder = CALENDAR_FOLDER): readonly CalendarYear[] {
  return filesIn(folder).map((name) => {
    const file = join(folder, name);
    const year = parseCalendarYear(readTextFile(file), file);
    if (name !== `cn-${year.year}.yaml`) {
      throw new BotError({
        code: 'calendar-invalid',
        message: `${file} arranges ${year.year}`,
        hint: `节假日文件 ${file} 里写的是 ${year.year} 年，请改文件名或 year。`,
      });
    }
    return year;
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
}
