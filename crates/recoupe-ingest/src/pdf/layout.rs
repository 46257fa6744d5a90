//! Lines to paragraphs: which lines go on, which begin anew, which stand on every page.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Line;
use crate::furniture::{ends_sentence, is_item};
use crate::tables::fold;

/// The text of a file.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) headline: Option<String>,
    pub(super) paragraphs: Vec<String>,
}

/// Puts lines together. `halves` are words that keep their hyphen at the end of a line.
pub(super) fn text(lines: &[Line], halves: &BTreeSet<String>) -> Text {
    let lines = without_running(lines);
    let body = usual_size(&lines);
    let leading = usual_leading(&lines);
    let known = hyphenated(&lines);
    let columns = Columns::of(&lines);
    let mut text = Text::default();
    let mut open: Vec<&Line> = Vec::new();
    let mut paragraphs: Vec<(f32, usize, String)> = Vec::new();
    for line in lines.iter().copied().map(Some).chain([None]) {
        let ends = match (open.last(), line) {
            (Some(_), Some(line)) => begins(&open, line, &columns, leading),
            (Some(_), None) => true,
            (None, _) => false,
        };
        if ends {
            let size = open.iter().map(|line| line.size).fold(0.0, f32::max);
            paragraphs.push((size, open[0].page, joined(&open, halves, &known)));
            open.clear();
        }
        open.extend(line);
    }
    let large = paragraphs.iter().filter(|(size, page, _)| *page == 0 && *size >= body * 1.25);
    let largest = large.fold(None, |best: Option<&(f32, usize, String)>, next| match best {
        Some(best) if best.0 >= next.0 - 0.1 => Some(best),
        _ => Some(next),
    });
    text.headline = largest.map(|(_, _, words)| words.clone()).filter(|words| words.len() < 300);
    text.paragraphs = paragraphs.into_iter().map(|(_, _, words)| words).collect();
    text
}

/// How far to the right the lines reach that begin near some place of a page.
struct Columns(BTreeMap<(usize, i32), f32>);

impl Columns {
    /// Lines that begin within so many points of one another are of one column.
    const NEAR: f32 = 16.0;

    fn of(lines: &[&Line]) -> Self {
        let mut columns: BTreeMap<(usize, i32), f32> = BTreeMap::new();
        for line in lines {
            let right = columns.entry((line.page, Self::place(line.left))).or_insert(line.right);
            *right = right.max(line.right);
        }
        Self(columns)
    }

    fn place(left: f32) -> i32 {
        (left / Self::NEAR) as i32
    }

    fn right(&self, page: usize, left: f32) -> f32 {
        let place = Self::place(left);
        let near = place.saturating_sub(1)..=place.saturating_add(1);
        near.filter_map(|place| self.0.get(&(page, place))).copied().fold(f32::MIN, f32::max)
    }
}

/// The size that most letters have.
fn usual_size(lines: &[&Line]) -> f32 {
    let mut sizes: BTreeMap<i16, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry((line.size * 4.0) as i16).or_default() += line.text.len();
    }
    let most = sizes.iter().max_by_key(|(_, letters)| **letters);
    most.map_or(10.0, |(size, _)| f32::from(*size) / 4.0)
}

/// From line to line, as a multiple of the size.
fn usual_leading(lines: &[&Line]) -> f32 {
    let gap = |pair: &[&Line]| {
        let apart = (pair[0].y - pair[1].y) / pair[1].size.max(1.0);
        (pair[0].page == pair[1].page && apart > 0.8 && apart < 3.0).then_some(apart)
    };
    let mut gaps: Vec<f32> = lines.windows(2).filter_map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(1.2)
}

/// Whether a line begins a paragraph.
fn begins(open: &[&Line], line: &Line, columns: &Columns, leading: f32) -> bool {
    let Some(last) = open.last() else { return true };
    let size = line.size.max(1.0);
    if (line.size - last.size).abs() > 0.08 * size || is_item(line.text.trim_start()) {
        return true;
    }
    let ended = ends_sentence(last.text.trim_end());
    let gap = (last.y - line.y) / size;
    if line.page != last.page || gap < -0.5 {
        // Over the end of a column or a page a sentence goes on.
        let small = line.text.trim_start().starts_with(char::is_lowercase);
        return ended || !small && !last.text.trim_end().ends_with('-');
    }
    if gap > leading * 1.35 {
        return true;
    }
    let left = open.iter().skip(1).map(|line| line.left).reduce(f32::min);
    let left = left.unwrap_or(open[0].left.min(line.left));
    let right = columns.right(last.page, left).max(last.right);
    let short = last.right < right - 0.12 * (right - left);
    let indented = line.left > left + 0.7 * size && line.left < left + 6.0 * size;
    ended && (short || indented)
}

/// The words of lines, with words put together that a line end had cut.
fn joined(lines: &[&Line], halves: &BTreeSet<String>, known: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for line in lines {
        let next = line.text.trim();
        let cut = text.ends_with(['-', '\u{ad}', '‐']) && next.starts_with(char::is_lowercase);
        let soft = text.ends_with('\u{ad}');
        if cut && text.chars().rev().nth(1).is_some_and(char::is_alphabetic) {
            let first = last_word(&text);
            let second = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let whole = format!("{first}-{}", fold(second));
            let half = halves.contains(&first) || halves.contains(&format!("-{}", fold(second)));
            if soft || !half && !known.contains(&whole) {
                text.pop();
            }
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(next);
    }
    text
}

/// The word before the hyphen at the end, folded.
fn last_word(text: &str) -> String {
    let bare = text.trim_end_matches(['-', '\u{ad}', '‐']);
    let word = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    fold(word)
}

/// Words with a hyphen inside a line: such a word keeps it at the end of one.
fn hyphenated(lines: &[&Line]) -> BTreeSet<String> {
    let words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.map(bare).filter(|word| word.contains('-')).collect()
}

/// The lines without those that stand at the head or foot of every page, and page numbers.
fn without_running(lines: &[Line]) -> Vec<&Line> {
    let pages = lines.last().map_or(0, |line| line.page + 1);
    let shape = |line: &Line| -> String {
        let text = fold(&line.text);
        text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    };
    let mut edge = vec![(f32::MIN, f32::MAX); pages];
    for line in lines {
        let (top, bottom) = &mut edge[line.page];
        (*top, *bottom) = (top.max(line.y), bottom.min(line.y));
    }
    let at_edge = |line: &Line| {
        let (top, bottom) = edge[line.page];
        line.y > top - 2.5 * line.size || line.y < bottom + 2.5 * line.size
    };
    let mut seen: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for line in lines.iter().filter(|line| at_edge(line)) {
        seen.entry(shape(line)).or_default().insert(line.page);
    }
    let runs = |line: &Line| {
        let often = seen.get(&shape(line)).map_or(0, BTreeSet::len);
        let number = line.text.trim().chars().all(|c| c.is_ascii_digit() || " /-–—.".contains(c));
        at_edge(line) && (often >= 3 || often == pages && pages == 2 || number)
    };
    lines.iter().filter(|line| !runs(line)).collect()
}
