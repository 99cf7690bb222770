/**
 * What a file may cost. The largest honest case is 100 000 rows of 20 to 30 columns: some 20 MB packed, 150 MB unpacked.
 * Whatever is larger is refused while it is read, so that a hostile file costs seconds and not the service.
 */
export const LIMITS = {
  /** Bytes of the file. */
  file: 32 * 1024 ** 2,
  /** Files within an XLSX; Excel writes about twelve. */
  entries: 50,
  /** Bytes of all files within an XLSX together, by their own account, which is then held to. */
  unpacked: 256 * 1024 ** 2,
  /** Unpacked to packed, for files within that unpack to more than a megabyte. Real sheets stay below 40. */
  ratio: 100,
  /** Bytes of the short texts that cells share. */
  sharedText: 64 * 1024 ** 2,
  /** Rows of one sheet that hold anything: 100 000 people and what stands above them. */
  rows: 100_100,
  columns: 200,
  /** Characters of a cell; Excel has no more. */
  cell: 32_767,
  /** Characters of XML between two elements. */
  text: 4 * 1024 ** 2,
  /** Elements within elements; a sheet needs nine. */
  depth: 32,
  /** Heap of the reading process, MB. */
  heap: 192,
  /** Milliseconds the reading process may take to its next rows. */
  silence: 20_000,
  /** Milliseconds a reading process waits for another file. */
  idle: 5_000,
} as const;

/** Rows handed over at once. */
export const BATCH_ROWS = 500;
/** Characters handed over at once, so that long cells make shorter batches. */
export const BATCH_TEXT = 512 * 1024;
/** Rows of a sheet that a preview shows. */
export const PREVIEW_ROWS = 20;
