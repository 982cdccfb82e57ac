//! Writes a laid out page: ornaments as artifacts, texts under their tags, and what a reader asks a document about itself.

use aula_core::credential::Sheet;
use aula_core::time::Timestamp;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata, PageLayout, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use crate::error::Error;
use crate::layout::Layout;
use crate::ornament::draw_ornaments;
use crate::style::PAGE;
use crate::tags::draw_content;
use crate::typeface::Typeface;

/// The finished file.
pub(crate) fn write(sheet: &Sheet, layout: &Layout, typeface: &Typeface) -> Result<Vec<u8>, Error> {
    let mut document = Document::new_with(settings()?);
    let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(Error::DoesNotFit)?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    draw_ornaments(&mut surface, layout, typeface);
    let tree = draw_content(&mut surface, layout, typeface, sheet);
    surface.finish();
    page.finish();
    document.set_tag_tree(tree);
    document.set_outline(outline(sheet));
    document.set_metadata(metadata(sheet));
    if let Some(seal) = &sheet.seal {
        attach(&mut document, sheet, &seal.jwt)?;
    }
    document.finish().map_err(Error::Pdf)
}

/// Accessible and archivable at once. PDF/A-3 rather than A-4, which excludes PDF/UA-1 (ISO 19005-4 asks for PDF 2.0).
fn settings() -> Result<SerializeSettings, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_archival_validator(Archival::A3_A)
        .finish()
        .map_err(|_| Error::Standards)?;
    Ok(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    })
}

fn outline(sheet: &Sheet) -> Outline {
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(sheet.title.clone(), top));
    outline
}

/// The token of a seal: the same credential for machines (an *alternative* in the sense of ISO 19005-3). Not compressed, so that it can
/// be found with any editor.
fn attach(document: &mut Document, sheet: &Sheet, jwt: &str) -> Result<(), Error> {
    let file = EmbeddedFile {
        path: "constancia.jwt".to_owned(),
        mime_type: MimeType::new("application/vc+jwt"),
        description: Some(format!("{}: {}", sheet.title, sheet.course)),
        association_kind: AssociationKind::Alternative,
        data: jwt.as_bytes().to_vec().into(),
        modification_date: Some(date_time(sheet.issued_at)),
        compress: Some(false),
        location: None,
    };
    document.embed_file(file).ok_or(Error::Standards)
}

/// The title names the course, never the person: viewers show it in window titles and histories.
fn metadata(sheet: &Sheet) -> Metadata {
    Metadata::new()
        .title(format!("{}: {}", sheet.title, sheet.course))
        .authors(vec![sheet.issuer.clone()])
        .creator("Aula".to_owned())
        .producer("krilla".to_owned())
        .language(sheet.language.clone())
        .document_id(sheet.folio.clone())
        .creation_date(date_time(sheet.issued_at))
        .text_direction(TextDirection::LeftToRight)
        .page_layout(PageLayout::SinglePage)
}

/// The moment on the device's calendar and clock, with its offset; an offset no place on Earth has counts as UTC.
fn date_time(moment: Timestamp) -> DateTime {
    const DAY: i64 = 24 * 60 * 60;
    let offset_minutes = Some(moment.offset_minutes)
        .filter(|minutes| minutes.unsigned_abs() < 24 * 60)
        .unwrap_or(0);
    let moment = Timestamp {
        offset_minutes,
        ..moment
    };
    let (year, month, day) = moment.date().parts();
    let seconds = (moment.utc_ms.div_euclid(1000).rem_euclid(DAY) + i64::from(offset_minutes) * 60)
        .rem_euclid(DAY);
    DateTime::new(u16::try_from(year).unwrap_or(0))
        .month(month)
        .day(day)
        .hour(narrow(seconds / 3600))
        .minute(narrow(seconds / 60 % 60))
        .second(narrow(seconds % 60))
        .utc_offset_hour(i8::try_from(offset_minutes / 60).unwrap_or(0))
        .utc_offset_minute(narrow(i64::from(offset_minutes).abs() % 60))
}

fn narrow(clock: i64) -> u8 {
    u8::try_from(clock).unwrap_or(0)
}
