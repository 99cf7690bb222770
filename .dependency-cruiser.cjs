/**
 * Who may import whom. Every row is an error, types count as imports, and test/architecture/dependency-rules.spec.ts
 * sees each row fire. `$1` is the feature folder of the importing file.
 */
const KERNEL = '^src/kernel/';
const PLATFORM = '^src/platform/';
const ACCESS = '^src/access/';
/** What every feature may speak of: the policy and the pipeline. */
const SHARED_DOMAIN = '^src/(campaign|candidacy)/domain/';
const ANY_DOMAIN = '^src/[^/]+/domain/';
const STAGES = 'nomination|eligibility|diagnostics|assessment|ranking|enrolment';
/** Sentences of reasons: whoever gives a reason may say it. */
const SENTENCES = '^src/report/domain/(explain|speech)\\.ts$';
const LIBRARIES = '(^|/)node_modules/';
const QUEUE_LIBRARIES = '(^|/)node_modules/(bullmq|@nestjs/bullmq|ioredis)/';
const DATABASE_LIBRARIES = '(^|/)node_modules/(typeorm|@nestjs/typeorm|pg)/';
const NODE = '^(node:)?[a-z_/]+$';
const CRYPTO = '^(node:)?crypto$';

const SERVICE_KNOWS = [
  '^src/$1/',
  '^src/(candidacy|commission|decision|campaign|applicant)/[^/]+\\.service\\.ts$',
  SHARED_DOMAIN,
  SENTENCES,
  PLATFORM,
  KERNEL,
  LIBRARIES,
  NODE,
];
const TRANSLATOR_KNOWS = ['^src/$1/[^/]+\\.(service|dto|errors)\\.ts$', ACCESS, PLATFORM, KERNEL, LIBRARIES];
const RANKING = '^src/ranking/[^/]+\\.(service|module|dto)\\.ts$';

/** `from` may import nothing but `to`. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to: { pathNot: to } });
/** `from` may not import `to`. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only('kernel-is-a-leaf', 'The kernel depends on nothing.', { path: KERNEL }, [KERNEL, CRYPTO]),
    only(
      'domain-is-pure',
      'A rule imports rules: no framework, database, queue, validation, I/O. Tables of its folder and, where the rule is a hash, hashing are allowed.',
      { path: '^src/([^/]+)/domain/' },
      ['^src/$1/domain/', '^src/$1/[^/]+\\.json$', SHARED_DOMAIN, KERNEL, CRYPTO],
    ),
    only(
      'service-knows-its-own',
      'A service imports its own folder and the services below the stages.',
      { path: '^src/([^/]+)/[^/]+\\.service\\.ts$', pathNot: '^src/(platform|calculation|enrolment|appeal)/' },
      SERVICE_KNOWS,
    ),
    only(
      'enrolment-service-may-rank',
      'As every service, and the ranking: a replacement is a ranking run under locks, an appeal foresees one.',
      { path: '^src/(enrolment|appeal)/[^/]+\\.service\\.ts$' },
      [...SERVICE_KNOWS, RANKING],
    ),
    never(
      'service-leaves-the-queue-alone',
      'A service writes work; the dispatcher tells the queue.',
      { path: '\\.service\\.ts$', pathNot: PLATFORM },
      { path: QUEUE_LIBRARIES },
    ),
    only(
      'controller-translates',
      'A controller calls its own service: no repository, entity or rule.',
      { path: '^src/([^/]+)/[^/]+\\.controller\\.ts$', pathNot: '^src/calculation/' },
      TRANSLATOR_KNOWS,
    ),
    only(
      'processor-translates',
      'A processor calls its own service through work.run: no repository, entity or rule.',
      { path: '^src/([^/]+)/[^/]+\\.processor\\.ts$' },
      [...TRANSLATOR_KNOWS, '^src/candidacy/work\\.service\\.ts$'],
    ),
    never(
      'translators-leave-the-database-alone',
      'Controllers and processors have no SQL.',
      { path: '\\.(controller|processor)\\.ts$' },
      { path: DATABASE_LIBRARIES },
    ),
    only(
      'repository-keeps-rows',
      'A repository knows the rows and rules of its folder, and a Tx.',
      { path: '^src/([^/]+)/[^/]+\\.repository\\.ts$' },
      ['^src/$1/[^/]+\\.(repository|entity|errors)\\.ts$', '^src/$1/domain/', SHARED_DOMAIN, '^src/platform/(database/|digest\\.ts$)', KERNEL, LIBRARIES, CRYPTO],
    ),
    only(
      'entity-stands-alone',
      'An entity names columns and types; foreign keys are plain uuid columns.',
      { path: '\\.entity\\.ts$' },
      ['(^|/)node_modules/typeorm/', ANY_DOMAIN, KERNEL],
    ),
    only('platform-knows-no-feature', 'Technique serves every feature and knows none.', { path: PLATFORM }, [PLATFORM, KERNEL, LIBRARIES, NODE]),
    never(
      'stages-do-not-meet',
      'A stage reaches another one only through decisions.',
      { path: `^src/(${STAGES})/`, pathNot: '^src/enrolment/' },
      { path: `^src/(${STAGES})/`, pathNot: '^src/$1/' },
    ),
    never(
      'enrolment-meets-ranking-only',
      'A replacement is a ranking run under locks; nothing else of another stage.',
      { path: '^src/enrolment/' },
      { path: `^src/(${STAGES})/`, pathNot: ['^src/enrolment/', RANKING] },
    ),
    never(
      'commission-decides-nothing',
      'A commission resolves; decisions ask it what it resolved, never the other way.',
      { path: '^src/commission/' },
      { path: `^src/(decision|${STAGES})/` },
    ),
    never(
      'appeal-meets-ranking-only',
      'An appeal shows what the list would come to; whatever is done is done by the stages themselves.',
      { path: '^src/appeal/' },
      { path: `^src/(${STAGES})/`, pathNot: RANKING },
    ),
    never(
      'rows-stay-at-home',
      'Repositories and entities belong to their folder.',
      { path: '^src/([^/]+)/' },
      { path: '\\.(repository|entity)\\.ts$', pathNot: '^src/$1/' },
    ),
    only('calculation-shows-rules', 'Calculators show any rule, and only rules.', { path: '^src/calculation/' }, [
      '^src/calculation/',
      ANY_DOMAIN,
      ACCESS,
      PLATFORM,
      KERNEL,
      LIBRARIES,
      NODE,
    ]),
    only(
      'verifier-needs-rules-only',
      'Whoever doubts a ranking computes it with the rules alone; only the door that serves the page belongs to the service.',
      { path: '^src/verifier/', pathNot: ['\\.(controller|service|module)\\.ts$', '^src/verifier/audit/'] },
      ['^src/verifier/', '^src/ranking/domain/', KERNEL, NODE],
    ),
    only(
      'audit-verifier-shares-nothing',
      'Whoever checks the record shares no code with whoever writes it: an error of one would be hidden by the other.',
      { path: '^src/verifier/audit/' },
      ['^src/verifier/audit/', '(^|/)node_modules/pg/', NODE],
    ),
    never(
      'report-reads-tables',
      'A report reads the tables of the stages by SQL, not through them.',
      { path: '^src/report/' },
      { path: `^src/(${STAGES})/` },
    ),
    never(
      'letters-follow-decisions',
      'Notices are read from published decisions: no feature sends one.',
      { path: '^src/', pathNot: '^src/(notification/|app\\.module\\.ts$)' },
      { path: '^src/notification/' },
    ),
    never('letters-know-no-stage', 'What is told stands in the lines of a decision, not in a stage.', { path: '^src/notification/' }, { path: `^src/(${STAGES})/` }),
    never(
      'nobody-needs-privacy',
      'Data go from outside: no feature waits for it, and it is composed in the HTTP process alone.',
      { path: '^src/', pathNot: '^src/(privacy/|app\\.module\\.ts$)' },
      { path: '^src/privacy/' },
    ),
    only('demo-acts-over-rest', 'The demo sees what a client sees.', { path: '^src/demo/' }, ['^src/demo/', KERNEL, LIBRARIES, NODE]),
    never('no-cycle', 'Files that need each other are one file, or a third is missing.', {}, { circular: true }),
    never('no-barrel', 'Import the file that has it.', {}, { path: '/index\\.ts$' }),
    never('no-test-in-service', 'The service does not know its tests.', { path: '^(src|migrations)/' }, { path: '^test/' }),
    never(
      'no-development-package',
      'The image carries no development packages.',
      { path: '^(src|migrations)/', pathNot: '^src/platform/embedded/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    never('no-dead-import', 'What is imported exists.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
