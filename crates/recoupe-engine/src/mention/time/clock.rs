//! Hours of the clock: « 18h30 », « 18 heures », "6:30 p.m.", « midi ».
//!
//! The words, by their classes in `time_word.tsv`:
//!
//! - `hour`: an hour by itself, in minutes (« midi » is 720);
//! - `hours`: what follows the number of an hour (« heures », `h`, "o'clock");
//! - `ampm`: what follows an hour of twelve, 0 before noon and 720 after it;
//! - `later`: what follows an hour and adds minutes (« et demie » is 30).

use crate::mention::quantity::number::Numbers;
use crate::mention::quantity::scan::{Gap, Kind, Piece};

/// Finds the word of a class at a piece: the piece after it, and its value.
pub(super) type Find<'a> = dyn Fn(usize, &str) -> Option<(usize, i32)> + 'a;

/// The words of the clock in one language.
pub(super) struct Words<'a> {
    pub(super) is: &'a Find<'a>,
    pub(super) numbers: &'a Numbers,
}

impl Words<'_> {
    /// The hour that begins at a piece, in minutes since midnight, and the piece after it.
    pub(super) fn at(&self, pieces: &[Piece], at: usize) -> Option<(usize, i32)> {
        if let Some((end, minutes)) = (self.is)(at, "hour") {
            return Some(self.later(end, minutes));
        }
        let piece = pieces.get(at)?;
        let is_inside = at > 0 && piece.is_glued() && pieces[at - 1].kind != Kind::Mark;
        let (hour, end) = if piece.kind == Kind::Digits {
            (piece.integer(2)?, at + 1)
        } else {
            let number = self.numbers.at(pieces, at)?;
            let is_hour = (1.0..=24.0).contains(&number.value) && !number.vague && !number.open;
            is_hour.then_some((number.value as i32, number.end))?
        };
        if hour > 24 || is_inside {
            return None;
        }
        self.digital(pieces, hour, end).or_else(|| self.told(pieces, hour, end))
    }

    /// « 18:30 », "6.30pm"
    fn digital(&self, pieces: &[Piece], hour: i32, at: usize) -> Option<(usize, i32)> {
        let [mark, minute] = pieces.get(at..at + 2)? else { return None };
        let is_glued = mark.is_glued() && minute.is_glued() && minute.key.len() == 2;
        let minutes = minute.integer(2).filter(|minutes| *minutes < 60 && is_glued)?;
        let end = at + 2;
        match (self.is)(end, "ampm") {
            Some((end, half)) if mark.is(":") || mark.is(".") => {
                of_twelve(hour, minutes, half, end)
            }
            _ if !mark.is(":") => None,
            _ => {
                let end = seconds(pieces, end);
                let next = pieces.get(end).filter(|next| next.is_glued());
                let goes_on = next.is_some_and(|next| next.is(":") || next.kind != Kind::Mark);
                (!goes_on && hour < 24).then_some((end, hour * 60 + minutes))
            }
        }
    }

    /// « 18 heures 30 », « 18h30 », "6 pm", "six o'clock"
    fn told(&self, pieces: &[Piece], hour: i32, at: usize) -> Option<(usize, i32)> {
        if let Some((end, half)) = (self.is)(at, "ampm") {
            return of_twelve(hour, 0, half, end);
        }
        let (end, _) = (self.is)(at, "hours")?;
        if let Some((end, half)) = (self.is)(end, "ampm").filter(|_| hour <= 12) {
            return of_twelve(hour, 0, half, end);
        }
        let minutes = pieces.get(end).and_then(|piece| piece.integer(2)).filter(|&n| n < 60);
        let follows =
            minutes.is_some_and(|_| pieces[end].key.len() == 2 && pieces[end].gap != Gap::Wide);
        let hour = hour % 24 * 60;
        Some(match minutes {
            Some(minutes) if follows => (self.minutes_sign(end + 1), hour + minutes),
            _ => self.later(end, hour),
        })
    }

    /// « 18h30 min »: the sign is part of the hour.
    fn minutes_sign(&self, at: usize) -> usize {
        (self.is)(at, "minutes").map_or(at, |(end, _)| end)
    }

    /// Whether an hour that ends before a piece says which half of the day it is of.
    pub(super) fn is_of_twelve(&self, end: usize) -> bool {
        (1..=5).any(|back| {
            end.checked_sub(back).and_then(|at| (self.is)(at, "ampm")).is_some_and(|it| it.0 == end)
        })
    }

    fn later(&self, end: usize, minutes: i32) -> (usize, i32) {
        match (self.is)(end, "later") {
            Some((after, more)) => (after, (minutes + more).rem_euclid(1440)),
            None => (end, minutes),
        }
    }
}

/// The piece after « :45 » in « 18:30:45 »: seconds are read over.
fn seconds(pieces: &[Piece], at: usize) -> usize {
    let is_there = pieces.get(at..at + 2).is_some_and(|two| {
        two.iter().all(Piece::is_glued)
            && two[0].is(":")
            && two[1].key.len() == 2
            && two[1].integer(2).is_some_and(|seconds| seconds < 60)
    });
    if is_there { at + 2 } else { at }
}

fn of_twelve(hour: i32, minutes: i32, half: i32, end: usize) -> Option<(usize, i32)> {
    (1..=12).contains(&hour).then_some((end, hour % 12 * 60 + minutes + half))
}
