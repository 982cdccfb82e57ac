//! The sheets for the municipality's lawyers: every passage and every answer of a course with its sources and a box to tick.

use std::fmt::Write;

use aula_core::case::Case;
use aula_core::course::{Course, Lesson, Parsed, Part, Pool, References};
use aula_core::id::SourceId;
use aula_core::item::{Interaction, Item, Seen};
use aula_core::prose::{Block, for_each_block, plain_text};

const INDEX: &str = "docs/revision-juridica.md";
const FOLDER: &str = "docs/revision-juridica";

/// The index and one sheet for each course, with their paths below the project.
pub fn sheets(parsed: &Parsed) -> Vec<(String, String)> {
    let mut index = String::from(
        "# Revisión jurídica\n\n\
         Una hoja por capacitación, para el área jurídica del municipio: cada pasaje de la regla y cada respuesta con su explicación, las\n\
         fuentes en que descansan y una casilla. Márquela cuando lo haya leído con la ley a la vista; si algo no se sostiene, dígalo junto a la\n\
         clave de la pregunta o de la lección. Lo que dice «lectura institucional» es una inferencia del municipio, no el texto de una ley.\n\n\
         Estas hojas se escriben solas a partir de `courses/` (`cargo aula sources --sheets`): no se corrigen aquí.\n\n",
    );
    let mut sheets = vec![];
    for (course, pool) in &parsed.courses {
        let path = format!("{FOLDER}/{}.md", course.id);
        let _ = writeln!(
            index,
            "- [{}](revision-juridica/{}.md), versión {}: {} lecciones, {} preguntas del banco, {} fuentes",
            course.title,
            course.id,
            course.version,
            course.lessons().count(),
            pool.items.len(),
            course.sources.len()
        );
        sheets.push((path, sheet(course, pool, parsed.pretest(course))));
    }
    sheets.insert(0, (INDEX.to_owned(), index));
    sheets
}

fn sheet(course: &Course, pool: &Pool, pretest: &[Item]) -> String {
    let mut text = format!("# {}\n\nVersión {}.\n", course.title, course.version);
    for module in &course.modules {
        let _ = write!(text, "\n## {}\n", module.title);
        for lesson in &module.lessons {
            push_lesson(&mut text, course, lesson);
        }
        if let Some(card) = &module.card {
            let _ = write!(text, "\n### Ficha: {}\n\n", card.title);
            push_blocks(&mut text, course, &card.blocks);
        }
    }
    if !pretest.is_empty() {
        text.push_str("\n## Diagnóstico\n");
        pretest
            .iter()
            .for_each(|item| push_item(&mut text, course, item));
    }
    if course.has_assessment() {
        text.push_str("\n## Banco de la evaluación\n");
    }
    pool.items
        .iter()
        .for_each(|item| push_item(&mut text, course, item));
    text.push_str("\n## Fuentes\n\n");
    for (id, source) in &course.sources {
        let quotation = match source.quotation.as_str() {
            "" => String::new(),
            words => format!(": «{words}»"),
        };
        let _ = writeln!(
            text,
            "- [ ] `{id}` {}, {}, texto al {}{quotation}",
            source.law, source.article, source.text_date
        );
    }
    text
}

fn push_lesson(text: &mut String, course: &Course, lesson: &Lesson) {
    let _ = write!(text, "\n### {} (`{}`)\n\n", lesson.title, lesson.id);
    for part in &lesson.parts {
        match part {
            Part::Prose(block) => push_blocks(text, course, std::slice::from_ref(block)),
            Part::Item(item) => push_item(text, course, item),
            Part::Case(case) => push_case(text, course, case),
        }
    }
}

/// The passages among these blocks that name a source.
fn push_blocks(text: &mut String, course: &Course, blocks: &[Block]) {
    for_each_block(blocks, &mut |block| {
        let words = match block {
            Block::Paragraph(words) => plain_text(words),
            Block::Table { rows, .. } => rows
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| plain_text(cell))
                        .collect::<Vec<_>>()
                        .join(" | ")
                })
                .collect::<Vec<_>>()
                .join(" / "),
            _ => return,
        };
        let mut named = References::default();
        named.add_blocks(std::slice::from_ref(block));
        if !named.sources.is_empty() {
            let _ = writeln!(text, "- [ ] {words} {}", sources(course, &named.sources));
        }
    });
}

/// Every scene with what it says, and every decision with its consequence.
fn push_case(text: &mut String, course: &Course, case: &Case) {
    for scene in &case.scenes {
        if scene.prose.is_empty() && scene.decisions().is_empty() {
            continue;
        }
        let mut named = References::default();
        named.add_blocks(&scene.prose);
        let _ = writeln!(
            text,
            "\n**{}** (`{}`) {}\n",
            scene.title,
            scene.id,
            sources(course, &named.sources)
        );
        let _ = writeln!(text, "{}\n", flat(&scene.prose));
        if !named.sources.is_empty() {
            let _ = writeln!(text, "- [ ] lo que dice la escena");
        }
        for decision in scene.decisions() {
            let mark = if decision.adequate { "sí" } else { "no" };
            let mut named = References::default();
            named.add_blocks(&decision.consequence);
            let _ = writeln!(
                text,
                "- [ ] {mark}: {} → {} {}",
                decision.words,
                flat(&decision.consequence),
                sources(course, &named.sources)
            );
        }
    }
}

fn push_item(text: &mut String, course: &Course, item: &Item) {
    let _ = writeln!(
        text,
        "\n**{}** (`{}`) {}\n",
        item.title,
        item.id,
        sources(course, &item.sources)
    );
    let _ = writeln!(text, "{}\n", flat(&item.prompt));
    if let Interaction::Choice(choice) = &item.interaction {
        for alternative in &choice.alternatives {
            let mark = if alternative.correct { "sí" } else { "no" };
            let _ = writeln!(
                text,
                "- [ ] {mark}: {} → {}",
                plain_text(&alternative.content),
                flat(&alternative.feedback)
            );
        }
        return;
    }
    item.interaction.visit(&mut |seen| {
        let _ = match seen {
            Seen::Element(_, content, feedback) => {
                writeln!(text, "- [ ] {} → {}", plain_text(content), flat(feedback))
            }
            Seen::Line(words) => writeln!(text, "- {}", plain_text(words)),
            Seen::Blocks(blocks) => writeln!(text, "- [ ] {}", flat(blocks)),
            Seen::Words(words) => writeln!(text, "- {words}"),
        };
    });
}

fn flat(blocks: &[Block]) -> String {
    let mut words = vec![];
    for_each_block(blocks, &mut |block| {
        if let Block::Paragraph(text) = block {
            words.push(plain_text(text));
        }
    });
    words.join(" ")
}

fn sources(course: &Course, ids: &[SourceId]) -> String {
    let named: Vec<String> = ids
        .iter()
        .filter_map(|id| course.sources.get(id))
        .map(|source| format!("{}, {}", source.law, source.article))
        .collect();
    format!("[{}]", named.join("; "))
}
