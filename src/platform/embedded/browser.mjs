import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackDebian } from './debian-packages.mjs';
import { onPath } from './on-path.mjs';
import { dataFolder } from './workspace.mjs';

/** Debian's Chromium without windows: it needs no toolkit, and is half the size of the whole one. */
const PACKAGE = 'chromium-headless-shell';
/** The data of characters, images and strings that the browser opens from its own folder. */
const COMPANIONS = ['chromium-common'];
const PROGRAMS = [PACKAGE, 'chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/**
 * A browser for tests: the one BROWSER_PATH names, else the machine's own, else Debian's unpacked into the project.
 * Answers undefined when none can be had.
 */
export async function findBrowser(folder) {
  if (process.env.BROWSER_PATH) return { program: process.env.BROWSER_PATH, from: 'as BROWSER_PATH says' };
  const own = PROGRAMS.map(onPath).find((program) => program !== undefined);
  if (own) return { program: own, from: own };
  const unpacked = await unpackDebian(PACKAGE, { cache: join(dataFolder, 'cache'), scratch: join(folder, 'apt-browser'), companions: COMPANIONS });
  return unpacked && { program: startScript(unpacked), from: 'Debian packages' };
}

/** A program that finds its libraries and fonts in the folder it was unpacked into, whoever starts it. */
function startScript({ home, libraries }) {
  const script = join(home, 'browser');
  if (existsSync(script)) return script;
  const folders = [...libraries, join(libraries[0], 'pulseaudio')].join(':');
  const fonts = existsSync(join(home, 'etc/fonts')) ? `export FONTCONFIG_PATH='${home}/etc/fonts' XDG_DATA_HOME='${home}/usr/share'\n` : '';
  const start = `#!/bin/sh\nexport LD_LIBRARY_PATH='${folders}'\n${fonts}exec '${home}/usr/lib/chromium/${PACKAGE}' "$@"\n`;
  writeFileSync(script, start);
  chmodSync(script, 0o755);
  return script;
}
