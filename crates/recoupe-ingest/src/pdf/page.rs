//! One page: what is shown where, in the order in which it is drawn.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use crate::tables::Tables;

/// The most instructions of a file that are followed.
const STEPS: usize = 5_000_000;

/// The most bytes of text that are kept; the draft cuts far below.
const TEXT: usize = 4 << 20;

/// Forms within forms: no deeper.
const FORMS: usize = 6;

/// Words on one height, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: usize,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Upwards.
    pub(super) y: f32,
    /// Of the letters, on the page.
    pub(super) size: f32,
    pub(super) text: String,
}

/// a b c d e f of the reference.
type Matrix = [f32; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First the one, then the other.
fn then(m: &Matrix, n: &Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

/// Collects the lines of all pages.
pub(super) struct Reader<'a> {
    tables: &'a Tables,
    fonts: Vec<(ObjectIdentifier, Rc<Font>)>,
    lines: Vec<Line>,
    steps: usize,
    kept: usize,
    /// Shapes of which nobody says what they are.
    pub(super) unknown: usize,
}

/// What a graphics state holds of text.
#[derive(Clone)]
struct State {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    apart: f32,
    word: f32,
    stretch: f32,
    leading: f32,
}

struct Pen {
    page: usize,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
}

impl<'a> Reader<'a> {
    pub(super) fn new(tables: &'a Tables) -> Self {
        Self { tables, fonts: Vec::new(), lines: Vec::new(), steps: 0, kept: 0, unknown: 0 }
    }

    pub(super) fn done(self) -> Vec<Line> {
        let mut lines = self.lines;
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }

    pub(super) fn page(&mut self, at: usize, page: &Page<'_>) {
        let state = State {
            place: UNIT,
            font: None,
            size: 1.0,
            apart: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
        };
        let mut pen = Pen { page: at, state, saved: Vec::new(), text: UNIT, line: UNIT };
        self.content(page.typed_operations(), page.resources(), &mut pen, 0);
    }

    fn content(
        &mut self,
        mut steps: TypedIter<'_>,
        resources: &Resources<'_>,
        pen: &mut Pen,
        depth: usize,
    ) {
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps > STEPS || self.kept > TEXT {
                return;
            }
            if let TypedInstruction::XObject(name) = &step
                && depth < FORMS
            {
                self.form(name.0, resources, pen, depth);
            } else if let TypedInstruction::TextFont(font) = &step {
                pen.state.font = self.font(font.0, resources);
                pen.state.size = font.1.as_f32();
            } else {
                self.step(&step, pen);
            }
        }
    }

    fn step(&mut self, step: &TypedInstruction<'_, '_>, pen: &mut Pen) {
        use TypedInstruction as Op;
        let number = |it: &Number| it.as_f32();
        let state = &mut pen.state;
        match step {
            Op::SaveState(_) if pen.saved.len() < 100 => pen.saved.push(state.clone()),
            Op::RestoreState(_) => {
                if let Some(saved) = pen.saved.pop() {
                    pen.state = saved;
                }
            }
            Op::Transform(it) => {
                let all = [&it.0, &it.1, &it.2, &it.3, &it.4, &it.5].map(number);
                state.place = then(&all, &state.place);
            }
            Op::BeginText(_) => (pen.text, pen.line) = (UNIT, UNIT),
            Op::CharacterSpacing(it) => state.apart = number(&it.0),
            Op::WordSpacing(it) => state.word = number(&it.0),
            Op::HorizontalScaling(it) => state.stretch = number(&it.0) / 100.0,
            Op::TextLeading(it) => state.leading = number(&it.0),
            Op::SetTextMatrix(it) => {
                pen.line = [&it.0, &it.1, &it.2, &it.3, &it.4, &it.5].map(number);
                pen.text = pen.line;
            }
            Op::NextLine(it) => pen.next(number(&it.0), number(&it.1)),
            Op::NextLineAndSetLeading(it) => {
                state.leading = -number(&it.1);
                pen.next(number(&it.0), number(&it.1));
            }
            Op::NextLineUsingLeading(_) => pen.next(0.0, -pen.state.leading),
            Op::ShowText(it) => self.show(it.0.as_bytes(), pen),
            Op::NextLineAndShowText(it) => {
                pen.next(0.0, -pen.state.leading);
                self.show(it.0.as_bytes(), pen);
            }
            Op::ShowTextWithParameters(it) => {
                (state.word, state.apart) = (number(&it.0), number(&it.1));
                pen.next(0.0, -pen.state.leading);
                self.show(it.2.as_bytes(), pen);
            }
            Op::ShowTexts(it) => {
                for part in it.0.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.show(text.as_bytes(), pen),
                        Object::Number(back) => {
                            let state = &pen.state;
                            let by = -number(&back) / 1000.0 * state.size * state.stretch;
                            pen.text = then(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &pen.text);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'_>, pen: &mut Pen, depth: usize) {
        let Some(form) = resources.get_x_object(name) else { return };
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            return;
        }
        let Some(data) = decoded(&form) else { return };
        let saved = pen.state.clone();
        if let Some(matrix) = dict.get::<[f32; 6]>("Matrix") {
            pen.state.place = then(&matrix, &pen.state.place);
        }
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.content(TypedIter::new(&data), own.as_ref().unwrap_or(resources), pen, depth + 1);
        pen.state = saved;
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Option<Rc<Font>> {
        let dict = resources.get_font(name)?;
        let id = dict.obj_id();
        let known = self.fonts.iter().find(|(known, _)| Some(*known) == id);
        if let Some((_, font)) = known {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::of(&dict, self.tables));
        if let Some(id) = id.filter(|_| self.fonts.len() < 1000) {
            self.fonts.push((id, Rc::clone(&font)));
        }
        Some(font)
    }

    /// Puts a string on the page.
    fn show(&mut self, string: &[u8], pen: &mut Pen) {
        let Some(font) = pen.state.font.clone() else { return };
        for glyph in font.glyphs(string) {
            let state = &pen.state;
            let place = then(&pen.text, &state.place);
            let (across, up) = (place[0].hypot(place[1]), place[2].hypot(place[3]));
            let size = state.size.abs() * up;
            let word = if glyph.space { state.word } else { 0.0 };
            let by = (glyph.width / 1000.0 * state.size + state.apart + word) * state.stretch;
            // Text that runs up or down the page is a stamp or a margin.
            let level = place[1].abs() < across * 0.1 && place[0] > 0.0;
            if level && size.is_finite() && place[4].is_finite() && place[5].is_finite() {
                let end = place[4] + by * across;
                match &glyph.text {
                    Some(text) => self.put(text, pen.page, place[4], end, place[5], size),
                    None => self.unknown += 1,
                }
            }
            pen.text = then(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &pen.text);
        }
    }

    /// Adds characters to the last line, or begins one.
    fn put(&mut self, text: &str, page: usize, from: f32, to: f32, y: f32, size: f32) {
        self.kept += text.len();
        if let Some(last) = self.lines.last_mut() {
            let gap = from - last.right;
            let level = (last.y - y).abs() < 0.4 * size.max(last.size);
            if last.page == page && level && gap > -size && gap < 3.0 * size {
                let spaced = last.text.ends_with(char::is_whitespace) || text.starts_with(' ');
                if gap > 0.18 * size && !spaced {
                    last.text.push(' ');
                }
                last.text.push_str(text);
                last.right = last.right.max(to);
                // A raised figure does not make a line small.
                last.size = last.size.max(size);
                return;
            }
        }
        let text = text.to_owned();
        self.lines.push(Line { page, left: from, right: to, y, size, text });
    }
}

impl Pen {
    fn next(&mut self, across: f32, up: f32) {
        self.line = then(&[1.0, 0.0, 0.0, 1.0, across, up], &self.line);
        self.text = self.line;
    }
}

/// The content of a form; pictures are not unpacked.
fn decoded<'a>(form: &Stream<'a>) -> Option<std::borrow::Cow<'a, [u8]>> {
    form.decoded_data().ok()
}
