import { crc32 } from 'node:zlib';

/** The smallest bytes that are a file of their type. */
export const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
export const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
export const DOCX = zipOf(['[Content_Types].xml', 'word/document.xml']);

/** A ZIP of small stored parts with these names. */
export function zipOf(names: readonly string[]): Buffer {
  const content = Buffer.from('<a/>');
  const header = (name: string): Buffer => {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    return fields;
  };
  const locals = names.map((name) => Buffer.concat([Buffer.from('PK\x03\x04'), header(name), Buffer.from(name), content]));
  let at = 0;
  const central = names.map((name, i) => {
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    at += locals[i]!.length;
    return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), header(name), tail, Buffer.from(name)]);
  });
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, ...central, Buffer.from('PK\x05\x06'), end]);
}
