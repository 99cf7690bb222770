import { readdirSync, readFileSync } from 'node:fs';

/** Follows the processes this one starts; the answer gives the most memory any of them has held, bytes (Linux; 0 elsewhere). */
export function watchChildren(): () => number {
  let most = 0;
  const look = (): void => {
    for (const child of children()) most = Math.max(most, peakOf(child));
  };
  const timer = setInterval(look, 4);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function children(): string[] {
  try {
    return readdirSync(`/proc/${process.pid}/task`).flatMap((thread) => readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean));
  } catch {
    return [];
  }
}

function peakOf(child: string): number {
  try {
    return 1024 * Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
