import { checkMunicipality, warnOfMunicipalities } from '../../../../src/nomination/domain/check-municipalities';

const codes = (faults: readonly { readonly code: string; readonly pointer: string; readonly params: object }[]): unknown => faults.map(({ code, pointer, params }) => [code, pointer, params]);

describe('the municipality of the present post', () => {
  it.each([
    ['60601000', '61'], ['60601430101', '61'],
    ['71801000', '86'], ['71901000', '89'], ['71701000', '72'], ['11801000', '83'], ['11701000', '29'], // by the longest prefix
    [undefined, '61'],
  ])('%s belongs to subject %s', (municipality, region) => {
    expect(checkMunicipality({ municipality, region })).toEqual([]);
  });

  it('is of another subject', () => {
    expect(codes(checkMunicipality({ municipality: '71801000', region: '72' }))).toEqual([['REGION_NOT_OF_MUNICIPALITY', '/post/region', { region: '86' }]]);
  });

  it.each(['60600000', '60601400', '00000000', '13701000'])('%s is none', (municipality) => {
    expect(codes(checkMunicipality({ municipality, region: '61' }))).toEqual([['MUNICIPALITY_UNKNOWN', '/post/municipality', {}]]);
  });
});

describe('municipalities of past jobs', () => {
  it('are warned of, each in its place, and need no code', () => {
    const employment = [{ region: '61' }, { municipality: '60600000', region: '61' }, { municipality: '60601000' }, { municipality: '60601000', region: '36' }];
    expect(codes(warnOfMunicipalities(employment))).toEqual([
      ['PAST_MUNICIPALITY_UNKNOWN', '/employment/1/municipality', {}], ['PAST_REGION_NOT_OF_MUNICIPALITY', '/employment/3/region', { region: '61' }],
    ]);
  });
});
