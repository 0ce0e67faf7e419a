// What is right in an environment that `readEnv` refuses, so that the doctor can look at it before the last value is
// filled in. Nothing else may run on half a setting.
import { type Env, type EnvSource, envSchema, filledIn } from './env.ts';
import { readWecom, type Wecom } from './env-platforms.ts';

export type EnvPart = Pick<Env, 'bureauFile' | 'publicUrl' | 'secret'> & {
  readonly apiBase: string;
  /** Without any credential the product is meant to start the drill. */
  readonly drill: boolean;
  /** Undefined until the corp, the application and its secret are all there. */
  readonly app: Pick<Wecom, 'corpId' | 'agentId' | 'agentSecret' | 'apiBase'> | undefined;
};

/** Reads it without whatever is refused. Null when not even that can be read. */
export function readEnvPart(source: EnvSource): EnvPart | null {
  const set = filledIn(source);
  const wrong = new Set(envSchema.safeParse(set).error?.issues.map((issue) => issue.path[0]));
  const right = Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)));
  const { data } = envSchema.safeParse(right);
  if (data === undefined) return null;
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: agentSecret } = data;
  const apiBase = data.WECOM_API_BASE.replace(/\/+$/, '');
  const known = corpId !== undefined && agentId !== undefined && agentSecret !== undefined;
  return {
    bureauFile: data.BUREAU_FILE,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ''),
    secret: (name) => set[name],
    apiBase,
    drill: !readWecom(set).used,
    app: known ? { corpId, agentId: Number(agentId), agentSecret, apiBase } : undefined,
  };
}
