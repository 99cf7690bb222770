import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { ReleaseSnapshotDto } from './snapshot.dto';
import { type ShownExport, type Snapshot, SnapshotService } from './snapshot.service';

const NOT_MADE = ['404 RUN_ABSENT', '409 RANKING_NOT_PUBLISHED', '409 SNAPSHOT_WITHOUT_BASIS', '409 SNAPSHOT_NOT_REPRODUCED'] as const;

/** An officer asks for the export of a published ranking, another officer or an auditor lets it out. */
@ApiTags('ranking')
@Controller('campaigns/:campaignId/stages/:stage/runs/:runId/snapshot')
export class SnapshotOfficerController {
  constructor(private readonly snapshots: SnapshotService) {}

  @Can('snapshots.request')
  @Described({
    summary: 'Asks for the export of a published ranking, from which anybody can recompute it; another person has to let it out',
    description: 'The seal in the answer is to be published with the list: only it proves that a file is this export.',
    errors: [...NOT_MADE, '409 SNAPSHOT_REQUESTED'],
  })
  @Post()
  request(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string): Promise<ShownExport> {
    return this.snapshots.request(caller, campaignId, stage, runId);
  }

  @Can('snapshots.release')
  @Described({
    summary: 'Lets an export out that another person has asked for',
    errors: [...NOT_MADE, '404 SNAPSHOT_ABSENT', '409 SECOND_PERSON_NEEDED', '409 SNAPSHOT_RELEASED', '409 SEAL_DIFFERS', '409 SNAPSHOT_CHANGED'],
  })
  @Post('release')
  @HttpCode(200)
  release(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() body: ReleaseSnapshotDto): Promise<ShownExport> {
    return this.snapshots.release(caller, campaignId, stage, runId, body.seal);
  }

  @Can('snapshots.read')
  @Described({
    summary: 'Gives the export as a file: random ids, scores, rules, result, proof and hashes; no name and no public number',
    description: '`npm run verify`, or the page at `/api/v1/verifier.html`, recomputes the ranking from it.',
    errors: [...NOT_MADE, '404 SNAPSHOT_ABSENT', '409 SNAPSHOT_NOT_RELEASED', '409 SNAPSHOT_CHANGED'],
  })
  @Header('content-disposition', 'attachment; filename="snapshot.json"')
  @Get()
  file(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string): Promise<Snapshot> {
    return this.snapshots.file(caller, campaignId, stage, runId);
  }

  @Reads('snapshot-row.read')
  @Can('snapshots.read')
  @Described({ summary: 'Tells which row of the export is somebody\'s, so that he can find himself in it', errors: ['404 RUN_ABSENT', '404 SNAPSHOT_ABSENT', '404 CANDIDACY_ABSENT'] })
  @Get('rows/:candidacyId')
  rowOf(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Param('candidacyId') candidacyId: string): Promise<{ candidacyId: string; number: string; row: string }> {
    return this.snapshots.rowOf(caller, campaignId, stage, runId, candidacyId);
  }
}
