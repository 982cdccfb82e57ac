//! How a person fills an item in and answers it, by keys alone, by single clicks or by single taps, knowing everything or nothing. What is right is asked
//! of core, so that a new kind fails here until it can be answered.

use crate::course::{right, wrong};
use crate::hands::Key;
use crate::page::Page;
use crate::tree::{Role, Role::*};
use aula_core::item::blanks::Blanks;
use aula_core::item::hottext::Hottext;
use aula_core::item::matching::{Layout, Matching};
use aula_core::item::order::Order;
use aula_core::item::{Interaction, Item};
use aula_core::prose::{Inline, plain_text};

/// How somebody answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Keys,
    Clicks,
    Taps,
}

/// Whether they know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    All,
    /// Some of what an item with several elements asks.
    Part,
    Nothing,
}

impl Knows {
    /// Whether they get the element of this number right, from 0: who knows a part misses the first.
    fn gets(self, number: usize) -> bool {
        match self {
            Knows::All => true,
            Knows::Part => number > 0,
            Knows::Nothing => false,
        }
    }
}

/// The heading of the feedback.
pub fn verdict(item: &Item, knows: Knows) -> &'static str {
    match (item.interaction.is_graded(), knows) {
        (false, _) => "Sin calificación: es para usted",
        (true, Knows::All) => "Correcta",
        (true, Knows::Part) => "Correcta en parte",
        (true, Knows::Nothing) => match &item.interaction {
            Interaction::Choice(_) => "No es la mejor decisión",
            _ => "No es correcta",
        },
    }
}

/// Whether it can be right in part.
pub fn has_parts(item: &Item) -> bool {
    match &item.interaction {
        Interaction::Choice(_) => right(item).len() > 1,
        Interaction::Order(_)
        | Interaction::Match(_)
        | Interaction::Blanks(_)
        | Interaction::Hottext(_) => true,
        Interaction::Number(_) | Interaction::Extended(_) | Interaction::Plan(_) => false,
    }
}

/// The words on its button.
pub fn button(item: &Item) -> &'static str {
    match &item.interaction {
        Interaction::Extended(_) => "Terminar y comparar",
        Interaction::Plan(_) => "Anotar en mi plan",
        _ => "Responder",
    }
}

/// The words that open it once more.
pub fn again(item: &Item) -> &'static str {
    match item.interaction.is_graded() {
        true => "Practicar de nuevo",
        false => "Cambiar lo que escribí",
    }
}

fn words(content: &[Inline]) -> String {
    plain_text(content)
}

impl Page {
    /// Presses something: by keys, after seeing the focus on it.
    pub async fn push(&self, way: Way, role: Role, name: &str) {
        match way {
            Way::Clicks => self.click(role, name).await,
            Way::Taps => self.tap(role, name).await,
            Way::Keys => {
                self.tab_to(role, name).await;
                self.assert_focus_seen().await;
                self.press(Key::Enter).await;
            }
        }
    }

    /// Goes into a field.
    async fn enter(&self, way: Way, role: Role, name: &str) {
        match way {
            Way::Keys => self.tab_to(role, name).await,
            Way::Clicks | Way::Taps => self.push(way, role, name).await,
        }
        self.assert_focus_seen().await;
    }

    /// Fills the fields of an item in.
    pub async fn fill(&self, item: &Item, way: Way, knows: Knows) {
        match &item.interaction {
            Interaction::Choice(_) => self.fill_choice(item, way, knows).await,
            Interaction::Order(order) => self.fill_order(item, order, way, knows).await,
            Interaction::Match(matching) => self.fill_match(matching, way, knows).await,
            Interaction::Blanks(blanks) => self.fill_blanks(blanks, way, knows).await,
            Interaction::Hottext(hottext) => self.fill_hottext(hottext, way, knows).await,
            Interaction::Number(number) => {
                self.enter(way, TextBox, "Su respuesta, con cifras…").await;
                let right = number.right.value.to_string();
                self.type_text(if knows == Knows::All { &right } else { "7" })
                    .await;
            }
            Interaction::Extended(_) => {
                self.enter(way, TextBox, "Su respuesta").await;
                self.type_text("Buenas tardes.").await;
            }
            Interaction::Plan(_) => {
                for field in ["La próxima vez que…", "…yo…"] {
                    self.enter(way, TextBox, field).await;
                    self.type_text("saludo").await;
                }
            }
        }
    }

    /// Radio buttons with the arrows, boxes with Tab and Space.
    async fn fill_choice(&self, item: &Item, way: Way, knows: Knows) {
        let picked = match knows {
            Knows::All => right(item),
            Knows::Part => right(item).into_iter().take(1).collect(),
            Knows::Nothing => wrong(item),
        };
        let one = right(item).len() == 1;
        for words in &picked {
            let role = if one { Radio } else { CheckBox };
            match way {
                Way::Clicks | Way::Taps => self.push(way, role, words).await,
                Way::Keys if one => {
                    // An evaluation shows them in an order of its own.
                    let shown = self.all(role).await;
                    let first = shown.first().expect("a radio button").name();
                    self.enter(way, role, &first).await;
                    match *words == first {
                        true => self.press(Key::Space).await,
                        false => self.arrow_to(role, words).await,
                    }
                }
                Way::Keys => {
                    self.enter(way, role, words).await;
                    self.press(Key::Space).await;
                }
            }
            self.until_is("checked", role, words).await;
        }
    }

    /// Moves each entry up to its place; who knows nothing turns the right order around, who knows a part
    /// puts the first one last.
    async fn fill_order(&self, item: &Item, order: &Order, way: Way, knows: Knows) {
        let mut wanted: Vec<_> = order.entries.iter().collect();
        match knows {
            Knows::All => {}
            Knows::Part => wanted.rotate_left(1),
            Knows::Nothing => wanted.reverse(),
        }
        let mut shown = order.shown(&item.id);
        for (target, entry) in wanted.iter().enumerate() {
            let at = shown
                .iter()
                .position(|id| *id == entry.id)
                .expect("it is shown");
            let name = format!("Subir {}", words(&entry.content));
            for step in 0..at - target {
                match way {
                    Way::Keys if step > 0 => self.press(Key::Enter).await,
                    _ => self.push(way, Button, &name).await,
                }
                // The focus goes with the entry, and its place is said.
                self.focus_at(Button, &name).await;
                self.see(&format!(
                    "Ahora está en el lugar {} de {}.",
                    at - step,
                    shown.len()
                ))
                .await;
            }
            let moved = shown.remove(at);
            shown.insert(target, moved);
        }
    }

    async fn fill_match(&self, matching: &Matching, way: Way, knows: Knows) {
        for (number, (entry, group)) in matching.entries().enumerate() {
            let wrong = matching.groups.iter().find(|other| other.id != group.id);
            let chosen = if knows.gets(number) {
                group
            } else {
                wrong.expect("another group")
            };
            let (entry, chosen) = (words(&entry.content), words(&chosen.content));
            match matching.layout {
                Layout::Pairs { .. } => self.choose_option(way, &entry, &chosen).await,
                Layout::Groups => {
                    let radios = self.within(Group, &entry);
                    let first = words(&matching.groups[0].content);
                    match way {
                        Way::Clicks | Way::Taps => radios.push(way, Radio, &chosen).await,
                        Way::Keys => {
                            radios.enter(way, Radio, &first).await;
                            match chosen == first {
                                true => self.press(Key::Space).await,
                                false => radios.arrow_to(Radio, &chosen).await,
                            }
                        }
                    }
                    radios.until_is("checked", Radio, &chosen).await;
                }
            }
        }
    }

    /// Picks an option of a native list by its first letters, as its keyboard allows.
    // Limit: by fingers and by mouse a list is opened but not picked from: it lies in a window of its own, where the protocol does not reach.
    async fn choose_option(&self, way: Way, list: &str, option: &str) {
        self.enter(way, ComboBox, list).await;
        self.type_text(option).await;
        if way != Way::Keys {
            self.press(Key::Enter).await;
        }
        assert_eq!(self.find(ComboBox, list).await.value(), option);
    }

    async fn fill_blanks(&self, blanks: &Blanks, way: Way, knows: Knows) {
        for (blank, number) in blanks.blanks.iter().zip(1..) {
            let name = format!("Hueco {number}");
            let right = &blank.accepted[0];
            let wrong = blank.others.first().map_or("otra cosa", String::as_str);
            let chosen = if knows.gets(number - 1) { right } else { wrong };
            if blank.is_list() {
                self.choose_option(way, &name, chosen).await;
            } else {
                self.enter(way, TextBox, &name).await;
                self.type_text(chosen).await;
            }
        }
    }

    async fn fill_hottext(&self, hottext: &Hottext, way: Way, knows: Knows) {
        let picked = hottext
            .candidates
            .iter()
            .filter(|each| each.correct == (knows != Knows::Nothing))
            .take(if knows == Knows::Part { 1 } else { usize::MAX });
        for candidate in picked {
            let name = words(&candidate.content);
            match way {
                Way::Clicks | Way::Taps => self.push(way, CheckBox, &name).await,
                Way::Keys => {
                    self.enter(way, CheckBox, &name).await;
                    self.press(Key::Space).await;
                }
            }
            self.until_is("checked", CheckBox, &name).await;
        }
    }
}
