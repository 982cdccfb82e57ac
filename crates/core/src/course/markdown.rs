//! Markdown to the closed tree of [`crate::prose`].
//!
//! CommonMark with tables, task lists and attributes of headings is read into a small tree of nodes first; everything else
//! here is a function from nodes to prose. What the tree of prose cannot hold (HTML, code, rules) stays as words and is a finding.

mod blocks;
mod boxes;
mod inlines;
mod links;
mod slips;

pub(super) use blocks::blocks;
pub(super) use boxes::{boxed, declares_variables, is_box, is_marked_quote};
pub(super) use inlines::{inlines, is_image_file};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

use super::places::{Key, Places, Reference};
use super::text::Text;
use crate::diagnostic::Diagnostic;
use crate::id::{CourseId, ItemId};
use crate::prose::{Inline, plain_text};

/// Deepest nesting that is read. Content needs about six levels; the bound keeps recursion safe on any text.
const DEPTH_LIMIT: usize = 16;

/// One piece of Markdown with what it contains.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    /// `Event::Start` for a piece that can contain others.
    pub(super) event: Event<'t>,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// What it contains.
    pub(super) children: Vec<Node<'t>>,
}

/// What reading leaves behind besides the model.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) places: Places,
    pub(super) references: Vec<Reference>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) kinds: BTreeMap<ItemId, &'static str>,
}

/// Reads one file: knows where it is and notes what it finds.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    /// The course that the file belongs to; none for the privacy notice.
    pub(super) course: Option<&'a CourseId>,
    /// Paths of all images.
    pub(super) media: &'a BTreeSet<String>,
    pub(super) notes: &'a mut Notes,
}

impl Reader<'_> {
    pub(super) fn error(&mut self, rule: &'static str, at: usize, message: impl Into<String>) {
        let finding = Diagnostic::error(rule, self.text.place(at), message);
        self.notes.diagnostics.push(finding);
    }

    pub(super) fn warning(&mut self, rule: &'static str, at: usize, message: impl Into<String>) {
        let finding = Diagnostic::warning(rule, self.text.place(at), message);
        self.notes.diagnostics.push(finding);
    }

    pub(super) fn refer(&mut self, rule: &'static str, at: usize, target: Key) {
        if let Some(course) = self.course {
            self.notes.references.push(Reference {
                course: course.clone(),
                target,
                place: self.text.place(at),
                rule,
            });
        }
    }
}

/// The nodes of the whole file.
pub(super) fn nodes<'a>(reader: &mut Reader<'a>) -> Vec<Node<'a>> {
    let text = reader.text;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut roots = Vec::new();
    let mut open: Vec<Node> = Vec::new();
    let mut skipped = 0_usize;
    for (event, range) in Parser::new_ext(&text.text, options).into_offset_iter() {
        match event {
            Event::Start(_) if skipped > 0 || open.len() == DEPTH_LIMIT => {
                if skipped == 0 {
                    reader.error("demasiado-anidado", range.start, "Hay listas o citas dentro de otras en demasiados niveles. Deje dos o tres.");
                }
                skipped += 1;
            }
            Event::Start(_) => open.push(Node {
                event,
                range,
                children: Vec::new(),
            }),
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::End(_) => {
                if let Some(node) = open.pop() {
                    append(&mut open, &mut roots, node);
                }
            }
            _ if skipped > 0 => {}
            _ => append(
                &mut open,
                &mut roots,
                Node {
                    event,
                    range,
                    children: Vec::new(),
                },
            ),
        }
    }
    roots
}

/// Puts a finished node where it belongs; texts that follow one another become one.
fn append<'t>(open: &mut [Node<'t>], roots: &mut Vec<Node<'t>>, node: Node<'t>) {
    let siblings = open.last_mut().map_or(roots, |parent| &mut parent.children);
    if let (Event::Text(more), Some(last)) = (&node.event, siblings.last_mut())
        && let Event::Text(words) = &mut last.event
    {
        *words = CowStr::from(format!("{words}{more}"));
        last.range.end = node.range.end;
    } else {
        siblings.push(node);
    }
}

/// A heading's words as plain text.
pub(super) fn heading_text(reader: &mut Reader, heading: &Node) -> String {
    let words = plain_text(&heading_words(reader, heading));
    words.trim().to_owned()
}

/// A heading's words. Braces among them are attributes that Markdown did not take for such.
fn heading_words(reader: &mut Reader, heading: &Node) -> Vec<Inline> {
    let words = inlines(reader, &heading.children);
    if plain_text(&words).contains(['{', '}']) {
        reader.error("llaves-mal-escritas", heading.range.start, "Las llaves de este título no se reconocen. Van al final del renglón, abiertas y cerradas: {#clave .opcion nivel=aplicar}.");
    }
    words
}

/// The level of a heading from 1 to 6; `None` for anything else.
pub(super) fn heading_level(node: &Node) -> Option<u8> {
    match &node.event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    }
}

/// Whether the node is HTML that holds comments and nothing else: it shows nothing.
pub(super) fn is_comment(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::HtmlBlock))
        && without_comments(&raw_html(node)).trim().is_empty()
}

/// The source of an HTML block.
fn raw_html(node: &Node) -> String {
    node.children
        .iter()
        .filter_map(|line| match &line.event {
            Event::Html(html) | Event::InlineHtml(html) | Event::Text(html) => Some(html.as_ref()),
            _ => None,
        })
        .collect()
}

/// The HTML less its comments. A comment that is never closed is not one: it would hide the rest of the file.
fn without_comments(html: &str) -> String {
    let mut shown = String::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--")
        && let Some((_, after)) = comment.split_once("-->")
    {
        shown.push_str(before);
        rest = after;
    }
    shown.push_str(rest);
    shown
}
