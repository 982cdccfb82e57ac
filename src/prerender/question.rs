//! What is asked, on paper: every kind of item as text with room to write.

use aula_core::item::matching::{Layout, Matching};
use aula_core::item::{Interaction, Item};
use aula_core::prose::Inline;
use leptos::prelude::*;

use crate::items::passage::passage;
use crate::items::prose::Reader;
use crate::texts;
use crate::ui::element::paragraph;

/// What is to be answered.
pub fn question(reader: &Reader, item: &Item) -> AnyView {
    match &item.interaction {
        Interaction::Choice(choice) => list(
            reader,
            choice
                .alternatives
                .iter()
                .map(|alternative| alternative.content.as_slice()),
        ),
        Interaction::Order(order) => {
            let shown = order.shown(&item.id);
            let entries = shown
                .iter()
                .filter_map(|id| order.entries.get(order.place(id)?));
            list(reader, entries.map(|entry| entry.content.as_slice()))
        }
        Interaction::Match(matching) => self::matching(reader, item, matching),
        Interaction::Blanks(blanks) => {
            let text = passage(reader, &blanks.text, &|id| {
                let number = blanks
                    .blanks
                    .iter()
                    .position(|blank| blank.element.id == *id);
                texts::printed_blank(number.map_or(0, |number| number + 1)).into_any()
            });
            let lists = blanks
                .blanks
                .iter()
                .zip(1_usize..)
                .filter(|(blank, _)| blank.is_list());
            let lists = lists
                .map(|(blank, number)| {
                    view! { <li>{texts::numbered(number, &blank.offered().join(" / "))}</li> }
                })
                .collect_view();
            view! { {text} <ul>{lists}</ul> }.into_any()
        }
        Interaction::Hottext(hottext) => passage(reader, &hottext.text, &|id| {
            let candidate = hottext
                .candidates
                .iter()
                .find(|candidate| candidate.id == *id);
            candidate
                .map(|candidate| view! { "[ ] " <u>{reader.inlines(&candidate.content)}</u> })
                .into_any()
        }),
        Interaction::Number(number) => paragraph("", texts::printed_number(&number.unit)),
        Interaction::Extended(extended) => {
            paragraph("", texts::kept_only(extended.least, extended.most))
        }
        Interaction::Plan(plan) => {
            let line = || "_".repeat(20);
            let ideas = plan
                .suggestions
                .iter()
                .map(|idea| view! { <li>{texts::commitment(&idea.situation, &idea.action)}</li> })
                .collect_view();
            view! { {paragraph("", texts::commitment(&line(), &line()))} <p>{texts::IDEAS}":"</p> <ul>{ideas}</ul> }.into_any()
        }
    }
}

fn list<'a>(reader: &Reader, entries: impl Iterator<Item = &'a [Inline]>) -> AnyView {
    let entries = entries
        .map(|words| view! { <li>{reader.inlines(words)}</li> })
        .collect_view();
    view! { <ul>{entries}</ul> }.into_any()
}

fn matching(reader: &Reader, item: &Item, matching: &Matching) -> AnyView {
    let shown = matching.shown(&item.id);
    let entries = list(
        reader,
        shown.iter().map(|(entry, _)| entry.content.as_slice()),
    );
    let groups = list(
        reader,
        matching.groups.iter().map(|group| group.content.as_slice()),
    );
    let (left, right) = match &matching.layout {
        Layout::Pairs { left, right } => (reader.inlines(left), reader.inlines(right)),
        Layout::Groups => (texts::ENTRIES.into_any(), texts::GROUPS.into_any()),
    };
    view! { <p>{left}":"</p> {entries} <p>{right}":"</p> {groups} }.into_any()
}
