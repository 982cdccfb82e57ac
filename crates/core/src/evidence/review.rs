//! Re-grading: every answer of an expediente against the published text, and what there is to say about it.

mod regrading;

use serde::{Deserialize, Serialize};

use super::finding::{Counted, Finding, Statement};
use super::known::Known;
use super::{Evidence, Spent, chain};
use crate::course::{Course, Pool, Published, fingerprint, published_json, read_published};
use crate::credential::{Credential, Eligibility, Request, eligibility, issue};
use crate::id::{CourseId, ObjectiveId};
use crate::item::{Item, Score};
use crate::progress::{AttemptResult, CourseProgress};
use crate::time::Timestamp;
use regrading::Regrading;

/// Who worked less than this part of the stated minutes gets a [`Finding::LittleTime`].
const LITTLE: u32 = 3;
/// Clocks of two offices may differ by this much, in milliseconds.
const OTHER_CLOCK_MS: i64 = 24 * 3_600_000;
/// The clock of one device may be corrected by this much, in milliseconds.
const SAME_CLOCK_MS: i64 = 5 * 60_000;

/// Course and version of every edition that a site has.
pub type Editions = Vec<(CourseId, String)>;

/// A version of a course as it is re-graded against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The course.
    pub course: Course,
    /// Its pool.
    pub pool: Pool,
    /// The items of its diagnostic.
    pub pretest: Vec<Item>,
    /// [`fingerprint`] of its published form.
    pub digest: String,
    /// Whether it is today's text and was never published.
    pub draft: bool,
}

impl Edition {
    /// What `publicadas/<version>.json` holds.
    ///
    /// # Errors
    /// If the text is no such file.
    pub fn published(json: &str) -> Result<Edition, serde_json::Error> {
        let Published {
            course,
            pool,
            pretest,
        } = read_published(json)?;
        Ok(Edition {
            course,
            pool,
            pretest,
            digest: fingerprint(json),
            draft: false,
        })
    }

    /// Today's text.
    pub fn draft(course: &Course, pool: &Pool, pretest: &[Item]) -> Edition {
        Edition {
            course: course.clone(),
            pool: pool.clone(),
            pretest: pretest.to_vec(),
            digest: fingerprint(&published_json(course, pool, pretest)),
            draft: true,
        }
    }

    /// Where the site says, below its root, which it has: a packed [`Editions`].
    pub const INDEX: &str = "datos/cotejo/versiones.bin";

    /// Where the site keeps it, below its root.
    pub fn file(course: &CourseId, version: &str) -> String {
        format!("datos/cotejo/{course}/{version}.bin")
    }

    fn is(&self, course: &CourseId, version: &str) -> bool {
        self.course.id == *course && self.course.version == version
    }
}

/// What an expediente holds when it is read with other eyes than those of the person's device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review<'a> {
    /// The version of the constancia; `None` if nobody has it any more, and nothing could be re-graded.
    pub edition: Option<&'a Edition>,
    /// The requirements of the constancia, by the re-graded answers. Empty without an edition.
    pub eligibility: Eligibility,
    /// Every attempt that was handed in, in that order; then the recertifications.
    pub attempts: Vec<ReviewedAttempt>,
    /// What there is to say.
    pub findings: Vec<Finding>,
    /// The measured time.
    pub spent: Spent,
    progress: CourseProgress,
}

/// An attempt as it was re-graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedAttempt {
    /// Version of the course it was made with.
    pub version: String,
    /// Seed of its draw.
    pub seed: u64,
    /// When it began.
    pub started_at: Timestamp,
    /// What its answers are worth.
    pub result: AttemptResult,
    /// Whether it was a recertification.
    pub recertifies: bool,
}

impl Review<'_> {
    /// Whether every requirement is met by the re-graded answers.
    pub fn is_met(&self) -> bool {
        self.edition.is_some() && self.eligibility.is_met()
    }

    /// The result that counts, by objective.
    pub fn by_objective(&self) -> &[(ObjectiveId, Score)] {
        let rules = self.edition.map(|edition| &edition.course.assessment);
        let counting = rules.map_or_else(Default::default, |rules| rules.counting);
        let counted = self.progress.counted(counting);
        counted.map_or(&[], |result| result.by_objective.as_slice())
    }

    /// A constancia that says what the log and the published version give, whatever the person's own said; `None` while a
    /// requirement is not met.
    pub fn credential(&self, request: Request) -> Option<Credential> {
        issue(&self.edition?.course, &self.progress, request)
    }
}

/// Re-grades an expediente against the editions of its course. All that exist should be at hand: a log does not say with which version a
/// lesson was done.
///
/// `known` holds the other expedientes and what was signed before; `now` is the coordinator's clock.
pub fn review<'a>(
    evidence: &Evidence,
    editions: &'a [Edition],
    known: &Known,
    now: Timestamp,
) -> Review<'a> {
    let claim = evidence.credential();
    let edition = editions
        .iter()
        .find(|edition| edition.is(&claim.course, &claim.version));
    let mut regrading = Regrading::new(evidence, editions, edition);
    for record in evidence.records() {
        regrading.take(record);
    }
    let (progress, attempts, mut findings) = regrading.finish();
    let spent = evidence.spent();
    let eligibility = match edition {
        Some(edition) => eligibility(&edition.course, &progress),
        None => Eligibility { criteria: vec![] },
    };
    of_the_log(evidence, now, &mut findings);
    of_the_text(evidence, edition, &mut findings);
    if let Some(edition) = edition {
        let (minutes, stated) = (spent.minutes(), edition.course.minutes);
        if minutes.saturating_mul(LITTLE) < stated {
            findings.push(Finding::LittleTime { minutes, stated });
        }
        of_the_claim(claim, edition, &progress, &mut findings);
    }
    let others = known.others(evidence).into_iter();
    findings.extend(others.map(Finding::Repeated));
    let signed = known.signed(evidence).into_iter();
    findings.extend(signed.map(Finding::AlreadySigned));
    Review {
        edition,
        eligibility,
        attempts,
        findings,
        spent,
        progress,
    }
}

/// What chains, clocks and names tell.
fn of_the_log(evidence: &Evidence, now: Timestamp, findings: &mut Vec<Finding>) {
    let chains = chain::check(evidence.records());
    let today = now.utc_ms.saturating_add(OTHER_CLOCK_MS);
    let made = evidence.made_at.utc_ms.saturating_add(SAME_CLOCK_MS);
    let moments = evidence.records().iter().map(|record| record.envelope().at);
    let from_the_future = moments.filter(|at| at.utc_ms > made.min(today)).count()
        + usize::from(evidence.made_at.utc_ms > today);
    let counted: [Counted; 6] = [
        (evidence.unreadable, Finding::Unreadable),
        (chains.broken, Finding::BrokenChain),
        (chains.left_out, Finding::LeftOut),
        (chains.left_out_in_attempts, Finding::LeftOutInAttempts),
        (chains.clock_set_back, Finding::ClockSetBack),
        (from_the_future, Finding::FromTheFuture),
    ];
    let told = counted.into_iter().filter(|(number, _)| *number > 0);
    findings.extend(told.map(|(number, finding)| finding(number)));
    let names = evidence.names();
    if names.len() > 1 {
        let names = names.into_iter().map(str::to_owned).collect();
        findings.push(Finding::SeveralNames(names));
    }
}

/// Which text of the course it was, and which it is re-graded against.
fn of_the_text(evidence: &Evidence, edition: Option<&Edition>, findings: &mut Vec<Finding>) {
    let claim = evidence.credential();
    let Some(edition) = edition else {
        findings.push(Finding::NotPublished(claim.version.clone()));
        return;
    };
    if edition.draft {
        findings.push(Finding::Draft(claim.version.clone()));
    }
    // The site may have gone on to a later version since; then the answers' own digests say which words they were given to.
    let same_version = evidence.course.version == claim.version;
    if evidence.course.digest.is_empty() || same_version && evidence.course.digest != edition.digest
    {
        findings.push(Finding::OtherText(claim.version.clone()));
    }
}

/// What the person's constancia says, and what it should say.
fn of_the_claim(
    claim: &Credential,
    edition: &Edition,
    progress: &CourseProgress,
    findings: &mut Vec<Finding>,
) {
    let request = Request {
        name: claim.name.clone(),
        folio: claim.folio.clone(),
        now: claim.issued_at,
        issuer: claim.issuer.clone(),
        demonstration: claim.demonstration,
    };
    // Without it a requirement is not met, which says more than any of these.
    let Some(found) = issue(&edition.course, progress, request) else {
        return;
    };
    let said = [
        (
            (&claim.title, &claim.subtitle) == (&found.title, &found.subtitle),
            Statement::Title,
        ),
        (claim.minutes == found.minutes, Statement::Minutes),
        (
            (claim.percent, claim.pass_mark) == (found.percent, found.pass_mark),
            Statement::Result,
        ),
        (
            (claim.started_on, claim.finished_on) == (found.started_on, found.finished_on),
            Statement::Dates,
        ),
        (claim.valid_until == found.valid_until, Statement::Validity),
        (
            claim.recertified_on == found.recertified_on,
            Statement::Recertification,
        ),
    ];
    let otherwise = said.into_iter().filter(|(same, _)| !same);
    findings.extend(otherwise.map(|(_, statement)| Finding::SaysOtherwise(statement)));
}
