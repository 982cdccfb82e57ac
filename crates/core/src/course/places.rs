//! Where things stand in the author's files, kept beside the parsed model so that a rule can point at what it speaks about.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::id::{
    AlternativeId, ContactId, CourseId, DecisionId, ForkId, ItemId, LessonId, ModuleId,
    ObjectiveId, SceneId, SourceId, TermId, VariableId,
};

/// Something with a key that an author wrote down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A course: the `version` in its `curso.toml`.
    Course(CourseId),
    /// The `minutos` of a course.
    Minutes(CourseId),
    /// How many items a course draws for an objective: its line in `reparto`.
    Draw(CourseId, ObjectiveId),
    /// A module: its `id` in `curso.toml`.
    Module(ModuleId),
    /// A lesson: its name in `curso.toml`.
    Lesson(LessonId),
    /// An objective: its `id` in `curso.toml`.
    Objective(ObjectiveId),
    /// An item: its heading.
    Item(ItemId),
    /// An alternative of an item: its entry in the list.
    Alternative(ItemId, AlternativeId),
    /// A scene of a lesson's case: its heading.
    Scene(LessonId, SceneId),
    /// A decision of a scene: its entry in the list.
    Decision(LessonId, SceneId, DecisionId),
    /// A variable of a lesson's case: its entry in `[!variables]`.
    Variable(LessonId, VariableId),
    /// A source: its table in `fuentes.toml`.
    Source(SourceId),
    /// A term: its table in `glosario.toml`.
    Term(TermId),
    /// A contact: its table in `directorio.toml`.
    Contact(ContactId),
    /// A question of the desk: its `id` in `ventanilla.toml`.
    Fork(ForkId),
    /// An answer to it, by its place.
    Branch(ForkId, usize),
}

impl Key {
    /// The key as its author wrote it; for an alternative or a decision, that of its item or scene.
    pub fn as_str(&self) -> &str {
        match self {
            Key::Course(id) | Key::Minutes(id) => id.as_str(),
            Key::Module(id) => id.as_str(),
            Key::Lesson(id) => id.as_str(),
            Key::Objective(id) | Key::Draw(_, id) => id.as_str(),
            Key::Item(id) | Key::Alternative(id, _) => id.as_str(),
            Key::Scene(_, id) | Key::Decision(_, id, _) => id.as_str(),
            Key::Variable(_, id) => id.as_str(),
            Key::Source(id) => id.as_str(),
            Key::Term(id) => id.as_str(),
            Key::Contact(id) => id.as_str(),
            Key::Fork(id) | Key::Branch(id, _) => id.as_str(),
        }
    }
}

/// The places of everything that has a key; several for a key that was written several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<Key, Vec<Place>>);

impl Places {
    /// Every place of a key, in the order of reading.
    pub fn all(&self, key: &Key) -> &[Place] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// The first place of a key; the start of `aula.toml` for a key that nobody wrote.
    pub fn of(&self, key: &Key) -> Place {
        self.all(key)
            .first()
            .cloned()
            .unwrap_or_else(|| Place::start_of("aula.toml"))
    }

    /// Every key with its places, in the order of kinds and keys.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &[Place])> {
        self.0.iter().map(|(key, places)| (key, places.as_slice()))
    }

    pub(super) fn add(&mut self, key: Key, place: Place) {
        self.0.entry(key).or_default().push(place);
    }
}

/// One mention of something that is kept elsewhere: a link, an entry of a «Base legal» box, the `fuente=` of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The course that mentions it.
    pub course: CourseId,
    /// What is mentioned: a source, a term, a contact or a lesson.
    pub target: Key,
    /// Where.
    pub place: Place,
    /// The rule that speaks when there is no such thing.
    pub rule: &'static str,
}
