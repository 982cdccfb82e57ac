//! The desk over the real courses: what people say leads to the card that helps.

use aula_core::course::desk::{Desk, Destination};
use aula_core::id::{LessonId, ModuleId};

use crate::courses::real;

#[test]
fn every_card_is_three_answers_away_at_most_and_its_lesson_is_there() {
    let desk = Desk::of(&real());
    let mut reached = vec![];
    let mut open = vec![vec![]];
    while let Some(answers) = open.pop() {
        let fork = desk.fork_after(&answers).unwrap();
        for (place, branch) in fork.branches.iter().enumerate() {
            let mut way = answers.clone();
            way.push(place);
            assert!(way.len() <= 3, "{}", branch.text);
            match &branch.leads_to {
                Destination::Fork(_) => open.push(way),
                Destination::Card(module, lesson) => {
                    let (course, found, _) = desk.card(module).unwrap();
                    let (home, _) = course.lesson(lesson).unwrap();
                    assert_eq!(home.id, found.id);
                    reached.push(module.clone());
                }
                Destination::Contact(contact) => assert!(desk.contacts.contains_key(contact)),
            }
        }
    }
    let modules = desk.courses.iter().flat_map(|course| &course.modules);
    for module in modules {
        assert!(reached.contains(&module.id), "{}", module.id);
    }
}

#[test]
fn what_people_say_finds_the_card_that_helps_first() {
    let index = Desk::of(&real()).index();
    for (query, module, lesson) in [
        ("golpes", "violencia-y-proteccion", "orden-sin-condiciones"),
        (
            "mujer golpeada",
            "violencia-y-proteccion",
            "nombrar-la-violencia",
        ),
        (
            "VIOLACION",
            "violencia-y-proteccion",
            "violencia-sexual-sin-demora",
        ),
        (
            "la violaron",
            "violencia-y-proteccion",
            "violencia-sexual-sin-demora",
        ),
        ("embarazada", "salud-y-registro", "embarazo-sin-seguro"),
        (
            "embarazo sin seguro",
            "salud-y-registro",
            "embarazo-sin-seguro",
        ),
        ("bebe acta", "nacer-y-existir", "registrar-el-nacimiento"),
        ("curp", "papeles-y-pruebas", "curp-con-criterio"),
        ("curp no avanza", "papeles-y-pruebas", "curp-con-criterio"),
        (
            "quitar el pasaporte",
            "papeles-y-pruebas",
            "devolver-el-documento",
        ),
        ("intérprete", "sin-barreras", "interprete-no-la-hija"),
        ("¿sorda?", "sin-barreras", "interprete-no-la-hija"),
        ("arresto", "derecho-de-la-persona", "detencion-y-consulado"),
        ("whatsapp", "compartir-y-cuidar", "equipo-y-chats"),
        ("robo de expediente", "compartir-y-cuidar", "se-perdio"),
        ("aviso de privacidad", "datos-minimos", "aviso-antes"),
        (
            "desaparecida",
            "peticiones-y-familias",
            "buscar-sin-esperar",
        ),
        (
            "deportada",
            "peticiones-y-familias",
            "mexicanas-en-el-exterior",
        ),
        ("trata", "ver-los-indicios", "indicios-en-mi-ventanilla"),
        (
            "no le pagan",
            "ver-los-indicios",
            "indicios-en-mi-ventanilla",
        ),
    ] {
        let found = index.find(query);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("nothing for {query}"));
        let expected = Destination::Card(ModuleId::new(module), LessonId::new(lesson));
        assert_eq!(*first, expected, "{query}: {found:?}");
    }
    assert_eq!(index.find("  "), vec![]);
    assert_eq!(index.find("salchicha"), vec![]);
}
