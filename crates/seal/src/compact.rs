//! The compact signed form for a QR code: what the sheet says in about a hundred bytes and a signature, as decimal digits.
//!
//! Version 1: a byte 1; flags (1 supervised, 2 example, 4 expires); eight bytes that name the key; the folio's sixteen; the first
//! eight of the course's digest; result and pass mark; the three numbers of the version and the minutes; days since 2020-01-01 of the
//! start, then the difference to the end, from there to the issue, from there to the last day; course, name and, if supervised, who
//! attests, each after its length; the signature of all that after a prefix of ours. Numbers are LEB128, differences zigzag. The
//! whole, read as one number (the leading 1 keeps its length), is written in decimal: the numeric mode of QR codes wastes nothing.

use aula_core::credential::{Award, Trust};
use aula_core::time::Date;

use crate::error::Error;
use crate::key::{PublicKey, Signer};
use crate::radix;
use aula_core::verification::{EXAMPLE, Field, Fields, level};

/// Keeps a signature of this form from being one of anything else.
const PREFIX: &[u8] = b"aula-qr-1\n";
const FORMAT: u8 = 1;
const SUPERVISED: u8 = 1;
const DEMONSTRATION: u8 = 2;
const EXPIRES: u8 = 4;
const SIGNATURE: usize = 64;
/// 2020-01-01.
const FIRST_DAY: i64 = 18_262;
/// More digits than any code of ours; decoding takes time with their square.
const LONGEST: usize = 2_000;

/// The digits of an award.
///
/// # Errors
/// [`Error::Unsignable`] for a folio, digest or version of another form, [`Error::TooLong`] for more digits than [`parse`] reads.
pub(crate) fn digits(award: &Award, signer: &Signer) -> Result<String, Error> {
    let mut bytes = write(award, &signer.public()).ok_or(Error::Unsignable)?;
    let signature = signer.sign(&[PREFIX, &bytes].concat());
    bytes.extend(signature);
    let digits = radix::digits(&bytes, 10);
    if digits.len() > LONGEST {
        return Err(Error::TooLong);
    }
    Ok(digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect())
}

/// What the digits say; nothing of it is verified yet.
#[derive(Debug)]
pub(crate) struct Compact {
    signed: Vec<u8>,
    signature: Vec<u8>,
    key: [u8; 8],
    pub(crate) fields: Fields,
}

impl Compact {
    /// Whether it names this key.
    pub(crate) fn names(&self, key: &PublicKey) -> bool {
        self.key == key.short_id()
    }

    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(&[PREFIX, &self.signed].concat(), &self.signature)
    }
}

/// Reads digits; `None` if they are not of this form.
pub(crate) fn parse(digits: &str) -> Option<Compact> {
    let canonical = !digits.starts_with('0') && digits.len() <= LONGEST;
    if !canonical || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: Vec<u8> = digits.bytes().map(|byte| byte - b'0').collect();
    let bytes = radix::bytes(&digits, 10);
    let (signed, signature) = bytes.split_at_checked(bytes.len().checked_sub(SIGNATURE)?)?;
    let mut reader = Reader(signed);
    let (key, fields) = read(&mut reader)?;
    reader.0.is_empty().then(|| Compact {
        signed: signed.to_vec(),
        signature: signature.to_vec(),
        key,
        fields,
    })
}

fn write(award: &Award, key: &PublicKey) -> Option<Vec<u8>> {
    let credential = &award.credential;
    let supervised = credential.trust == Trust::Supervised;
    let mut flags = if supervised { SUPERVISED } else { 0 };
    flags |= if credential.demonstration {
        DEMONSTRATION
    } else {
        0
    };
    flags |= if award.valid_until.is_some() {
        EXPIRES
    } else {
        0
    };
    let mut bytes = vec![FORMAT, flags];
    bytes.extend(key.short_id());
    bytes.extend(unhex(&credential.folio.replace('-', ""), 16)?);
    bytes.extend(unhex(award.course_digest.get(..16)?, 8)?);
    bytes.extend([credential.percent, credential.pass_mark]);
    let (major, minor, patch) = aula_core::course::version_parts(&credential.version)?;
    for number in [major, minor, patch, credential.minutes] {
        number_to(&mut bytes, u64::from(number));
    }
    let issued = credential.issued_at.date();
    let mut before = FIRST_DAY;
    let days = [
        Some(credential.started_on),
        Some(credential.finished_on),
        Some(issued),
        award.valid_until,
    ];
    for date in days.into_iter().flatten() {
        let difference = date.days() - before;
        number_to(&mut bytes, ((difference << 1) ^ (difference >> 63)) as u64);
        before = date.days();
    }
    let attested = supervised.then_some(award.attested_by.as_str());
    let texts = [
        Some(credential.course.as_str()),
        Some(credential.name.as_str()),
        attested,
    ];
    for text in texts.into_iter().flatten() {
        number_to(&mut bytes, text.len() as u64);
        bytes.extend(text.as_bytes());
    }
    Some(bytes)
}

fn read(reader: &mut Reader) -> Option<([u8; 8], Fields)> {
    let [format, flags] = reader.take()?;
    if format != FORMAT || flags & !(SUPERVISED | DEMONSTRATION | EXPIRES) != 0 {
        return None;
    }
    let key = reader.take()?;
    let folio = hex(&reader.take::<16>()?);
    let digest = hex(&reader.take::<8>()?);
    let [percent, pass_mark] = reader.take()?;
    let version = [reader.number()?, reader.number()?, reader.number()?];
    let minutes = reader.number()?;
    let mut before = FIRST_DAY;
    let (started, finished, issued) = (
        reader.day(&mut before)?,
        reader.day(&mut before)?,
        reader.day(&mut before)?,
    );
    let until = if flags & EXPIRES == 0 {
        None
    } else {
        Some(reader.day(&mut before)?)
    };
    let (course, name) = (reader.text()?, reader.text()?);
    let supervised = flags & SUPERVISED != 0;
    let attested = if supervised {
        Some(reader.text()?)
    } else {
        None
    };
    let trust = if supervised {
        Trust::Supervised
    } else {
        Trust::Countersigned
    };
    let all = [
        (Field::Level, Some(level(trust).to_owned())),
        (Field::Name, Some(name)),
        (Field::Course, Some(course)),
        (
            Field::Version,
            Some(version.map(|number| number.to_string()).join(".")),
        ),
        (Field::CourseDigest, Some(digest)),
        (Field::Minutes, Some(minutes.to_string())),
        (Field::Percent, Some(percent.to_string())),
        (Field::PassMark, Some(pass_mark.to_string())),
        (Field::StartedOn, Some(started.to_string())),
        (Field::FinishedOn, Some(finished.to_string())),
        (Field::IssuedOn, Some(issued.to_string())),
        (Field::ValidUntil, until.map(|date| date.to_string())),
        (Field::AttestedBy, attested),
        (Field::Folio, Some(hyphenated(&folio))),
        (
            Field::Example,
            (flags & DEMONSTRATION != 0).then(|| EXAMPLE.to_owned()),
        ),
    ];
    let given = all
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)));
    Some((key, Fields(given.collect())))
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let [byte] = self.take()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn day(&mut self, before: &mut i64) -> Option<Date> {
        let zigzag = i64::try_from(self.number()?).ok()?;
        *before += (zigzag >> 1) ^ -(zigzag & 1);
        Date::from_days(*before)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}

fn number_to(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn unhex(text: &str, length: usize) -> Option<Vec<u8>> {
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(byte).collect();
    bytes.filter(|bytes| bytes.len() == length)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hyphens of a UUID.
fn hyphenated(hex: &str) -> String {
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts
        .map(|range| hex.get(range).unwrap_or_default())
        .join("-")
}
