import { HttpException } from '@nestjs/common';
import { DomainError, type RefusalKind } from '../../../../src/kernel/domain-error';
import { refusalOf } from '../../../../src/platform/http/refusal';

const ofDriver = (code: string): Error => Object.assign(new Error('invalid input syntax: "Иванов"'), { driverError: { code } });

describe('refusalOf', () => {
  it.each<[RefusalKind, number]>([
    ['shape', 400], ['unauthenticated', 401], ['forbidden', 403], ['absent', 404], ['conflict', 409], ['precondition', 412], ['rule', 422], ['unavailable', 503],
  ])('%s is %i', (kind, status) => {
    const faults = [{ pointer: '/a', code: 'X', params: {} }];
    expect(refusalOf(new DomainError(kind, 'CODE', 'Sentence.', { places: 3 }, faults))).toEqual({ status, code: 'CODE', detail: 'Sentence.', params: { places: 3 }, faults });
  });

  it.each([
    ['22021', 400, 'VALUE_NOT_STORABLE'], ['22003', 400, 'VALUE_NOT_STORABLE'], ['22P02', 400, 'VALUE_NOT_STORABLE'],
    ['23505', 409, 'ALREADY_EXISTS'], ['23514', 409, 'CONSTRAINT_REFUSED'], ['23503', 409, 'CONSTRAINT_REFUSED'],
    ['40001', 503, 'UNAVAILABLE'], ['40P01', 503, 'UNAVAILABLE'], ['53100', 503, 'UNAVAILABLE'], ['53300', 503, 'UNAVAILABLE'], ['57P01', 503, 'UNAVAILABLE'], ['57014', 503, 'UNAVAILABLE'],
    ['08006', 503, 'UNAVAILABLE'], ['25006', 503, 'UNAVAILABLE'], ['55P03', 503, 'UNAVAILABLE'], ['ECONNREFUSED', 503, 'UNAVAILABLE'],
    ['42501', 500, 'INTERNAL'], ['42P01', 500, 'INTERNAL'],
  ])('database error %s is %i %s', (code, status, expected) => {
    expect(refusalOf(ofDriver(code))).toMatchObject({ status, code: expected });
    expect(refusalOf(Object.assign(new Error(), { code }))).toMatchObject({ status, code: expected });
  });

  it('takes a lost connection, which has no code, for a passing fault', () => {
    expect(refusalOf(new Error('Connection terminated unexpectedly'))).toMatchObject({ status: 503 });
    expect(refusalOf(new Error('timeout exceeded when trying to connect'))).toMatchObject({ status: 503 });
  });

  it.each([[404, 'ROUTE_ABSENT'], [413, 'BODY_TOO_LARGE'], [415, 'MEDIA_TYPE_NOT_SUPPORTED'], [418, 'MALFORMED'], [500, 'INTERNAL']])('framework’s %i is %s', (status, code) => {
    expect(refusalOf(new HttpException('secret', status))).toMatchObject({ code });
  });

  it('tells nothing of an error it does not know', () => {
    for (const error of [new Error('Иванов'), 'Иванов', null, undefined, { message: 'Иванов' }, ofDriver('22P02'), new HttpException('Иванов', 400)]) {
      expect(JSON.stringify(refusalOf(error))).not.toContain('Иванов');
    }
    expect(refusalOf(new TypeError('x'))).toMatchObject({ status: 500, code: 'INTERNAL', isOurFault: true });
  });
});
