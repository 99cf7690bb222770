/** The part of pdfmake that writePdf uses; the types published for it bring those of browsers with them. */
declare module 'pdfmake' {
  /** A cell or a block: its text and how it stands, or a list, a table, columns, lines. */
  export interface Content {
    readonly text?: string;
    readonly bold?: boolean;
    readonly italics?: boolean;
    readonly fontSize?: number;
    readonly alignment?: 'left' | 'center' | 'right';
    /** Points: left, top, right, bottom. */
    readonly margin?: readonly [number, number, number, number];
    readonly leadingIndent?: number;
    readonly headlineLevel?: number;
    readonly pageBreak?: 'after';
    readonly unbreakable?: boolean;
    readonly width?: number | '*';
    readonly ol?: readonly Content[];
    readonly start?: number;
    readonly stack?: readonly Content[];
    readonly columns?: readonly Content[];
    readonly canvas?: readonly { readonly type: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly lineWidth: number }[];
    readonly layout?: 'noBorders' | Readonly<Record<string, () => number>>;
    readonly table?: { readonly headerRows?: number; readonly keepWithHeaderRows?: number; readonly dontBreakRows?: boolean; readonly widths: readonly (number | '*')[]; readonly body: readonly (readonly (Content | string)[])[] };
  }

  export interface Definition {
    readonly pageSize: string;
    readonly pageMargins: readonly [number, number, number, number];
    readonly compress: boolean;
    readonly language: string;
    readonly displayTitle: boolean;
    readonly info: { readonly title: string; readonly creationDate: Date; readonly modDate: Date; readonly producer: string; readonly creator: string };
    readonly defaultStyle: { readonly font: string; readonly fontSize: number; readonly lineHeight: number };
    readonly content: readonly Content[];
    readonly pageBreakBefore: (node: { readonly headlineLevel?: number }, nodes: { getFollowingNodesOnPage(): readonly unknown[] }) => boolean;
    readonly footer: (page: number, pages: number) => Content;
  }

  const pdfmake: {
    setFonts(fonts: Readonly<Record<string, Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
