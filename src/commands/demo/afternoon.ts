import type { Rehearsal } from '../rehearsal.ts';
import type { Transcript } from '../transcript.ts';
export async function playAfternoon(_r: Rehearsal, _t: Transcript): Promise<void> {}
