import { readNormTable, standardiseScore, toNumber } from '../diagnostics/domain/standardise-score';
import type { Exact } from '../kernel/decimal';
import { compare } from '../kernel/decimal';
import type { Answer } from './calculator';
import { calculationError, defineCalculator } from './calculator';

/** A decimal as text, or as a JSON number that is one when written out. */
type Figure = string | number;

interface Norm {
  readonly mean: Figure;
  readonly sd: Figure;
}

type Table = readonly (readonly [from: Figure, to: Figure, standard: Figure])[];

/** Either a norm or a table. */
interface StandardScoreCase {
  readonly norm?: Norm;
  readonly table?: Table;
  readonly raw: Figure;
}

const DECIMAL = '^-?[0-9]{1,15}(\\.[0-9]{1,15})?$';
const FIGURE = { 'anyOf': [{ type: 'string', pattern: DECIMAL }, { type: 'number' }], 'x-error': 'INVALID_NUMBER' };

export const standardScoreCalculator = defineCalculator<StandardScoreCase>({
  name: 'standard-score',
  summary: 'A raw score as z, T, sten, stanine and percentile of a norm group, or by a norm table',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['raw'],
    properties: {
      norm: {
        type: 'object',
        additionalProperties: false,
        required: ['mean', 'sd'],
        properties: { mean: FIGURE, sd: { ...FIGURE, description: 'Above zero.' } },
      },
      table: {
        type: 'array',
        minItems: 1,
        description: 'Rows [from, to, standard]: raw scores from (included) up to (excluded; the last row includes it). Outside: the nearest row.',
        items: { type: 'array', minItems: 3, maxItems: 3, items: FIGURE },
      },
      raw: FIGURE,
    },
  },
  examples: {
    'By mean and deviation': { norm: { mean: '52', sd: '12' }, raw: '70' },
    'By a table': { table: [['0', '10', '2'], ['10', '20', '5'], ['20', '30', '9']], raw: '10' },
  },
  refusals: ['INVALID_NUMBER', 'NORM_OR_TABLE', 'SD_NOT_POSITIVE', 'MIN_GT_MAX', 'NORM_HOLE', 'NORM_OVERLAP'],
  rule: ({ norm, table, ...given }) => {
    const raw = read(given.raw);
    if (!raw) return notADecimal('/raw');
    if (norm && !table) return byNorm(norm, raw);
    if (table && !norm) return byTable(table, raw);
    return calculationError('NORM_OR_TABLE', 'A case has either a norm or a table.', '');
  },
});

function byNorm(norm: Norm, raw: Exact): Answer {
  const mean = read(norm.mean);
  const sd = read(norm.sd);
  if (!mean) return notADecimal('/norm/mean');
  if (!sd) return notADecimal('/norm/sd');
  if (sd.n <= 0n) return calculationError('SD_NOT_POSITIVE', 'A standard deviation is above zero.', '/norm/sd');
  const { z, T, stenLinear, sten, stanineLinear, stanine, percentile } = standardiseScore({ mean, sd }, raw);
  return {
    z: toNumber(z), T: toNumber(T), stenLinear: toNumber(stenLinear), sten,
    stanineLinear: toNumber(stanineLinear), stanine, percentile,
  };
}

function byTable(table: Table, raw: Exact): Answer {
  const rows: { readonly from: Exact; readonly standard: Figure }[] = [];
  let reached: Exact | null = null;
  for (const [i, [fromText, toText, standard]] of table.entries()) {
    const from = read(fromText);
    const to = read(toText);
    if (!from || !to || !read(standard)) return notADecimal(`/table/${i}`);
    if (compare(from, to) >= 0) return calculationError('MIN_GT_MAX', 'A row ends above where it begins.', `/table/${i}`);
    const step = reached ? compare(from, reached) : 0;
    if (step > 0) return calculationError('NORM_HOLE', 'The table leaves scores out before this row.', `/table/${i}`);
    if (step < 0) return calculationError('NORM_OVERLAP', 'This row begins before the row above it ends.', `/table/${i}`);
    rows.push({ from, standard });
    reached = to;
  }
  return { standard: readNormTable(rows, raw).standard };
}

function notADecimal(path: string): Answer {
  return calculationError('INVALID_NUMBER', 'A number is a decimal with at most fifteen digits on either side of the point.', path);
}

/** Exactly what is written: 0.1 is a tenth. null for what is not plainly a decimal (1e-7). */
function read(figure: Figure): Exact | null {
  const text = String(figure);
  if (!new RegExp(DECIMAL).test(text)) return null;
  const decimals = text.split('.')[1]?.length ?? 0;
  return { n: BigInt(text.replace('.', '')), d: 10n ** BigInt(decimals) };
}
