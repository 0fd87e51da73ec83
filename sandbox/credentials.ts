import type { Caller } from './access';
import type { Identifiers } from './identifiers';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** How AWS begins the access keys of temporary credentials. */
const SESSION_KEY = 'ASIA';

/** Who an access key belongs to. Any key that is not one of a session is the administrator of an account. */
export class Sessions {
  private readonly callers = new Map<string, Caller>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly defaultAccountId: string,
  ) {}

  open(caller: Caller): Credentials {
    const accessKeyId = `${SESSION_KEY}${this.identifiers.hex(16).toUpperCase()}`;
    this.callers.set(accessKeyId, caller);
    return { accessKeyId, secretAccessKey: this.identifiers.hex(40), sessionToken: this.identifiers.hex(64) };
  }

  /** A key of 12 digits names the account whose administrator calls. Undefined: a session that was never opened. */
  callerOf(accessKeyId: string): Caller | undefined {
    if (accessKeyId.startsWith(SESSION_KEY)) return this.callers.get(accessKeyId);
    const accountId = /^\d{12}$/.test(accessKeyId) ? accessKeyId : this.defaultAccountId;
    return { kind: 'administrator', accountId };
  }
}
