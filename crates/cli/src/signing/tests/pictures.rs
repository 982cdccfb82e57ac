//! Pictures of codes, as anybody may make them.

use std::fs;
use std::io::Cursor;

use aula_core::credential::Award;
use aula_core::evidence::signed_award;
use aula_seal::{code, prepare, unlock};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use super::{Desk, FOLIO, expediente};
use crate::build::read_content;
use crate::clock::today;

const BLACK: [u8; 4] = [0, 0, 0, 255];
const WHITE: [u8; 4] = [255; 4];

/// Codes beside each other, of `ink` on `paper`: red, green, blue and opacity.
fn codes(links: &[&str], ink: [u8; 4], paper: [u8; 4]) -> RgbaImage {
    let codes: Vec<Vec<String>> = links.iter().map(|link| code(link).unwrap()).collect();
    let (scale, quiet) = (4, 4);
    let side = (codes[0].len() as u32 + 2 * quiet) * scale;
    let is_dark = |x: u32, y: u32| {
        let module = |at: u32| Some((at / scale).checked_sub(quiet)? as usize);
        let rows = &codes[(x / side) as usize];
        let row = rows.get(module(y)?)?.as_bytes();
        Some(row.get(module(x % side)?)? == &b'1')
    };
    RgbaImage::from_fn(side * codes.len() as u32, side, |x, y| {
        Rgba(match is_dark(x, y) {
            Some(true) => ink,
            Some(false) | None => paper,
        })
    })
}

/// The same as a file.
fn png(links: &[&str], ink: [u8; 4], paper: [u8; 4]) -> Vec<u8> {
    encoded(codes(links, ink, paper).into(), ImageFormat::Png)
}

fn encoded(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The picture as one that moves: what `image` reads is the first that is shown, or none of them.
fn moving(png: &[u8]) -> Vec<u8> {
    /// The signature and the head come first.
    const HEAD: usize = 33;
    let chunk = [&b"acTL"[..], &2_u32.to_be_bytes(), &0_u32.to_be_bytes()].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    let (head, rest) = png.split_at(HEAD);
    let length = 8_u32.to_be_bytes();
    let sum = sum.sum().to_be_bytes();
    [head, &length, &chunk, &sum, rest].concat()
}

/// The link of a constancia that the institution signed, and that of another, which it signed too.
fn links(desk: &Desk) -> [String; 2] {
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    fs::write(desk.path("expediente.json"), expediente(course, pool)).unwrap();
    desk.issue("llave.json").unwrap();
    let register = fs::read_to_string(desk.path("constancias/registro.jsonl")).unwrap();
    let award = signed_award(&register, FOLIO).unwrap().award;
    let key = fs::read_to_string(desk.path("llave.json")).unwrap();
    let signer = unlock(&key, "caballo grapa batería correcta").unwrap();
    let link = |award: &Award| prepare(award, &signer, "https://a.mx/").unwrap().link;
    let mut other = award.clone();
    other.credential.percent = 99;
    [link(&award), link(&other)]
}

#[test]
fn of_a_picture_counts_what_everybody_sees_in_it() {
    let desk = Desk::new();
    desk.make_key();
    let links = links(&desk);
    let [signed, other] = [&*links[0], &*links[1]];
    let plain = png(&[signed], BLACK, WHITE);
    let photo = DynamicImage::from(codes(&[signed], BLACK, WHITE)).into_rgb8();
    let photo = encoded(photo.into(), ImageFormat::Jpeg);
    let black = [0, 0, 0, 3];
    let white = [255, 255, 255, 3];
    let pictures = [
        ("codigo.png", plain.clone(), true),
        ("CODIGO.PNG", plain.clone(), true),
        ("foto.jpg", photo.clone(), true),
        // As it may stand by chance among the points of a photo.
        ("foto.jfif", [&photo[..], b"acTL"].concat(), true),
        // What is transparent nobody sees on white paper.
        ("sobre-nada.png", png(&[signed], BLACK, [0; 4]), true),
        ("nada.png", png(&[signed], [0; 4], WHITE), false),
        ("casi-nada.png", png(&[signed], black, white), false),
        // It shows another picture a moment later.
        ("animada.png", moving(&plain), false),
        // The system opens it as something else.
        ("hoja.html", plain.clone(), false),
        ("hoja.pdf", plain.clone(), false),
        ("hoja.svg", plain.clone(), false),
        ("hoja", plain, false),
        // One code does not speak for the other.
        ("iguales.png", png(&[signed, signed], BLACK, WHITE), true),
        ("dos.png", png(&[signed, other], BLACK, WHITE), false),
        ("otras-dos.png", png(&[other, signed], BLACK, WHITE), false),
    ];
    let judged_otherwise = pictures.iter().filter(|(name, bytes, is_authentic)| {
        let path = desk.path(name);
        fs::write(&path, bytes).unwrap();
        desk.is_authentic(&path) != *is_authentic
    });
    let names: Vec<&str> = judged_otherwise.map(|(name, ..)| *name).collect();
    assert_eq!(names, [""; 0]);
}
