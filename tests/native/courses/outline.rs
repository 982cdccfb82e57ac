//! A course as a person would retell it: one line for each thing that was understood.

use aula_core::case::{Case, Condition, Decision, Onward, Variable};
use aula_core::course::{Course, Part, Pool};
use aula_core::item::choice::Alternative;
use aula_core::item::matching::Layout;
use aula_core::item::passage::{Passage, Piece};
use aula_core::item::{Element, Interaction, Item};
use aula_core::prose::{Block, Inline};

pub fn outline(course: &Course, pool: &Pool) -> String {
    let mut lines = vec![format!("{} {}", course.title, course.version)];
    for module in &course.modules {
        lines.push(format!("módulo {}", module.id));
        for lesson in &module.lessons {
            lines.push(format!(
                "lección {} «{}» {:?} {} min",
                lesson.id,
                lesson.title,
                lesson.objectives,
                lesson.minutes()
            ));
            for part in &lesson.parts {
                match part {
                    Part::Prose(block) => self::block(block, 1, &mut lines),
                    Part::Item(item) => self::item(item, 1, &mut lines),
                    Part::Case(case) => self::case(case, 1, &mut lines),
                }
            }
        }
        if let Some(card) = &module.card {
            lines.push(format!("ficha «{}»", card.title));
            card.blocks
                .iter()
                .for_each(|block| self::block(block, 1, &mut lines));
        }
    }
    lines.push(format!("banco: {} preguntas", pool.items.len()));
    let rules = &course.assessment;
    for (objective, number) in &rules.strata {
        let levels: Vec<_> = rules.levels_of(objective).collect();
        lines.push(format!("se sortean {number} de {objective} {levels:?}"));
    }
    lines.push(format!(
        "cuenta {:?}; al entregar {:?}, al aprobar {:?}",
        rules.counting, rules.shown_handed_in, rules.shown_passed
    ));
    lines.push(format!(
        "fuentes {:?}",
        course.sources.keys().collect::<Vec<_>>()
    ));
    lines.push(format!(
        "contactos {:?}",
        course.contacts.keys().collect::<Vec<_>>()
    ));
    lines.push(format!(
        "términos {:?}",
        course.glossary.keys().collect::<Vec<_>>()
    ));
    lines.join("\n") + "\n"
}

fn item(item: &Item, depth: usize, lines: &mut Vec<String>) {
    push(
        lines,
        depth,
        format!(
            "pregunta {} «{}» {:?} {} {:?}",
            item.id, item.title, item.level, item.objective, item.sources
        ),
    );
    item.prompt
        .iter()
        .for_each(|block| self::block(block, depth + 1, lines));
    interaction(&item.interaction, depth + 1, lines);
}

fn interaction(interaction: &Interaction, depth: usize, lines: &mut Vec<String>) {
    match interaction {
        Interaction::Choice(choice) => {
            push(lines, depth, format!("{:?}", choice.cardinality));
            alternatives(&choice.alternatives, depth, lines);
        }
        Interaction::Order(order) => {
            push(lines, depth, "en orden".to_owned());
            order
                .entries
                .iter()
                .for_each(|entry| element(entry, depth, lines));
        }
        Interaction::Match(matching) => {
            let layout = match &matching.layout {
                Layout::Pairs { left, right } => format!("{} → {}", text(left), text(right)),
                Layout::Groups => "grupos".to_owned(),
            };
            push(lines, depth, layout);
            for group in &matching.groups {
                push(lines, depth, format!("→ {}", text(&group.content)));
                group
                    .entries
                    .iter()
                    .for_each(|entry| element(entry, depth + 1, lines));
            }
        }
        Interaction::Blanks(blanks) => {
            passage(&blanks.text, depth, lines);
            for blank in &blanks.blanks {
                let kind = if blank.exact { "exacto" } else { "hueco" };
                push(
                    lines,
                    depth,
                    format!("{kind} {:?} no {:?}", blank.accepted, blank.others),
                );
                element(&blank.element, depth + 1, lines);
            }
        }
        Interaction::Hottext(hottext) => {
            passage(&hottext.text, depth, lines);
            alternatives(&hottext.candidates, depth, lines);
        }
        Interaction::Number(number) => {
            let expected = std::iter::once(&number.right).chain(&number.foreseen);
            for expected in expected {
                let (value, tolerance) = (expected.value, expected.tolerance);
                push(
                    lines,
                    depth,
                    format!("{value} ± {tolerance} {}", number.unit),
                );
                element(&expected.element, depth + 1, lines);
            }
            element(&number.other, depth, lines);
        }
        Interaction::Extended(extended) => {
            let words = format!("de {} a {} palabras; modelo", extended.least, extended.most);
            inside(words, &extended.model, depth, lines);
        }
        Interaction::Plan(plan) => {
            for idea in &plan.suggestions {
                push(
                    lines,
                    depth,
                    format!("idea: {} / {}", idea.situation, idea.action),
                );
            }
        }
    }
}

fn alternatives(alternatives: &[Alternative], depth: usize, lines: &mut Vec<String>) {
    for alternative in alternatives {
        let mark = if alternative.correct { "x" } else { " " };
        let words = format!("[{mark}] {}", text(&alternative.content));
        inside(words, &alternative.feedback, depth, lines);
    }
}

fn element(element: &Element, depth: usize, lines: &mut Vec<String>) {
    inside(
        format!("- {}", text(&element.content)),
        &element.feedback,
        depth,
        lines,
    );
}

fn passage(passage: &Passage, depth: usize, lines: &mut Vec<String>) {
    for paragraph in passage {
        let pieces: Vec<String> = paragraph
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => text(words),
                Piece::Slot(id) => format!("⟨{id}⟩"),
            })
            .collect();
        push(lines, depth, format!("texto: {}", pieces.concat()));
    }
}

fn case(case: &Case, depth: usize, lines: &mut Vec<String>) {
    push(lines, depth, format!("caso, puntaje {:?}", case.scoring));
    for variable in &case.variables {
        let Variable { id, start, label } = variable;
        push(
            lines,
            depth + 1,
            format!("variable {id} = {start} «{label}»"),
        );
    }
    for scene in &case.scenes {
        push(
            lines,
            depth + 1,
            format!("escena {} «{}»", scene.id, scene.title),
        );
        scene
            .prose
            .iter()
            .for_each(|block| self::block(block, depth + 2, lines));
        match &scene.onward {
            Onward::End { value } => push(lines, depth + 2, format!("final {value}")),
            Onward::Crossing(routes) => {
                for route in routes {
                    let terms = condition(route.condition.as_ref());
                    push(lines, depth + 2, format!("→ {}{terms}", route.target));
                }
            }
            Onward::Decisions(decisions) => {
                for decision in decisions {
                    self::decision(decision, depth + 2, lines);
                }
            }
        }
    }
}

fn decision(decision: &Decision, depth: usize, lines: &mut Vec<String>) {
    let mark = if decision.adequate { "x" } else { " " };
    let changes: String = decision
        .changes
        .iter()
        .map(|change| format!(", {} {:?}", change.variable, change.effect))
        .collect();
    let terms = condition(decision.condition.as_ref());
    push(
        lines,
        depth,
        format!(
            "[{mark}] {} → {}{changes}{terms}",
            decision.words, decision.target
        ),
    );
    decision
        .consequence
        .iter()
        .for_each(|block| self::block(block, depth + 1, lines));
}

fn condition(condition: Option<&Condition>) -> String {
    condition.map_or_else(String::new, |condition| {
        let Condition {
            variable,
            relation,
            value,
        } = condition;
        format!(", si {variable} {relation:?} {value}")
    })
}

fn block(block: &Block, depth: usize, lines: &mut Vec<String>) {
    match block {
        Block::Heading { level, text: words } => {
            push(lines, depth, format!("título {level}: {}", text(words)))
        }
        Block::Paragraph(words) => push(lines, depth, format!("párrafo: {}", text(words))),
        Block::List { ordered, entries } => {
            push(
                lines,
                depth,
                if *ordered { "lista numerada" } else { "lista" }.to_owned(),
            );
            for entry in entries {
                push(lines, depth + 1, "-".to_owned());
                entry
                    .iter()
                    .for_each(|block| self::block(block, depth + 2, lines));
            }
        }
        Block::Quote(body) => inside("cita".to_owned(), body, depth, lines),
        Block::Table { head, rows } => {
            for row in std::iter::once(head).chain(rows) {
                let cells: Vec<String> = row.iter().map(|cell| text(cell)).collect();
                push(lines, depth, format!("| {} |", cells.join(" | ")));
            }
        }
        Block::Image { file, alt } => push(lines, depth, format!("imagen {file}: {alt}")),
        Block::Callout { kind, title, body } => inside(
            format!("recuadro {kind:?}: {}", text(title)),
            body,
            depth,
            lines,
        ),
        Block::Basis(sources) => push(lines, depth, format!("base {sources:?}")),
        Block::Sensitive { topic, body, brief } => {
            inside(
                format!("pasaje sensible: {}", text(topic)),
                body,
                depth,
                lines,
            );
            inside("versión breve".to_owned(), brief, depth, lines);
        }
    }
}

fn inside(head: String, body: &[Block], depth: usize, lines: &mut Vec<String>) {
    push(lines, depth, head);
    body.iter()
        .for_each(|block| self::block(block, depth + 1, lines));
}

fn push(lines: &mut Vec<String>, depth: usize, line: String) {
    lines.push(
        format!("{}{}", "  ".repeat(depth), line)
            .trim_end()
            .to_owned(),
    );
}

fn text(inlines: &[Inline]) -> String {
    inlines.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) => words.clone(),
        Inline::Strong(inner) => format!("**{}**", text(inner)),
        Inline::Emphasis(inner) => format!("*{}*", text(inner)),
        Inline::Break => "⏎".to_owned(),
        Inline::Cite { source, text } => format!("[{text}→fuente {source}]"),
        Inline::Term { term, text } => format!("[{text}→término {term}]"),
        Inline::Contact { contact, text } => format!("[{text}→contacto {contact}]"),
        Inline::Lesson { lesson, text } => format!("[{text}→lección {lesson}]"),
        Inline::Link { href, text } => format!("[{text}→{href}]"),
    }
}
