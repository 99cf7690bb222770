import { typeOfBytes } from '../../../../src/platform/storage/type-of-bytes';
import { DOCX, JPEG, PDF, PNG, zipOf } from '../../../support/some-files';

const typeOf = (bytes: Buffer): string | null => typeOfBytes(bytes.subarray(0, 4_096), bytes.subarray(-262_144));

describe('the type of a file', () => {
  it.each([
    ['pdf', PDF],
    ['docx', DOCX],
    ['xlsx', zipOf(['[Content_Types].xml', 'xl/workbook.xml'])],
    ['png', PNG],
    ['jpeg', JPEG],
    ['tiff', Buffer.from('II*\0')],
    ['tiff', Buffer.from('MM\0*')],
  ])('is known by its bytes: %s', (type, bytes) => {
    expect(typeOf(bytes)).toBe(type);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page with a script', Buffer.from('<html><script>1</script>')],
    ['a program', Buffer.from('MZ\x90\0')],
    ['any other archive', zipOf(['a.txt', 'word/document.xml'])],
    ['a document with macros', zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['an archive cut short', DOCX.subarray(0, 60)],
    ['a PDF behind something else', Buffer.concat([Buffer.from('GIF89a'), PDF])],
  ])('is refused to %s', (_, bytes) => {
    expect(typeOf(bytes)).toBeNull();
  });
});
