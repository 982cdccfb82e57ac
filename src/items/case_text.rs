//! A branching case as text, to read and to print: every scene in the author's order, with everything that can be decided in it, what
//! follows, and where it leads.

use aula_core::case::{Case, Condition, Decision, Onward, Scene};
use aula_core::id::{LessonId, SceneId};
use leptos::prelude::*;

use super::prose::Reader;
use crate::texts;
use crate::ui::element::{link, paragraph};
use crate::ui::icon::{Icon, icon};

/// The whole case.
pub fn case_text(reader: &Reader, lesson: &LessonId, case: &Case) -> AnyView {
    let variables = case
        .variables
        .iter()
        .map(|variable| view! { <li>{texts::case_variable(&variable.label, variable.start)}</li> })
        .collect_view();
    let scenes = case
        .scenes
        .iter()
        .map(|scene| scene_text(reader, lesson, case, scene))
        .collect_view();
    view! { <div class="case-text"><ul class="case__moves">{variables}</ul>{scenes}</div> }
        .into_any()
}

/// Where a scene stands on the page; no key of an author has two hyphens.
fn anchor(lesson: &LessonId, scene: &SceneId) -> String {
    format!("{lesson}--{scene}")
}

fn scene_text(reader: &Reader, lesson: &LessonId, case: &Case, scene: &Scene) -> AnyView {
    let (label, onward) = match &scene.onward {
        Onward::End { .. } => (texts::CASE_END, ().into_any()),
        Onward::Crossing(routes) => {
            let rows = routes
                .iter()
                .map(|route| {
                    let terms = match &route.condition {
                        Some(condition) => condition_words(case, condition),
                        None => texts::OTHERWISE.to_owned(),
                    };
                    view! { <li>{terms}". "{leads_to(lesson, case, &route.target)}</li> }
                })
                .collect_view();
            (texts::CROSSING, view! { <ul>{rows}</ul> }.into_any())
        }
        Onward::Decisions(decisions) => {
            let rows = decisions
                .iter()
                .map(|decision| decision_text(reader, lesson, case, decision))
                .collect_view();
            (
                texts::SCENE,
                view! { <ul class="explanations">{rows}</ul> }.into_any(),
            )
        }
    };
    view! {
        {paragraph("item__label", label)}
        <h3 id=anchor(lesson, &scene.id) tabindex="-1">
            {scene.title.clone()}
        </h3>
        {reader.blocks(&scene.prose)}
        {onward}
    }
    .into_any()
}

fn decision_text(reader: &Reader, lesson: &LessonId, case: &Case, decision: &Decision) -> AnyView {
    let (class, mark, word) = if decision.adequate {
        (
            "explanation explanation--right",
            Icon::Check,
            texts::ADEQUATE,
        )
    } else {
        ("explanation", Icon::Cross, texts::NOT_ADEQUATE)
    };
    let condition = decision
        .condition
        .as_ref()
        .map(|condition| paragraph("facts", texts::only_if(&condition_words(case, condition))));
    let changes = decision
        .changes
        .iter()
        .filter_map(|change| {
            let variable = case.variable(&change.variable)?;
            Some(texts::case_change(&variable.label, change.effect))
        })
        .map(|words| view! { <li>{words}</li> })
        .collect_view();
    view! {
        <li class=class>
            <p class="explanation__alternative">{icon(mark)} <span>{decision.words.clone()}</span> <span class="badge">{word}</span></p>
            {condition}
            {reader.blocks(&decision.consequence)}
            <ul class="case__moves">{changes}</ul>
            <p>{leads_to(lesson, case, &decision.target)}</p>
        </li>
    }
    .into_any()
}

fn leads_to(lesson: &LessonId, case: &Case, target: &SceneId) -> AnyView {
    let title = case
        .scene(target)
        .map_or(String::new(), |scene| scene.title.clone());
    let to = link("", format!("#{}", anchor(lesson, target)), title);
    view! { {texts::LEADS_TO}": "{to} }.into_any()
}

fn condition_words(case: &Case, condition: &Condition) -> String {
    let label = case
        .variable(&condition.variable)
        .map_or("", |variable| variable.label.as_str());
    texts::case_condition(label, condition.relation, condition.value)
}
