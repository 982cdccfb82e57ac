//! A picture of a QR code: a real code over which grey rectangles lie, or any grey bytes.
#![no_main]

use aula_scanner::read_codes;
use aula_seal::{code, exhibits};
use libfuzzer_sys::fuzz_target;

const LINK: &str = include_str!("../../crates/seal/tests/golden/award-1.qr.txt");
/// Light modules around a code.
const QUIET: usize = 4;

fuzz_target!(|bytes: &[u8]| {
    let Some(([way, size], rest)) = bytes.split_first_chunk() else {
        return;
    };
    let found = if way % 2 == 0 {
        // Any bytes, as many columns as `size` says.
        let width = usize::from(*size).max(1);
        let height = rest.len() / width;
        read_codes(width, height, &rest[..width * height])
    } else {
        // A link of ours or a short one, so many pixels a module.
        let link = if way & 2 == 0 {
            LINK.trim()
        } else {
            "https://a.mx/#123"
        };
        let pixels = usize::from(size % 4) + 1;
        let (side, mut grey) = draw(&code(link).expect("it fits"), pixels);
        for [x, y, w, h, shade] in rest.as_chunks().0 {
            let [x, y, w, h] = [x, y, w, h].map(|each| usize::from(*each) * side / 256);
            for row in grey.chunks_mut(side).skip(y).take(h + 1) {
                row.iter_mut()
                    .skip(x)
                    .take(w + 1)
                    .for_each(|pixel| *pixel = *shade);
            }
        }
        read_codes(side, side, &grey)
    };
    for text in found {
        let _ = exhibits(text.as_bytes());
    }
});

fn draw(rows: &[String], pixels: usize) -> (usize, Vec<u8>) {
    let modules = rows.len() + 2 * QUIET;
    let side = modules * pixels;
    let dark = |x: usize, y: usize| {
        let row = (y / pixels).checked_sub(QUIET).and_then(|y| rows.get(y));
        let module = (x / pixels).checked_sub(QUIET);
        let module = row.zip(module).and_then(|(row, x)| row.as_bytes().get(x));
        module == Some(&b'1')
    };
    let pixel = |at: usize| if dark(at % side, at / side) { 0 } else { 255 };
    (side, (0..side * side).map(pixel).collect())
}
