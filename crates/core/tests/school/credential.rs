//! From criteria to the sheet.

use aula_core::course::Counting;
use aula_core::credential::{
    Criterion, LearnerName, Letterhead, Request, SampleWords, Seal, Sheet, Signatory, Template,
    eligibility, file_name, issue, personal_file_name, sample_sheet, sheet,
};

use crate::fixtures::*;

fn template() -> Template {
    let [title, opening, statement] =
        ["Constancia", "Se hace constar que", "terminó"].map(str::to_owned);
    Template {
        title,
        opening,
        statement,
        version_label: "Versión".to_owned(),
        length_label: "Duración declarada".to_owned(),
        length_note: "lectura y preguntas".to_owned(),
        period_label: "Periodo".to_owned(),
        period: "del {inicio} al {fin}".to_owned(),
        period_of_a_day: "{fin}".to_owned(),
        score_label: "Calificación".to_owned(),
        score: "{calificacion} de 100 (mínima aprobatoria: {minima})".to_owned(),
        folio_label: "Folio".to_owned(),
        issued_label: "Emitida el".to_owned(),
        self_issued_notice: "Autoemitida".to_owned(),
        countersigned_notice: "Cotejada".to_owned(),
        supervised_notice: "Supervisada por {atestigua}".to_owned(),
        valid_until_label: "Vigente hasta".to_owned(),
        recertified_label: "Recertificación".to_owned(),
        attested_label: "Atestigua".to_owned(),
        fingerprint_label: "Llave".to_owned(),
        code_label: "Verifique aquí".to_owned(),
        example_mark: "EJEMPLO".to_owned(),
        example_notice: "Sin valor".to_owned(),
    }
}

fn request(minutes: i64) -> Request {
    Request {
        name: LearnerName::new("  María  José ").unwrap(),
        folio: "7f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60".to_owned(),
        now: minute(minutes),
        issuer: "Ayuntamiento de Ejemplo".to_owned(),
        demonstration: false,
    }
}

#[test]
fn what_is_missing_is_said_and_nothing_is_issued() {
    let progress = course_progress(&[completed("l1"), finished("t1", 1, 2)]);
    let eligibility = eligibility(&course(), &progress);
    let lessons = Criterion::Lessons {
        completed: 1,
        of: 3,
    };
    let assessment = Criterion::Assessment {
        pass_mark: 80,
        counting: Counting::Best,
        counted: Some(75),
        passed: false,
    };
    assert_eq!(eligibility.criteria, [lessons, assessment]);
    assert!(!eligibility.is_met());
    assert_eq!(issue(&course(), &progress, request(0)), None);
}

#[test]
fn a_constancia_says_when_the_last_criterion_was_met() {
    let day = 24 * 60;
    let mut events = vec![finished("t1", 2, 2)];
    events.extend(["l1", "l2", "l3"].map(completed));
    let mut progress = course_progress(&events);
    progress
        .completed
        .insert(lessons()[2].clone(), minute(3 * day));
    let issued = issue(&course(), &progress, request(5 * day)).unwrap();
    assert_eq!(issued.name.as_str(), "María José");
    assert_eq!((issued.percent, issued.pass_mark), (100, 80));
    let dates = [
        issued.started_on,
        issued.finished_on,
        issued.issued_at.date(),
    ];
    assert_eq!(
        dates.map(|date| date.to_string()),
        ["2026-11-24", "2026-11-27", "2026-11-29"]
    );

    // The clock was set back after the course had begun: the period is not printed backwards.
    progress.started_at = Some(minute(4 * day));
    let issued = issue(&course(), &progress, request(5 * day)).unwrap();
    let dates = [issued.started_on, issued.finished_on];
    assert_eq!(
        dates.map(|date| date.to_string()),
        ["2026-11-27", "2026-11-28"]
    );
}

#[test]
fn the_sheet_has_its_fields_in_order() {
    let sheet = sheet(&credential(), &template());
    let fields: Vec<String> = sheet
        .fields
        .iter()
        .map(|(label, value)| format!("{label}: {value}"))
        .collect();
    assert_eq!(
        fields,
        [
            "Versión: 1.0.0",
            "Duración declarada: 1 hora 20 minutos",
            "Periodo: del 3 de noviembre de 2026 al 24 de noviembre de 2026",
            "Calificación: 90 de 100 (mínima aprobatoria: 80)",
            "Folio: 7f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60",
            "Emitida el: 24 de noviembre de 2026",
        ]
    );
    assert_eq!(sheet.mark, "EJEMPLO");
    assert_eq!(
        sheet.notices,
        ["Sin valor", "Autoemitida", "lectura y preguntas"]
    );
}

#[test]
fn a_real_constancia_of_one_day_has_no_mark_and_one_date() {
    let mut credential = credential();
    credential.demonstration = false;
    credential.started_on = credential.finished_on;
    let sheet = sheet(&credential, &template());
    assert_eq!((sheet.mark.as_str(), sheet.notices.len()), ("", 2));
    assert_eq!(sheet.fields[2].1, "24 de noviembre de 2026");
}

#[test]
fn the_file_is_named_after_the_person_unless_that_is_a_visitor() {
    assert_eq!(file_name(&credential()), "Constancia_c_2026-11-24.pdf");
    assert_eq!(
        personal_file_name(&credential()),
        "Constancia_c_MARIA-JOSE-NANEZ-PENA_2026-11-24.pdf"
    );
}

#[test]
fn a_sample_has_the_name_and_nothing_that_could_be_taken_for_a_constancia() {
    let words = SampleWords {
        issuer: "Ayuntamiento de Ejemplo",
        mark: "MUESTRA",
        notice: "No acredita nada",
        pending: "al terminar",
    };
    let name = LearnerName::new("María José Ñáñez").unwrap();
    let course = course();
    let sample = sample_sheet(&course, &name, &template(), words);
    let said = [&sample.name, &sample.course, &sample.mark, &sample.folio];
    assert_eq!(said, ["María José Ñáñez", &course.title, "MUESTRA", ""]);
    assert_eq!(sample.notices[0], "No acredita nada");
    let pending: Vec<&str> = sample
        .fields
        .iter()
        .filter(|(_, value)| value == "al terminar")
        .map(|(label, _)| label.as_str())
        .collect();
    assert_eq!(pending, ["Periodo", "Calificación", "Folio", "Emitida el"]);
}

#[test]
fn officials_stand_on_a_sheet_that_is_signed_and_on_no_other() {
    let official = Signatory {
        name: "Mtra. Guadalupe Núñez".to_owned(),
        position: "Capacitación".to_owned(),
    };
    let letterhead = Letterhead {
        colours: None,
        logo: None,
        signatories: vec![official.clone()],
    };
    let plain = sheet(&credential(), &template());
    assert_eq!(letterhead.clone().on(plain.clone()).signatories, []);
    let seal = Seal {
        jwt: "a.b.c".to_owned(),
        link: String::new(),
        code: vec![],
        fingerprint: String::new(),
    };
    let signed = Sheet {
        seal: Some(seal),
        ..plain
    };
    assert_eq!(letterhead.on(signed).signatories, [official]);
}
