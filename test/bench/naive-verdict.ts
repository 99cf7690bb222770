import type { EntityManager } from 'typeorm';
import { DocumentEntity } from '../../src/applicant/document.entity';
import { EmploymentEntity } from '../../src/applicant/employment.entity';
import { MemberEntity } from '../../src/applicant/member.entity';
import { PersonEntity } from '../../src/applicant/person.entity';
import { decideAssessment } from '../../src/assessment/domain/decide-assessment';
import { MarkSheetEntity } from '../../src/assessment/mark-sheet.entity';
import { type AssessmentStage, type DiagnosticsStage, type EligibilityStage, keyed, type Policy } from '../../src/campaign/domain/policy';
import type { CandidacyEntity } from '../../src/candidacy/candidacy.entity';
import type { Verdict } from '../../src/candidacy/domain/verdict';
import { DiagnosticsResultEntity } from '../../src/diagnostics/diagnostics-result.entity';
import { decideDiagnostics } from '../../src/diagnostics/domain/decide-diagnostics';
import { decideEligibility } from '../../src/eligibility/domain/decide-eligibility';
import type { Employment } from '../../src/eligibility/domain/eligibility-facts';

/** Where the facts of one candidate are. */
export const FACTS = [MemberEntity, PersonEntity, EmploymentEntity, DocumentEntity, DiagnosticsResultEntity, MarkSheetEntity];

/** The verdict on one candidate: facts as entities, and the service's own rules. */
export async function verdictOn(manager: EntityManager, policy: Policy, candidacy: CandidacyEntity, stage: EligibilityStage | DiagnosticsStage | AssessmentStage): Promise<Verdict> {
  const { id: candidacyId } = candidacy;
  switch (stage.kind) {
    case 'eligibility': {
      const facts = await careerOf(manager, candidacy);
      const decision = decideEligibility(stage.criteria, policy.referenceDate, { ...facts, documents: new Set(facts.documents) });
      return { candidacyId, ...decision, score: null, inputs: facts };
    }
    case 'diagnostics': {
      const results = await manager.find(DiagnosticsResultEntity, { where: { candidacyId, stage: stage.key }, order: { instrument: 'asc' } });
      return { candidacyId, ...decideDiagnostics(stage, policy.instruments ?? [], policy.referenceDate, results), inputs: results };
    }
    case 'assessment': {
      const sheets = await manager.find(MarkSheetEntity, { where: { candidacyId, stage: stage.key }, order: { assessorId: 'asc' } });
      const marks = sheets.map((sheet) => sheet.marks ?? {});
      return { candidacyId, ...decideAssessment(stage, keyed(policy.rubrics, stage.rubric)!, marks), inputs: marks };
    }
  }
}

async function careerOf(manager: EntityManager, { id, applicantId, category, region }: CandidacyEntity) {
  const member = await manager.findOneByOrFail(MemberEntity, { applicantId, role: 'self' });
  const { birthDate } = await manager.findOneByOrFail(PersonEntity, { id: member.personId });
  const jobs = await manager.find(EmploymentEntity, { where: { memberId: member.id }, order: { startedOn: 'asc', id: 'asc' } });
  const documents = await manager.findBy(DocumentEntity, { candidacyId: id });
  const { citizenship, education, registrationRegion, sphere, municipalityType, municipality } = member;
  const post = { category: member.postCategory, group: member.postGroup, sphere, municipalityType, municipality, region: member.postRegion };
  const employments = jobs.map(({ startedOn, endedOn, postGroup, ...job }): Employment => ({ ...job, start: startedOn, end: endedOn, group: postGroup }));
  return { category, region, documents: documents.map(({ key }) => key), subject: { birthDate, citizenship, education, registrationRegion, employments, post } };
}
