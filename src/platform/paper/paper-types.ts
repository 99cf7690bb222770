/** Content types of the formats a paper is written in. */
export const PAPER_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export type PaperFormat = keyof typeof PAPER_TYPES;
