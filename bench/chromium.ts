import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** There is none, and the message says what to install. */
export class NoChromiumError extends Error {
  override readonly name = 'NoChromiumError';
}

/** Chromium of this machine, without a window. @throws NoChromiumError */
export async function launchChromium(
  path = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
): Promise<Browser> {
  if (!existsSync(path))
    throw new NoChromiumError(
      `no Chromium at ${path}: install it (apt-get install chromium), or name another one in CHROMIUM_PATH`,
    );
  // Chromium refuses to run as root with its sandbox, and containers often run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await chromium.launch({ executablePath: path, args });
}
