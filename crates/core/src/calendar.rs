//! Reminders for a calendar: iCalendar, RFC 5545. Own, because the crates for it bring a parser and time zones (`icalendar` needs chrono
//! and nom), and a reminder of a whole day needs neither.

use crate::id::CourseId;
use crate::item::hex;
use crate::time::{Date, Timestamp};
use sha2::{Digest as _, Sha256};

/// A reminder of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What it is of.
    pub course: CourseId,
    /// The rung of the ladder: with the course it names the reminder, so that a file that is loaded again replaces it.
    pub rung: u8,
    /// The day.
    pub on: Date,
    /// What is to be done.
    pub summary: String,
    /// A sentence more.
    pub description: String,
    /// Where, or empty.
    pub address: String,
}

/// The file: lines end with CR LF and have at most 75 bytes (RFC 5545, 3.1). `product` names its maker.
pub fn calendar(product: &str, now: Timestamp, reminders: &[Reminder]) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(text, &mut file);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!("PRODID:{}", escape(product)));
    for reminder in reminders {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", uid(reminder)));
        line(&format!("DTSTAMP:{}", stamp(now)));
        line(&format!("DTSTART;VALUE=DATE:{}", day(reminder.on)));
        line(&format!("DTEND;VALUE=DATE:{}", day(reminder.on.plus(1))));
        line(&format!("SUMMARY:{}", escape(&reminder.summary)));
        line(&format!("DESCRIPTION:{}", escape(&reminder.description)));
        if !reminder.address.is_empty() {
            line(&format!("URL:{}", reminder.address));
        }
        line("TRANSP:TRANSPARENT");
        // At nine in the morning of that day.
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escape(&reminder.summary)));
        line("TRIGGER:PT9H");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// The same for the same rung of the same course at the same place; says nothing of the person.
fn uid(reminder: &Reminder) -> String {
    let Reminder {
        course,
        rung,
        address,
        ..
    } = reminder;
    let digest = Sha256::digest(format!("{address}\n{course}\n{rung}").as_bytes());
    format!("{}@aula", hex(&digest, 32))
}

fn day(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}{month:02}{day:02}")
}

fn stamp(now: Timestamp) -> String {
    let utc = Timestamp {
        offset_minutes: 0,
        ..now
    };
    let seconds = now.utc_ms.div_euclid(1000).rem_euclid(24 * 60 * 60);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!(
        "{}T{hours:02}{minutes:02}{:02}Z",
        day(utc.date()),
        seconds % 60
    )
}

/// Text (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A line in pieces of at most 75 bytes, each but the first after a space; no character is cut.
fn fold(text: &str, file: &mut String) {
    let mut room = 75;
    for character in text.chars() {
        if character.len_utf8() > room {
            file.push_str("\r\n ");
            room = 74;
        }
        file.push(character);
        room -= character.len_utf8();
    }
    file.push_str("\r\n");
}
