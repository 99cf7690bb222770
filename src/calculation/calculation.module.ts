import { Module } from '@nestjs/common';
import { CALCULATION_CONTROLLERS } from './calculation.controller';

@Module({ controllers: [...CALCULATION_CONTROLLERS] })
export class CalculationModule {}
