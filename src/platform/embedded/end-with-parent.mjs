// Preloaded into what the launcher starts: a parent that was killed cannot pass the news on, so its children look.
const LOOK_EVERY_MS = 500;
const FORCE_AFTER_MS = 10_000;
const parent = process.ppid;

const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
}, LOOK_EVERY_MS);
watch.unref();
