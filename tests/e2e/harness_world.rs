//! The harness, continued: hosts with faults, machines with conditions, and what a failure says.

use crate::browser::Browser;
use crate::conditions::Setting;
use crate::driver::ATTACHED_ANEW;
use crate::given;
use crate::harness::{html, open};
use crate::server::{Server, Wasm};
use crate::tree::Role::*;
use std::time::Duration;

/// Says what the host sent for `a.wasm` and `a.txt`.
const ASKING: &str = "<p></p><script>
    const tell = async (file) => { const answer = await fetch(file);
        return `${answer.status} ${answer.headers.get('content-type')} ${answer.headers.get('content-encoding')} ${(await answer.text()).length}`; };
    Promise.all(['a.wasm', 'a.txt'].map(tell)).then((told) => document.querySelector('p').textContent = told.join(' y '));
    </script>";

#[tokio::test]
async fn a_host_has_the_faults_it_is_told_to_have() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("index.html", &html(ASKING));
    write("a.wasm", "0123");
    write("a.txt", "largo, largo, largo");
    // An empty deflate stream.
    std::fs::write(
        folder.path().join("a.txt.gz"),
        [
            31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
    )
    .unwrap();
    let server = Server::of(folder.path()).await;
    server.change(|host| host.prefix = "/sub/aula/".into());
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("index.html")).await;
    page.see("200 application/wasm null 4 y 200 text/plain; charset=utf-8 null 19")
        .await;
    let bytes: Vec<(String, usize)> = server
        .requests()
        .into_iter()
        .map(|request| (request.path, request.bytes))
        .collect();
    assert!(bytes.contains(&("/sub/aula/a.txt".into(), 19)), "{bytes:?}");

    server.forget_requests();
    server.change(|host| (host.wasm, host.compressed) = (Wasm::Untyped, true));
    page.reload().await;
    page.see("200 application/octet-stream null 4 y 200 text/plain; charset=utf-8 gzip 0")
        .await;
    server.change(|host| host.wasm = Wasm::Missing);
    page.goto(&server.url_at("municipio.test", "")).await;
    page.see("404 text/plain null 3").await;
    assert_eq!(page.evaluate("isSecureContext").await, false);

    server.change(|host| host.silent_for = Some("a.txt".into()));
    page.reload().await;
    assert!(!page.sees("404").await);
    page.back().await;
}

/// Tries to keep a megabyte and says how that went.
const MEGABYTE: &str = "new Promise((say) => {
    const opened = indexedDB.open('lleno');
    opened.onupgradeneeded = () => opened.result.createObjectStore('todo', {autoIncrement: true});
    opened.onsuccess = () => {
        const work = opened.result.transaction('todo', 'readwrite', {durability: 'strict'});
        work.objectStore('todo').add(crypto.getRandomValues(new Uint8Array(65536)).join().repeat(5));
        work.onabort = () => say(work.error.name);
        work.oncomplete = () => say('kept');
    };
})";

#[tokio::test]
async fn a_page_lives_under_the_conditions_it_is_given() {
    let (server, _browser, page) = open("<p></p>").await;
    let holds = async |query: &str| {
        page.evaluate(&format!("matchMedia('{query}').matches"))
            .await
            == true
    };
    page.set_viewport(320, 256).await;
    assert_eq!(page.evaluate("innerWidth").await, 320);
    page.set_settings(&[
        Setting::Dark,
        Setting::LessMotion,
        Setting::MoreContrast,
        Setting::ForcedColors,
    ])
    .await;
    for query in [
        "dark)",
        "(prefers-reduced-motion)",
        "(prefers-contrast: more)",
        "(forced-colors: active)",
    ] {
        assert!(
            holds(&query.replace("dark)", "(prefers-color-scheme: dark)")).await,
            "{query}"
        );
    }
    page.show_as_print().await;
    assert!(holds("print").await);

    page.set_quota(Some(200_000)).await;
    assert_eq!(page.evaluate(MEGABYTE).await, "QuotaExceededError");
    page.set_quota(None).await;
    assert_eq!(page.evaluate(MEGABYTE).await, "kept");
    page.evaluate("localStorage.uno = 1").await;
    page.clear_site_data().await;
    assert_eq!(page.evaluate("localStorage.length").await, 0);

    page.set_clock_wrong_by(365 * 24 * 3600).await;
    page.set_time_zone("America/Tijuana").await;
    let before = page.evaluate("Date.now()").await.as_f64().unwrap();
    page.reload().await;
    let after = page
        .evaluate("new Date().getTime()")
        .await
        .as_f64()
        .unwrap();
    assert!(after - before > 364.0 * 24.0 * 3600.0 * 1000.0);
    assert_eq!(
        page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
            .await,
        "America/Tijuana"
    );

    let reaches = "fetch('/').then(() => true, () => false)";
    page.offline().await;
    assert_eq!(page.evaluate(reaches).await, false);
    page.online().await;
    assert_eq!(page.evaluate(reaches).await, true);
    page.block(&["*/otra*"]).await;
    assert_eq!(
        page.evaluate(&reaches.replace("'/'", "'/otra'")).await,
        false
    );
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.path != "/otra")
    );
}

#[tokio::test]
async fn a_failure_tells_the_way_and_the_page() {
    let (_server, _browser, page) =
        open("<h1>Aquí</h1><button>Otro</button><label><input type=checkbox checked> Sí</label>")
            .await;
    let hurried = page.patient(Duration::from_millis(100));
    let click = async || {
        tokio::task::spawn_local(async move { hurried.click(Button, "Enviar").await }).await
    };
    let failed = tokio::task::LocalSet::new()
        .run_until(click())
        .await
        .unwrap_err()
        .into_panic();
    let message = failed.downcast_ref::<String>().unwrap();
    for part in [
        "click button \"Enviar\": not there, after 0.1 s",
        "goto http://127.0.0.1",
        "heading \"Aquí\"",
        "checkbox \"Sí\" checked",
    ] {
        assert!(message.contains(part), "{part} is missing in:\n{message}");
    }
}

#[tokio::test]
async fn a_browser_takes_more_arguments() {
    let server = Server::of_pages(&[("/", &html("<h1>Privado</h1>"))]).await;
    let browser = Browser::with(&["--incognito", "--window-size=640,480"]).await;
    let page = browser.page().await;
    page.goto(&server.url("/")).await;
    page.find(Heading, "Privado").await;
    assert_eq!(page.evaluate("outerWidth").await, 640);
    assert!(page.screenshot("privado").await.is_file());
}

#[tokio::test]
async fn a_tab_crashes_and_another_goes_on() {
    let (server, browser, page) = open("<h1>Vivo</h1>").await;
    let page = browser.crash(page).await;
    page.goto(&server.url("/")).await;
    page.find(Heading, "Vivo").await;
}

#[tokio::test]
async fn a_question_without_an_answer_takes_no_tab_along() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    let answer = page.look("new Promise(() => {})").await;
    assert!(answer.unwrap_err().ends_with(ATTACHED_ANEW));
    page.see("Guardado").await;
    page.click(Link, "Sus datos").await;
    page.find(Heading, "Sus datos").await;
    page.assert_quiet().await;
}
