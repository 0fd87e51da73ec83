/** The AWS of an organization, in a process of its own so that its work is not the command's: organization-server.ts ACCOUNTS */
import { serve } from '../latency-server';
import type { OrganizationReply, OrganizationRequest } from './loopback-organization';
import { organizationOf, sizesOf } from './organization';
import { renderedOrganization } from './rendered-organization';

const answers = renderedOrganization(organizationOf(sizesOf(Number(process.argv[2]))));
const calls = new Map<string, number>();

const reply = (message: OrganizationReply): void => {
  process.send?.(message);
};

const count = (operation: string): void => {
  calls.set(operation, (calls.get(operation) ?? 0) + 1);
};

function takeCalls(): Readonly<Record<string, number>> {
  const taken = Object.fromEntries(calls);
  calls.clear();
  return taken;
}

process.on('message', (request: OrganizationRequest) => {
  if (request.kind === 'take-calls') reply({ kind: 'calls', calls: takeCalls() });
});
process.on('disconnect', () => process.exit());
void serve((request) => answers(request, count)).then((url) => reply({ kind: 'listening', url }));
