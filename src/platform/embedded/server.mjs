import { spawn } from 'node:child_process';

const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 5_000;

/**
 * Starts a server and waits until its output says that it is ready. `stop` asks by `stopSignal`, after a while by
 * `killSignal`; should the launcher itself exit first, the server is killed with it.
 */
export function startServer({ command, args, options, ready, stopSignal, killSignal }) {
  return new Promise((resolve, reject) => {
    // Detached: Ctrl-C at a terminal is for the program that uses the server, which needs it until its own end.
    const server = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const ended = new Promise((done) => server.once('close', done));
    const kill = () => server.kill(killSignal);
    const stop = async () => {
      process.off('exit', kill);
      server.kill(stopSignal);
      const force = setTimeout(kill, STOP_WITHIN_MS);
      await ended;
      clearTimeout(force);
    };
    process.once('exit', kill);

    let output = '';
    const fail = (cause) => {
      clearTimeout(patience);
      process.off('exit', kill);
      reject(new Error(`${command} ${cause}\n${output}`));
    };
    const patience = setTimeout(() => {
      kill();
      fail(`did not start in ${START_WITHIN_MS / 1000} s`);
    }, START_WITHIN_MS);
    server.once('error', (error) => fail(error.message));
    ended.then((code) => fail(`ended with code ${code}`));

    const listen = (chunk) => {
      output = (output + chunk).slice(-10_000);
      if (!ready.test(output)) return;
      clearTimeout(patience);
      resolve({ stop });
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
  });
}
