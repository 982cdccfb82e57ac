//! The page that verifies: what it takes together, which question it answers, and how far it looks for a code. On the gallery's site.

use crate::browser::Browser;
use crate::given;
use crate::keys::{FOLIOS, award};
use crate::lists::{LISTS, Site, verdict};
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use crate::trust::{COPIES_FIELD, PICTURE_FIELD, verdict_of};
use aula_core::time::Date;
use aula_core::verification::{Issuer, RevocationList};
use aula_seal::{Signer, TrustList, issue, prepare, sign_revocations, sign_trust};
use std::path::{Path, PathBuf};
use std::time::Duration;

const ANA: &str = "Ana Pérez Ñáñez";
const BETO: &str = "Beto Ruiz";
const NO_PICTURE: &str = "No se pudo abrir la foto.";

fn signer() -> Signer {
    Signer::from_seed(&[7; 32])
}

/// The rows of the code of somebody's constancia.
fn code(name: &str, folio: &str) -> Vec<String> {
    prepare(&award(name, folio), &signer(), "").unwrap().code
}

/// Somebody's constancia as a token.
fn token(name: &str, folio: &str, folder: &Path) -> PathBuf {
    let award = award(name, folio);
    let seal = prepare(&award, &signer(), "").unwrap();
    let token = issue(&award, &signer(), &seal, seal.jwt.as_bytes()).unwrap();
    let file = folder.join(format!("{name}.jwt"));
    std::fs::write(&file, token.jwt).unwrap();
    file
}

async fn opens(page: &Page, server: &Server) {
    page.goto(&server.url("verificar/")).await;
    page.until_live().await;
}

#[tokio::test]
async fn of_two_codes_in_a_photo_none_is_left_out() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("foto.bmp");
    let [ana, beto] = [ANA, BETO].map(|name| code(name, FOLIOS[0]));
    let other = code(BETO, FOLIOS[1]);
    // Of one folio they are copies that disagree, of two they are two constancias.
    let two = "son de constancias distintas";
    for (codes, verdict, is_of_two) in [
        ([&ana, &ana], "Auténtica", false),
        ([&ana, &beto], "Alterada", false),
        ([&beto, &ana], "Alterada", false),
        ([&ana, &other], "Alterada", true),
    ] {
        std::fs::write(&photo, bitmap(&codes, 4, 0)).unwrap();
        opens(&page, &server).await;
        assert_eq!(verdict_of(&page, PICTURE_FIELD, &photo).await, verdict);
        page.see(ANA).await;
        assert_eq!(page.sees(BETO).await, verdict == "Alterada");
        assert_eq!(page.sees(two).await, is_of_two);
    }
    page.judge().await;

    // The same of two files.
    opens(&page, &server).await;
    let [ana, beto] =
        [(ANA, FOLIOS[0]), (BETO, FOLIOS[1])].map(|(n, f)| token(n, f, folder.path()));
    page.set_files(COPIES_FIELD, &[&ana, &beto]).await;
    page.click(Button, "Verificar").await;
    page.find(Heading, "Alterada").await;
    page.see(two).await;
}

#[tokio::test]
async fn a_small_code_in_a_large_photo_is_found_at_the_second_look() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("foto.bmp");
    // Two points a module: less than one at the first look.
    std::fs::write(&photo, bitmap(&[&code(ANA, FOLIOS[0])], 2, 4000)).unwrap();
    opens(&page, &server).await;
    let verdict = verdict_of(&page, PICTURE_FIELD, &photo).await;
    assert_eq!(verdict, "Auténtica");
    page.see(ANA).await;
}

#[tokio::test]
async fn a_picture_that_never_ends_is_given_up_and_the_page_goes_on_meanwhile() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("foto.bmp");
    std::fs::write(&photo, bitmap(&[&corners(40)], 4, 0)).unwrap();
    opens(&page, &server).await;
    page.set_file(PICTURE_FIELD, &photo).await;
    page.click(Button, "Verificar").await;
    page.see("Verificando…").await;
    asked_for(&page, &server, "lector.").await;

    let no_photo = token(ANA, FOLIOS[0], folder.path());
    page.set_file(PICTURE_FIELD, &no_photo).await;
    page.click(Button, "Verificar").await;
    page.see(NO_PICTURE).await;

    page.set_file(PICTURE_FIELD, &photo).await;
    page.click(Button, "Verificar").await;
    let long = page.patient(Duration::from_secs(60));
    long.see("La imagen tiene demasiado que revisar.").await;
}

/// So many rows of so many corners of codes, as the rows of a code.
fn corners(count: usize) -> Vec<String> {
    const CORNER: [&str; 9] = [
        "111111100",
        "100000100",
        "101110100",
        "101110100",
        "101110100",
        "100000100",
        "111111100",
        "000000000",
        "000000000",
    ];
    let row = CORNER.map(|row| row.repeat(count));
    row.iter()
        .cycle()
        .take(count * row.len())
        .cloned()
        .collect()
}

#[tokio::test]
async fn a_late_answer_does_not_replace_that_of_a_later_question() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let folder = tempfile::tempdir().unwrap();
    let photo = folder.path().join("foto.bmp");
    std::fs::write(&photo, bitmap(&[&code(ANA, FOLIOS[0])], 4, 0)).unwrap();
    let no_photo = token(BETO, FOLIOS[1], folder.path());
    opens(&page, &server).await;

    // The photo is open, and what reads it is long on its way.
    server.change(|host| host.silent_for = Some(".wasm".into()));
    page.set_file(PICTURE_FIELD, &photo).await;
    page.click(Button, "Verificar").await;
    asked_for(&page, &server, "lector.").await;
    page.set_file(PICTURE_FIELD, &no_photo).await;
    page.click(Button, "Verificar").await;
    page.see(NO_PICTURE).await;

    server.change(|host| host.silent_for = None);
    asked_for(&page, &server, LISTS[1]).await;
    // Whatever came with it has been drawn once another answer has come.
    page.evaluate("fetch('/').then((answer) => answer.text()).then(() => 0)")
        .await;
    page.see(NO_PICTURE).await;
    page.gone(Heading, "Auténtica").await;
}

/// Waits until the host has answered for such a path.
async fn asked_for(page: &Page, server: &Server, part: &str) {
    page.until(part, async || {
        let mut requests = server.requests().into_iter();
        let is_there = requests.any(|request| request.path.contains(part));
        is_there.then_some(()).ok_or("not asked for".to_owned())
    })
    .await;
}

#[tokio::test]
async fn an_overdue_list_of_issuers_is_told_beside_the_answer() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let day = |text| Date::parse(text).unwrap();
    let list = TrustList {
        date: day("2026-01-01"),
        next: day("2026-02-01"),
        issuers: vec![Issuer {
            name: "Municipio de ejemplo".to_owned(),
            key: signer().public().x(),
            since: day("2026-01-01"),
            until: None,
        }],
        successions: vec![],
    };
    let constancia = token(ANA, FOLIOS[0], site.folder.path());
    let told = "Emisores sin verificar desde el 1 de febrero de 2026.";
    assert_eq!(verdict(&page, &site, &constancia).await, "Auténtica");
    assert!(!page.sees(told).await);
    let file = site.folder.path().join(LISTS[0]);
    std::fs::write(&file, sign_trust(&list, &signer())).unwrap();
    site.publish(&file);
    assert_eq!(verdict(&page, &site, &constancia).await, "Auténtica");
    page.see(told).await;
    page.judge().await;
}

#[tokio::test]
async fn a_list_of_revocations_from_a_day_to_come_is_told_beside_the_answer() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let constancia = token(ANA, FOLIOS[0], site.folder.path());
    let list = |date: &str| RevocationList {
        date: Date::parse(date).unwrap(),
        next: Date::parse("2099-06-01").unwrap(),
        revoked: vec![],
    };
    let file = site.folder.path().join(LISTS[1]);
    for (date, told) in [
        (
            "2026-01-01",
            "No está entre las revocadas, según la lista del 1 de enero de 2026.",
        ),
        (
            "2099-01-01",
            "la lista es del 1 de enero de 2099, y el reloj de este equipo dice que ese día no ha llegado.",
        ),
    ] {
        std::fs::write(&file, sign_revocations(&list(date), &signer())).unwrap();
        site.publish(&file);
        assert_eq!(verdict(&page, &site, &constancia).await, "Auténtica");
        page.see(told).await;
        page.judge().await;
    }
}

/// Codes beside each other as a picture of 24 bits a point, from the top: so many points a module, and white up to this width.
fn bitmap(codes: &[&Vec<String>], scale: usize, width: usize) -> Vec<u8> {
    const QUIET: usize = 4;
    let side = (codes[0].len() + 2 * QUIET) * scale;
    let width = width.max(codes.len() * side).next_multiple_of(4);
    let (wide, high) = (width as i32, -(side as i32));
    let head = [0, 54, 40, wide, high, 1 | 24 << 16, 0, 0, 0, 0, 0, 0];
    let head = head.iter().flat_map(|number| number.to_le_bytes());
    let mut picture: Vec<u8> = b"BM\0\0\0\0".iter().copied().chain(head).collect();
    let module = |at: usize| (at / scale).checked_sub(QUIET);
    for y in 0..side {
        for x in 0..width {
            let code = codes.get(x / side);
            let row = module(y).and_then(|y| code?.get(y));
            let letter = module(x % side).and_then(|x| row?.as_bytes().get(x));
            picture.extend([if letter == Some(&b'1') { 0 } else { 255 }; 3]);
        }
    }
    picture
}
