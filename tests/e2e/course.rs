//! The real course, read from `courses/` by core's own parser: which answer is right is looked up, never copied into a test.

use aula_core::course::{Course, Files, Lesson, Parsed, Pool, parse};
use aula_core::item::choice::Alternative;
use aula_core::item::plan::Commitment;
use aula_core::item::{Interaction, Item, Response};
use aula_core::prose::{Block, Inline, plain_text};
use std::path::Path;
use std::sync::OnceLock;

/// The title of the course that the journeys take.
pub const TITLE: &str = "Mujeres y migración";

/// The course.
pub fn course() -> &'static Course {
    &parsed().courses[0].0
}

/// The items of its evaluation.
pub fn pool() -> &'static Pool {
    &parsed().courses[0].1
}

/// The cases of its diagnostic.
pub fn pretest() -> &'static [Item] {
    parsed().pretest(course())
}

/// Its lessons in reading order.
pub fn lessons() -> Vec<&'static Lesson> {
    course().lessons().map(|(_, lesson)| lesson).collect()
}

/// The first lesson that is a branching case, and what one decides in it to come to the best end: each scene with the words of the first
/// adequate decision, and the title of the end.
pub fn case() -> (&'static Lesson, Vec<(String, String)>, String) {
    let mut lessons = lessons().into_iter();
    let lesson = lessons
        .find(|lesson| lesson.case().is_some())
        .expect("the course has a case");
    let (way, end) = best_way(lesson).expect("it is one");
    (lesson, way, end)
}

/// The best way through the case of a lesson, if it has one, and the title of its end.
pub fn best_way(lesson: &Lesson) -> Option<(Vec<(String, String)>, String)> {
    let case = lesson.case()?;
    let (mut road, mut way) = (vec![], vec![]);
    loop {
        let position = case.play(&road);
        let scene = position.scene.expect("a case leads somewhere");
        if scene.is_end() {
            return Some((way, scene.title.clone()));
        }
        let offered = case.offered(scene, &position.values);
        let decision = offered.into_iter().find(|decision| decision.adequate);
        let decision = decision.expect("an adequate decision is offered");
        way.push((scene.title.clone(), decision.words.clone()));
        road.push((scene.id.clone(), decision.id.clone()));
    }
}

/// Every item of the lessons that is a choice, in reading order.
pub fn items() -> Vec<&'static Item> {
    let items = lessons().into_iter().flat_map(Lesson::items);
    let is_choice = |item: &&Item| matches!(item.interaction, Interaction::Choice(_));
    items.filter(is_choice).collect()
}

/// The first item of the course in which several alternatives may be picked.
pub fn item_with_several() -> (&'static Lesson, &'static Item) {
    let several = |item: &&Item| match &item.interaction {
        Interaction::Choice(_) => right(item).len() > 1,
        _ => false,
    };
    let found = lessons()
        .into_iter()
        .find_map(|lesson| Some((lesson, lesson.items().find(several)?)));
    found.expect("the course has an item with several right alternatives")
}

/// An item of the evaluation by its title.
pub fn drawn(title: &str) -> &'static Item {
    let mut items = pool().items.iter();
    items
        .find(|item| item.title == title)
        .unwrap_or_else(|| panic!("no item is called {title:?}"))
}

/// The alternatives that should be picked.
pub fn right(item: &Item) -> Vec<String> {
    alternatives(item)
        .iter()
        .filter(|each| each.correct)
        .map(words)
        .collect()
}

/// The response of somebody who knows.
pub fn right_response(item: &Item) -> Response {
    match &item.interaction {
        Interaction::Choice(choice) => {
            let correct = choice.alternatives.iter().filter(|each| each.correct);
            Response::Choice(correct.map(|each| each.id.clone()).collect())
        }
        Interaction::Order(order) => {
            Response::Order(order.entries.iter().map(|each| each.id.clone()).collect())
        }
        Interaction::Match(matching) => {
            let pairs = matching.entries();
            Response::Match(
                pairs
                    .map(|(entry, group)| (entry.id.clone(), group.id.clone()))
                    .collect(),
            )
        }
        Interaction::Blanks(blanks) => {
            let filled = blanks.blanks.iter();
            Response::Blanks(
                filled
                    .map(|blank| (blank.element.id.clone(), blank.accepted[0].clone()))
                    .collect(),
            )
        }
        Interaction::Hottext(hottext) => {
            let correct = hottext.candidates.iter().filter(|each| each.correct);
            Response::Hottext(correct.map(|each| each.id.clone()).collect())
        }
        Interaction::Number(number) => Response::Number(number.right.value.to_string()),
        Interaction::Extended(_) => Response::Extended("Buenas tardes.".to_owned()),
        Interaction::Plan(_) => Response::Plan(Commitment {
            situation: "llegue alguien sin papeles".to_owned(),
            action: "pregunto qué necesita".to_owned(),
        }),
    }
}

/// One alternative that should not be picked.
pub fn wrong(item: &Item) -> Vec<String> {
    alternatives(item)
        .iter()
        .filter(|each| !each.correct)
        .take(1)
        .map(words)
        .collect()
}

/// The words of every alternative, in their order on the page.
pub fn all(item: &Item) -> Vec<String> {
    alternatives(item).iter().map(words).collect()
}

fn alternatives(item: &Item) -> &[Alternative] {
    let Interaction::Choice(choice) = &item.interaction else {
        panic!(
            "{} is no choice: tests/e2e/answering.rs answers the other kinds",
            item.id
        );
    };
    &choice.alternatives
}

/// The running text that explains an alternative.
fn why(alternative: &Alternative) -> &[Inline] {
    match alternative.feedback.as_slice() {
        [Block::Paragraph(text)] => text,
        _ => panic!("the explanation is not one paragraph: {alternative:?}"),
    }
}

/// The words that explain these alternatives.
pub fn explanations(item: &Item, picked: &[String]) -> Vec<String> {
    let picked = alternatives(item)
        .iter()
        .filter(|each| picked.contains(&words(each)));
    picked.map(|each| plain_text(why(each))).collect()
}

/// The first law article these alternatives cite: the words in the sentence, and «Ley, artículo».
pub fn citation(item: &Item, picked: &[String]) -> (String, String) {
    let picked = alternatives(item)
        .iter()
        .filter(|each| picked.contains(&words(each)));
    let found = picked.flat_map(why).find_map(|inline| match inline {
        Inline::Cite { source, text } => Some((text.clone(), course().sources.get(source)?)),
        _ => None,
    });
    let (text, source) = found.expect("an article is cited");
    (text, format!("{}, {}", source.law, source.article))
}

fn words(alternative: &Alternative) -> String {
    plain_text(&alternative.content)
}

fn parsed() -> &'static Parsed {
    static PARSED: OnceLock<Parsed> = OnceLock::new();
    PARSED.get_or_init(|| parsed_from("courses"))
}

/// What the parser makes of a folder of the project.
pub fn parsed_from(folder: &str) -> Parsed {
    let mut files = Files::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    lay(&folder, "", &mut files);
    parse(&files)
}

fn lay(folder: &Path, below: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
    {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            lay(&entry.path(), &format!("{path}/"), files);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            files.texts.insert(path, text);
        }
    }
}
