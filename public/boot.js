// Starts the app over the prerendered page. Everything it needs stands in data attributes of <html>, as paths below the site's
// root, so that the site works in any folder. When the app cannot start, the page stays readable and says why, in Spanish.
// The syntax is old on purpose: a browser that cannot run the app must still read this far.

const page = document.documentElement.dataset;
// Once: the app changes the address of the page later.
const root = new URL("./" + page.root, document.baseURI);

// "gone": the server says that the file does not exist; "network": it did not arrive.
const fetched = async (path) => {
  const response = await fetch(new URL(path, root)).catch((cause) => {
    throw new Error("network", { cause });
  });
  if (!response.ok) throw new Error([404, 410].includes(response.status) ? "gone" : "network");
  // A captive portal answers everything with a page of its own.
  if (/html/.test(response.headers.get("content-type"))) throw new Error("network");
  return response;
};

// The glue of wasm-bindgen compiles while the file arrives, and goes on from the bytes when the server sends a wrong MIME type.
const load = async (glue, wasm) => {
  const script = import(new URL(glue, root).href).catch(async (cause) => {
    if (!(cause instanceof TypeError)) throw cause;
    // Says "gone" if it is.
    await fetched(glue);
    throw new Error("network", { cause });
  });
  // If the wasm fails first, a failure of the glue is no second, unhandled one.
  script.catch(() => {});
  const response = await fetched(wasm);
  await (await script).default({ module_or_path: response });
  return script;
};

// What is loaded once, and only when the app asks. After a failure the next call tries again.
const once = (fetchAll) => {
  let loading;
  const again = (error) => {
    loading = undefined;
    throw error;
  };
  return () => (loading = loading || fetchAll().catch(again));
};

// The constancia: its module and its font.
const loadCertificate = once(() =>
  Promise.all([
    load(page.certificateGlue, page.certificateWasm),
    fetched(page.font).then((response) => response.arrayBuffer()),
  ]),
);

// Keys, signatures and verification. The open key stays inside the module.
const loadSeal = once(() => load(page.sealGlue, page.sealWasm));

// What finds and reads a QR code in a picture.
const loadScanner = once(() => load(page.scanner, page.scannerWasm));

// What the page says when the app does not start; the causes are the data attributes of the notice.
const show = (cause) => {
  const notice = document.querySelector(".boot-notice");
  notice.textContent = notice.dataset[cause];
  notice.hidden = false;
};

globalThis.aulaModules = {
  loadCertificate,
  certificate: (sheetJson) =>
    loadCertificate().then(([module, font]) => module.render_certificate(sheetJson, new Uint8Array(font))),
  // A function of the scanner or of the seal.
  seal: (name, given) => (name === "scan" ? loadScanner() : loadSeal()).then((module) => module[name](...given)),
  // A lock is held until the promise settles that its callback gives: the app gets the function that settles it.
  turn: (name, patience) =>
    new Promise((granted, refused) =>
      navigator.locks
        .request(name, { signal: AbortSignal.timeout(patience) }, () => new Promise(granted))
        .catch(refused),
    ),
  // The app's data did not arrive.
  reportFailure: () => show("network"),
};

// A page from before an update asks for files that are gone: it loads itself again, once for each release. No storage, no reload.
const reloads = () => {
  try {
    if (sessionStorage.getItem("aula-reload") === page.wasm) return false;
    sessionStorage.setItem("aula-reload", page.wasm);
  } catch (error) {
    return false;
  }
  location.reload();
  return true;
};

// A policy without 'wasm-unsafe-eval' refuses to compile, and names it or CSP; engines throw the same CompileError for a feature they lack.
const cause = ({ name, message }) =>
  /CSP|unsafe-eval/.test(message)
    ? "blocked"
    : typeof WebAssembly !== "object" || ["SyntaxError", "CompileError", "LinkError"].includes(name)
      ? "oldBrowser"
      : "network";

// A trap ends the app: the page must not go on looking alive, nor write what it no longer understands.
for (const kind of ["error", "unhandledrejection"]) {
  addEventListener(kind, ({ error, reason }) => {
    const trap = error || reason;
    if (!trap || trap.name !== "RuntimeError") return;
    IDBObjectStore.prototype.put = Storage.prototype.setItem = () => {
      throw trap;
    };
    show("failed");
  });
}

load(page.glue, page.wasm).catch((error) => {
  console.error(error);
  if (error.message !== "gone" || !reloads()) show(cause(error));
});
