// What a page does before the app and without it: the quick exit, the size of its letters, its keys, and what is opened to be printed.
// A classic script in the head: it runs before anything is drawn, and its syntax is as old as that of boot.js.
{
  const root = document.documentElement;
  // Once: the app changes the address of the page later.
  const neutral = new URL(root.dataset.exit, new URL("./" + root.dataset.root, document.baseURI)).href;
  let leaving = false;

  // Keeps a value, if there is one, and tells what is kept. Refused in some frames: then nothing is, and all else goes on.
  const kept = (key, value, store) => {
    try {
      store = window[store || "localStorage"];
      if (value) store.setItem("aula-" + key, value);
      return store.getItem("aula-" + key);
    } catch (error) {}
  };
  // Not `hidden`: Chromium's accessibility tree falls with a root that has no box (measured: the tab crashed in one visit of eight).
  const hide = (how) => (root.style.visibility = how);
  const isOff = (what) => kept(what) === "no";

  // Hides everything at once and puts the neutral page in the place of this one. That the person left is kept for the tab, so that
  // Back and Forward do not show the others either.
  // Limit: in a frame only the frame is replaced.
  const leave = () => {
    leaving = true;
    hide("hidden");
    document.title = "";
    kept("left", "yes", "sessionStorage");
    if (window.speechSynthesis) speechSynthesis.cancel();
    // The app asks before unsaved work is left; not now. What captures is heard first.
    addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
    location.replace(neutral);
  };
  const hasLeft = () => kept("left", "", "sessionStorage") === "yes";
  // Who comes by an address or a link wants to be here again.
  if (hasLeft()) {
    if (performance.getEntriesByType("navigation")[0].type === "navigate") kept("left", "no", "sessionStorage");
    else leave();
  }
  // A page that the browser keeps whole for Back is kept hidden.
  addEventListener("pagehide", () => hide("hidden"));
  addEventListener("pageshow", (event) => {
    if (event.persisted && hasLeft()) leave();
    else if (!leaving) hide("");
  });

  // The choices of this device, shown on the page: letters, exit, keys.
  const show = () => {
    root.dataset.letters = kept("letters") || "0";
    root.dataset.off = ["exit", "keys"].filter(isOff).join(" ");
    document.querySelectorAll("button[data-letters], [data-switch]").forEach((button) => {
      const letters = button.dataset.letters;
      button.setAttribute("aria-pressed", letters ? letters === root.dataset.letters : !isOff(button.dataset.switch));
    });
  };
  show();
  addEventListener("DOMContentLoaded", show);

  const help = () => {
    const dialog = document.getElementById("teclas");
    if (!dialog || document.querySelector("dialog[open]")) return;
    dialog.showModal();
    // Not `autofocus`, of which the browser complains in the frame of another site.
    document.getElementById("teclas-titulo").focus();
  };
  document.addEventListener(
    "click",
    (event) => {
      const at = event.target.closest(".exit, .tools__button");
      if (!at) return;
      const data = at.dataset;
      if (at.href) {
        event.preventDefault();
        leave();
      } else if (data.letters) kept("letters", data.letters);
      else if (data.switch) kept(data.switch, isOff(data.switch) ? "yes" : "no");
      else if (at.closest("dialog")) at.closest("dialog").close();
      else help();
      show();
    },
    true
  );

  // F2 three times: no screen reader uses it alone, and no browser. Letters press what names them in `aria-keyshortcuts`.
  let presses = [];
  addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "F2" && !isOff("exit")) {
        presses = presses.concat(event.timeStamp).slice(-3);
        if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
      }
      if (isOff("keys") || event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
      if (event.key === "?") help();
      const named = /^[a-z]$/.test(event.key) && document.querySelector('[aria-keyshortcuts="' + event.key + '"]');
      if (named) named.click();
    },
    true
  );

  // Without boot.js nobody else says that the app does not start.
  addEventListener(
    "error",
    ({ target }) => {
      const notice = document.querySelector(".boot-notice");
      if (target.localName !== "script" || !notice) return;
      notice.textContent = notice.dataset.network;
      notice.hidden = false;
    },
    true
  );

  // On paper nothing is closed, but of a hard passage the short version is enough, and a law is quoted once, in the list at the end.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = document.querySelectorAll("details:not([open], .sensitive__whole, .callout .source)");
    opened.forEach((each) => (each.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((each) => (each.open = false)));
}
