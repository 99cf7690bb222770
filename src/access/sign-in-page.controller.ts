import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../platform/http/public.decorator';
import { OidcService } from './oidc.service';
import { SignInPageService } from './sign-in-page.service';

export const SIGN_IN_PAGE = '/api/v1/sign-in.html';

/** Only what this service serves, and no script that stands in the page. */
const OWN_FILES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page people sign in with: password and second factor, the code on paper, the OpenID provider. */
@ApiExcludeController()
@Controller()
export class SignInPageController {
  constructor(private readonly files: SignInPageService, private readonly oidc: OidcService) {}

  @Public()
  @Get('sign-in.html')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', OWN_FILES)
  page(): string {
    return this.files.html;
  }

  @Public()
  @Get('sign-in.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  code(): string {
    return this.files.script;
  }

  @Public()
  @Get('sign-in.css')
  @Header('content-type', 'text/css; charset=utf-8')
  look(): string {
    return this.files.style;
  }

  /** What the page has to know before anybody has signed in. */
  @Public()
  @Get('sign-in.json')
  ways(): { readonly oidc: string | null } {
    return { oidc: this.oidc.title };
  }
}
