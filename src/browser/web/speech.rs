//! Reading aloud: what can be read of the lesson, sentence by sentence, with the sentence that is said selected on the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use aula_core::sentences::sentences;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::clock;

/// Browsers list their voices late.
const LOOKS: usize = 10;
const BETWEEN_LOOKS_MS: i32 = 200;

/// What is read, in this order.
const READ: &str = "article h1, article > h2, article > h3, .block, .item";
/// What of it is not: what cannot be seen, what is done rather than decided, what is no part of a lesson or a question, and of lists to
/// choose from their empty entry and the same list again.
const SKIPPED: &str = "[hidden], details:not([open]), button:not(.decision), textarea, .certainty, .study__passage, \
    option[value=''], .match__pair ~ .match__pair option";
/// After these a voice makes a pause.
const PAUSED_AFTER: &str = "p, li, td, th, h1, h2, h3, dt, dd, summary, label, legend, option";

thread_local! {
    /// Which reading is running: one that was stopped says nothing more.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// The sentence that is said.
    static AT: Cell<usize> = const { Cell::new(0) };
    /// Told when the reading is over; `None` while there is none, neither running nor paused.
    static ENDED: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
    /// Chromium forgets an utterance that nobody holds, and with it its end.
    static SAID: RefCell<Option<SpeechSynthesisUtterance>> = const { RefCell::new(None) };
}

/// A place in the text of the page.
type Place = (Node, u32);

/// A sentence, and from where to where it stands.
struct Sentence {
    text: String,
    start: Place,
    end: Place,
}

/// Whether this device has a voice in Spanish of its own: one of a server would be told everything that is read.
pub async fn has_voice() -> bool {
    for _ in 0..LOOKS {
        if voice().is_some() {
            return true;
        }
        clock::sleep(BETWEEN_LOOKS_MS).await;
    }
    false
}

/// Reads the lesson from this sentence on, and calls `ended` once: after the last sentence, when the voice fails or the words are gone,
/// or when [`stop`] is called. What was read before must have been stopped.
pub fn read(from: usize, ended: impl Fn() + 'static) {
    ENDED.set(Some(Box::new(ended)));
    say(TURN.get(), Rc::new(page_sentences()), from);
}

/// The first sentence of the element with this id; the first of all if there is none.
pub fn sentence_in(id: &str) -> usize {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let is_in = |sentence: &Sentence| {
        let element = element.as_ref();
        element.is_some_and(|element| element.contains(Some(&sentence.start.0)))
    };
    page_sentences().iter().position(is_in).unwrap_or(0)
}

/// Falls silent for a while; returns the sentence that was being said.
pub fn pause() -> usize {
    TURN.set(TURN.get().wrapping_add(1));
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
    select(None);
    AT.get()
}

/// Ends the reading, if there is one.
pub fn stop() {
    if let Some(ended) = ENDED.take() {
        pause();
        ended();
    }
}

fn say(turn: u32, all: Rc<Vec<Sentence>>, at: usize) {
    if TURN.get() != turn {
        return;
    }
    // What is no longer on the page is not said.
    let sentence = all
        .get(at)
        .filter(|sentence| sentence.start.0.is_connected());
    let (Some(sentence), Some(synthesis)) = (sentence, synthesis()) else {
        return stop();
    };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(&sentence.text) else {
        return stop();
    };
    utterance.set_lang("es-MX");
    utterance.set_voice(voice().as_ref());
    AT.set(at);
    select(Some(sentence));
    let rest = all.clone();
    let next = Closure::once_into_js(move || say(turn, rest, at + 1));
    utterance.set_onend(Some(next.unchecked_ref()));
    let failed = Closure::once_into_js(move || {
        if TURN.get() == turn {
            stop();
        }
    });
    utterance.set_onerror(Some(failed.unchecked_ref()));
    synthesis.speak(&utterance);
    SAID.set(Some(utterance));
}

/// Selects the sentence: every browser shows a selection, also in forced colours.
fn select(sentence: Option<&Sentence>) {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    let Some(selection) = selection else {
        return;
    };
    match sentence {
        Some(Sentence { start, end, .. }) => {
            drop(selection.set_base_and_extent(&start.0, start.1, &end.0, end.1));
            if let Some(element) = start.0.parent_element() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
        None => drop(selection.remove_all_ranges()),
    }
}

fn page_sentences() -> Vec<Sentence> {
    let mut all = vec![];
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(READ).ok());
    let Some(found) = found else {
        return all;
    };
    for part in (0..found.length()).filter_map(|index| found.item(index)) {
        let mut text = String::new();
        let mut nodes = vec![];
        gather(&part, &mut text, &mut nodes);
        for range in sentences(&text) {
            // It begins in the text that begins there, and ends in the one that ends there.
            let start = place(&nodes, range.start, range.start + 1);
            let end = place(&nodes, range.end, range.end);
            if let (Some(start), Some(end), Some(text)) = (start, end, text.get(range)) {
                let text = text.to_owned();
                all.push(Sentence { text, start, end });
            }
        }
    }
    all
}

/// The text that can be read below a node, and where each text node begins in it.
fn gather(node: &Node, text: &mut String, nodes: &mut Vec<(usize, Node, String)>) {
    if node.node_type() == Node::TEXT_NODE {
        let words = node.node_value().unwrap_or_default();
        nodes.push((text.len(), node.clone(), words.clone()));
        text.push_str(&words);
        return;
    }
    let element = node.dyn_ref::<Element>();
    let is = |selector| element.is_some_and(|element| element.matches(selector).unwrap_or(false));
    if is(SKIPPED) {
        return;
    }
    let mut child = node.first_child();
    while let Some(node) = child {
        gather(&node, text, nodes);
        child = node.next_sibling();
    }
    if is(PAUSED_AFTER) {
        text.push('\n');
    }
}

/// The place of a byte of the gathered text in the last node that begins before `before`, counted as the page counts: in UTF-16.
fn place(nodes: &[(usize, Node, String)], byte: usize, before: usize) -> Option<Place> {
    let (start, node, words) = nodes.iter().rfind(|(start, ..)| *start < before)?;
    let before = words.get(..byte.saturating_sub(*start)).unwrap_or(words);
    let offset = u32::try_from(before.encode_utf16().count()).ok()?;
    Some((node.clone(), offset))
}

/// The voice of this device that speaks Spanish, best that of Mexico.
fn voice() -> Option<SpeechSynthesisVoice> {
    let voices = synthesis()?.get_voices();
    let own = voices
        .iter()
        .filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok())
        .filter(|voice| voice.local_service() && voice.lang().starts_with("es"));
    own.max_by_key(|voice| voice.lang().replace('_', "-") == "es-MX")
}

fn synthesis() -> Option<SpeechSynthesis> {
    web_sys::window()?.speech_synthesis().ok()
}
