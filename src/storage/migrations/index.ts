// Every change the tables have gone through, oldest first. Forward only: a released migration is never
// edited, a mistake is corrected by the next one.
import type { Migration } from 'kysely';
import { initial } from './0001-initial.ts';
import { announcements } from './0002-announcements.ts';
import { pictures } from './0003-pictures.ts';
import { heldMedia } from './0004-held-media.ts';

export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-announcements': announcements,
  '0003-pictures': pictures,
  '0004-held-media': heldMedia,
};
