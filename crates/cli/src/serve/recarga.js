// Part of `cargo aula serve` only: reloads the page after a build, and shows findings and errors at its foot.

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = "/_aula/recarga.css";
document.head.append(style);

const bar = document.createElement("details");
bar.className = "aula-recarga";
bar.open = true;
bar.hidden = true;
const title = document.createElement("summary");
const text = document.createElement("pre");
bar.append(title, text);
document.body.append(bar);

let version;

const draw = ({ building, findings, error }) => {
  bar.classList.toggle("aula-recarga--error", error !== null);
  const parts = [
    building && "Construyendo…",
    error && "El sitio no se pudo construir: se muestra el último que sí",
    findings.length === 1 && "1 observación",
    findings.length > 1 && `${findings.length} observaciones`,
  ];
  title.textContent = parts.filter(Boolean).join(" · ");
  text.textContent = [error, ...findings].filter(Boolean).join("\n");
  text.hidden = text.textContent === "";
  bar.hidden = title.textContent === "";
};

new EventSource("/_aula/eventos").addEventListener("message", ({ data }) => {
  const status = JSON.parse(data);
  if (version !== undefined && status.version !== version) location.reload();
  version = status.version;
  draw(status);
});
