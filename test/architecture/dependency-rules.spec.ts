import { spawnSync } from 'node:child_process';
import { join, posix } from 'node:path';
import { plantTree } from '../support/planted-tree';

const ROOT = join(__dirname, '../..');

/** One import that breaks each rule: importing file, imported file or package. */
const BROKEN: Readonly<Record<string, readonly [string, string]>> = {
  'kernel-is-a-leaf': ['src/kernel/reason.ts', 'src/platform/clock.ts'],
  'domain-is-pure': ['src/eligibility/domain/compute-tenure.ts', 'src/diagnostics/domain/standardise-score.ts'],
  'service-knows-its-own': ['src/eligibility/eligibility.service.ts', 'src/candidacy/candidacy.repository.ts'],
  'enrolment-service-may-rank': ['src/enrolment/enrolment.service.ts', 'src/ranking/ranking.repository.ts'],
  'service-leaves-the-queue-alone': ['src/decision/decision.service.ts', 'bullmq'],
  'controller-translates': ['src/eligibility/eligibility.officer.controller.ts', 'src/eligibility/eligibility.repository.ts'],
  'processor-translates': ['src/ranking/ranking.processor.ts', 'src/ranking/domain/choose-under-quotas.ts'],
  'translators-leave-the-database-alone': ['src/decision/decision.officer.controller.ts', 'typeorm'],
  'repository-keeps-rows': ['src/campaign/campaign.repository.ts', 'src/campaign/campaign.service.ts'],
  'entity-stands-alone': ['src/candidacy/candidacy.entity.ts', 'src/candidacy/verdict.entity.ts'],
  'platform-knows-no-feature': ['src/platform/audit/audit.ts', 'src/decision/decision.service.ts'],
  'stages-do-not-meet': ['src/diagnostics/diagnostics.module.ts', 'src/eligibility/eligibility.module.ts'],
  'enrolment-meets-ranking-only': ['src/enrolment/enrolment.module.ts', 'src/assessment/assessment.module.ts'],
  'commission-decides-nothing': ['src/commission/commission.module.ts', 'src/decision/decision.module.ts'],
  'appeal-meets-ranking-only': ['src/appeal/appeal.module.ts', 'src/enrolment/enrolment.module.ts'],
  'rows-stay-at-home': ['src/programme/school-of-mayors.ts', 'src/campaign/campaign.entity.ts'],
  'calculation-shows-rules': ['src/calculation/calculators.ts', 'src/ranking/ranking.service.ts'],
  'verifier-needs-rules-only': ['src/verifier/verify.ts', 'src/ranking/ranking.service.ts'],
  'audit-verifier-shares-nothing': ['src/verifier/audit/check-chains.ts', 'src/platform/audit/sign-anchor.ts'],
  'report-reads-tables': ['src/report/report.service.ts', 'src/ranking/ranking.service.ts'],
  'letters-follow-decisions': ['src/decision/decision.module.ts', 'src/notification/notice.service.ts'],
  'letters-know-no-stage': ['src/notification/notification.module.ts', 'src/enrolment/enrolment.service.ts'],
  'nobody-needs-privacy': ['src/decision/decision.module.ts', 'src/privacy/privacy.module.ts'],
  'demo-acts-over-rest': ['src/demo/main.ts', 'src/platform/clock.ts'],
  'no-cycle': ['src/candidacy/candidacy.module.ts', 'src/candidacy/work.module.ts'],
  'no-barrel': ['src/app.module.ts', 'src/access/index.ts'],
  'no-test-in-service': ['src/worker.ts', 'test/support/drain.ts'],
  'no-development-package': ['src/main.ts', 'yaml'],
  'no-dead-import': ['src/cli.ts', 'no-such-package'],
};

const CYCLE_BACK = ['src/candidacy/work.module.ts', 'src/candidacy/candidacy.module.ts'] as const;

/** Imports that look alike and are right, among them the named exceptions. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['src/enrolment/replace.service.ts', 'src/ranking/ranking.service.ts'],
  ['src/appeal/effect.service.ts', 'src/ranking/run-review.service.ts'],
  ['src/enrolment/domain/make-offer.ts', 'src/campaign/domain/policy.ts'],
  ['src/assessment/assessment.service.ts', 'src/decision/decision.service.ts'],
  ['src/assessment/assessment.processor.ts', 'src/candidacy/work.service.ts'],
  ['src/assessment/assessment.processor.ts', 'bullmq'],
  ['src/assessment/assessment.assessor.controller.ts', 'src/access/can.decorator.ts'],
  ['src/assessment/assessment.repository.ts', 'src/platform/database/tx.ts'],
  ['src/calculation/tenure.ts', 'src/eligibility/domain/compute-tenure.ts'],
  ['src/verifier/describe-verification.ts', 'src/ranking/domain/verify-snapshot.ts'],
  ['src/verifier/page.controller.ts', 'src/platform/http/public.decorator.ts'],
  ['src/verifier/audit/verify-audit.ts', 'pg'],
  ['migrations/1-create-roles.ts', 'src/platform/database/run-as-owner.ts'],
];

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

describe('dependency rules', () => {
  let found: readonly Violation[];
  let tree: ReturnType<typeof plantTree>;

  beforeAll(() => {
    tree = plantTree(filesOf([...Object.values(BROKEN), ...ALLOWED, CYCLE_BACK]));
    found = cruise(tree.folder, ['src', 'migrations', 'test']);
  });
  afterAll(() => tree.remove());

  it.each(Object.entries(BROKEN))('%s fires', (rule, [from]) => {
    expect(found).toContainEqual(expect.objectContaining({ rule, from }));
  });

  it('lets the named exceptions pass', () => {
    const right = ALLOWED.map(([from]) => from);
    expect(found.filter(({ from }) => right.includes(from))).toEqual([]);
  });

  it('has no rule that was never seen firing', () => {
    const { forbidden } = jest.requireActual<{ forbidden: readonly { name: string }[] }>('../../.dependency-cruiser.cjs');
    expect(Object.keys(BROKEN).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('finds the service itself clean', () => {
    expect(cruise(ROOT, ['src', 'migrations', 'test'])).toEqual([]);
  });
});

/** The files of these imports: each importing file with its imports, each imported one empty. */
function filesOf(imports: readonly (readonly [string, string])[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [from, to] of imports) {
    const local = to.includes('.ts');
    const address = local ? `./${posix.relative(posix.dirname(from), to)}`.replace('.ts', '') : to;
    files[from] = `${files[from] ?? ''}import '${address}';\n`;
    if (local) files[to] ??= '';
  }
  return files;
}

function cruise(folder: string, parts: readonly string[]): readonly Violation[] {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--output-type', 'json', ...parts], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly { rule: { name: string }; from: string; to: string }[] } };
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
