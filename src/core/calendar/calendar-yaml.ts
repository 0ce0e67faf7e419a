// A notice as the file that the product keeps: templates/calendars/cn-2027.yaml.
import type { CalendarYear } from './holidays.ts';

/** YAML text that `parseCalendarYear` reads back as the same year. */
export function calendarYaml({ year, notice, days }: CalendarYear): string {
  return [
    `# ${year} 年法定节假日和调休。off: true 放假，off: false 周末调休上班；没有写到的日子按周末双休。`,
    `year: ${year}`,
    'notice:',
    `  number: ${quoted(notice.number)}`,
    `  date: ${quoted(notice.date)}`,
    `  url: ${quoted(notice.url)}`,
    'days:',
    ...days.map(({ date, name, off }) => `  - { date: ${quoted(date)}, name: ${quoted(name)}, off: ${off} }`),
    '',
  ].join('\n');
}

function quoted(text: string | null): string {
  return text === null ? 'null' : `'${text.replaceAll("'", "''")}'`;
}
