//! How soon a lesson can be answered, beside a static page of the same words and style: figures to print, not to judge.

use crate::course::{course, explanations, items, right};
use crate::given;
use crate::server::{Host, Server};
use crate::speed::{Answering, MODEST, Place, Spread, Visit, side_by_side};
use std::path::Path;
use std::process::Command;

const RUNS: usize = 3;

#[tokio::test]
async fn a_lesson_can_be_answered_on_a_slow_line() {
    let site = given("AULA_SITE");
    let (module, lesson) = course().lessons().next().expect("a lesson");
    let path = format!("cursos/{}/{}/{}.html", course().id, module.id, lesson.id);
    let item = items()[0];
    let (option, feedback) = (&right(item)[0], &explanations(item, &right(item))[0]);
    let answering = Answering {
        option,
        button: "Responder",
        feedback,
    };
    let twin = tempfile::tempdir().unwrap();
    write_twin(&site, twin.path(), &path, feedback);
    let (app, still) = (compressed(&site).await, compressed(twin.path()).await);
    let place = |server| Place {
        server,
        path: &path,
        answering,
    };
    let visits = side_by_side(place(&app), place(&still), MODEST, RUNS).await;
    for (app, still) in &visits {
        eprintln!("app {app:?}\nstatic {still:?}");
        assert!(app.answerable > 0.0 && still.answerable > 0.0);
    }
    let ratio = |figure: fn(&Visit) -> f64| {
        Spread::of(
            visits
                .iter()
                .map(|(app, still)| figure(app) / figure(still)),
        )
    };
    eprintln!(
        "answerable, app / static: {:?}",
        ratio(|visit| visit.answerable)
    );
    eprintln!(
        "first paint, app / static: {:?}",
        ratio(|visit| visit.first_paint)
    );
}

async fn compressed(folder: &Path) -> Server {
    Server::start(Host {
        folder: Some(folder.to_path_buf()),
        compressed: true,
        ..Host::default()
    })
    .await
}

/// The prerendered lesson with its style sheet, and ten lines of script in the place of the app.
fn write_twin(site: &Path, twin: &Path, path: &str, feedback: &str) {
    let page = std::fs::read_to_string(site.join(path)).unwrap();
    let of_the_app = |line: &&str| {
        [
            "modulepreload",
            "rel=\"preload\"",
            "type=\"module\"",
            "Content-Security-Policy",
        ]
        .iter()
        .all(|part| !line.contains(part))
    };
    let page: Vec<&str> = page.lines().filter(of_the_app).collect();
    let script = format!(
        "<script>for (const button of document.querySelectorAll('button')) {{ button.disabled = false;
            button.onclick = () => {{ const words = document.createElement('p'); words.textContent = {};
            button.replaceWith(words); }}; }}</script>",
        serde_json::json!(feedback)
    );
    let file = twin.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, page.join("\n") + &script).unwrap();
    std::fs::create_dir(twin.join("assets")).unwrap();
    for asset in std::fs::read_dir(site.join("assets")).unwrap().flatten() {
        let name = asset.file_name().to_string_lossy().into_owned();
        if name.contains(".css") {
            std::fs::copy(asset.path(), twin.join("assets").join(name)).unwrap();
        }
    }
    let packed = Command::new("gzip").arg("-k9").arg(&file).status();
    assert!(packed.expect("gzip is installed").success());
}
