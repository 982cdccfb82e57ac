//! What a constancia says, line by line.

use serde::{Deserialize, Serialize};

use super::{Colours, Credential, LearnerName, Logo, Seal, Signatory, Trust};
use crate::spanish;
use crate::time::Timestamp;

/// The words of the constancia, from `courses/constancia/<institucion>.toml`. `{inicio}`, `{fin}`, `{calificacion}` and
/// `{minima}` are filled in by [`sheet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// «Constancia de capacitación».
    pub title: String,
    /// Line above the name: «Se hace constar que».
    pub opening: String,
    /// Line below the name: «terminó la capacitación autogestiva».
    pub statement: String,
    /// «Versión».
    pub version_label: String,
    /// «Duración declarada».
    pub length_label: String,
    /// How the minutes are counted, in the small print.
    pub length_note: String,
    /// «Periodo».
    pub period_label: String,
    /// «del {inicio} al {fin}».
    pub period: String,
    /// The period of a single day: «{fin}».
    pub period_of_a_day: String,
    /// «Calificación».
    pub score_label: String,
    /// «{calificacion} de 100 (mínima aprobatoria: {minima})».
    pub score: String,
    /// «Folio».
    pub folio_label: String,
    /// «Emitida el».
    pub issued_label: String,
    /// Said on every self-issued sheet.
    pub self_issued_notice: String,
    /// Said on a sheet that the institution graded again and signed.
    pub countersigned_notice: String,
    /// Said on a sheet of an evaluation that somebody watched; `{atestigua}` is who.
    pub supervised_notice: String,
    /// «Vigente hasta».
    pub valid_until_label: String,
    /// «Recertificación».
    pub recertified_label: String,
    /// «Atestigua».
    pub attested_label: String,
    /// «Llave de la firma».
    pub fingerprint_label: String,
    /// What the QR code is for, below it.
    pub code_label: String,
    /// The word across a demonstration sheet.
    pub example_mark: String,
    /// Said on a demonstration sheet.
    pub example_notice: String,
}

/// Everything a sheet shows, in reading order: one source for the HTML twin and for the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The institution, at the top.
    pub issuer: String,
    /// «Constancia de capacitación».
    pub title: String,
    /// «Se hace constar que».
    pub opening: String,
    /// The name.
    pub name: String,
    /// «terminó la capacitación autogestiva».
    pub statement: String,
    /// Title of the course.
    pub course: String,
    /// Subtitle of the course, or empty.
    pub subtitle: String,
    /// Label and value: version, length, dates, score, folio.
    pub fields: Vec<(String, String)>,
    /// Small print: how it was made and what it is not.
    pub notices: Vec<String>,
    /// A word across the sheet, or empty.
    pub mark: String,
    /// Document language, BCP 47.
    pub language: String,
    /// Moment for the document's metadata.
    pub issued_at: Timestamp,
    /// The folio again, for the document's identifier.
    pub folio: String,
    /// What a signed sheet carries; sheets from before there were any have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// What the code of the seal is for, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_label: String,
    /// The institution's colours, if it has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colours: Option<Colours>,
    /// Lines to sign on; none on a sheet that the institution has not signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Signatory>,
    /// The institution's logo, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
}

/// What the sheet of this credential says in these words, plain: [`Letterhead::on`](super::Letterhead::on) adds the rest. The same two give the same sheet at any time.
pub fn sheet(credential: &Credential, template: &Template) -> Sheet {
    let mut notices = vec![];
    let mut mark = String::new();
    if credential.demonstration {
        notices.push(template.example_notice.clone());
        mark.push_str(&template.example_mark);
    }
    let notice = match credential.trust {
        Trust::SelfIssued => &template.self_issued_notice,
        Trust::Countersigned => &template.countersigned_notice,
        Trust::Supervised => &template.supervised_notice,
    };
    notices.push(notice.clone());
    notices.push(template.length_note.clone());
    Sheet {
        fields: fields(credential, template),
        notices,
        mark,
        issued_at: credential.issued_at,
        folio: credential.folio.clone(),
        ..worded(
            template,
            &credential.issuer,
            &credential.name,
            [&credential.title, &credential.subtitle],
        )
    }
}

/// Issuer, name, title and subtitle in the words of the template, and nothing that only a finished course has.
pub(super) fn worded(
    template: &Template,
    issuer: &str,
    name: &LearnerName,
    [title, subtitle]: [&str; 2],
) -> Sheet {
    Sheet {
        issuer: issuer.to_owned(),
        title: template.title.clone(),
        opening: template.opening.clone(),
        name: name.as_str().to_owned(),
        statement: template.statement.clone(),
        course: title.to_owned(),
        subtitle: subtitle.to_owned(),
        fields: vec![],
        notices: vec![],
        mark: String::new(),
        language: "es-MX".to_owned(),
        issued_at: Timestamp {
            utc_ms: 0,
            offset_minutes: 0,
        },
        folio: String::new(),
        seal: None,
        code_label: String::new(),
        colours: None,
        signatories: vec![],
        logo: None,
    }
}

fn fields(credential: &Credential, template: &Template) -> Vec<(String, String)> {
    let (started, finished) = (credential.started_on, credential.finished_on);
    let period = if started == finished {
        &template.period_of_a_day
    } else {
        &template.period
    };
    let period = period
        .replace("{inicio}", &spanish::long_date(started))
        .replace("{fin}", &spanish::long_date(finished));
    let score = template
        .score
        .replace("{calificacion}", &credential.percent.to_string())
        .replace("{minima}", &credential.pass_mark.to_string());
    let issued_on = spanish::long_date(credential.issued_at.date());
    let mut fields = labelled(
        template,
        [
            credential.version.clone(),
            spanish::duration(credential.minutes),
            period,
            score,
            credential.folio.clone(),
            issued_on,
        ],
    );
    for (label, date) in [
        (&template.recertified_label, credential.recertified_on),
        (&template.valid_until_label, credential.valid_until),
    ] {
        fields.extend(date.map(|date| (label.clone(), spanish::long_date(date))));
    }
    fields
}

/// Version, length, period, score, folio and date of issue with their labels.
pub(super) fn labelled(template: &Template, values: [String; 6]) -> Vec<(String, String)> {
    let labels = [
        &template.version_label,
        &template.length_label,
        &template.period_label,
        &template.score_label,
        &template.folio_label,
        &template.issued_label,
    ];
    labels.map(String::clone).into_iter().zip(values).collect()
}

/// `Constancia_<curso>_<fecha>.pdf`: for a visitor, whose name must not stay behind in the downloads of somebody else's computer.
pub fn file_name(credential: &Credential) -> String {
    let date = credential.issued_at.date();
    format!("Constancia_{}_{date}.pdf", credential.course)
}
