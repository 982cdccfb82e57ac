//! One typeface: shaping, measuring, and the promise that no glyph is missing.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{
    BufferClusterLevel, Direction, Face, Feature, GlyphBuffer, ShapePlan, UnicodeBuffer, script,
};

use crate::error::Error;

/// How the letters are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// As written.
    Plain,
    /// Lower case as small capitals, letters spaced a little; copied text stays as written.
    SmallCaps,
}

/// Extra space after each letter of small capitals, in em.
const TRACKING: f32 = 0.05;

/// One line of shaped text; lengths in em.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// The glyphs, with their ranges in the text they were shaped from.
    pub glyphs: Vec<KrillaGlyph>,
    /// Sum of the advances.
    pub width: f32,
}

/// The font, as the shaper and as the PDF library see it.
pub(crate) struct Typeface<'a> {
    face: Face<'a>,
    font: Font,
    // A plan takes longer to make than a line to shape, and nearly every line is Latin.
    plain: ShapePlan,
    small_caps: ShapePlan,
}

impl<'a> Typeface<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Typeface<'a>, Error> {
        let face = Face::from_slice(bytes, 0)
            .filter(|face| is_whole(face, bytes.len()))
            .ok_or(Error::Font)?;
        let font = Font::new(bytes.to_vec().into(), 0).ok_or(Error::Font)?;
        let plan = |cut| {
            ShapePlan::new(
                &face,
                Direction::LeftToRight,
                Some(script::LATIN),
                None,
                features(cut),
            )
        };
        let (plain, small_caps) = (plan(Cut::Plain), plan(Cut::SmallCaps));
        Ok(Typeface {
            face,
            font,
            plain,
            small_caps,
        })
    }

    pub fn font(&self) -> Font {
        self.font.clone()
    }

    /// Shapes one line.
    ///
    /// Each glyph keeps its own characters, combining marks too: then a reader that knows no `ActualText` copies `a̱`, not `a̱a̱`.
    pub fn shape(&self, text: &str, cut: Cut) -> Result<Run, Error> {
        self.shape_clusters(text, cut, BufferClusterLevel::Characters)
    }

    /// Shapes a word so that all glyphs of a letter with its marks have one range: where a range begins, the word may be cut.
    pub fn shape_letters(&self, word: &str, cut: Cut) -> Result<Run, Error> {
        self.shape_clusters(word, cut, BufferClusterLevel::MonotoneGraphemes)
    }

    fn shape_clusters(
        &self,
        text: &str,
        cut: Cut,
        level: BufferClusterLevel,
    ) -> Result<Run, Error> {
        if let Some(foreign) = text.chars().find(|c| is_right_to_left(*c)) {
            return Err(Error::MissingGlyph(foreign));
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_cluster_level(level);
        self.run(text, cut, &self.shape_buffer(buffer, cut))
    }

    /// Digits and signs alone have no script; they stand in Latin text.
    fn shape_buffer(&self, mut buffer: UnicodeBuffer, cut: Cut) -> GlyphBuffer {
        if ![script::LATIN, script::UNKNOWN].contains(&buffer.script()) {
            return rustybuzz::shape(&self.face, features(cut), buffer);
        }
        buffer.set_script(script::LATIN);
        let plan = match cut {
            Cut::Plain => &self.plain,
            Cut::SmallCaps => &self.small_caps,
        };
        rustybuzz::shape_with_plan(&self.face, plan, buffer)
    }

    fn run(&self, text: &str, cut: Cut, shaped: &GlyphBuffer) -> Result<Run, Error> {
        let em = 1.0 / self.font.units_per_em();
        let infos = shaped.glyph_infos();
        let mut run = Run {
            glyphs: Vec::with_capacity(shaped.len()),
            width: 0.0,
        };
        for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            if info.glyph_id == 0 {
                let missing = text.get(start..).and_then(|rest| rest.chars().next());
                return Err(Error::MissingGlyph(missing.unwrap_or('\u{FFFD}')));
            }
            let end = infos
                .iter()
                .map(|info| info.cluster as usize)
                .filter(|next| *next > start)
                .min();
            let advance = position.x_advance as f32 * em + tracking(cut, position.x_advance);
            run.width += advance;
            run.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                position.x_offset as f32 * em,
                position.y_offset as f32 * em,
                position.y_advance as f32 * em,
                start..end.unwrap_or(text.len()),
                None,
            ));
        }
        Ok(run)
    }
}

/// Whether every table lies inside the file. Half a font can be read, and draws a sheet without letters.
fn is_whole(face: &Face, length: usize) -> bool {
    face.raw_face().table_records.into_iter().all(|table| {
        let end = u64::from(table.offset) + u64::from(table.length);
        u64::try_from(length).is_ok_and(|length| end <= length)
    })
}

/// A mark has no advance and stays on its letter.
fn tracking(cut: Cut, advance: i32) -> f32 {
    match cut {
        Cut::SmallCaps if advance > 0 => TRACKING,
        Cut::SmallCaps | Cut::Plain => 0.0,
    }
}

/// Spaced letters have no ligatures.
fn features(cut: Cut) -> &'static [Feature] {
    const fn feature(tag: &[u8; 4], value: u32) -> Feature {
        Feature {
            tag: Tag::from_bytes(tag),
            value,
            start: 0,
            end: u32::MAX,
        }
    }
    const SMALL_CAPS: &[Feature] = &[feature(b"smcp", 1), feature(b"liga", 0)];
    match cut {
        Cut::Plain => &[],
        Cut::SmallCaps => SMALL_CAPS,
    }
}

/// Limit: lines run from left to right only. Libertinus has Hebrew letters; set backwards they would be worse than refused.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
