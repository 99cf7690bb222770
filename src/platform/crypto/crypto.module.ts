import { Module } from '@nestjs/common';
import { FieldCipher } from './field-cipher';
import { PasswordHasher } from './password-hasher';

@Module({ providers: [FieldCipher, PasswordHasher], exports: [FieldCipher, PasswordHasher] })
export class CryptoModule {}
