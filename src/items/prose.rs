//! Prose: the closed tree of `aula_core::prose` as views. No HTML string anywhere.

use std::sync::Arc;

use aula_core::course::Course;
use aula_core::prose::{Block, Callout, Inline, plain_text};
use aula_core::time::Date;
use leptos::prelude::*;

use super::fields::OtherKinds;
use super::references;
use crate::route::Route;
use crate::settings::Settings;
use crate::texts::{self, desk};
use crate::ui::element::{link, paragraph};
use crate::ui::icon::{Icon, icon};
use crate::ui::reveal::Reveal;

/// What prose needs to be drawn: whose sources and terms it names, and where links lead. Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    /// The course.
    pub course: Arc<Course>,
    /// Addresses.
    pub settings: Settings,
    /// Decides what is «en revisión».
    pub today: Date,
    /// Draws the items that are no choice, once the code for them is here.
    pub others: Option<OtherKinds>,
}

impl Reader {
    /// Draws blocks one after another.
    pub fn blocks(&self, blocks: &[Block]) -> AnyView {
        blocks
            .iter()
            .map(|block| self.block(block))
            .collect_view()
            .into_any()
    }

    /// Draws one block.
    pub fn block(&self, block: &Block) -> AnyView {
        match block {
            Block::Heading { level: 3, text } => view! { <h3>{self.inlines(text)}</h3> }.into_any(),
            Block::Heading { text, .. } => view! { <h2>{self.inlines(text)}</h2> }.into_any(),
            Block::Paragraph(text) => view! { <p>{self.inlines(text)}</p> }.into_any(),
            Block::List { ordered, entries } => self.list(*ordered, entries),
            Block::Quote(body) => view! { <blockquote>{self.blocks(body)}</blockquote> }.into_any(),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Image { file, alt } => self.image(file, alt),
            Block::Callout { kind, title, body } => self.callout(*kind, title, body),
            Block::Basis(sources) => references::basis(self, sources),
            Block::Sensitive { topic, body, brief } => self.sensitive(topic, body, brief),
        }
    }

    /// Draws running text.
    pub fn inlines(&self, inlines: &[Inline]) -> AnyView {
        inlines
            .iter()
            .map(|inline| self.inline(inline))
            .collect_view()
            .into_any()
    }

    fn inline(&self, inline: &Inline) -> AnyView {
        match inline {
            Inline::Text(text) => text.clone().into_any(),
            Inline::Strong(inner) => view! { <strong>{self.inlines(inner)}</strong> }.into_any(),
            Inline::Emphasis(inner) => view! { <em>{self.inlines(inner)}</em> }.into_any(),
            Inline::Break => view! { <br /> }.into_any(),
            Inline::Cite { source, text } => match self.course.sources.get(source) {
                Some(found) => reveal(
                    text,
                    format!("fuente-{source}"),
                    "reveal reveal--cite",
                    references::source_words(found, self.today),
                ),
                None => text.clone().into_any(),
            },
            Inline::Term { term, text } => match self.course.glossary.get(term) {
                Some(found) => reveal(
                    text,
                    format!("termino-{term}"),
                    "reveal reveal--term",
                    found.definition.clone().into_any(),
                ),
                None => text.clone().into_any(),
            },
            Inline::Contact { contact, text } => match self.course.contacts.get(contact) {
                Some(found) => reveal(
                    text,
                    format!("contacto-{contact}"),
                    "reveal reveal--contact",
                    references::contact_words(found),
                ),
                None => text.clone().into_any(),
            },
            Inline::Lesson { lesson, text } => match self.course.lesson(lesson) {
                Some((module, lesson)) => {
                    let route = Route::Lesson(
                        self.course.id.clone(),
                        module.id.clone(),
                        lesson.id.clone(),
                        None,
                    );
                    view! { <a href=self.settings.href(&route)>{text.clone()}</a> }.into_any()
                }
                None => text.clone().into_any(),
            },
            Inline::Link { href, text } => {
                view! { <a href=href.clone() rel="noreferrer">{text.clone()}</a> }.into_any()
            }
        }
    }

    fn list(&self, ordered: bool, entries: &[Vec<Block>]) -> AnyView {
        let entries = entries
            .iter()
            .map(|entry| view! { <li>{self.entry(entry)}</li> })
            .collect_view();
        if ordered {
            view! { <ol>{entries}</ol> }.into_any()
        } else {
            view! { <ul>{entries}</ul> }.into_any()
        }
    }

    /// A list entry of one paragraph needs no paragraph.
    fn entry(&self, blocks: &[Block]) -> AnyView {
        match blocks {
            [Block::Paragraph(text)] => self.inlines(text),
            _ => self.blocks(blocks),
        }
    }

    fn table(&self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> AnyView {
        let head = head
            .iter()
            .map(|cell| view! { <th scope="col">{self.inlines(cell)}</th> })
            .collect_view();
        let rows = rows
            .iter()
            .map(|row| view! { <tr>{row.iter().map(|cell| view! { <td>{self.inlines(cell)}</td> }).collect_view()}</tr> })
            .collect_view();
        view! { <div class="table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div> }.into_any()
    }

    fn image(&self, file: &str, alt: &str) -> AnyView {
        let address = format!(
            "{}cursos/{}/media/{file}",
            self.settings.root, self.course.id
        );
        view! { <img class="picture" src=address alt=alt.to_owned() loading="lazy" /> }.into_any()
    }

    fn callout(&self, kind: Callout, title: &[Inline], body: &[Block]) -> AnyView {
        let (class, label) = match kind {
            Callout::Hint => {
                return view! { <details class="hint"><summary>{texts::callout::HINT}</summary>{self.blocks(body)}</details> }.into_any();
            }
            Callout::Note => ("callout callout--note", texts::callout::NOTE),
            Callout::Example => ("callout callout--example", texts::callout::EXAMPLE),
            Callout::TakeAway => ("callout callout--take-away", texts::callout::TAKE_AWAY),
            Callout::Doubt => ("callout callout--doubt", texts::callout::DOUBT),
        };
        let title = (!title.is_empty())
            .then(|| view! { <p class="callout__title">{self.inlines(title)}</p> });
        view! { <div class=class>{paragraph("callout__label", label)}{title}{self.blocks(body)}</div> }.into_any()
    }

    fn sensitive(&self, topic: &[Inline], body: &[Block], brief: &[Block]) -> AnyView {
        let brief = (!brief.is_empty())
            .then(|| view! { <details class="sensitive__part"><summary>{texts::READ_BRIEF}</summary>{self.blocks(brief)}</details> });
        let care = self.settings.site.care.then(|| {
            let href = self.settings.href(&Route::Care);
            view! { <p>{link("", href, desk::CARE_LINK)}</p> }
        });
        view! {
            <div class="callout callout--sensitive">
                <p>{icon(Icon::Alert)} {texts::sensitive_notice(&plain_text(topic))}</p>
                <details class="sensitive__part sensitive__whole"><summary>{texts::READ_PASSAGE}</summary>{self.blocks(body)}</details>
                {brief}
                {care}
            </div>
        }
        .into_any()
    }
}

fn reveal(text: &str, anchor: String, class: &'static str, content: AnyView) -> AnyView {
    view! { <Reveal text=text.to_owned() anchor class content /> }.into_any()
}
