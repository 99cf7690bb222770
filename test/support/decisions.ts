import { AgendaRepository } from '../../src/commission/agenda.repository';
import { ResolutionService } from '../../src/commission/resolution.service';
import { DecisionListRepository } from '../../src/decision/decision-list.repository';
import { DecisionListService } from '../../src/decision/decision-list.service';
import { DecisionRepository } from '../../src/decision/decision.repository';
import { DecisionService } from '../../src/decision/decision.service';
import { ExitService } from '../../src/decision/exit.service';
import type { Pipeline } from './pipeline';
import type { TestDatabase } from './test-database';

/** Decisions as the service wires them. */
export interface Decisions {
  readonly decisions: DecisionService;
  readonly lists: DecisionListService;
  readonly exits: ExitService;
}

export function decisionsOn({ database }: TestDatabase, { work, campaigns, candidacies }: Pick<Pipeline, 'work' | 'campaigns' | 'candidacies'>): Decisions {
  const repository = new DecisionRepository();
  const resolutions = new ResolutionService(new AgendaRepository(), campaigns);
  const decisions = new DecisionService(database, repository, candidacies, campaigns, work, resolutions);
  return {
    decisions,
    lists: new DecisionListService(database, new DecisionListRepository(), repository, decisions, campaigns, work, resolutions),
    exits: new ExitService(database, decisions, repository, candidacies, campaigns),
  };
}
