// Reads pictures beside the page: it goes on answering meanwhile, and a picture that would never end is given up.
// The page imports this file, and starts it as a worker for each picture.

import init, { scan as look } from "GLUE";

// A photo takes an old computer some seconds; of corners of codes there can be so many that their triples never end.
const PATIENCE_MS = 30000;
let wasm;

export default async ({ module_or_path: response }) => {
  wasm = await WebAssembly.compile(await response.arrayBuffer());
};

const here = async (picture) => {
  await init({ module_or_path: wasm });
  return look(...picture);
};

// Width, height and grey bytes in, the texts of the codes out. Where there are no such workers (sandboxed frames, old browsers) the
// page waits.
export const scan = (...picture) =>
  new Promise((found, failed) => {
    let worker;
    try {
      worker = new Worker(import.meta.url, { type: "module" });
    } catch (error) {
      found(here(picture));
      return;
    }
    const end = (settle, answer) => {
      clearTimeout(patience);
      worker.terminate();
      settle(answer);
    };
    const patience = setTimeout(end, PATIENCE_MS, failed, "patience");
    worker.onerror = () => end(found, here(picture));
    worker.onmessage = ({ data: { texts, error } }) => (error ? end(failed, error) : end(found, texts));
    worker.postMessage({ module: wasm, picture });
  });

if (!globalThis.document) {
  onmessage = ({ data: { module, picture } }) => {
    wasm = module;
    here(picture).then(
      (texts) => postMessage({ texts }),
      (error) => postMessage({ error: String(error) }),
    );
  };
}
