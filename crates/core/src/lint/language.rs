//! Words: sentences that are read in one breath, and names that neither criminalise nor leave anybody out.
//!
//! What stands between « and » is a law, a form or a character, and is left alone; a character who says it is corrected on the same
//! screen, which only a person can see to.

use crate::course::{Course, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::readability::{sentences, words};

use super::items::normal;
use super::texts;

/// Most words of a sentence (content guide §6).
const SENTENCE: usize = 25;

/// What is not written, and what is: the words of the content guide (§6), masculines for everybody, and office Spanish. Compared as whole
/// words, whatever their case; what begins with «¿» only where it is asked. Where a word is wrong of a person and right of something else
/// («captura del mensaje», «en el extranjero»), it stands here with what makes it wrong.
const INSTEAD: [(&[&str], &str); 26] = [
    (
        &[
            "ilegales",
            "persona ilegal",
            "personas ilegales",
            "migrante ilegal",
            "migración ilegal",
            "indocumentado",
            "indocumentada",
            "indocumentados",
            "indocumentadas",
        ],
        "persona en situación migratoria irregular",
    ),
    (
        &["los migrantes", "los extranjeros"],
        "las personas migrantes",
    ),
    (
        &[
            "oleada",
            "oleadas",
            "avalancha",
            "invasión",
            "crisis migratoria",
            "carga migratoria",
        ],
        "llegada, aumento o número de solicitudes",
    ),
    (
        &[
            "los menores",
            "un menor",
            "una menor",
            "menor no acompañado",
            "menores no acompañados",
            "menores migrantes",
        ],
        "niña, niño o adolescente",
    ),
    (
        &["deportada", "deportado", "deportadas", "deportados"],
        "retornada, devuelta o repatriada, según el caso",
    ),
    (
        &[
            "aseguramiento de personas",
            "aseguramiento de migrantes",
            "aseguramiento migratorio",
            "persona asegurada",
            "personas aseguradas",
            "migrantes asegurados",
            "captura de personas",
            "captura de migrantes",
            "capturar a la persona",
            "capturar a una persona",
            "capturar a las personas",
            "levantar a la persona",
            "levantar a una persona",
            "levantar a las personas",
            "levantar migrantes",
        ],
        "presentación, que sólo hace el INM, o detención, sólo por delito o falta",
    ),
    (&["trata de blancas"], "trata de personas"),
    (
        &[
            "prostituta",
            "prostitutas",
            "sexoservidora",
            "sexoservidoras",
        ],
        "mujer en situación de prostitución, o persona que ejerce trabajo sexual",
    ),
    (
        &["pollero", "polleros", "coyote", "coyotes"],
        "persona que trafica",
    ),
    (
        &["refugiado económico", "falso refugiado", "falsa refugiada"],
        "persona solicitante de la condición de refugiada",
    ),
    (
        &[
            "supuesta víctima",
            "supuestas víctimas",
            "presunta víctima",
            "su versión de los hechos",
            "según su versión",
            "da su versión",
            "dice ser víctima",
        ],
        "la persona que refiere, lo que relata",
    ),
    (
        &[
            "¿por qué no se fue",
            "¿por qué no te fuiste",
            "¿por qué vino",
            "¿por qué viniste",
        ],
        "pregunte qué necesita hoy y si está segura en este momento",
    ),
    (
        &["crimen pasional", "problema de pareja"],
        "violencia contra la mujer",
    ),
    (
        &[
            "gente de color",
            "personas de color",
            "persona de color",
            "mujer exótica",
            "mujeres exóticas",
            "belleza exótica",
            "rasgos exóticos",
        ],
        "persona afrodescendiente, si viene al caso",
    ),
    (
        &[
            "parece extranjero",
            "parece extranjera",
            "aspecto extranjero",
            "aspecto de extranjero",
            "cara de extranjero",
        ],
        "la persona; nadie es de fuera por su aspecto",
    ),
    (
        &[
            "discapacitado",
            "discapacitada",
            "discapacitados",
            "minusválido",
            "minusválida",
            "sordomudo",
            "sordomuda",
        ],
        "persona con discapacidad, persona sorda",
    ),
    (
        &["violencia obstétrica"],
        "maltrato en la atención del parto",
    ),
    (
        &[
            "los servidores públicos",
            "los funcionarios",
            "el funcionario",
        ],
        "las personas servidoras públicas",
    ),
    (&["los usuarios", "el usuario"], "la persona atendida"),
    (
        &["los ciudadanos", "el ciudadano"],
        "las personas, la ciudadanía",
    ),
    (&["los solicitantes"], "las personas solicitantes"),
    (
        &["los padres de familia"],
        "madre, padre o persona cuidadora",
    ),
    (
        &["tod s", "todxs", "todes", "niñ s", "niñxs", "niñes"],
        "todas las personas; niñas y niños",
    ),
    (
        &[
            "en virtud de",
            "a efecto de",
            "con la finalidad de",
            "toda vez que",
        ],
        "por, para",
    ),
    (
        &["el suscrito", "la suscrita", "el de la voz"],
        "quien firma",
    ),
    (&["llevar a cabo", "dar cumplimiento a"], "hacer, cumplir"),
];

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    texts::for_each(parsed, course, pool, &mut |place, text| {
        check_text(place, text, findings);
    });
}

/// The same for what belongs to no course.
pub(super) fn check_site(parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
    texts::for_each_of_site(parsed, &mut |place, text| check_text(place, text, findings));
}

fn check_text(place: &Place, text: &str, findings: &mut Vec<Diagnostic>) {
    let own = texts::without_quotations(text);
    for sentence in sentences(&own) {
        let length = words(sentence).count();
        if length > SENTENCE {
            let start: Vec<&str> = words(sentence).take(6).collect();
            findings.push(Diagnostic::warning(
                    "oracion-larga",
                    place.clone(),
                    format!("Una oración tiene {length} palabras: «{}…». Pártala en dos, de {SENTENCE} o menos.", start.join(" ")),
                ));
        }
    }
    let words = format!(" {} ", normal(&own));
    let lower = own.to_lowercase();
    let has = |phrase: &&&str| match phrase.starts_with('¿') {
        true => lower.contains(**phrase),
        false => words.contains(&format!(" {phrase} ")),
    };
    for (written, instead) in INSTEAD {
        let found = written.iter().find(has);
        if let Some(found) = found {
            findings.push(Diagnostic::warning(
                    "lenguaje",
                    place.clone(),
                    format!("Dice «{found}». Escriba mejor: {instead}. Si lo dice un personaje, póngalo entre «» y corríjalo en la misma pantalla."),
                ));
        }
    }
}
