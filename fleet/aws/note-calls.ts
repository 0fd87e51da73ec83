import { noteAction } from './failed-action';

/** Told of a call before it is sent, by IAM's name: `ec2:DescribeVpcs`. */
export type OnCall = (action: string) => void;

interface Observable {
  readonly middlewareStack: {
    add(
      middleware: <Given extends object, Answer>(
        next: (given: Given) => Promise<Answer>,
        context: { readonly commandName?: string },
      ) => (given: Given) => Promise<Answer>,
      options: { readonly step: 'initialize'; readonly name: string },
    ): void;
    remove(name: string): boolean;
  };
}

export function noteCalls({ middlewareStack }: Observable, service: string, onCall?: OnCall): void {
  // The SDK's own notes copy all that is sent and answered, for a logger that nobody gave.
  middlewareStack.remove('loggerMiddleware');
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (given) => {
        const action = `${service}:${commandName.replace(/Command$/, '')}`;
        onCall?.(action);
        try {
          return await next(given);
        } catch (error) {
          noteAction(error, action);
          throw error;
        }
      },
    { step: 'initialize', name: 'noteCalls' },
  );
}
