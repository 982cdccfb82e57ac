//! Renders a sheet to look at: `cargo run -p aula-certificate --example constancia -- sheet.json out.pdf`.

use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [sheet, pdf] = arguments.as_slice() else {
        return Err("two arguments: the sheet as JSON, and where to write the PDF".into());
    };
    let sheet = serde_json::from_str(&fs::read_to_string(sheet)?)?;
    let font = typst_assets::fonts().next().ok_or("no font")?;
    fs::write(pdf, aula_certificate::render(&sheet, font)?)?;
    Ok(())
}
