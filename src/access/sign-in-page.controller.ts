import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../platform/http/public.decorator';
import { OidcService } from './oidc.service';

export const SIGN_IN_PAGE = '/api/v1/sign-in.html';

/** Only what this service serves, and no script that stands in the page. */
const OWN_FILES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const file = (name: string): string => readFileSync(join(__dirname, 'sign-in-page', name), 'utf8');

/** The page people sign in with: password and second factor, the code on paper, the OpenID provider. */
@ApiExcludeController()
@Controller()
export class SignInPageController {
  private readonly html = file('page.html');
  private readonly script = file('page.js');
  private readonly style = file('page.css');

  constructor(private readonly oidc: OidcService) {}

  @Public()
  @Get('sign-in.html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', OWN_FILES)
  page(): string {
    return this.html;
  }

  @Public()
  @Get('sign-in.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  code(): string {
    return this.script;
  }

  @Public()
  @Get('sign-in.css')
  @Header('content-type', 'text/css; charset=utf-8')
  look(): string {
    return this.style;
  }

  /** What the page has to know before anybody has signed in. */
  @Public()
  @Get('sign-in.json')
  ways(): { readonly oidc: string | null } {
    return { oidc: this.oidc.title };
  }
}
