//! Words that stand on every page around the app, put there by the build: the quick exit, the size of letters, the keys.

pub const TOOLS: &str = "Salida rápida y lectura";
pub const EXIT: &str = "Salida rápida";
/// True to the letter: what the browser keeps we cannot take away.
pub const EXIT_NOTE: &str = "Salida rápida: el botón, o la tecla F2 tres veces seguidas, cambia esta página por otra sin relación. Al volver «Atrás» no se ve Aula, pero el historial del navegador conserva las páginas que visitó.";
pub const EXIT_SWITCH: &str = "Usar la salida rápida";
pub const LETTERS: &str = "Tamaño de letra";
pub const LETTER_SIZES: [&str; 4] = ["Normal", "Grande", "Más grande", "Enorme"];
pub const KEYS: &str = "Teclas rápidas";
pub const KEYS_SWITCH: &str = "Usar teclas rápidas";
pub const KEYS_NOTE: &str = "Sirven fuera de los campos donde se escribe. Si su lector de pantalla o su control por voz las usa para otra cosa, apáguelas.";
pub const CLOSE: &str = "Cerrar";

/// Each key with what it does.
pub const KEY_LIST: [(&str, &str); 7] = [
    ("?", "Ver estas teclas"),
    ("s", "Lección siguiente"),
    ("a", "Lección anterior"),
    ("v", "Tengo a una persona enfrente"),
    ("b", "Buscar en la capacitación"),
    ("g", "Glosario"),
    ("F2, tres veces", "Salida rápida"),
];
