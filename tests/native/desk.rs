//! The desk over the real courses: what people say leads to the card that helps.

use aula_core::course::desk::{Desk, Destination};
use aula_core::id::ModuleId;

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
    for (query, module) in [
        ("golpes", "violencia-y-proteccion"),
        ("VIOLACION", "violencia-y-proteccion"),
        ("embarazada", "salud-y-registro"),
        ("bebe acta", "nacer-y-existir"),
        ("curp", "papeles-y-pruebas"),
        ("interprete", "sin-barreras"),
        ("whatsapp", "compartir-y-cuidar"),
        ("desaparecida", "peticiones-y-familias"),
    ] {
        let found = index.find(query);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("nothing for {query}"));
        let Destination::Card(id, _) = first else {
            panic!("{query}: {first:?}")
        };
        assert_eq!(*id, ModuleId::new(module), "{query}");
    }
    assert_eq!(index.find("  "), vec![]);
    assert_eq!(index.find("salchicha"), vec![]);
}
