//! What the study tools read: every passage of a course under an anchor that follows its words, its pocket cards and its glossary.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vecmap::VecMap;

use super::{Course, Module, Part, Source, Term};
use crate::case::{Onward, Scene};
use crate::id::{ItemId, LessonId, ModuleId, PassageId, SourceId, TermId};
use crate::item::hex;
use crate::prose::{Block, for_each_text, plain_text};
use crate::search::{Query, fold};

/// Stands between lesson and scene in the name of a scene; no key of an author has it.
const OF_SCENE: &str = "--";

/// A passage: a block of a lesson, the prompt of an item, or a scene of a case before anything is decided in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The module.
    pub module: ModuleId,
    /// The lesson.
    pub lesson: LessonId,
    /// Its name: the id of an item, or that of a [`PassageId`].
    pub anchor: ItemId,
    /// Its words; none for an end of a case, which tells what followed.
    pub text: String,
}

impl Passage {
    /// Where it stands in the page of its lesson. `None` for a scene, which is shown when decisions lead to it.
    pub fn place(&self) -> Option<&ItemId> {
        (!self.anchor.as_str().contains(OF_SCENE)).then_some(&self.anchor)
    }
}

/// A pocket card, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardWords {
    /// Its module.
    pub module: ModuleId,
    /// Its title.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// A course as the study tools need it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Titles of the lessons, by id.
    pub titles: VecMap<LessonId, String>,
    /// Every passage in reading order.
    pub passages: Vec<Passage>,
    /// The pocket cards, in the order of their modules.
    pub cards: Vec<CardWords>,
    /// The glossary.
    pub glossary: VecMap<TermId, Term>,
    /// What sustains its terms.
    pub sources: VecMap<SourceId, Source>,
}

/// What a search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'a> {
    /// A passage of a lesson.
    Passage(&'a Passage),
    /// A pocket card.
    Card(&'a CardWords),
    /// A term of the glossary.
    Term(&'a Term),
}

/// The name of a block in its lesson: it follows the block's words, so that a note stays with them when others are added or moved. `None`
/// for what has no words.
pub fn passage_id(block: &Block) -> Option<PassageId> {
    let words = words_of(block);
    let digest = Sha256::digest(words.as_bytes());
    (!words.is_empty()).then(|| PassageId::new(format!("p-{}", hex(&digest, 8))))
}

/// The words of a block, without marks.
pub fn words_of(block: &Block) -> String {
    let mut words = String::new();
    for_each_text(std::slice::from_ref(block), &mut |text| {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&plain_text(text));
    });
    words
}

/// Where a note can be taken in a lesson: the name of the passage, and the words it is known by. A block is named by its words, an item by its
/// id. `None` for headings, for cases, whose scenes are noted at one by one ([`noted_at_scene`]), and for what has no words.
pub fn noted_at(part: &Part) -> Option<(PassageId, String)> {
    match part {
        Part::Prose(Block::Heading { .. }) | Part::Case(_) => None,
        Part::Prose(block) => Some((passage_id(block)?, words_of(block))),
        Part::Item(item) => Some((
            PassageId::new(item.id.as_str()),
            titled(&item.title, &item.prompt),
        )),
    }
}

/// Where a note can be taken in a scene of a lesson's case, and the words it is known by. It keeps its name when scenes are added or moved.
pub fn noted_at_scene(lesson: &LessonId, scene: &Scene) -> (PassageId, String) {
    let id = PassageId::new(format!("{lesson}{OF_SCENE}{}", scene.id));
    (id, titled(&scene.title, &scene.prose))
}

impl Course {
    /// What the study tools need of it.
    pub fn reading(&self) -> Reading {
        let mut passages = vec![];
        for (module, lesson) in self.lessons() {
            let mut add = |anchor: &str, text: String| {
                passages.push(Passage {
                    module: module.id.clone(),
                    lesson: lesson.id.clone(),
                    anchor: ItemId::new(anchor),
                    text,
                });
            };
            for part in &lesson.parts {
                match part {
                    Part::Prose(block) => {
                        if let Some(id) = passage_id(block) {
                            add(id.as_str(), words_of(block));
                        }
                    }
                    // What explains an answer is not told before it.
                    Part::Item(item) => {
                        add(item.id.as_str(), titled(&item.title, &item.prompt));
                    }
                    // What follows from a decision is not told before it, and an end tells what followed.
                    Part::Case(case) => {
                        for scene in &case.scenes {
                            let (id, words) = noted_at_scene(&lesson.id, scene);
                            match scene.onward {
                                Onward::Decisions(_) => add(id.as_str(), words),
                                Onward::End { .. } => add(id.as_str(), String::new()),
                                // It is never shown.
                                Onward::Crossing(_) => {}
                            }
                        }
                    }
                }
            }
        }
        let of_terms = self
            .glossary
            .values()
            .filter_map(|term| term.source.as_ref());
        let of_terms: Vec<&SourceId> = of_terms.collect();
        let mut sources = self.sources.clone();
        sources.retain(|id, _| of_terms.contains(&id));
        Reading {
            titles: self
                .lessons()
                .map(|(_, lesson)| (lesson.id.clone(), lesson.title.clone()))
                .collect(),
            passages,
            cards: self.modules.iter().filter_map(card_words).collect(),
            glossary: self.glossary.clone(),
            sources,
        }
    }
}

fn titled(title: &str, blocks: &[Block]) -> String {
    let words: Vec<String> = blocks.iter().map(words_of).collect();
    format!("{title} {}", words.join(" "))
}

fn card_words(module: &Module) -> Option<CardWords> {
    let card = module.card.as_ref()?;
    let words: Vec<String> = card.blocks.iter().map(words_of).collect();
    Some(CardWords {
        module: module.id.clone(),
        title: card.title.clone(),
        text: words.join(" "),
    })
}

impl Reading {
    /// All that can be found, in the order in which it is shown: passages, cards, terms.
    pub fn all(&self) -> Vec<Found<'_>> {
        let passages = self.passages.iter();
        let passages = passages.filter(|passage| !passage.text.is_empty());
        let passages = passages.map(Found::Passage);
        let cards = self.cards.iter().map(Found::Card);
        let terms = self.glossary.values().map(Found::Term);
        passages.chain(cards).chain(terms).collect()
    }

    /// Its title: that of the lesson or of the card, or the term.
    pub fn title<'a>(&'a self, found: Found<'a>) -> &'a str {
        match found {
            Found::Passage(passage) => self.titles.get(&passage.lesson).map_or("", String::as_str),
            Found::Card(card) => &card.title,
            Found::Term(term) => &term.name,
        }
    }

    /// The words of each of [`Reading::all`], folded, with its title: to be made once and searched often.
    pub fn folded(&self) -> Vec<String> {
        let all = self.all().into_iter();
        all.map(|found| fold(found.words()) + " " + &fold(self.title(found)))
            .collect()
    }
}

impl<'a> Found<'a> {
    /// Its words.
    pub fn words(self) -> &'a str {
        match self {
            Found::Passage(passage) => &passage.text,
            Found::Card(card) => &card.text,
            Found::Term(term) => &term.definition,
        }
    }
}

/// Places of the folded texts that have every word of the query, accents aside, in reading order. Nothing for an empty query.
pub fn find(folded: &[String], query: &str) -> Vec<usize> {
    let query = Query::new(query);
    if query.is_empty() {
        return vec![];
    }
    let found = folded.iter().enumerate();
    found
        .filter(|(_, text)| query.finds(text))
        .map(|(place, _)| place)
        .collect()
}

/// The words around the first of the query's words in a text: at most about `length` characters, cut at spaces, with «…» where something
/// is left out.
pub fn excerpt(text: &str, query: &str, length: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let query = Query::new(query);
    let at = words
        .iter()
        .position(|word| query.weight_in(&fold(word)) > 0)
        .unwrap_or(0);
    // A few words before it say what it is about.
    let start = at.saturating_sub(8);
    let mut shown = String::new();
    let mut taken = start;
    for word in words.iter().skip(start) {
        if !shown.is_empty() && shown.chars().count() + word.chars().count() >= length {
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
        taken += 1;
    }
    let before = if start > 0 { "… " } else { "" };
    let after = if taken < words.len() { " …" } else { "" };
    format!("{before}{shown}{after}")
}
