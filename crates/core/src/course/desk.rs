//! Desk mode: what an official with a person in front needs at hand. A tree of questions over the pocket cards of all courses and the
//! directory, and the search over both.

use serde::{Deserialize, Serialize};
use vecmap::VecMap;

use super::{Card, Contact, Course, Module, Parsed, Pool, Term};
use crate::id::{ContactId, ForkId, LessonId, ModuleId, TermId};
use crate::prose::{Block, for_each_text, plain_text};
use crate::search::{Query, fold};

/// The most answers between the first question and where they lead.
pub const STEPS: usize = 3;

/// A question of the tree. The first of all is the one that is asked first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fork {
    /// Its key.
    pub id: ForkId,
    /// The question.
    pub text: String,
    /// Its answers in the author's order.
    pub branches: Vec<Branch>,
}

/// An answer, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The answer.
    pub text: String,
    /// Other words that people look for it with, or empty.
    pub words: String,
    /// Where it leads.
    pub leads_to: Destination,
}

/// Where an answer leads, and what a search finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// On to another question.
    Fork(ForkId),
    /// To a module's pocket card, and the lesson that teaches it.
    Card(ModuleId, LessonId),
    /// To an entry of the directory.
    Contact(ContactId),
}

/// Everything that the desk needs, in one piece: it must work when the network is gone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The tree; empty if nobody has written one.
    pub forks: Vec<Fork>,
    /// The courses with their cards and the titles of their lessons.
    pub courses: Vec<Course>,
    /// The whole directory.
    pub contacts: VecMap<ContactId, Contact>,
    /// The self-care card, if the site has one.
    pub care: Option<Card>,
}

impl Desk {
    /// The desk of a site.
    pub fn of(parsed: &Parsed) -> Desk {
        Desk {
            forks: parsed.forks.clone(),
            courses: parsed
                .courses
                .iter()
                .map(|(course, _)| course.cards())
                .collect(),
            contacts: parsed.contacts.clone(),
            care: parsed.care.clone(),
        }
    }

    /// The question with this key.
    pub fn fork(&self, id: &ForkId) -> Option<&Fork> {
        self.forks.iter().find(|fork| fork.id == *id)
    }

    /// The question after these answers, each the place of a branch; `None` if they lead elsewhere.
    pub fn fork_after(&self, answers: &[usize]) -> Option<&Fork> {
        answers
            .iter()
            .try_fold(self.forks.first()?, |fork, answer| {
                match &fork.branches.get(*answer)?.leads_to {
                    Destination::Fork(id) => self.fork(id),
                    Destination::Card(..) | Destination::Contact(_) => None,
                }
            })
    }

    /// The card of a module, with its course.
    pub fn card(&self, id: &ModuleId) -> Option<(&Course, &Module, &Card)> {
        self.courses.iter().find_map(|course| {
            let module = course.module(id)?;
            Some((course, module, module.card.as_ref()?))
        })
    }

    /// The index of everything that a search can find.
    pub fn index(&self) -> Index {
        let branches = || self.forks.iter().flat_map(|fork| &fork.branches);
        let cards = self.courses.iter().flat_map(|course| {
            let modules = course.modules.iter();
            modules.filter_map(move |module| Some((course, module, module.card.as_ref()?)))
        });
        let cards = cards.filter_map(|(course, module, card)| {
            let mut names = fold(&format!("{} {}", card.title, module.title));
            let mut ways = vec![];
            for branch in branches() {
                if let Destination::Card(id, lesson) = &branch.leads_to
                    && *id == module.id
                {
                    let way = fold(&format!(" {} {}", branch.text, branch.words));
                    names.push_str(&way);
                    ways.push((way, lesson.clone()));
                }
            }
            let lesson = ways
                .first()
                .map(|(_, lesson)| lesson)
                .or(module.lessons.first().map(|lesson| &lesson.id))?;
            Some(Indexed {
                destination: Destination::Card(module.id.clone(), lesson.clone()),
                names,
                text: fold(&format!("{} {}", course.title, words_of(&card.blocks))),
                ways,
            })
        });
        let contacts = self.contacts.iter().map(|(id, contact)| {
            let mut names = vec![contact.name.as_str(), &contact.purpose];
            for branch in branches() {
                if branch.leads_to == Destination::Contact(id.clone()) {
                    names.extend([branch.text.as_str(), &branch.words]);
                }
            }
            Indexed {
                destination: Destination::Contact(id.clone()),
                names: fold(&names.join(" ")),
                text: fold(&contact.note),
                ways: vec![],
            }
        });
        Index(cards.chain(contacts).collect())
    }
}

/// Everything that can be found at the desk, folded.
#[derive(Debug, Clone)]
pub struct Index(Vec<Indexed>);

#[derive(Debug, Clone)]
struct Indexed {
    destination: Destination,
    /// What it is called, and what people call it.
    names: String,
    text: String,
    /// The words of each answer of the tree that leads to it, and the lesson that this answer names.
    ways: Vec<(String, LessonId)>,
}

impl Indexed {
    /// Where it leads who asks this: of a card's lessons, to the one whose answer has most of it.
    fn leads(&self, query: &Query) -> Destination {
        let (mut most, mut destination) = (0, self.destination.clone());
        for (words, taught) in &self.ways {
            if let Destination::Card(_, lesson) = &mut destination
                && query.weight_in(words) > most
            {
                most = query.weight_in(words);
                *lesson = taught.clone();
            }
        }
        destination
    }
}

impl Index {
    /// What has every word of the query, accents aside: first what is called so, then what only mentions it. Nothing for an empty query.
    pub fn find(&self, query: &str) -> Vec<Destination> {
        let query = Query::new(query);
        if query.is_empty() {
            return vec![];
        }
        let (mut called, mut mentioned) = (vec![], vec![]);
        for entry in &self.0 {
            if query.finds(&entry.names) {
                called.push(entry.leads(&query));
            } else if query.finds(&format!("{} {}", entry.names, entry.text)) {
                mentioned.push(entry.leads(&query));
            }
        }
        called.append(&mut mentioned);
        called
    }
}

impl Course {
    /// The pocket cards with what they name, and the titles of the lessons.
    pub fn cards(&self) -> Course {
        let mut piece = Course {
            id: self.id.clone(),
            title: self.title.clone(),
            modules: self.modules.clone(),
            ..Course::default()
        };
        for lesson in piece
            .modules
            .iter_mut()
            .flat_map(|module| &mut module.lessons)
        {
            lesson.parts.clear();
            lesson.objectives.clear();
        }
        let named = piece.references(&Pool::default());
        let terms = self.glossary.iter();
        let terms: Vec<(&TermId, &Term)> =
            terms.filter(|(id, _)| named.terms.contains(id)).collect();
        piece.glossary = terms
            .into_iter()
            .map(|(id, term)| (id.clone(), term.clone()))
            .collect();
        piece.sources = self.sources.clone();
        piece.sources.retain(|id, _| named.sources.contains(id));
        piece.contacts = self.contacts.clone();
        piece.contacts.retain(|id, _| named.contacts.contains(id));
        piece
    }
}

/// The words of blocks, without marks.
fn words_of(blocks: &[Block]) -> String {
    let mut words = String::new();
    for_each_text(blocks, &mut |text| {
        words.push_str(&plain_text(text));
        words.push(' ');
    });
    words
}
