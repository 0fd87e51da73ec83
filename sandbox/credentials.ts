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
  private readonly opened = new Map<string, { readonly caller: Caller; readonly sessionToken: string }>();

  constructor(
    private readonly identifiers: Identifiers,
    private readonly defaultAccountId: string,
  ) {}

  open(caller: Caller): Credentials {
    const accessKeyId = `${SESSION_KEY}${this.identifiers.hex(16).toUpperCase()}`;
    const [secretAccessKey, sessionToken] = [this.identifiers.hex(40), this.identifiers.hex(64)];
    this.opened.set(accessKeyId, { caller, sessionToken });
    return { accessKeyId, secretAccessKey, sessionToken };
  }

  /**
   * A key of 12 digits names the account whose administrator calls. Undefined: a session that was never opened, or whose
   * token is not given with its key.
   */
  callerOf(accessKeyId: string, sessionToken: string | undefined): Caller | undefined {
    if (accessKeyId.startsWith(SESSION_KEY)) {
      const session = this.opened.get(accessKeyId);
      return session?.sessionToken === sessionToken ? session?.caller : undefined;
    }
    const accountId = /^\d{12}$/.test(accessKeyId) ? accessKeyId : this.defaultAccountId;
    return { kind: 'administrator', accountId };
  }
}
