// Something a person cannot do at their phone, told as a sentence for that person.

export class ImpossibleAct extends Error {
  /** HTTP status for the drill page. */
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.name = 'ImpossibleAct';
    this.status = status;
  }
}
