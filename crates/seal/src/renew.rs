//! How the lists of an institution go on: with its first key, with a key that follows another, with a constancia that is taken back.
//!
//! Whoever signs the next list starts from one that verifies and says no less than what is published, so that nothing that was taken
//! back comes into force again, and what is signed is read once more as anybody will read it.

use std::fmt;

use aula_core::time::Date;
use aula_core::verification::{Issuer, Revocation, RevocationList};

use crate::error::Error;
use crate::key::{Fingerprint, PublicKey, Signer};
use crate::list::{
    Revocations, Succession, TrustList, Trusted, read_revocations, read_trust, sign_revocations,
    sign_succession, sign_trust,
};

/// Days until the next list of issuers is due, and the next of revocations.
const TRUST_DAYS: i64 = 365;
const REVOCATION_DAYS: i64 = 31;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListFile {
    /// Who signs.
    Trust,
    /// What is taken back.
    Revocations,
}

impl fmt::Display for ListFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ListFile::Trust => "emisores.json",
            ListFile::Revocations => "revocaciones.json",
        })
    }
}

/// Why nothing can be signed from these lists: `emisores.json: unknown signer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadList {
    /// Which.
    pub file: ListFile,
    /// What is wrong with it.
    pub error: Error,
}

impl fmt::Display for BadList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.error)
    }
}

impl std::error::Error for BadList {}

/// Both lists of a site, read and verified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// The fingerprints to which they lead back.
    pub pinned: Vec<Fingerprint>,
    /// The issuers; nobody while there is no list.
    pub trusted: Trusted,
    /// What is revoked, if there is a list.
    pub revocations: Option<Revocations>,
}

/// Both files, as they are to be published together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedLists {
    /// `emisores.json`.
    pub trust: String,
    /// `revocaciones.json`.
    pub revocations: String,
}

impl SignedLists {
    /// The same, if whoever pins these can read them.
    fn read_by(self, pinned: &[Fingerprint]) -> Result<SignedLists, Error> {
        match Lists::read(&self.trust, &self.revocations, pinned) {
            Ok(_) => Ok(self),
            Err(bad) => Err(bad.error),
        }
    }
}

impl Lists {
    /// Reads both files; an empty text is a list that nobody has signed yet.
    ///
    /// # Errors
    /// [`Error::NoIssuers`], and as [`read_trust`] and [`read_revocations`].
    pub fn read(trust: &str, revocations: &str, pinned: &[Fingerprint]) -> Result<Lists, BadList> {
        let bad = |file| move |error| BadList { file, error };
        let trusted = match trust.trim() {
            "" if !revocations.trim().is_empty() => {
                return Err(bad(ListFile::Trust)(Error::NoIssuers));
            }
            "" => Trusted::default(),
            text => read_trust(text, pinned).map_err(bad(ListFile::Trust))?,
        };
        let revocations = match revocations.trim() {
            "" => None,
            text => {
                let read = read_revocations(text, &trusted);
                Some(read.map_err(bad(ListFile::Revocations))?)
            }
        };
        Ok(Lists {
            pinned: pinned.to_vec(),
            trusted,
            revocations,
        })
    }

    /// Passes if these say everything that the published ones say: neither date is earlier, no succession and no revocation is missing.
    ///
    /// # Errors
    /// [`Error::Outdated`].
    pub fn require_not_before(&self, published: &Lists) -> Result<(), BadList> {
        let outdated = |file| BadList {
            file,
            error: Error::Outdated,
        };
        let kept = published.trusted.successions();
        let has = |statement: &String| self.trusted.successions().contains(statement);
        if self.trusted.dates < published.trusted.dates || !kept.iter().all(has) {
            return Err(outdated(ListFile::Trust));
        }
        let kept = published.revoked().iter();
        let is_missing = |entry: &Revocation| self.revocation(&entry.folio).is_none();
        if self.revoked_on() < published.revoked_on() || kept.into_iter().any(is_missing) {
            return Err(outdated(ListFile::Revocations));
        }
        Ok(())
    }

    /// The entry of the key that signs today.
    ///
    /// # Errors
    /// [`Error::NotInService`].
    pub fn in_service(&self, key: &PublicKey) -> Result<&Issuer, Error> {
        let key = key.x();
        let mut issuers = self.trusted.issuers();
        let found = issuers.find(|issuer| issuer.key == key && issuer.until.is_none());
        found.ok_or(Error::NotInService)
    }

    /// The revocation of a folio, if it is revoked.
    pub fn revocation(&self, folio: &str) -> Option<&Revocation> {
        self.revoked().iter().find(|entry| entry.folio == folio)
    }

    fn revoked(&self) -> &[Revocation] {
        let list = self.revocations.as_ref();
        list.map(|list| &list.list.revoked[..]).unwrap_or_default()
    }

    fn revoked_on(&self) -> Option<Date> {
        self.revocations.as_ref().map(|list| list.list.date)
    }

    /// What is revoked, for a key that goes on with it: one list holds for a site, and another institution's is not ours to sign. Whoever
    /// signs the issuers signs it too, so that one of an earlier day is a copy from before; a day less is another zone.
    fn to_go_on(&self, key: &PublicKey) -> Result<Vec<Revocation>, Error> {
        let Revocations { list, signer } = self.revocations.as_ref().ok_or(Error::NoRevocations)?;
        if !self.trusted.speaks_for(&key.x(), signer) {
            return Err(Error::UnknownSigner);
        }
        let issuers = self.trusted.dates;
        if issuers.is_some_and(|(signed, _)| list.date.days() + 1 < signed.days()) {
            return Err(Error::Outdated);
        }
        Ok(list.revoked.clone())
    }

    /// A list of revocations that was signed to go with these, if it can be read so.
    fn as_read(&self, revocations: String) -> Result<String, Error> {
        read_revocations(&revocations, &self.trusted).map(|_| revocations)
    }
}

/// The lists to start from, which say no less than those that are published, and today. `given` is, with a zero character between each:
/// the chosen list of issuers and that of revocations, both that the site publishes, the pinned fingerprint, and today.
///
/// # Errors
/// As [`Lists::read`] and [`Lists::require_not_before`], with the name of the list; [`Error::Malformed`] for more parts, or fewer.
pub fn start(given: &str) -> Result<(Lists, Date), Box<dyn std::error::Error>> {
    let parts: Vec<&str> = given.split('\0').collect();
    // A chosen file with such a letter in it would take the place of what it is held against.
    let &[
        trust,
        revocations,
        published_trust,
        published_revocations,
        pinned,
        today,
    ] = &parts[..]
    else {
        return Err(Error::Malformed.into());
    };
    let pinned: Vec<Fingerprint> = Fingerprint::parse(pinned).into_iter().collect();
    let published = Lists::read(published_trust, published_revocations, &pinned)?;
    let chosen = Lists::read(trust, revocations, &pinned)?;
    chosen.require_not_before(&published)?;
    Ok((chosen, Date::parse(today).ok_or(Error::Malformed)?))
}

/// The lists of an institution's first key: itself, and nothing revoked.
///
/// # Errors
/// [`Error::NotFirst`] if there is one of them; [`Error::Clock`] for a day after which there is no year.
pub fn first_lists(
    before: &Lists,
    institution: &str,
    signer: &Signer,
    today: Date,
) -> Result<SignedLists, Error> {
    if before.trusted.dates.is_some() || before.revocations.is_some() {
        return Err(Error::NotFirst);
    }
    let issuers = vec![entry(institution, signer, today)];
    let list = next_trust(issuers, vec![], today, None)?;
    let signed = SignedLists {
        trust: sign_trust(&list, signer),
        revocations: next_revocations(vec![], signer, today, None)?,
    };
    signed.read_by(&[signer.public().fingerprint()])
}

/// The first list of revocations of an institution that has issuers only: nothing is revoked. Whoever signs it knows that there never
/// was one; there was where a key followed another.
///
/// # Errors
/// [`Error::NotInService`] for a key that does not sign today, [`Error::NotFirst`] if there is a list, or was.
pub fn first_revocations(lists: &Lists, signer: &Signer, today: Date) -> Result<String, Error> {
    lists.in_service(&signer.public())?;
    if lists.revocations.is_some() || !lists.trusted.successions().is_empty() {
        return Err(Error::NotFirst);
    }
    lists.as_read(next_revocations(vec![], signer, today, None)?)
}

/// The lists with which `new` follows `old`, signed by it: the old one signs until today, and all that it signed or took back holds.
///
/// # Errors
/// [`Error::NotInService`] for a key that does not sign today; [`Error::UnknownSigner`] for one that may not name who signs, or whose the
/// list of revocations is not; [`Error::NoRevocations`] without that list, [`Error::Outdated`] for one from before the list of issuers; [`Error::Clock`] if a
/// list is of a later day.
pub fn succeed(
    lists: &Lists,
    old: &Signer,
    new: &Signer,
    today: Date,
) -> Result<SignedLists, Error> {
    let key = old.public();
    let institution = lists.in_service(&key)?.name.clone();
    let revoked = lists.to_go_on(&key)?;
    let mut issuers: Vec<Issuer> = lists.trusted.issuers().cloned().collect();
    for issuer in &mut issuers {
        if issuer.key == key.x() {
            issuer.until = Some(issuer.until.unwrap_or(today));
        }
    }
    issuers.push(entry(&institution, new, today));
    let mut successions = lists.trusted.successions().to_vec();
    let succession = Succession {
        date: today,
        successor: new.public().x(),
    };
    successions.push(sign_succession(&succession, old));
    let before = lists.trusted.dates.map(|(date, _)| date);
    let list = next_trust(issuers, successions, today, before)?;
    let signed = SignedLists {
        trust: sign_trust(&list, new),
        revocations: next_revocations(revoked, new, today, lists.revoked_on())?,
    };
    // A key that no pinned one named would leave the site without anybody who signs.
    signed.read_by(&lists.pinned)
}

/// The list of revocations with these in it, once each; with none of them, the same list with today's date.
///
/// # Errors
/// As [`succeed`]; [`Error::Folio`], [`Error::Reason`], and [`Error::Clock`] for a day that has not come.
pub fn revoke(
    lists: &Lists,
    signer: &Signer,
    taken_back: &[Revocation],
    today: Date,
) -> Result<String, Error> {
    let key = signer.public();
    lists.in_service(&key)?;
    let mut revoked = lists.to_go_on(&key)?;
    for each in taken_back {
        let folio = folio(&each.folio).ok_or(Error::Folio)?;
        let reason = each.reason.trim();
        if reason.is_empty() {
            return Err(Error::Reason);
        }
        if each.date > today {
            return Err(Error::Clock);
        }
        if revoked.iter().all(|entry| entry.folio != folio) {
            revoked.push(Revocation {
                folio,
                date: each.date,
                reason: reason.to_owned(),
            });
        }
    }
    lists.as_read(next_revocations(
        revoked,
        signer,
        today,
        lists.revoked_on(),
    )?)
}

/// The list of issuers as it is, with today's date: whoever verifies sees that it is not an old one.
///
/// # Errors
/// [`Error::NotInService`] for a key that does not sign today; [`Error::UnknownSigner`] for one that may not name who signs;
/// [`Error::Clock`] if the list is of a later day.
pub fn renew_trust(lists: &Lists, signer: &Signer, today: Date) -> Result<String, Error> {
    lists.in_service(&signer.public())?;
    let issuers = lists.trusted.issuers().cloned().collect();
    let successions = lists.trusted.successions().to_vec();
    let before = lists.trusted.dates.map(|(date, _)| date);
    let list = next_trust(issuers, successions, today, before)?;
    let trust = sign_trust(&list, signer);
    read_trust(&trust, &lists.pinned).map(|_| trust)
}

/// A folio as the constancia spells it, from what a person typed: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
pub fn folio(typed: &str) -> Option<String> {
    let folio = typed.trim().to_ascii_lowercase();
    let fits = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    (folio.len() == 36 && folio.bytes().enumerate().all(fits)).then_some(folio)
}

fn entry(institution: &str, signer: &Signer, since: Date) -> Issuer {
    Issuer {
        name: institution.to_owned(),
        key: signer.public().x(),
        since,
        until: None,
    }
}

fn next_trust(
    issuers: Vec<Issuer>,
    successions: Vec<String>,
    today: Date,
    before: Option<Date>,
) -> Result<TrustList, Error> {
    let (date, next) = dates(today, before, TRUST_DAYS)?;
    Ok(TrustList {
        date,
        next,
        issuers,
        successions,
    })
}

fn next_revocations(
    revoked: Vec<Revocation>,
    signer: &Signer,
    today: Date,
    before: Option<Date>,
) -> Result<String, Error> {
    let (date, next) = dates(today, before, REVOCATION_DAYS)?;
    let list = RevocationList {
        date,
        next,
        revoked,
    };
    Ok(sign_revocations(&list, signer))
}

/// The date of the next list and that of the one after it: never earlier than the list before, which another zone may have dated
/// tomorrow.
fn dates(today: Date, before: Option<Date>, days: i64) -> Result<(Date, Date), Error> {
    let date = before.map_or(today, |before| before.max(today));
    if date.days() > today.days() + 1 {
        return Err(Error::Clock);
    }
    let next = Date::from_days(date.days() + days).ok_or(Error::Clock)?;
    Ok((date, next))
}
