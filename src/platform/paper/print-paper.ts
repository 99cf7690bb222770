import type { Paper } from '../../kernel/paper';
import type { PaperFormat } from './paper-types';
import { writeDocx } from './write-docx';
import { writePdf } from './write-pdf';

/** The paper in a format. */
export function printPaper(paper: Paper, format: PaperFormat): Promise<Buffer> {
  return format === 'pdf' ? writePdf(paper) : writeDocx(paper);
}
