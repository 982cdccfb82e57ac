//! A course in pieces, as the pages of the app need it: a lesson then weighs the same in a short course and in a long one.

use super::{Card, Course, Lesson, Part, Pool, References};
use crate::case::Case;
use crate::id::{LessonId, ObjectiveId};
use crate::item::choice::{Cardinality, Choice};
use crate::item::extended::Extended;
use crate::item::plan::Plan;
use crate::item::{Interaction, Item};
use crate::prose::{Block, Inline};

impl Course {
    /// What every page but those of the lessons needs: all but the lessons' words. Of an item its names are left, of a case that there is
    /// one; of a source that no pocket card cites, all but the quotation. Of prose, the headings with the sources named under them, and the
    /// topics of what is hard.
    pub fn outline(&self) -> Course {
        let mut outline = self.clone();
        for module in &mut outline.modules {
            for lesson in &mut module.lessons {
                let case = lesson.case().map(|_| Part::Case(Case::default()));
                let items = lesson.items().map(names_of).map(Part::Item);
                lesson.parts = items.chain(case).collect();
            }
        }
        // Without their words, the lessons name nothing any more.
        let named = outline.references(&Pool::default());
        for (id, source) in &mut outline.sources {
            if !named.sources.contains(id) {
                source.quotation.clear();
            }
        }
        outline.glossary.retain(|id, _| named.terms.contains(id));
        outline.contacts.retain(|id, _| named.contacts.contains(id));
        let lessons = outline
            .modules
            .iter_mut()
            .flat_map(|module| &mut module.lessons);
        for (lesson, (_, whole)) in lessons.zip(self.lessons()) {
            let announced = whole.hard_topics().into_iter().map(|topic| {
                Part::Prose(Block::Sensitive {
                    topic: vec![Inline::Text(topic)],
                    body: vec![],
                    brief: vec![],
                })
            });
            let kept = whole.passages().into_iter().chain(announced);
            lesson.parts.splice(0..0, kept);
        }
        outline
    }

    /// What the page of this lesson needs: its words and what they name, and of the others their titles, and that they have items of the
    /// objectives asked about here, which a wrong answer may lead to.
    pub fn with_only(&self, id: &LessonId) -> Course {
        let here = self.lesson(id).into_iter();
        let asked: Vec<&ObjectiveId> = here
            .flat_map(|(_, lesson)| lesson.items())
            .map(|item| &item.objective)
            .collect();
        let mut piece = self.clone();
        piece.summary.clear();
        piece.audience.clear();
        piece.decisions.clear();
        piece.sensitive.clear();
        let mut named = References::default();
        for module in &mut piece.modules {
            module.card = None::<Card>;
            for lesson in &mut module.lessons {
                if lesson.id == *id {
                    named = lesson.references();
                } else {
                    let items = lesson.items();
                    let items = items.filter(|item| asked.contains(&&item.objective));
                    let parts = items.map(|item| {
                        Part::Item(Item {
                            digest: String::new(),
                            ..names_of(item)
                        })
                    });
                    *lesson = Lesson {
                        id: lesson.id.clone(),
                        title: lesson.title.clone(),
                        objectives: vec![],
                        parts: parts.collect(),
                    };
                }
            }
        }
        let of_terms = self
            .glossary
            .iter()
            .filter(|(id, _)| named.terms.contains(id));
        let of_terms: Vec<_> = of_terms
            .filter_map(|(_, term)| term.source.clone())
            .collect();
        piece
            .sources
            .retain(|id, _| named.sources.contains(id) || of_terms.contains(id));
        piece.glossary.retain(|id, _| named.terms.contains(id));
        piece.contacts.retain(|id, _| named.contacts.contains(id));
        piece
    }
}

/// An item without its words. What is left says whether it is graded, and whether it is of the person's plan.
fn names_of(item: &Item) -> Item {
    let interaction = match &item.interaction {
        Interaction::Plan(_) => Interaction::Plan(Plan {
            suggestions: vec![],
        }),
        Interaction::Extended(_) => Interaction::Extended(Extended {
            least: 0,
            most: 0,
            model: vec![],
        }),
        Interaction::Choice(_)
        | Interaction::Order(_)
        | Interaction::Match(_)
        | Interaction::Blanks(_)
        | Interaction::Hottext(_)
        | Interaction::Number(_) => Interaction::Choice(Choice {
            cardinality: Cardinality::Single,
            alternatives: vec![],
        }),
    };
    Item {
        title: String::new(),
        sources: vec![],
        prompt: vec![],
        interaction,
        ..item.clone()
    }
}
