import { Inject, Injectable } from '@nestjs/common';
import { policyMalformed, programmeAbsent } from './campaign.errors';
import { partsNotBuilt } from './domain/built-parts';
import { checkPolicy } from './domain/check-policy';
import type { Policy } from './domain/policy';
import type { PolicyFault } from './domain/policy-fault';
import { type PolicyReference, policyReference } from './domain/reference-data';
import { validatePolicy } from './validate-policy';
import type { ProgrammeDto } from './campaign.dto';

/** Nest's token of the programmes of this installation: a policy by the programme's key. */
export const PROGRAMMES = Symbol('programmes');

/** The programmes a campaign may be made of, and what every policy is checked against. */
@Injectable()
export class ProgrammeService {
  private readonly reference: PolicyReference;

  constructor(@Inject(PROGRAMMES) private readonly programmes: ReadonlyMap<string, Policy>) {
    this.reference = policyReference(programmes.keys());
  }

  /** Every programme, with the parts that keep it from being published. */
  list(): ProgrammeDto[] {
    return [...this.programmes].map(([key, policy]) => ({ key, title: policy.programme.title, notBuilt: partsNotBuilt(policy) }));
  }

  /** The policy a campaign of the programme starts with; 404 `PROGRAMME_ABSENT`. */
  preset(key: string): Policy {
    const policy = this.find(key);
    if (!policy) throw programmeAbsent();
    return policy;
  }

  find(key: string): Policy | undefined {
    return this.programmes.get(key);
  }

  /** The document as a policy; 422 `POLICY_MALFORMED` names every fault of form. */
  read(document: unknown): Policy {
    const faults = validatePolicy(document);
    if (faults.length) throw policyMalformed(faults);
    return document as Policy;
  }

  /** Everything that is wrong with a policy of good form, of every level. */
  check(policy: Policy): PolicyFault[] {
    return checkPolicy(policy, this.reference);
  }
}
