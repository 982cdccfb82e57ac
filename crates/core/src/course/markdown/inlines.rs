//! Nodes to running text.

use pulldown_cmark::{Event, Tag};

use super::blocks::html_message;
use super::links::link;
use super::slips::slips;
use super::{Node, Reader, without_comments};
use crate::prose::{Block, Inline, plain_text};

/// Image files that are shown.
const IMAGE_ENDINGS: [&str; 4] = [".png", ".jpg", ".jpeg", ".webp"];

/// The running text of these nodes, without spaces around it.
pub(in crate::course) fn inlines(reader: &mut Reader, nodes: &[Node]) -> Vec<Inline> {
    let mut line = Vec::new();
    for node in nodes {
        push_node(reader, node, &mut line);
    }
    trim(&mut line);
    line
}

fn push_node(reader: &mut Reader, node: &Node, line: &mut Vec<Inline>) {
    let at = node.range.start;
    match &node.event {
        Event::Text(words) => {
            slips(reader, node, words);
            push_text(line, words);
        }
        Event::SoftBreak => push_text(line, " "),
        Event::HardBreak => line.push(Inline::Break),
        Event::Code(words) => {
            reader.error("formato-no-admitido", at, "Las comillas invertidas no se admiten. Use «comillas» o **negritas**.");
            push_text(line, words);
        }
        Event::Html(html) | Event::InlineHtml(html) => {
            let shown = without_comments(html);
            // One finding for `<b>` and `</b>`.
            if !shown.is_empty() && !shown.starts_with("</") {
                reader.error("html-no-admitido", at, html_message(&shown));
            }
            push_text(line, &shown);
        }
        Event::TaskListMarker(_) => reader.error("casilla-fuera-de-pregunta", at, "Las casillas «[ ]» y «[x]» son para las opciones de una pregunta. Use una lista sencilla, o dé al título las llaves de una pregunta."),
        Event::Start(Tag::Strong) => line.push(Inline::Strong(inlines_within(reader, &node.children))),
        Event::Start(Tag::Emphasis) => line.push(Inline::Emphasis(inlines_within(reader, &node.children))),
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            let text = plain_text(&inlines_within(reader, &node.children));
            push(line, link(reader, at, *link_type, dest_url, text));
        }
        Event::Start(Tag::Image { .. }) => {
            reader.error("imagen-en-renglon", at, "La imagen va sola en su renglón, con un renglón en blanco antes y después.");
            push_text(line, &plain_text(&inlines_within(reader, &node.children)));
        }
        _ => {}
    }
}

/// As [`inlines`], with the spaces at the ends, which separate these words from their neighbours.
fn inlines_within(reader: &mut Reader, nodes: &[Node]) -> Vec<Inline> {
    let mut line = Vec::new();
    for node in nodes {
        push_node(reader, node, &mut line);
    }
    line
}

fn push(line: &mut Vec<Inline>, inline: Inline) {
    match inline {
        Inline::Text(words) => push_text(line, &words),
        other => line.push(other),
    }
}

fn push_text(line: &mut Vec<Inline>, words: &str) {
    match line.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ if words.is_empty() => {}
        _ => line.push(Inline::Text(words.to_owned())),
    }
}

fn trim(line: &mut Vec<Inline>) {
    if let Some(Inline::Text(words)) = line.first_mut() {
        *words = words.trim_start().to_owned();
    }
    if let Some(Inline::Text(words)) = line.last_mut() {
        *words = words.trim_end().to_owned();
    }
    line.retain(|inline| !matches!(inline, Inline::Text(words) if words.is_empty()));
}

/// Whether the node is a piece of running text.
pub(super) fn is_inline(node: &Node) -> bool {
    match &node.event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::Rule | Event::End(_) => false,
        _ => true,
    }
}

/// Whether the node is an image.
pub(super) fn is_image(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::Image { .. }))
}

/// The image as a block; `None` if it cannot be shown.
pub(super) fn image(reader: &mut Reader, node: &Node) -> Option<Block> {
    let Event::Start(Tag::Image { dest_url, .. }) = &node.event else {
        return None;
    };
    let at = node.range.start;
    let alt = plain_text(&inlines_within(reader, &node.children))
        .trim()
        .to_owned();
    if alt.is_empty() {
        reader.error("imagen-sin-texto", at, "La imagen no tiene texto para quien no la ve. Escriba entre los corchetes qué muestra: ![Hoja de atención con cuatro campos](media/hoja.png).");
    }
    let file = dest_url
        .strip_prefix("media/")
        .filter(|file| is_image_file(file));
    let Some(file) = file else {
        reader.error("imagen-no-encontrada", at, format!("«{dest_url}» no es una imagen de la carpeta media/. Guárdela ahí como .png, .jpg, .jpeg o .webp y escriba media/nombre.png."));
        return None;
    };
    let exists = reader
        .course
        .is_some_and(|course| reader.media.contains(&format!("{course}/media/{file}")));
    if !exists {
        reader.error("imagen-no-encontrada", at, format!("No existe la imagen media/{file} en la carpeta de la capacitación. Guárdela ahí o corrija el nombre, con sus mayúsculas y minúsculas."));
        return None;
    }
    Some(Block::Image {
        file: file.to_owned(),
        alt,
    })
}

/// Whether the name ends like an image that browsers show as nothing but an image (an SVG can carry scripts).
pub(in crate::course) fn is_image_file(file: &str) -> bool {
    IMAGE_ENDINGS.iter().any(|ending| file.ends_with(ending))
}
