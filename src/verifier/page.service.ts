import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';

/** Made by the build, beside the compiled service; processes are started in the folder that holds `dist`. */
const FILE = resolve('dist/verifier.html');

/** The page and the policy it states for itself, which names its scripts by their hashes. */
export interface VerifierPage {
  readonly html: string;
  readonly policy: string;
}

@Injectable()
export class PageService {
  private kept: VerifierPage | null = null;

  page(): VerifierPage {
    this.kept ??= read();
    return this.kept;
  }
}

function read(): VerifierPage {
  const html = readFileSync(FILE, 'utf8');
  const [, policy = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  return { html, policy };
}
