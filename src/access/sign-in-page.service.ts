import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';

const file = (name: string): string => readFileSync(join(__dirname, 'sign-in-page', name), 'utf8');

/** The files of the sign-in page, read once. */
@Injectable()
export class SignInPageService {
  readonly html = file('page.html');
  readonly script = file('page.js');
  readonly style = file('page.css');
}
