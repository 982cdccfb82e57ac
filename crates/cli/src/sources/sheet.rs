//! The sheets for the municipality's lawyers: every passage and every answer of a course with its sources and a box to tick.

use std::collections::BTreeMap;
use std::fmt::Write;

use aula_core::case::Case;
use aula_core::course::{Course, Lesson, Parsed, Part, Pool, References};
use aula_core::id::{CourseId, SourceId};
use aula_core::item::{Interaction, Item, Seen};
use aula_core::prose::{Block, for_each_block, plain_text};
use aula_core::spanish::count;

use super::readings::{self, Readings};

const INDEX: &str = "docs/revision-juridica.md";
const FOLDER: &str = "docs/revision-juridica";

/// The index and one sheet for each course, with their paths below the project, and the keys of readings whose line is no more.
pub fn sheets(
    parsed: &Parsed,
    readings: &BTreeMap<CourseId, Readings>,
) -> (Vec<(String, String)>, Vec<String>) {
    let none = Readings::default();
    let mut stale = vec![];
    let mut index = String::from(
        "# Revisión jurídica\n\n\
         Una hoja por capacitación, para el área jurídica del municipio: cada pasaje de la regla y cada respuesta con su explicación, las\n\
         fuentes en que descansan y una casilla. Márquela cuando lo haya leído con la ley a la vista; si algo no se sostiene, dígalo junto a la\n\
         clave de la pregunta o de la lección. Lo que dice «lectura institucional» es una inferencia del municipio, no el texto de una ley.\n\n\
         Al final de cada renglón está lo que dijo quien lo leyó por el equipo de Aula con los hechos a la vista, y en qué se apoya (claves como\n\
         las de `hechos` en `courses/fuentes.toml`; las fichas de hechos no vienen en este repositorio): «sostenido», lo dice la ley; «lectura institucional», se infiere y el texto lo dice; «práctica», no\n\
         afirma derecho, sólo conducta o lo que pasa en la historia; «duda», toca decidir al área jurídica; «sin leer», nadie ha leído esas\n\
         palabras. No es una opinión jurídica y no sustituye su lectura. Los veredictos están en `revision-juridica/lecturas/`.\n\n\
         Estas hojas se escriben solas a partir de `courses/` (`cargo aula sources --sheets`): no se corrigen aquí.\n\n",
    );
    let mut sheets = vec![];
    for (course, pool) in &parsed.courses {
        let path = format!("{FOLDER}/{}.md", course.id);
        let _ = writeln!(
            index,
            "- [{}](revision-juridica/{}.md), versión {}: {}, {} del banco, {}",
            course.title,
            course.id,
            course.version,
            count(course.lessons().count(), "lección", "lecciones"),
            count(pool.items.len(), "pregunta", "preguntas"),
            count(course.sources.len(), "fuente", "fuentes")
        );
        let readings = readings.get(&course.id).unwrap_or(&none);
        let sheet = sheet(course, pool, parsed.pretest(course), readings);
        let gone = readings
            .keys()
            .filter(|key| !sheet.keys.iter().any(|kept| kept == key));
        stale.extend(gone.map(|key| format!("{}: {key}", course.id)));
        sheets.push((path, sheet.text));
    }
    sheets.insert(0, (INDEX.to_owned(), index));
    (sheets, stale)
}

/// A sheet while it is written.
struct Sheet<'a> {
    course: &'a Course,
    readings: &'a Readings,
    text: String,
    /// The question or scene that the next lines belong to.
    before: String,
    /// The keys of the lines so far.
    keys: Vec<String>,
}

fn sheet<'a>(
    course: &'a Course,
    pool: &Pool,
    pretest: &[Item],
    readings: &'a Readings,
) -> Sheet<'a> {
    let mut sheet = Sheet {
        course,
        readings,
        text: String::new(),
        before: String::new(),
        keys: vec![],
    };
    for module in &course.modules {
        sheet.push(&format!("\n## {}\n", module.title));
        for lesson in &module.lessons {
            sheet.push_lesson(lesson);
        }
        if let Some(card) = &module.card {
            sheet.begin(format!("\n### Ficha: {}\n", card.title));
            sheet.push_blocks(&card.blocks);
        }
    }
    if !pretest.is_empty() {
        sheet.push("\n## Diagnóstico\n");
        pretest.iter().for_each(|item| sheet.push_item(item));
    }
    if course.has_assessment() {
        sheet.push("\n## Banco de la evaluación\n");
    }
    pool.items.iter().for_each(|item| sheet.push_item(item));
    sheet.begin("\n## Glosario\n".to_owned());
    for term in course.glossary.values() {
        let sources = sheet.sources(term.source.as_slice());
        sheet.push_claim(&format!("{}: {} {sources}", term.name, term.definition));
    }
    sheet.push("\n## Fuentes\n\n");
    for (id, source) in &course.sources {
        let quotation = match source.quotation.as_str() {
            "" => String::new(),
            words => format!(": «{words}»"),
        };
        sheet.push(&format!(
            "- [ ] `{id}` {}, {}, texto al {}{quotation}\n",
            source.law, source.article, source.text_date
        ));
    }
    let head = format!(
        "# {}\n\nVersión {}. {}\n",
        course.title,
        course.version,
        sheet.count()
    );
    sheet.text.insert_str(0, &head);
    sheet
}

impl Sheet<'_> {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Writes what the next lines belong to.
    fn begin(&mut self, before: String) {
        self.push(&before);
        self.push("\n");
        self.before = before;
    }

    /// A box to tick, and what was said of these words.
    fn push_claim(&mut self, words: &str) {
        let key = readings::key(&self.before, words);
        let said = match self.readings.get(&key) {
            None => "sin leer".to_owned(),
            Some(reading) => reading.to_string(),
        };
        self.push(&format!("- [ ] {words} · `{key}` {said}\n"));
        self.keys.push(key);
    }

    /// How many lines there are, and how many of them got which verdict.
    fn count(&self) -> String {
        let mut counts = BTreeMap::new();
        for reading in self.keys.iter().filter_map(|key| self.readings.get(key)) {
            *counts.entry(reading.verdict).or_insert(0) += 1;
        }
        let read: usize = counts.values().sum();
        let counts: Vec<String> = counts
            .iter()
            .map(|(verdict, count)| format!("{verdict}, {count}"))
            .collect();
        let counts = match read {
            0 => String::new(),
            _ => format!(" ({})", counts.join("; ")),
        };
        format!(
            "Leídos por el equipo {read} de {} renglones{counts}.",
            self.keys.len()
        )
    }

    fn push_lesson(&mut self, lesson: &Lesson) {
        let heading = format!("\n### {} (`{}`)\n", lesson.title, lesson.id);
        self.begin(heading.clone());
        for part in &lesson.parts {
            match part {
                Part::Prose(block) => {
                    self.before.clone_from(&heading);
                    self.push_blocks(std::slice::from_ref(block));
                }
                Part::Item(item) => self.push_item(item),
                Part::Case(case) => self.push_case(case),
            }
        }
    }

    /// The passages among these blocks that name a source.
    fn push_blocks(&mut self, blocks: &[Block]) {
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
                let sources = self.sources(&named.sources);
                self.push_claim(&format!("{words} {sources}"));
            }
        });
    }

    /// Every scene with what it says, and every decision with its consequence.
    fn push_case(&mut self, case: &Case) {
        for scene in &case.scenes {
            if scene.prose.is_empty() && scene.decisions().is_empty() {
                continue;
            }
            let mut named = References::default();
            named.add_blocks(&scene.prose);
            self.begin(format!(
                "\n**{}** (`{}`) {}\n\n{}\n",
                scene.title,
                scene.id,
                self.sources(&named.sources),
                flat(&scene.prose)
            ));
            if !named.sources.is_empty() {
                self.push_claim("lo que dice la escena");
            }
            for decision in scene.decisions() {
                let mut named = References::default();
                named.add_blocks(&decision.consequence);
                self.push_claim(&format!(
                    "{}: {} → {} {}",
                    yes_or_no(decision.adequate),
                    decision.words,
                    flat(&decision.consequence),
                    self.sources(&named.sources)
                ));
            }
        }
    }

    fn push_item(&mut self, item: &Item) {
        self.begin(format!(
            "\n**{}** (`{}`) {}\n\n{}\n",
            item.title,
            item.id,
            self.sources(&item.sources),
            flat(&item.prompt)
        ));
        if let Interaction::Choice(choice) = &item.interaction {
            for alternative in &choice.alternatives {
                self.push_claim(&format!(
                    "{}: {} → {}",
                    yes_or_no(alternative.correct),
                    plain_text(&alternative.content),
                    flat(&alternative.feedback)
                ));
            }
            return;
        }
        // What is right here lies in order, groups and text: a verdict is of the whole question.
        self.before.push_str(&item.digest);
        let is_passage = matches!(item.interaction, Interaction::Blanks(_));
        if is_passage {
            let text = running_text(&item.interaction);
            self.push_claim(&format!("el texto: {text}"));
        }
        item.interaction.visit(&mut |seen| match seen {
            Seen::Element(_, content, feedback) => {
                self.push_claim(&format!("{} → {}", plain_text(content), flat(feedback)));
            }
            Seen::Line(_) if is_passage => {}
            Seen::Line(words) => self.push(&format!("- {}\n", plain_text(words))),
            Seen::Blocks(blocks) => self.push_claim(&flat(blocks)),
            Seen::Words(words) => self.push(&format!("- {words}\n")),
        });
    }

    fn sources(&self, ids: &[SourceId]) -> String {
        let named: Vec<String> = ids
            .iter()
            .filter_map(|id| self.course.sources.get(id))
            .map(|source| format!("{}, {}", source.law, source.article))
            .collect();
        format!("[{}]", named.join("; "))
    }
}

const fn yes_or_no(right: bool) -> &'static str {
    if right { "sí" } else { "no" }
}

/// The words of a passage, with a gap for each place that is filled in.
fn running_text(interaction: &Interaction) -> String {
    let mut words = vec![];
    interaction.visit(&mut |seen| {
        if let Seen::Line(line) = seen {
            words.push(plain_text(line).trim().to_owned());
        }
    });
    words.join(" […] ")
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
