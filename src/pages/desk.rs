//! «Tengo a una persona enfrente»: a search and a few questions, and the right pocket card is there. All it needs came with the page.

use std::sync::Arc;

use aula_core::course::desk::{Desk, Destination, Fork, Index};
use aula_core::course::{Contact, Course, Module, References};
use aula_core::id::{LessonId, ModuleId};
use aula_core::packed::unpack;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::items::references;
use crate::route::Route;
use crate::settings::Settings;
use crate::texts::desk as words_of_desk;
use crate::ui::dynamic::{anew, change, dynamic, memo, words};
use crate::ui::element::{button, link, paragraph, title};

/// Where each step begins; takes the focus.
const STEP: &str = "paso";

/// How far a person has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Here {
    /// The answers given, each the place of a branch.
    answers: Vec<usize>,
    /// What they, or a search, led to.
    shown: Option<Destination>,
}

/// The desk with all that its parts share.
#[derive(Clone)]
struct Counter {
    desk: Arc<Desk>,
    settings: Settings,
    today: Date,
    here: RwSignal<Here>,
}

/// The page; `None` if what arrived is not its data.
pub fn page(data: Arc<Vec<u8>>, today: Date) -> Option<AnyView> {
    let counter = Counter {
        desk: Arc::new(unpack(&data)?),
        settings: expect_context::<Settings>(),
        today,
        here: RwSignal::new(Here::default()),
    };
    let index = counter.desk.index();
    let step = {
        let counter = counter.clone();
        anew(move || counter.step())
    };
    let view = view! {
        <div class="prose desk">
            {title(words_of_desk::DESK)}
            {paragraph("lead", words_of_desk::DESK_LEAD)}
            {counter.search(index)}
            {step}
            {counter.all_cards()}
            {counter.directory()}
        </div>
    };
    Some(view.into_any())
}

impl Counter {
    fn search(&self, index: Index) -> AnyView {
        let query = RwSignal::new(String::new());
        let found = memo(move || query.with(|query| index.find(query)));
        let result = move || match query.with(|query| query.trim().is_empty()) {
            true => String::new(),
            false => words_of_desk::found(found.with(Vec::len)),
        };
        let counter = self.clone();
        let list = dynamic(move || {
            let entries = found.get().into_iter();
            let entries: Vec<AnyView> = entries.filter_map(|found| counter.result(found)).collect();
            view! { <ul class="desk__found">{entries}</ul> }.into_any()
        });
        let live = self.settings.live;
        view! {
            <div class="search" role="search">
                <label for="buscar">{words_of_desk::SEARCH}</label>
                <input
                    type="search"
                    id="buscar"
                    autocomplete="off"
                    placeholder=words_of_desk::SEARCH_HINT
                    disabled=!live
                    on:input=change(move |event| query.set(event_target_value(&event)))
                />
                <p class="search__result" role="status">{words(result)}</p>
                {list}
            </div>
        }
        .into_any()
    }

    /// One thing found: its name, which opens it, and where it is from.
    fn result(&self, found: Destination) -> Option<AnyView> {
        let (name, from) = match &found {
            Destination::Card(module, _) => {
                let (course, _, card) = self.desk.card(module)?;
                (card.title.clone(), words_of_desk::card_of(&course.title))
            }
            Destination::Contact(id) => {
                let contact = self.desk.contacts.get(id)?;
                (contact.name.clone(), words_of_desk::DIRECTORY.to_owned())
            }
            Destination::Fork(_) => return None,
        };
        let counter = self.clone();
        let open = move || {
            let shown = Some(found.clone());
            counter.go(Here {
                shown,
                ..Here::default()
            });
        };
        Some(view! { <li>{button("desk__answer", name, true, open)} {paragraph("desk__from", from)}</li> }.into_any())
    }

    /// Goes there, and tells where by the focus.
    fn go(&self, here: Here) {
        self.here.set(here);
        page::after_drawing(|| page::focus(STEP));
    }

    /// The question, or what the answers led to, and the ways back.
    fn step(&self) -> AnyView {
        let here = self.here.get();
        let shown = match &here.shown {
            Some(Destination::Card(module, lesson)) => self.card(module, lesson),
            Some(Destination::Contact(id)) => self.desk.contacts.get(id).map(contact),
            Some(Destination::Fork(_)) | None => {
                let fork = self.desk.fork_after(&here.answers);
                fork.map(|fork| self.question(fork, &here.answers))
            }
        };
        // Without a tree there is nothing to ask.
        shown
            .map(|shown| {
                view! { <section class="desk__step panel" aria-labelledby=STEP>{shown} {self.ways_back(here)}</section> }
            })
            .into_any()
    }

    fn question(&self, fork: &Fork, answers: &[usize]) -> AnyView {
        let entries = fork.branches.iter().enumerate().map(|(place, branch)| {
            let (counter, leads_to) = (self.clone(), branch.leads_to.clone());
            let mut answers = answers.to_vec();
            answers.push(place);
            let answer = move || {
                let shown = Some(leads_to.clone());
                counter.go(Here {
                    answers: answers.clone(),
                    shown: shown.filter(|shown| !matches!(shown, Destination::Fork(_))),
                });
            };
            let live = self.settings.live;
            view! { <li>{button("desk__answer", branch.text.clone(), live, answer)}</li> }
        });
        view! {
            <h2 id=STEP tabindex="-1">{fork.text.clone()}</h2>
            {paragraph("facts", words_of_desk::step(answers.len() + 1))}
            <ul class="desk__answers" aria-label=words_of_desk::ANSWERS>{entries.collect_view()}</ul>
        }
        .into_any()
    }

    fn card(&self, module: &ModuleId, lesson: &LessonId) -> Option<AnyView> {
        let (course, module, card) = self.desk.card(module)?;
        let reader = self.reader(course);
        let mut named = References::default();
        named.add_blocks(&card.blocks);
        // Laws and terms explain themselves where they stand.
        let named = References {
            contacts: named.contacts,
            ..References::default()
        };
        let taught = course.lesson(lesson).map(|(_, lesson)| {
            let route = Route::Lesson(
                course.id.clone(),
                module.id.clone(),
                lesson.id.clone(),
                None,
            );
            link(
                "button",
                self.settings.href(&route),
                words_of_desk::lesson(&lesson.title),
            )
        });
        let whole = Route::Card(course.id.clone(), module.id.clone());
        let view = view! {
            {paragraph("kicker", words_of_desk::card_of(&course.title))}
            <h2 id=STEP tabindex="-1">{card.title.clone()}</h2>
            <div class="prose desk__card">
                {reader.blocks(&card.blocks)}
                <p class="item__actions">
                    {taught}
                    {link("button button--quiet", self.settings.href(&whole), words_of_desk::OPEN_CARD)}
                </p>
                {references::lists(&reader, &named)}
            </div>
        };
        Some(view.into_any())
    }

    fn ways_back(&self, here: Here) -> Option<AnyView> {
        if here == Here::default() {
            return None;
        }
        let mut way = vec![];
        for length in 0..here.answers.len() {
            let fork = self.desk.fork_after(&here.answers[..length]);
            let branch = fork.and_then(|fork| fork.branches.get(here.answers[length]));
            way.extend(branch.map(|branch| branch.text.as_str()));
        }
        let way = (!way.is_empty()).then(|| paragraph("facts", words_of_desk::way(&way)));
        let back = {
            let (counter, mut answers) = (self.clone(), here.answers);
            answers.pop();
            move || {
                counter.go(Here {
                    answers: answers.clone(),
                    shown: None,
                });
            }
        };
        let counter = self.clone();
        let view = view! {
            {way}
            <p class="item__actions">
                {button("button button--quiet", words_of_desk::STEP_BACK, true, back)}
                {button("button button--quiet", words_of_desk::BEGIN_AGAIN, true, move || counter.go(Here::default()))}
            </p>
        };
        Some(view.into_any())
    }

    fn all_cards(&self) -> AnyView {
        let courses = self.desk.courses.iter().map(|course| {
            let cards = course
                .modules
                .iter()
                .filter_map(|module| {
                    let title = module.card.as_ref()?.title.clone();
                    Some(view! { <li>{self.way_to_card(course, module, title)}</li> })
                })
                .collect_view();
            view! { <h3>{course.title.clone()}</h3> <ul class="desk__cards">{cards}</ul> }
        });
        view! { <section><h2>{words_of_desk::ALL_CARDS}</h2>{courses.collect_view()}</section> }
            .into_any()
    }

    /// Opens the card here, without the network; where nothing is live, a link to its page.
    fn way_to_card(&self, course: &Course, module: &Module, title: String) -> AnyView {
        let lesson = module.lessons.first().map(|lesson| lesson.id.clone());
        if !self.settings.live {
            let route = Route::Card(course.id.clone(), module.id.clone());
            return link("", self.settings.href(&route), title);
        }
        let shown = Destination::Card(module.id.clone(), lesson.unwrap_or_default());
        let counter = self.clone();
        let open = move || {
            let shown = Some(shown.clone());
            counter.go(Here {
                shown,
                ..Here::default()
            });
        };
        button("link", title, true, open)
    }

    fn directory(&self) -> AnyView {
        let entries = self.desk.contacts.values();
        let entries = entries
            .map(|contact| view! { <div>{references::contact_entry(contact)}</div> })
            .collect_view();
        view! {
            <section>
                <h2>{words_of_desk::DIRECTORY}</h2>
                <details><summary>{words_of_desk::WHOLE_DIRECTORY}</summary><dl class="contacts">{entries}</dl></details>
            </section>
        }
        .into_any()
    }

    fn reader(&self, course: &Course) -> Reader {
        Reader {
            course: Arc::new(course.clone()),
            settings: self.settings.clone(),
            today: self.today,
            others: None,
        }
    }
}

fn contact(contact: &Contact) -> AnyView {
    view! {
        {paragraph("kicker", words_of_desk::DIRECTORY)}
        <h2 id=STEP tabindex="-1">{contact.name.clone()}</h2>
        <dl class="contacts"><div>{references::contact_entry(contact)}</div></dl>
    }
    .into_any()
}
