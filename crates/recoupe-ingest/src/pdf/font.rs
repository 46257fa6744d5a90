//! Fonts as far as text needs them: which character a code is, and how wide.

use std::collections::BTreeMap;

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use crate::tables::Tables;

/// The largest table of characters that is read, in bytes of the file.
const TABLE: usize = 4 << 20;

/// How many codes a font has.
const CODES: u32 = 65_536;

/// A code, whatever number stands there.
#[allow(clippy::cast_sign_loss, reason = "clamped to what a code can be")]
fn code_of(number: f32) -> u32 {
    number.clamp(0.0, 65_535.0) as u32
}

/// What is known of a font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Whether a code has two bytes.
    wide: bool,
    /// Codes to characters, by the font's own table.
    table: Option<CMap>,
    /// Codes to characters by the names of the shapes.
    named: BTreeMap<u32, String>,
    mac: bool,
    /// In thousandths of the size.
    widths: BTreeMap<u32, f32>,
    usual: f32,
}

/// One shape of a text: its characters if known, its width, whether it is the space of words.
pub(super) struct Glyph {
    pub(super) text: Option<String>,
    pub(super) width: f32,
    pub(super) space: bool,
}

impl Font {
    pub(super) fn of(dict: &Dict<'_>, tables: &Tables) -> Self {
        let mut font = Self { usual: 500.0, ..Self::default() };
        font.table = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| {
            let data = stream.decoded_data().ok().filter(|data| data.len() <= TABLE)?;
            CMap::parse(&data, |_| None)
        });
        let wide = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Type0");
        if wide {
            font.wide = true;
            let inner = dict.get::<Array<'_>>("DescendantFonts");
            if let Some(inner) = inner.and_then(|list| list.iter::<Dict<'_>>().next()) {
                font.usual = inner.get::<f32>("DW").unwrap_or(1000.0);
                font.wide_widths(&inner);
            }
            return font;
        }
        let first = dict.get::<Number>("FirstChar").map_or(0, |it| code_of(it.as_f32()));
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            let widths = widths.iter::<Number>().take(256).map(|width| width.as_f32());
            font.widths = (first..).zip(widths).collect();
        }
        font.encoding(dict, tables);
        font
    }

    /// `[c [w1 w2 …] first last w …]`
    fn wide_widths(&mut self, dict: &Dict<'_>) {
        let Some(list) = dict.get::<Array<'_>>("W") else { return };
        let mut numbers: Vec<f32> = Vec::new();
        // A file may give widths to the same codes again and again.
        let mut ranged = 0;
        for item in list.iter::<Object<'_>>().take(70_000) {
            match item {
                Object::Number(number) => numbers.push(number.as_f32()),
                Object::Array(widths) => {
                    let from = code_of(numbers.pop().unwrap_or(0.0));
                    let widths = widths.iter::<Number>().take(70_000).map(|it| it.as_f32());
                    self.widths.extend((from..).zip(widths));
                    numbers.clear();
                }
                _ => {}
            }
            if let [from, to, width] = numbers[..] {
                let (from, to) = (code_of(from), code_of(to));
                ranged += to.saturating_sub(from);
                if ranged > 2 * CODES {
                    return;
                }
                self.widths.extend((from..=to).map(|code| (code, width)));
                numbers.clear();
            }
        }
    }

    fn encoding(&mut self, dict: &Dict<'_>, tables: &Tables) {
        let is_mac = |name: &Name<'_>| name.as_ref() == b"MacRomanEncoding";
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => self.mac = is_mac(&name),
            Some(Object::Dict(own)) => {
                self.mac = own.get::<Name<'_>>("BaseEncoding").is_some_and(|it| is_mac(&it));
                let list = own.get::<Array<'_>>("Differences");
                let mut code = 0;
                for item in list.iter().flat_map(|list| list.iter::<Object<'_>>().take(600)) {
                    match item {
                        Object::Number(number) => code = code_of(number.as_f32()),
                        Object::Name(name) => {
                            if let Some(text) = named(name.as_str(), tables) {
                                self.named.insert(code, text);
                            }
                            code += 1;
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// The shapes that a string shows.
    pub(super) fn glyphs<'a>(&'a self, string: &'a [u8]) -> impl Iterator<Item = Glyph> + 'a {
        let step = if self.wide { 2 } else { 1 };
        string.chunks(step).map(move |code| {
            let code = code.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.usual);
            Glyph { text: self.character(code), width, space: !self.wide && code == 32 }
        })
    }

    fn character(&self, code: u32) -> Option<String> {
        let by_table = self.table.as_ref().and_then(|table| table.lookup_bf_string(code));
        match by_table {
            Some(BfString::Char(c)) => return Some(c.to_string()),
            Some(BfString::String(text)) => return Some(text),
            None if self.wide => return None,
            None => {}
        }
        if let Some(text) = self.named.get(&code) {
            return Some(text.clone());
        }
        let byte = [u8::try_from(code).ok()?];
        let encoding = if self.mac { MACINTOSH } else { WINDOWS_1252 };
        let text = encoding.decode_without_bom_handling(&byte).0.into_owned();
        (!text.contains(char::is_control)).then_some(text)
    }
}

/// The characters that a shape's name stands for: `eacute`, `uni00E9`, `f_i`, `a`.
fn named(name: &str, tables: &Tables) -> Option<String> {
    let name = name.split('.').next().unwrap_or(name);
    if let Some(known) = tables.glyphs.get(name).or_else(|| tables.entities.get(name)) {
        return Some(known.clone());
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    let code = digits.filter(|it| (4..=6).contains(&it.len()));
    if let Some(c) = code.and_then(|it| char::from_u32(u32::from_str_radix(it, 16).ok()?)) {
        return Some(c.to_string());
    }
    if name.contains('_') && name.len() < 40 {
        return name.split('_').map(|part| named(part, tables)).collect();
    }
    let mut letters = name.chars();
    let letter = letters.next().filter(char::is_ascii_alphanumeric)?;
    letters.next().is_none().then(|| letter.to_string())
}
