// What a page does before the app and without it: the quick exit, the size of its letters, its keys, and what is opened to be printed.
// A classic script in the head: it runs before anything is drawn, and its syntax is old on purpose.
(function () {
  var root = document.documentElement;
  var neutral = new URL(root.dataset.exit, new URL("./" + root.dataset.root, document.baseURI)).href; // once: the app changes the address
  var leaving = false;

  // Refused in some frames: then nothing is remembered, and all else goes on.
  var remember = function (store, key, value) {
    try {
      window[store].setItem(key, value);
    } catch (error) {}
  };
  var remembered = function (store, key) {
    try {
      return window[store].getItem(key);
    } catch (error) {
      return null;
    }
  };
  var isOff = function (what) {
    return remembered("localStorage", "aula-" + what) === "no";
  };

  // Hides everything at once and puts the neutral page in the place of this one. That the person left is kept for the tab, so that
  // Back and Forward do not show the others either.
  // Limit: in a frame only the frame is replaced.
  var leave = function () {
    leaving = true;
    root.hidden = true;
    document.title = "";
    remember("sessionStorage", "aula-left", "1");
    if (window.speechSynthesis) speechSynthesis.cancel();
    // The app asks before unsaved work is left; not now. What captures is heard first.
    addEventListener(
      "beforeunload",
      function (event) {
        event.stopImmediatePropagation();
      },
      true
    );
    location.replace(neutral);
  };
  var hasLeft = function () {
    return remembered("sessionStorage", "aula-left") === "1";
  };
  // Who comes by an address or a link wants to be here again.
  if (hasLeft()) {
    var entry = performance.getEntriesByType("navigation")[0];
    if (entry && entry.type === "navigate") remember("sessionStorage", "aula-left", "0");
    else leave();
  }
  // A page that the browser keeps whole for Back is kept hidden.
  addEventListener("pagehide", function () {
    root.hidden = true;
  });
  addEventListener("pageshow", function (event) {
    if (event.persisted && hasLeft()) leave();
    else root.hidden = leaving;
  });

  // The choices of this device, shown on the page: letters, exit, keys.
  var show = function () {
    root.dataset.letters = remembered("localStorage", "aula-letters") || "0";
    root.dataset.off = ["exit", "keys"].filter(isOff).join(" ");
    document.querySelectorAll("[data-letters], [data-switch]").forEach(function (button) {
      if (button === root) return;
      var letters = button.dataset.letters;
      button.setAttribute("aria-pressed", letters ? letters === root.dataset.letters : !isOff(button.dataset.switch));
    });
  };
  show();
  addEventListener("DOMContentLoaded", show);

  var help = function () {
    var dialog = document.getElementById("teclas");
    if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
  };
  document.addEventListener(
    "click",
    function (event) {
      var at = event.target.closest(".exit, .tools button, #teclas button");
      if (!at) return;
      var data = at.dataset;
      if (at.matches(".exit")) {
        event.preventDefault();
        leave();
      } else if (data.letters) remember("localStorage", "aula-letters", data.letters);
      else if (data.switch) remember("localStorage", "aula-" + data.switch, isOff(data.switch) ? "yes" : "no");
      else if ("help" in data) help();
      else at.closest("dialog").close();
      show();
    },
    true
  );

  // F2 three times: no screen reader uses it alone, and no browser. Letters press what names them in `aria-keyshortcuts`.
  var presses = [];
  addEventListener(
    "keydown",
    function (event) {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "F2" && !isOff("exit")) {
        presses = presses.concat(event.timeStamp).slice(-3);
        if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
      }
      if (isOff("keys") || event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
      if (event.key === "?") help();
      var named = /^[a-z]$/.test(event.key) && document.querySelector('[aria-keyshortcuts="' + event.key + '"]');
      if (named) named.click();
    },
    true
  );

  // On paper nothing is closed, but of a hard passage the short version is enough, and a law is quoted once, in the list at the end.
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open], .sensitive__whole, .callout .source)").forEach(function (closed) {
      closed.open = closed.dataset.print = true;
    });
  });
  addEventListener("afterprint", function () {
    document.querySelectorAll("[data-print]").forEach(function (opened) {
      opened.open = false;
      delete opened.dataset.print;
    });
  });
})();
