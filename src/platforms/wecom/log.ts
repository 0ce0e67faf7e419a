// What this adapter asks of a logger; a pino logger fits.

export type LogFields = Readonly<Record<string, unknown>>;

export type Log = {
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
};
