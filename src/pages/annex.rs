//! The annex of an expediente: time, attempts and results for people to read. No answers.

use aula_core::course::Course;
use aula_core::evidence::{Evidence, Spent};
use aula_core::id::ObjectiveId;
use aula_core::item::Score;
use leptos::prelude::*;

use crate::session::Session;
use crate::texts::{self, trust};
use crate::ui::element::{fact, paragraph};

/// The annex as the person's own device tells it.
pub fn annex(course: &Course, evidence: &Evidence, session: Session) -> AnyView {
    let credential = evidence.credential();
    let (attempts, objectives) = session.course(&course.id, |progress| {
        let whole = progress.attempts.iter().map(|attempt| (attempt, false));
        let parts = progress.recertifications.iter();
        let all = whole.chain(parts.map(|attempt| (attempt, true)));
        let attempts = all.filter_map(|(attempt, recertifies)| {
            let result = attempt.result.as_ref()?;
            Some([
                trust::moment(attempt.started_at),
                trust::attempt_version(&attempt.version, recertifies),
                trust::result(result.score.percent(), result.pass_mark),
            ])
        });
        let counted = progress.counted(course.assessment.counting);
        let objectives = counted.map(|result| result.by_objective.clone());
        (attempts.collect(), objectives.unwrap_or_default())
    });
    view! {
        <section class="annex">
            <h2>{trust::ANNEX}</h2>
            {paragraph("no-print", trust::ANNEX_LEAD)}
            <dl class="health">
                {fact(trust::NAME, credential.name.as_str().to_owned().into_any())}
                {fact(trust::COURSE, trust::course_version(&credential.title, &credential.version).into_any())}
                {fact(trust::FOLIO, credential.folio.clone().into_any())}
            </dl>
            <h3>{trust::TIME_BY_MODULE}</h3>
            {paragraph("", trust::TIME_HOW)}
            {table(&[trust::MODULE, trust::TIME], time(course, &evidence.spent()))}
            <h3>{trust::ATTEMPTS}</h3>
            {table(&[trust::BEGAN, trust::VERSION, trust::RESULT], attempts)}
            <h3>{trust::BY_OBJECTIVE}</h3>
            {table(&[trust::OBJECTIVE, trust::POINTS], by_objective(course, &objectives))}
        </section>
    }
    .into_any()
}

/// A table of words; the first of each row names it.
pub fn table<const N: usize>(head: &[&'static str; N], rows: Vec<[String; N]>) -> AnyView {
    let head: Vec<AnyView> = head
        .iter()
        .map(|words| view! { <th scope="col">{*words}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .into_iter()
                .enumerate()
                .map(|(place, words)| match place {
                    0 => view! { <th scope="row">{words}</th> }.into_any(),
                    _ => view! { <td>{words}</td> }.into_any(),
                })
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="table table--fit">
            <table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// Time by module, with what lies outside of them and the sum.
pub fn time(course: &Course, spent: &Spent) -> Vec<[String; 2]> {
    let of_modules = course.modules.iter().zip(1..).map(|(module, number)| {
        let lessons = module.lessons.iter();
        let ms = lessons.filter_map(|lesson| spent.lessons.get(&lesson.id));
        (texts::module_title(number, &module.title), ms.sum())
    });
    let outside = [
        (trust::IN_PRETEST.to_owned(), spent.pretest),
        (trust::IN_ASSESSMENT.to_owned(), spent.assessment),
    ];
    let all = u64::from(spent.minutes()) * 60_000;
    let mut rows: Vec<[String; 2]> = of_modules
        .chain(outside)
        .filter(|(_, ms)| *ms > 0)
        .map(|(name, ms)| [name, trust::spent(ms)])
        .collect();
    rows.push([trust::TOTAL.to_owned(), trust::spent(all)]);
    rows
}

/// Points by objective, in the words of the course.
pub fn by_objective(course: &Course, scores: &[(ObjectiveId, Score)]) -> Vec<[String; 2]> {
    let row = |(id, score): &(ObjectiveId, Score)| {
        let text = course.objective(id);
        let text = text.map_or(id.as_str(), |objective| objective.text.as_str());
        [text.to_owned(), texts::points(score.raw, score.max)]
    };
    scores.iter().map(row).collect()
}
