//! The harness against tiny pages of its own: what a journey takes for granted.

use crate::browser::{Browser, FRAMES_OF_THE_SITE_APART};
use crate::hands::Key;
use crate::page::Page;
use crate::server::{Host, Server};
use crate::tree::Role::*;

/// A page in Spanish with a title and an icon, so that neither axe nor the log has something to say about those.
pub fn html(body: &str) -> String {
    format!(
        "<!doctype html><html lang='es'><meta charset='utf-8'><title>Prueba</title><link rel='icon' href='data:,'>\
         <meta name='viewport' content='width=device-width'><body>{body}"
    )
}

/// A browser on one page.
pub async fn open(body: &str) -> (Server, Browser, Page) {
    let server = Server::of_pages(&[("/", &html(body))]).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("/")).await;
    (server, browser, page)
}

const QUESTIONS: &str = "<main><h1>Lección</h1>
    <fieldset><legend>Pregunta 1</legend>
      <label><input type=radio name=a> Sí</label> <label><input type=radio name=a> No</label>
      <button onclick=\"this.nextElementSibling.textContent = 'Correcto'\">Comprobar</button> <p role=status></p></fieldset>
    <fieldset><legend>Pregunta 2</legend>
      <label><input type=radio name=b> Sí</label> <label><input type=radio name=b> No</label>
      <button onclick=\"setTimeout(() => this.nextElementSibling.textContent = 'Incorrecto', 200)\">Comprobar</button> <p role=status></p></fieldset>
    <label>Nombre completo <input></label>
    <button hidden>Oculto</button> <button disabled>Todavía no</button>
    <button onclick=\"this.textContent += '!'\">Otra</button></main>";

#[tokio::test]
async fn a_person_finds_by_name_and_part_clicks_and_reads() {
    let (_server, _browser, page) = open(QUESTIONS).await;
    let second = page.within(Group, "Pregunta 2");
    second.click(Radio, "No").await;
    assert!(second.find(Radio, "No").await.is("checked"));
    assert!(
        !page
            .within(Group, "Pregunta 1")
            .find(Radio, "No")
            .await
            .is("checked")
    );

    second.click(Button, "Comprobar").await;
    second.see("Incorrecto").await;
    assert!(!page.sees("Correcto").await);

    let buttons: Vec<String> = page
        .all(Button)
        .await
        .iter()
        .map(|button| button.name())
        .collect();
    assert_eq!(
        buttons,
        ["Comprobar", "Comprobar", "Todavía no", "Otra"],
        "what is hidden is not there"
    );
    assert!(page.find(Button, "Toda…").await.is("disabled"));
    page.gone(Button, "Oculto").await;
    page.double_click(Button, "Otra").await;
    page.find(Button, "Otra!!").await;
    page.see_no_more("Oculto").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_tap_is_of_a_finger_and_a_click_of_a_mouse() {
    let told = "<main><h1>Toque</h1><button onclick='textContent = event.pointerType'>Aquí</button></main>";
    let (_server, _browser, page) = open(told).await;
    page.set_touch_screen().await;
    page.reload().await;
    page.tap(Button, "Aquí").await;
    page.find(Button, "touch").await;
    page.assert_touched_only().await;
    page.click(Button, "touch").await;
    page.find(Button, "mouse").await;
    let pointers = page.evaluate("pointers").await;
    assert_eq!(pointers, serde_json::json!(["touch", "mouse"]));
}

#[tokio::test]
async fn the_keyboard_alone_answers_and_writes() {
    let (_server, _browser, page) = open(QUESTIONS).await;
    let second = page.within(Group, "Pregunta 2");
    second.tab_to(Radio, "Sí").await;
    second.arrow_to(Radio, "No").await;
    second.tab_to(Button, "Comprobar").await;
    page.press(Key::Space).await;
    second.see("Incorrecto").await;

    page.press(Key::ShiftTab).await;
    assert_eq!(page.focused().await, ("radio".into(), "No".into()));
    page.tab_to(TextBox, "Nombre completo").await;
    page.assert_focus_seen().await;
    page.type_text("María Ñeca, a̱ngo").await;
    assert_eq!(
        page.find(TextBox, "Nombre completo").await.value(),
        "María Ñeca, a̱ngo"
    );
    assert!(page.keys_pressed() > 20);
}

#[tokio::test]
async fn a_file_is_saved_and_a_file_is_chosen() {
    let (_server, _browser, page) = open(
        "<a download='avance.json' href='data:application/json,[1]'>Descargar</a>
         <label>Avance guardado <input type=file onchange='files[0].text().then((text) => out.textContent = `Leído ${text}`)'></label>
         <p id=out></p>",
    )
    .await;
    page.click(Link, "Descargar").await;
    let file = page.wait_for_download().await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "[1]");
    page.set_file("Avance guardado", &file).await;
    page.see("Leído [1]").await;
}

#[tokio::test]
async fn violations_and_errors_are_heard_across_pages() {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";
    let host = Host {
        policy: Some(policy.into()),
        ..Host::default()
    };
    let server = Server::start(host).await;
    let folder = tempfile::tempdir().unwrap();
    let script = "new Image().src = 'http://otro.test/'; fetch('http://otro.test/').catch(() => {});
        document.body.setAttribute('style', 'color: red'); console.error('dicho'); setTimeout(() => nada());
        WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => {});
        setTimeout(() => document.body.append('Todo hecho'), 50);";
    std::fs::write(folder.path().join("malo.js"), script).unwrap();
    server.change(|host| {
        host.folder = Some(folder.path().into());
        host.pages
            .insert("/".into(), html("<a href='/malo.html'>Seguir</a>"));
        host.pages.insert(
            "/malo.html".into(),
            html("<script src='malo.js'></script><script>1</script><a href='/'>Volver</a>"),
        );
    });
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("/")).await;
    page.click(Link, "Seguir").await;
    page.see("Todo hecho").await;
    page.click(Link, "Volver").await;
    page.find(Link, "Seguir").await;
    assert_eq!(page.address().await, server.url("/"));
    let complaints = page.complaints().await.join("\n");
    for part in [
        "img-src",
        "connect-src",
        "inline script",
        "inline style",
        "dicho",
        "nada is not defined",
        "wasm-eval",
    ] {
        assert!(
            complaints.contains(part),
            "{part} is missing in:\n{complaints}"
        );
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_strict_record_survives_a_kill_once_the_page_said_so() {
    let body = "<button onclick='save()'>Responder</button><p role=status></p><script>
        const say = (text) => document.querySelector('p').textContent = text;
        const opened = indexedDB.open('prueba');
        opened.onupgradeneeded = () => opened.result.createObjectStore('events', {autoIncrement: true});
        const work = (mode) => opened.result.transaction('events', mode, {durability: 'strict'});
        opened.onsuccess = () => { const all = work('readonly').objectStore('events').count(); all.onsuccess = () => say(`Hay ${all.result}`); };
        const save = () => { const write = work('readwrite'); write.objectStore('events').add(1); write.oncomplete = () => say('Guardado'); };
        </script>";
    let server = Server::of_pages(&[("/", &html(body))]).await;
    let policy =
        "default-src 'none'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'";
    server.change(|host| host.policy = Some(policy.into()));
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.report("Guardado").await;
    page.goto(&server.url("/")).await;
    page.see("Hay 0").await;
    page.click(Button, "Responder").await;
    page.until("the report", async || match server.told().len() {
        0 => Err("not told".into()),
        _ => Ok(()),
    })
    .await;
    browser.kill();
    assert!(server.told()[0].contains("Guardado"));

    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("/")).await;
    page.see("Hay 1").await;
    page.click(Button, "Responder").await;
    page.see("Guardado").await;
    browser.close().await;
    assert!(browser.profile().join("Default/IndexedDB").is_dir());

    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("/")).await;
    page.see("Hay 2").await;
}

#[tokio::test]
async fn a_frame_of_another_site_is_used_like_a_page_and_stores_apart() {
    let server = Server::of_pages(&[]).await;
    let inner = html("<button onclick='localStorage.n = 1; show()'>Sumar</button><p></p><label>Nota <input></label><script>
        const show = () => document.querySelector('p').textContent = `Lleva ${localStorage.n ?? 0}`; show();</script>");
    let outer = html(&format!(
        "<h1>Intranet</h1><iframe title='Aula' src='{}'></iframe>",
        server.url_at("aula.test", "/dentro")
    ));
    server.change(|host| {
        host.pages.insert("/dentro".into(), inner);
        host.pages.insert("/".into(), outer);
    });
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("municipio.test", "/")).await;
    let frame = page.frame("aula.test").await;
    frame.see("Lleva 0").await;
    frame.click(Button, "Sumar").await;
    frame.see("Lleva 1").await;
    frame.tab_to(TextBox, "Nota").await;
    frame.type_text("sí").await;
    assert_eq!(frame.find(TextBox, "Nota").await.value(), "sí");

    let other = browser.new_tab().await;
    other.goto(&server.url_at("aula.test", "/dentro")).await;
    other.see("Lleva 0").await;
    assert_eq!(page.evaluate("document.hidden").await, true);
    page.come_to_front().await;
    page.find(Heading, "Intranet").await;
}

#[tokio::test]
async fn frames_of_the_same_site_share_and_sandboxed_ones_have_nothing() {
    let server = Server::of_pages(&[]).await;
    let inner = html(
        "<p></p><script>
        let kept; try { kept = localStorage.n ?? 'nada'; } catch (error) { kept = error.name; }
        document.querySelector('p').textContent = `Guardado: ${kept}`;</script>",
    );
    let frames = html(&format!(
        "<iframe title='Suelto' src='{}'></iframe><iframe title='Encerrado' sandbox='allow-scripts' src='{}'></iframe>",
        server.url_at("aula.municipio.test", "/suelto"),
        server.url_at("aula.municipio.test", "/encerrado"),
    ));
    server.change(|host| {
        for path in ["/suelto", "/encerrado"] {
            host.pages.insert(path.into(), inner.clone());
        }
        host.pages.insert("/".into(), frames);
    });
    let browser = Browser::with(&[FRAMES_OF_THE_SITE_APART]).await;
    let page = browser.page().await;
    page.goto(&server.url_at("aula.municipio.test", "/suelto"))
        .await;
    page.evaluate("localStorage.n = 7").await;
    page.goto(&server.url_at("www.municipio.test", "/")).await;
    page.frame("/suelto").await.see("Guardado: 7").await;
    page.frame("/encerrado")
        .await
        .see("Guardado: SecurityError")
        .await;
}
