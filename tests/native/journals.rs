//! Scripts of the journal: `tests/journals/*.txt`. A line `> …` is an input (`> b …` for tab b, else tab a); below it stands what the
//! journal asks for and what it says of itself. `UPDATE_EXPECT=1` writes these lines anew.

use std::fs;
use std::path::Path;

use aula_core::id::{CourseId, LessonId};
use aula_core::progress::event::Event;
use aula_core::progress::export::read_export;
use aula_core::progress::journal::{ASIDE_PREFIX, Effect, Input, Journal};
use aula_core::progress::mirror::Head;
use aula_core::progress::record::{Record, RecordKey, Recorded};
use aula_core::progress::saving::{Cause, SaveState, StoreKind};

use crate::world::{Texts, World};

#[test]
fn every_script_plays_as_it_is_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let mut scripts: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    scripts.sort();
    assert!(!scripts.is_empty());
    for script in scripts {
        let text = fs::read_to_string(&script).unwrap();
        expect_test::expect_file![script].assert_eq(&play(&text));
    }
}

/// The script with the answers to its inputs.
fn play(script: &str) -> String {
    let mut world = World::default();
    let mut file = String::new();
    let mut played = String::new();
    for line in script.lines() {
        if let Some(input) = line.strip_prefix("> ") {
            let (tab, command) = match input.split_once(' ') {
                Some(("b", command)) => ('b', command),
                _ => ('a', input),
            };
            played.push_str(&format!("{line}\n"));
            for answer in obey(&mut world, &mut file, tab, command) {
                played.push_str(&format!("    {answer}\n"));
            }
        } else if line.is_empty() || line.starts_with('#') {
            played.push_str(&format!("{line}\n"));
        }
    }
    played
}

fn obey(world: &mut World, file: &mut String, tab: char, command: &str) -> Vec<String> {
    let words: Vec<&str> = command.split(' ').collect();
    let effects = match words.as_slice() {
        ["open"] => return open(world, tab, StoreKind::Durable),
        ["open", "local", cause] => return open(world, tab, StoreKind::Local(cause_of(cause))),
        ["open", "memory", cause] => return open(world, tab, StoreKind::Memory(cause_of(cause))),
        ["happened", kind, lesson] => {
            let (event, at) = (event(kind, lesson), world.now());
            world.tell(tab, Input::Happened { event, at })
        }
        ["store", "completes"] => world.complete(tab),
        ["store", "completes", "unheard"] => {
            world.commit(tab).unwrap();
            vec![]
        }
        ["store", "is", "slow"] => world.delay(tab),
        ["mirror", "refuses", cause] => world.tell(tab, Input::MirrorFailed(cause_of(cause))),
        ["store", "refuses", cause] => world.refuse(tab, cause_of(cause)),
        ["loss", "accepted"] => world.tell(tab, Input::LossAccepted),
        ["retry"] => world.tell(tab, Input::RetryAsked),
        ["erase", "asked"] => {
            let writer = world.fresh_writer(tab);
            world.tell(tab, Input::EraseAsked { writer })
        }
        ["erase", "completes"] => world.erase(tab),
        ["erase", "fails", cause] => world.tell(tab, Input::EraseFailed(cause_of(cause))),
        ["import"] => {
            let (texts, at) = (read_export(file).unwrap(), world.now());
            world.tell(tab, Input::Imported { texts, at })
        }
        ["preview"] => {
            let texts = read_export(file).unwrap();
            return vec![format!("{:?}", world.tab(tab).journal.preview(&texts))];
        }
        ["arrives", message] => world.tell(tab, Input::ArrivedFromTab((*message).to_owned())),
        ["log"] => return log(&world.tab(tab).journal),
        ["export"] => {
            *file = world.tab(tab).journal.export();
            return vec![];
        }
        _ => {
            befall(world, tab, &words);
            return vec![];
        }
    };
    let mut answers: Vec<String> = effects.iter().map(said).collect();
    answers.push(state(&world.tab(tab).journal));
    answers
}

/// What comes from outside, without a word to any journal.
fn befall(world: &mut World, tab: char, words: &[&str]) {
    match words {
        ["crash"] => world.crash(tab),
        ["power", "cut"] => world.cut_power(),
        ["mirror", "flushes"] => world.flushed = world.mirror.clone(),
        ["mirror", "loses", "records"] => world.mirror.records.clear(),
        ["mirror", "loses", "everything"] => world.mirror = Default::default(),
        ["store", "loses", "everything"] => world.store.clear(),
        ["store", "sets", "aside", text] => {
            world
                .store
                .insert(format!("{ASIDE_PREFIX}a"), (*text).to_owned());
        }
        ["store", "gains", text] => {
            world.store.insert("newer".to_owned(), (*text).to_owned());
        }
        ["store", "loses", key] => {
            let key = world.store.keys().find(|long| short_text(long) == *key);
            let key = key.unwrap().clone();
            world.store.remove(&key);
        }
        ["store", "changes", key, from, to] => change(stored(world, key), from, to),
        ["mirror", "changes", key, from, to] => {
            change(named(&mut world.mirror.records, key), from, to);
        }
        ["store", "damages", key] => stored(world, key).truncate(20),
        ["store", "damages", "the", "version", "of", key] => {
            let text = stored(world, key);
            *text = text.replacen("\"v\":1", "\"v\":9", 1);
        }
        _ => panic!("no such command: {words:?}"),
    }
}

/// What the store has under a key, by its short name.
fn stored<'a>(world: &'a mut World, key: &str) -> &'a mut String {
    named(&mut world.store, key)
}

fn named<'a>(texts: &'a mut Texts, key: &str) -> &'a mut String {
    let held = texts.iter_mut().find(|(long, _)| short_text(long) == key);
    held.unwrap().1
}

fn change(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{text}");
    *text = text.replacen(from, to, 1);
}

fn open(world: &mut World, tab: char, store: StoreKind) -> Vec<String> {
    let effects = world.open(tab, store);
    let journal = &world.tab(tab).journal;
    let start = journal.start_report();
    let mut answers: Vec<String> = effects.iter().map(said).collect();
    answers.push(format!(
        "found {} records, {} recovered, {} lost, {} unreadable{}{}{}",
        start.records,
        start.recovered,
        start.lost,
        start.unreadable,
        match start.out_of_reach {
            0 => String::new(),
            number => format!(", {number} out of reach"),
        },
        match start.altered {
            0 => String::new(),
            number => format!(", {number} altered"),
        },
        if start.is_amnesia() { ": amnesia" } else { "" }
    ));
    answers.push(state(journal));
    answers
}

fn event(kind: &str, lesson: &str) -> Event {
    let (course, lesson) = (CourseId::new("c"), LessonId::new(lesson));
    match kind {
        "lesson-opened" => Event::LessonOpened { course, lesson },
        "lesson-completed" => Event::LessonCompleted { course, lesson },
        _ => panic!("no such event: {kind}"),
    }
}

fn cause_of(word: &str) -> Cause {
    match word {
        "full" => Cause::Full,
        "denied" => Cause::Denied,
        "unavailable" => Cause::Unavailable,
        other => Cause::Other(other.to_owned()),
    }
}

fn said(effect: &Effect) -> String {
    match effect {
        Effect::Write(batch) => match batch.asides.len() {
            0 => format!("write {}", keys(&batch.records)),
            asides => format!("write {}, {asides} texts aside", keys(&batch.records)),
        },
        Effect::Mirror {
            records,
            head,
            drop,
        } => {
            let Head { writer, seq, .. } = *head;
            let dropped: Vec<String> = drop.iter().map(short).collect();
            format!(
                "mirror {}, head {}{}{}",
                keys(records),
                short(&RecordKey { writer, seq }),
                if drop.is_empty() { "" } else { ", drop " },
                dropped.join(" ")
            )
        }
        Effect::Announce(message) => match message.lines().map(Record::decode).collect() {
            Ok::<Vec<Record>, _>(records) => format!("announce {}", keys(&records)),
            Err(_) => format!("announce {message}"),
        },
        Effect::EraseAll => "erase all".to_owned(),
    }
}

fn keys(records: &[Record]) -> String {
    let keys: Vec<String> = records.iter().map(|record| short(&record.key())).collect();
    if keys.is_empty() {
        "nothing".to_owned()
    } else {
        keys.join(" ")
    }
}

fn short(key: &RecordKey) -> String {
    short_text(&key.to_string())
}

/// `a001/2` for `000000000000a001/00000002`.
fn short_text(key: &str) -> String {
    let (writer, seq) = key.split_once('/').unwrap();
    let seq: u64 = seq.parse().unwrap();
    format!("{}/{seq}", writer.trim_start_matches('0'))
}

fn state(journal: &Journal) -> String {
    let unsaved = journal
        .log()
        .filter(|record| !journal.is_saved(&record.key()));
    let state = match journal.save_state() {
        SaveState::Saved => "saved".to_owned(),
        SaveState::Saving => "saving".to_owned(),
        SaveState::Late => "late".to_owned(),
        SaveState::LocalOnly(cause) => format!("local only ({cause:?})"),
        SaveState::NotSaved(cause) => format!("not saved ({cause:?})"),
        SaveState::ReadOnly => "read only".to_owned(),
        SaveState::MemoryOnly(cause) => format!("memory only ({cause:?})"),
    };
    let mut line = format!(
        "= {state}, {} of {} unsaved",
        unsaved.count(),
        journal.log().count()
    );
    let lessons: usize = journal
        .progress()
        .courses
        .values()
        .map(|course| course.completed.len())
        .sum();
    line.push_str(&format!(", {lessons} lessons completed"));
    if journal.has_loose_texts() {
        line.push_str(", texts that nothing keeps yet");
    }
    if let Some(cause) = journal.erase_failure() {
        line.push_str(&format!(", not erased ({cause:?})"));
    }
    line
}

fn log(journal: &Journal) -> Vec<String> {
    let mut lines: Vec<String> = journal
        .log()
        .map(|record| {
            let what = match record.event() {
                Recorded::Known(Event::LessonOpened { lesson, .. }) => format!("opened {lesson}"),
                Recorded::Known(Event::LessonCompleted { lesson, .. }) => {
                    format!("completed {lesson}")
                }
                Recorded::Known(Event::RecordsImported { new, known }) => {
                    format!("imported {new} new, {known} known")
                }
                other => format!("{other:?}"),
            };
            let lamport = record.envelope().lamport;
            format!("{lamport} {} {what}", short(&record.key()))
        })
        .collect();
    lines.extend(
        journal
            .unreadable()
            .map(|text| format!("unreadable {text}")),
    );
    lines
}
