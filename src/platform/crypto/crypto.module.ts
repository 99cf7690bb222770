import { Module } from '@nestjs/common';
import { FieldCipher } from './field-cipher';
import { KeyRotation } from './key-rotation.service';
import { PasswordHasher } from './password-hasher';

@Module({ providers: [FieldCipher, KeyRotation, PasswordHasher], exports: [FieldCipher, KeyRotation, PasswordHasher] })
export class CryptoModule {}
