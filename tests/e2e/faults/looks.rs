//! The page itself is disturbed: by the network, by a translator, by a fault of the app.

use super::{after_a_lesson, site};
use crate::browser::Browser;
use crate::course::{items, lessons, right};
use crate::page::Page;
use crate::tree::Role::*;
use std::time::Duration;

#[tokio::test]
async fn row_54_a_portal_in_the_middle_of_a_session_is_told_and_gone_past() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    server.change(|host| host.portal_for = Some("/".into()));
    page.click(Link, crate::course::TITLE).await;
    page.see("No se pudo cargar esta parte. Revise la conexión y vuelva a intentarlo; lo que ya contestó no cambia.")
        .await;
    assert!(!page.sees("Escriba su clave de la red").await);

    server.change(|host| host.portal_for = None);
    page.click(Link, "Capacitaciones").await;
    page.go_to_first_lesson().await;
    page.answer_and_save(items()[0], right).await;
}

#[tokio::test]
async fn row_54_a_portal_at_the_start_leaves_a_page_that_can_be_read_and_says_why() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    for part in ["datos/", ".wasm"] {
        server.change(|host| host.portal_for = Some(part.into()));
        page.goto(&server.url("")).await;
        page.see("No se pudo cargar la parte interactiva. Puede seguir leyendo. Revise la conexión y vuelva a cargar la página")
            .await;
        page.find(Link, crate::course::TITLE).await;
    }
    server.change(|host| host.portal_for = None);
    page.reload().await;
    page.see("Guardado").await;
}

#[tokio::test]
async fn row_54_a_network_that_comes_and_goes_loses_no_answer() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    for (at, item) in lessons()[0].items().enumerate() {
        match at % 2 {
            0 => page.offline().await,
            _ => page.online().await,
        }
        page.answer_and_save(item, right).await;
    }
    page.online().await;
    page.open_first_lesson(&server).await;
    for item in lessons()[0].items() {
        page.item(item).find(Heading, "Correcta").await;
    }
}

/// Replaces words as a browser's translator does: each text becomes two `font` elements around it, again whenever the page changes. It
/// leaves alone what a page asks it to (`translate="no"`).
const TRANSLATOR: &str = "(() => {
    let replaced = 0;
    const leave = '[translate=no], .notranslate, script, style, font';
    const translate = () => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            if (!text.data.trim() || text.parentElement.closest(leave)) continue;
            const outer = document.createElement('font'), inner = document.createElement('font');
            inner.textContent = text.data;
            outer.append(inner);
            text.replaceWith(outer);
            replaced += 1;
        }
        return replaced;
    };
    new MutationObserver(translate).observe(document.body, {subtree: true, childList: true, characterData: true});
    return translate();
})()";

/// What a grammar checker or a password manager puts into a page.
const INTRUDER: &str = "(() => {
    const put = () => document.querySelectorAll('main, fieldset, form, button, p').forEach((element) => {
        if (element.querySelector(':scope > intruso')) return;
        element.prepend(document.createElement('intruso'));
        element.append(document.createComment('intruso'), document.createElement('intruso'));
    });
    put();
    setInterval(put, 20);
})()";

/// The way of a lesson: right and wrong, again, the next lesson, and a page of data.
async fn studies(page: &Page) {
    let item = items()[0];
    page.answer_and_save(item, right).await;
    page.item(item).find(Heading, "Correcta").await;
    page.item(item).click(Button, "Practicar de nuevo").await;
    page.answer_and_save(item, crate::course::wrong).await;
    page.item(item)
        .find(Heading, "No es la mejor decisión")
        .await;
    for item in lessons()[0].items().skip(1) {
        page.answer_and_save(item, right).await;
    }
    page.see("Lección terminada").await;
    page.click(Link, "Siguiente…").await;
    page.find(Heading, &lessons()[1].title).await;
    page.answer_and_save(lessons()[1].items().next().unwrap(), right)
        .await;
    page.click(Link, "Sus datos").await;
    page.see("registros de avance en este navegador.").await;
    assert!(!page.sees("Algo falló").await);
    page.assert_quiet().await;
}

#[tokio::test]
async fn row_65_a_translated_page_goes_on_working() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let replaced = page.evaluate(TRANSLATOR).await.as_u64().unwrap();
    eprintln!("{replaced} texts were translated");
    studies(&page).await;
}

#[tokio::test]
async fn row_65_a_page_that_an_extension_writes_into_goes_on_working() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.evaluate(INTRUDER).await;
    studies(&page).await;
}

/// Keeps the memories and the functions of all modules, so that the test can spoil them.
const KEEP_MEMORIES: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...parts) => {
        const made = await real.apply(WebAssembly, parts);
        const exports = (made.instance ?? made).exports;
        if (exports.memory) (window.memories ??= []).push(exports.memory);
        if (exports.__wbindgen_malloc) window.reserve = exports.__wbindgen_malloc;
        return made;
    };
}";

#[tokio::test]
async fn row_08_a_trap_is_told_and_what_was_saved_is_there_after_a_reload() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.on_new_document(KEEP_MEMORIES).await;
    let answered = after_a_lesson(&page, &server).await;
    let other = browser.new_tab().await;
    let before = other.stored(&server).await;
    page.come_to_front().await;
    // Nothing in the app's memory makes sense any more.
    let spoiled = page
        .evaluate(
            "window.memories.map((memory) => new Uint8Array(memory.buffer).fill(0xff)).length",
        )
        .await;
    assert!(spoiled.as_u64().unwrap() > 0);
    let item = items()[0];
    page.item(item).click(Button, "Practicar de nuevo").await;
    page.patient(Duration::from_secs(5))
        .see("Algo falló en esta página. Vuelva a cargarla: lo que decía «Guardado» sigue ahí.")
        .await;
    // Who goes on in spite of it writes nothing.
    page.click(Link, "Siguiente…").await;
    other.come_to_front().await;
    assert_eq!(other.stored(&server).await, before);
    page.come_to_front().await;
    page.reload().await;
    page.assert_kept(&server, &answered).await;
    assert!(!page.sees("Algo falló").await);
}

/// A trap leaves the app's functions callable: what they do to a state in which one of them ended halfway is not to be kept.
#[tokio::test]
async fn row_08_after_a_trap_nothing_more_is_written() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.on_new_document(KEEP_MEMORIES).await;
    let answered = after_a_lesson(&page, &server).await;
    let other = browser.new_tab().await;
    let before = other.stored(&server).await;
    page.come_to_front().await;
    // More than there is, at an alignment that none is.
    page.evaluate("void setTimeout(() => reserve(-1, 3))").await;
    page.see("Algo falló en esta página.").await;
    let item = items()[0];
    page.item(item).click(Button, "Practicar de nuevo").await;
    page.pick(item, &right(item)).await;
    page.item(item).click(Button, "Responder").await;
    page.item(item).see("No se pudo guardar").await;
    other.come_to_front().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(other.stored(&server).await, before);
    page.come_to_front().await;
    page.reload().await;
    page.assert_kept(&server, &answered).await;
}
